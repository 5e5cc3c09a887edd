package org.nocte.core.impl

import java.time.Instant
import java.time.ZoneId
import nocte.core.Clock
import nocte.core.Moment

/**
 * The phone's clock and zone, as they are at each question.
 *
 * Nothing is kept: a zone changed while the app sleeps is seen at the next question.
 */
class SystemClock(
    private val watch: ClockWatch? = null,
    private val time: () -> Long = { System.currentTimeMillis() },
    private val up: () -> Long = { android.os.SystemClock.elapsedRealtime() },
) : Clock {
    override fun moment(): Moment {
        val now = Instant.ofEpochMilli(time())
        val suspect = watch?.look(now.toEpochMilli(), up()) ?: false
        return Moment(now.toEpochMilli(), ZoneSnapshots.around(now, ZoneId.systemDefault()), suspect)
    }
}
