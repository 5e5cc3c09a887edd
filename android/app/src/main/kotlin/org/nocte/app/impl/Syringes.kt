package org.nocte.app.impl

import nocte.core.Lang
import nocte.core.Syringe

/** Common oral syringes as they are printed: what each holds, and from one line to the next. */
private val PRINTED = listOf(
    "0.5 mL/0.01 mL", "1 mL/0.01 mL", "1 mL/0.02 mL", "1 mL/0.1 mL", "3 mL/0.1 mL",
    "5 mL/0.1 mL", "5 mL/0.2 mL", "10 mL/0.1 mL", "10 mL/0.2 mL",
)

/** The same in the language's own mark, so that the core reads them back. */
internal fun Counter.syringes(): List<String> = if (lang == Lang.DE) PRINTED.map { it.replace('.', ',') } else PRINTED

/** How the chosen syringe is printed; an unlisted one is the user's own. */
internal fun typed(syringe: Syringe, counter: Counter): String? = counter.syringes().firstOrNull { counter.syringe(it) == syringe }
