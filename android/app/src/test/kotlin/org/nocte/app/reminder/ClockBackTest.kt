package org.nocte.app.reminder

import android.content.Context
import nocte.core.DiaryEntry
import nocte.core.DoseAnswer
import nocte.core.Swallowed
import nocte.core.Told
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.impl.CoreReminders
import org.nocte.app.screen.opened
import org.nocte.app.stand.Household
import org.nocte.core.impl.ClockWatch
import org.nocte.core.impl.SystemClock
import org.nocte.core.orNull
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** A clock that was set back or ahead. The framework's own clock does not go back, so these have one that does. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class ClockBackTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household
    private val core get() = CoreReminders { app.lane }

    private fun ofTheNight(shown: Map<String, Long>): List<Notice> =
        core.wanted(shown, emptyMap()).orNull()!!.notices.filter { it.id.startsWith("d/2026-09-21/") }

    @Test
    fun c1_aClockSetBackOpensNoAnsweredNightAgain() {
        app.begin()
        app.at("2026-09-21", "21:46")
        assertTrue(ofTheNight(emptyMap()).any { it.immediate })
        app.tell { it.log(Told.Answer(DoseAnswer.Taken(Swallowed())), "2026-09-21") }
        app.at("2026-09-21", "19:00")
        assertEquals(emptyList<Notice>(), ofTheNight(emptyMap()))
    }

    @Test
    fun c1_aClockSetBackRepeatsNothingThatWasShown() {
        app.begin()
        app.at("2026-09-21", "21:46")
        val shown = mapOf("d/2026-09-21/base" to app.now.toEpochMilli())
        app.at("2026-09-21", "21:00")
        assertFalse(ofTheNight(shown).any { it.id in shown })
    }

    @Test
    fun c2_entriesAreMarkedFromTheMoveOfTheClockUntilItIsSaidToBeRight() {
        app.begin()
        var starts = 7
        val watch = ClockWatch(app) { starts }
        var wall = 1_800_000_000_000L
        var up = 5_000_000L
        val clock = SystemClock(watch, { wall }, { up })
        fun passes(wallMinutes: Int, upMinutes: Int): Boolean {
            wall += wallMinutes * 60_000L
            up += upMinutes * 60_000L
            return clock.moment().suspect
        }
        assertFalse(passes(0, 0))
        assertFalse("asleep for a night", passes(480, 480))
        assertFalse("corrected by the network", passes(14, 10))
        assertTrue("set ahead by an hour", passes(61, 1))
        assertTrue("still", passes(5, 5))
        opened(app) {
            assertTrue(texts().toString(), says("This phone's clock was moved."))
            tap("The clock is right now")
            assertFalse(says("This phone's clock was moved."))
        }
        assertFalse(passes(1, 1))
        up = 1_000L
        starts++
        assertFalse("the phone was started anew", passes(10, 0))
        starts++
        assertFalse("off for a day, and up for longer than before", passes(1_500, 60))
        assertTrue("and its clock went back", passes(-30, 0))
    }

    @Test
    fun c2_theMarkStandsWithTheEntry() {
        app.suspect = true
        app.begin()
        app.tell { it.keep(DiaryEntry.Note("under a moved clock", null)) }
        app.suspect = false
        app.tell { it.keep(DiaryEntry.Note("under a right one", null)) }
        val notes = app.tell { it.history("2026-09-21", "2026-09-21") }.history.notes
        assertEquals(listOf(true, false), notes.map { it.stamp.clockSuspect })
        assertEquals(0, app.getSharedPreferences("clock", Context.MODE_PRIVATE).all.size)
    }
}
