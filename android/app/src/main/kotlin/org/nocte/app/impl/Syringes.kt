package org.nocte.app.impl

import nocte.core.Syringe
import nocte.core.commonSyringes

/** Common oral syringes as they are printed in the language, which the core reads back. */
internal fun Counter.syringes(): List<String> = commonSyringes(lang)

/** How the chosen syringe is printed; an unlisted one is the user's own. */
internal fun typed(syringe: Syringe, counter: Counter): String? = counter.syringes().firstOrNull { counter.syringe(it) == syringe }
