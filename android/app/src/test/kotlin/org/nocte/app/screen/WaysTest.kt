package org.nocte.app.screen

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.stand.Household
import org.nocte.app.stand.MemoryKeyStore
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** The ways off the night screen: what was felt, the plan and its pauses, corrections, everything deleted. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class WaysTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household

    private fun <T> on(screen: Screen, test: Page.() -> T): T = opened(app) {
        activity.open(screen)
        app.settle()
        test()
    }

    @Test
    fun aRatingIsThreeTapsFromTonight() {
        app.begin()
        on(LogScreen()) {
            tap("Fatigue")
            tap("7")
            assertTrue(has("Fatigue: 7"))
        }
        val scores = app.tell { it.history("2026-09-21", "2026-09-21").history.scores }
        assertEquals(listOf("fatigue" to 7), scores.map { it.scale to it.value.toInt() })
    }

    @Test
    fun aBadDayIsAButton() {
        app.begin()
        on(LogScreen()) { tap("A bad day, nothing more") }
        assertEquals(1, app.tell { it.history("2026-09-21", "2026-09-21").history.badDays.size })
    }

    @Test
    fun aPauseEndsOnlyByTheHandThatBeganIt() {
        app.begin()
        app.at("2026-09-21", "21:50")
        on(PlanScreen()) {
            tap("Pause")
            assertTrue(has("End the pause"))
            activity.home()
            app.settle()
            assertFalse(has("Done"))
            tap("To the plan")
            tap("End the pause")
            tick("No opioid in the last 14 nights")
            tap("Go on from tonight")
            activity.home()
            app.settle()
            assertTrue(texts().toString(), has("Done"))
        }
    }

    @Test
    fun aStepUpIsATapAndTheQuestionComesWithIt() {
        app.begin()
        app.live(nights = 15)
        on(PlanScreen()) {
            tap("Start the next step")
            tick("No opioid in the last 14 nights")
            tap("Start it tonight")
            assertEquals("Plan", activity.title)
            assertTrue(says("0 nights taken, here you are"))
            activity.home()
            app.settle()
            assertFalse("the question was answered with the tap", has("Answer the questions"))
            assertTrue(has("I have seen both lines"))
        }
    }

    @Test
    fun aNightIsCorrectedAndBothStand() {
        app.begin()
        app.live(nights = 2)
        on(HistoryScreen()) {
            button("Tue 22 Sep\nTaken · 0.5\u00a0mg · phone").performClick()
            app.settle()
            tick("Skipped")
            tap("Keep")
            assertTrue(texts().toString(), says("logged as skipped"))
        }
        val doses = app.tell { it.history("2026-09-22", "2026-09-22").history.doses }
        assertTrue(doses.any { it.corrects != null })
    }

    @Test
    fun withoutAClinicTheClinicPageBeginsWithThePairing() {
        app.begin()
        on(ClinicScreen("shlink:/nonsense")) {
            assertTrue(has("Pair"))
            tap("Pair")
            await { says("That is no link of a clinic.") }
        }
    }

    @Test
    fun deletingEverythingLeavesAnEmptyPhone() {
        MemoryKeyStore.install()
        app.begin()
        on(DeleteScreen()) {
            assertFalse(has("Delete everything now"))
            tick("I want that")
            tap("Delete everything now")
            assertTrue(texts().toString(), says("Everything is deleted."))
        }
        assertEquals(0uL, app.tell { it.history("2026-01-01", "2030-01-01").counts.plans })
        assertTrue(app.noBackupFilesDir.list().orEmpty().isEmpty())
    }

    @Test
    fun theRedFlagsNeedNoStore() = on(RedFlagScreen()) {
        assertTrue(says("Nobody at the clinic sees this now."))
        assertTrue(texts().size > 8)
    }
}
