package org.nocte.app.impl

import java.util.Locale
import nocte.core.Lang
import nocte.core.Moment

/** The moment as the phone's clock has it: the one that is asked for by every call of the core as well. */
internal fun Counter.moment(): Moment = lane.clock.moment()

internal fun Counter.now(): Long = moment().now

/** Today by the phone's calendar, for what asks for a day: `2026-11-25`. */
internal fun Counter.today(): String = String.format(Locale.ROOT, "%tF", now())

/** An instant on this phone's clock: read and written, never counted with. */
internal fun Counter.clock(at: Long): String = when (lang) {
    Lang.EN -> String.format(Locale.UK, "%1\$ta %1\$te %1\$tb, %1\$tR", at)
    Lang.DE -> String.format(Locale.GERMANY, "%1\$ta %1\$te. %1\$tb, %1\$tR", at)
}
