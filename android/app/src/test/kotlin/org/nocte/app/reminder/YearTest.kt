package org.nocte.app.reminder

import java.io.File
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.LocalTime
import java.time.ZoneId
import java.util.TimeZone
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.stand.CORE_CLOCK
import org.nocte.app.stand.Phone
import org.nocte.app.stand.PhoneApp
import org.nocte.app.stand.REMINDER_CLOCK
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** A year of a phone, told in `tests/scenario/reminder_year.json`: the life of the reminders as one promise. */
@RunWith(RobolectricTestRunner::class)
@Config(application = PhoneApp::class, sdk = [34], instrumentedPackages = [CORE_CLOCK, REMINDER_CLOCK])
class YearTest {
    private val former = TimeZone.getDefault()

    @After
    fun zoneBack() = TimeZone.setDefault(former)

    private val story = JSONObject(File(System.getProperty("nocte.root"), "tests/scenario/reminder_year.json").readText())
    private val first = LocalDate.parse(story.getString("begin"))
    private val last = LocalDate.parse(story.getString("end"))
    private val hold = dates("hold").single().toLocalDate()..dates("resume").single().toLocalDate().minusDays(1)
    private val moved = dates("clock_moved").single().toLocalDate().let { from ->
        generateSequence(from) { it.plusDays(1) }.takeWhile { it < dates("clock_right").single().toLocalDate() }.toList()
    }
    private val nights = generateSequence(first.plusDays(1)) { it.plusDays(1) }.takeWhile { it < last }.toList()

    private fun events(what: String) = story.getJSONArray("events")
        .let { all -> (0 until all.length()).map(all::getJSONObject) }.filter { it.getString("do") == what }

    private fun dates(what: String) = events(what).map { LocalDateTime.parse(it.getString("at")) }

    @Test
    fun everyNightHasItsReminderAndNoneIsDoubledLoudOrInAHold() {
        val year = PhoneYear(Phone.new(story.getString("zone")), story).apply { play() }
        val told = year.shows.joinToString("\n", postfix = "\n") { "${it.at} ${it.id} ${it.channel}" }
        File(System.getProperty("nocte.target"), "app/reminder-year.txt").writeText(told)
        val byNight = year.shows.filter { it.id.startsWith("d/") }.groupBy { LocalDate.parse(it.id.split('/')[1].substringBefore('+')) }
        val missed = events("open").mapNotNull { it.optString("tells_missed").ifEmpty { null } }
        assertEquals("S10: told of, and once", missed.map { "d/$it/base" }, year.missed)
        val again = events("reboot").mapNotNull { it.optString("shows_again").ifEmpty { null } }.map(LocalDate::parse)
        assertEquals("in a hold", emptyList<Show>(), hold.let { span -> byNight.filterKeys { it in span }.values.flatten() })
        for (night in nights.filter { it !in hold }) {
            val shows = byNight[night].orEmpty()
            val bases = shows.filter { it.id.endsWith("/base") }
            // An answer before its time leaves nothing to remind of.
            val expected = if (year.answeredEarly(night) || night.toString() in missed) 0 else if (night in again) 2 else 1
            assertEquals("$night: $shows", expected, bases.size)
            shows.filterNot { it.id.endsWith("/base") }.groupBy { it.id }.values.forEach { assertEquals("doubled: $it", 1, it.size) }
            bases.forEach { punctual(night, it) }
            bases.firstOrNull()?.let { base -> shows.forEach { loud(it, base, year) } }
        }
        year.shows.filter { it.id.startsWith("day/") }.forEach {
            assertTrue("$it", it.wall >= LocalTime.of(9, 30) && it.wall < LocalTime.of(20, 0))
        }
        assertEquals("C2: marked while the clock was wrong, and only then", moved, year.marked())
        assertEquals("nothing is left open", nights.size - hold.let { span -> nights.count { it in span } } + 1, year.answered())
        assertTrue("${year.atOnce} at once", year.atOnce <= 60)
    }

    private fun punctual(night: LocalDate, base: Show) {
        val meant = night.atTime(LocalTime.parse(story.getString("bedtime"))).minusMinutes(story.getLong("lead_min")).atZone(base.zone).toInstant()
        val late = Duration.between(meant, base.at)
        val allowed = if (base.exact) Duration.ofMinutes(5) else Duration.ofMinutes(60)
        assertTrue("$night came at ${base.at} for $meant", !late.isNegative && late <= allowed)
    }

    private fun loud(show: Show, base: Show, year: PhoneYear) {
        val after = Duration.between(base.nominal(story), show.at)
        val snooze = "/snz" in show.id
        val quiet = show.channel == Channels.QUIET
        assertTrue("$show sounds past the quiet limit", snooze || quiet || after < Duration.ofMinutes(story.getLong("quiet_after_min")))
        val wanted = if (show.id.contains("/fu")) Channels.FOLLOWUP else Channels.DOSE
        assertTrue("$show", quiet || show.channel == wanted)
        year.answeredAt(show.id)?.let { assertTrue("$show after its answer at $it", show.at <= it) }
    }

    private operator fun ClosedRange<LocalDate>.contains(date: LocalDate) = date >= start && date <= endInclusive
}

/** Something came into the shade. */
data class Show(val id: String, val at: Instant, val zone: ZoneId, val channel: String, val exact: Boolean) {
    val wall: LocalTime get() = at.atZone(zone).toLocalTime()

    /** When the night's first reminder was meant to come. */
    fun nominal(story: JSONObject): Instant =
        LocalDate.parse(id.split('/')[1].substringBefore('+')).atTime(LocalTime.parse(story.getString("bedtime")))
            .minusMinutes(story.getLong("lead_min")).atZone(zone).toInstant()
}
