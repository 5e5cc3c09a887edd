package nocte.runner

import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import nocte.core.Transition
import nocte.core.ZoneWindow

/** A case's zone window, and the same one made of this platform's own zone data, as an app makes it. */
object Windows {
    /** How many were compared with the platform's. */
    var compared = 0
        private set

    /** Where the platform's own zone data differ: older than the vectors', which is no fault of the core. */
    val differing = mutableListOf<String>()

    /** A few zones may be out of date; this many can only mean that a window is built wrongly. */
    val tooMany get() = differing.size * 10 > compared

    /** The window of a case; where its zone data are undisputed (`tzdb: any`) it is compared with the platform's. */
    fun of(case: Fields): ZoneWindow {
        val fields = case.needBelow("zone_window")
        fields.only("zone", "initial_offset_s", "transitions", "until")
        val transitions = fields.each("transitions").map {
            it.only("at", "offset_s")
            Transition(it.needMillis("at"), it.needInt("offset_s"))
        }
        val window = ZoneWindow(fields.needText("zone"), fields.needInt("initial_offset_s"), transitions, fields.millis("until"))
        if (case.text("tzdb") == "any") compare(case, window)
        return window
    }

    private fun compare(case: Fields, window: ZoneWindow) {
        // From the first transition to the last; without any, the one instant the case is about.
        val first = window.transitions.firstOrNull()?.at?.let { it - 1 } ?: case.someInstant(window)
        val own = fromPlatform(window.zone, first, window.transitions.lastOrNull()?.at ?: first).copy(until = window.until)
        compared += 1
        if (own != window) differing += "${case.needText("id")} expected $window, got $own"
    }

    private fun Fields.someInstant(window: ZoneWindow): Long =
        millis("now") ?: millis("at") ?: below("action")?.millis("at")
            ?: LocalDate.parse(needText("night")).atTime(22, 30).atZone(ZoneId.of(window.zone)).toInstant().toEpochMilli()

    /** The offset at `from` and every real change after it, up to and with `to` (milliseconds). */
    fun fromPlatform(zone: String, from: Long, to: Long): ZoneWindow {
        val rules = ZoneId.of(zone).rules
        val start = Instant.ofEpochMilli(from)
        val changes = generateSequence(rules.nextTransition(start)) { rules.nextTransition(it.instant) }
            .takeWhile { it.instant.toEpochMilli() <= to }
            .filter { it.offsetBefore != it.offsetAfter }
            .map { Transition(it.instant.toEpochMilli(), it.offsetAfter.totalSeconds) }
        return ZoneWindow(zone, rules.getOffset(start).totalSeconds, changes.toList(), null)
    }
}
