package org.nocte.core

import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import nocte.core.Transition
import nocte.core.ZoneWindow
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nocte.core.impl.ZoneSnapshots

/** The snapshot builder against every golden snapshot whose zone data are undisputed (requirement S5). */
class GoldenSnapshotsTest {
    private val file = File(System.getProperty("nocte.root"), "tests/vectors/reminders.json")
    private val cases = JSONObject(file.readText()).getJSONArray("cases").let { all ->
        (0 until all.length()).map(all::getJSONObject).filter { it.optString("tzdb") == "any" }
    }

    @Test
    fun everyGoldenSnapshotIsBuiltAlike() {
        assertTrue("${cases.size} cases", cases.size > 60)
        val differing = cases.mapNotNull(::difference)
        differing.forEach(::println)
        // A JDK may be older than the vectors in a zone or two, which is the platform's right; more is a fault here.
        assertTrue(differing.toString(), differing.size * 10 <= cases.size)
    }

    private fun difference(case: JSONObject): String? {
        val golden = golden(case.getJSONObject("zone_window"))
        val first = golden.transitions.firstOrNull()?.let { Instant.ofEpochMilli(it.at).minusMillis(1) } ?: case.someInstant(golden)
        val last = golden.transitions.lastOrNull()?.let { Instant.ofEpochMilli(it.at) } ?: first
        val own = ZoneSnapshots.between(ZoneId.of(golden.zone), first, last).copy(until = golden.until)
        return if (own == golden) null else "${case.getString("id")} expected $golden, got $own"
    }

    private fun golden(fields: JSONObject): ZoneWindow {
        val all = fields.getJSONArray("transitions")
        val transitions = (0 until all.length()).map(all::getJSONObject)
            .map { Transition(millis(it.getString("at")), it.getInt("offset_s")) }
        val until = if (fields.isNull("until")) null else millis(fields.getString("until"))
        return ZoneWindow(fields.getString("zone"), fields.getInt("initial_offset_s"), transitions, until)
    }

    private fun JSONObject.someInstant(window: ZoneWindow): Instant {
        val at = listOf("now", "at").firstOrNull(::has)?.let(::getString) ?: optJSONObject("action")?.getString("at")
        if (at != null) return Instant.parse(at)
        return LocalDate.parse(getString("night")).atTime(22, 30).atZone(ZoneId.of(window.zone)).toInstant()
    }

    private fun millis(text: String) = Instant.parse(text).toEpochMilli()

    @Test
    fun theWindowAroundNowReachesAYearBackAndTwoAhead() {
        val now = Instant.parse("2026-11-22T22:00:00Z")
        val window = ZoneSnapshots.around(now, ZoneId.of("Europe/Berlin"))
        assertEquals(3600, window.initialOffsetS)
        assertEquals(6, window.transitions.size)
        assertEquals(millis("2025-11-21T22:00:00Z") <= window.transitions.first().at, true)
        assertEquals(millis("2028-11-23T22:00:00Z"), window.until)
    }
}
