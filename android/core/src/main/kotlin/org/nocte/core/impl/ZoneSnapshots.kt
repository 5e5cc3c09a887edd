package org.nocte.core.impl

import java.time.Duration
import java.time.Instant
import java.time.ZoneId
import nocte.core.Transition
import nocte.core.ZoneWindow

/**
 * What the phone's clock does around an instant, from the platform's own zone data.
 *
 * The core has no zone data: the reminder then agrees with the clock on the wall, even if the phone is out of date.
 */
object ZoneSnapshots {
    /** How far the core looks back at most, and ahead. */
    private val back = Duration.ofDays(366)
    private val ahead = Duration.ofDays(732)

    /** The window around `now`. */
    fun around(now: Instant, zone: ZoneId): ZoneWindow {
        val until = now.plus(ahead)
        return between(zone, now.minus(back), until).copy(until = until.toEpochMilli())
    }

    /** The offset at `from` and every real change after it, up to and with `to`. A change of the rules that moves no clock is none. */
    fun between(zone: ZoneId, from: Instant, to: Instant): ZoneWindow {
        val rules = zone.rules
        val changes = generateSequence(rules.nextTransition(from)) { rules.nextTransition(it.instant) }
            .takeWhile { !it.instant.isAfter(to) }
            .filter { it.offsetBefore != it.offsetAfter }
            .map { Transition(it.instant.toEpochMilli(), it.offsetAfter.totalSeconds) }
        return ZoneWindow(zone.id, rules.getOffset(from).totalSeconds, changes.toList(), null)
    }
}
