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

    /** Fifteen nights up to the machine's own day, on which the system's calendar opens. */
    private fun fifteenNights(gate: nocte.core.StepGate = nocte.core.StepGate.Nights) {
        val first = java.time.LocalDate.now().minusDays(15).toString()
        app.begin(first, gate = gate)
        app.live(first, nights = 15)
    }

    /** The plan, on the evening on which its second step began. */
    private fun onStepTwo(test: Page.() -> Unit) {
        fifteenNights()
        app.tell { it.stepUp(nocte.core.StepTap(noOpioids = true)) }
        on(PlanScreen(), test)
    }

    /** Tells of what a prescriber has agreed to. */
    private fun Page.agree(to: String, now: String) {
        tap(to)
        type("Name of the prescriber", "Dr Example")
        takeTheDay("On which day?")
        tap(now)
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
    fun aLaboratoryValueIsKeptAsItIsPrinted() {
        app.begin()
        on(LabScreen()) {
            type("What was measured?", "ALT")
            type("Value", "34")
            type("Unit", "U/L")
            tap("Keep")
        }
        on(HistoryScreen()) { assertTrue(texts().toString(), says("2026-09-21: ALT 34 U/L")) }
    }

    @Test
    fun afterAPauseStepOneIsBegunAgainAsItWasAgreed() {
        onStepTwo {
            agree("Start again from step 1", "Start again tonight")
            assertEquals("Plan", activity.title)
        }
        val plan = app.tell { it.plan() }!!.page
        assertEquals(nocte.core.PlanReason.RETITRATE, plan.plan.reason)
        assertEquals(500_000uL, plan.progress?.dose)
    }

    @Test
    fun aCliniciansWordIsAskedForWhereTheGateWaitsForIt() {
        fifteenNights(nocte.core.StepGate.Clinician)
        on(PlanScreen()) {
            assertFalse(has("Start the next step"))
            agree("My clinician has agreed to the next step", "Keep it")
            assertTrue(texts().toString(), has("Start the next step"))
        }
    }

    @Test
    fun aStepThatWasNotBorneIsGoneBackFromAndAskedAboutLater() {
        onStepTwo {
            tap("Back, and ask again later")
            tap("Back one step tonight")
            assertTrue("months are a number", says("What was typed could not be read."))
            type("In how many months?", "6")
            tap("Back one step tonight")
            assertTrue(texts().toString(), says("ask your prescriber again about 1\u00a0mg."))
        }
        assertEquals(500_000uL, app.tell { it.plan() }!!.page.progress?.dose)
    }

    @Test
    fun whetherLessIsEnoughIsLookedAtAndTheLookCanEnd() {
        onStepTwo {
            agree("Is less enough? A re-check", "Begin the re-check")
            assertEquals(nocte.core.PlanReason.RECHECK, app.tell { it.plan() }!!.page.plan.reason)
            assertTrue(texts().toString(), has("End the re-check"))
            activity.open(ResponseScreen())
            app.settle()
            assertTrue(texts().toString(), says("Re-check, part 1 of 3"))
            activity.back()
            app.settle()
            tap("End the re-check")
            assertTrue(texts().toString(), activity.front.trouble == null)
            assertFalse("it is over", has("End the re-check"))
            assertTrue("another may begin", has("Is less enough? A re-check"))
        }
    }

    @Test
    fun whatElseHappenedIsMarkedAndIsNoSideEffect() {
        app.begin()
        on(LogScreen()) {
            tap("Something else happened")
            tap("An infection or a vaccination")
            tap("Side effect")
            assertFalse("a mark is none", says("infection"))
            activity.back()
            app.settle()
            tap("Something else happened")
            tap("An infection or a vaccination: it is over")
        }
        on(HistoryScreen()) {
            assertTrue(texts().toString(), says("Mon 21 Sep: An infection or a vaccination"))
            assertFalse(texts().toString(), says("Side effects"))
        }
    }

    @Test
    fun plansThatCannotBeBegunHereSayWhy() = on(BeginScreen(taking = false)) {
        val open = nocte.core.protocols(nocte.core.Lang.EN).first { !it.executable && it.missing.isNotEmpty() }
        tap("Plans that cannot be begun here")
        assertFalse("one at a time", says("This app cannot carry it out as it stands."))
        tap(open.title)
        assertTrue(texts().toString(), says("This app cannot carry it out as it stands.") && says("The source leaves open:"))
        assertTrue(texts().toString(), open.missing.all(::says))
    }

    @Test
    fun leadCapsulesPriceAndTheKindOfNightAreChosen() {
        app.begin()
        on(EveningScreen()) {
            type("Minutes before lights out", "60")
            tap("Keep")
            tick("Midnight")
            takeTheTime(2, 0)
            assertTrue(texts().toString(), says("Lights out is too near to where a night begins."))
            tick("Midnight")
            takeTheTime(8, 30)
            assertTrue(texts().toString(), activity.front.trouble == null)
        }
        on(CapsulesScreen()) {
            type("Strength of a capsule", "0.5 mg")
            tap("Keep")
        }
        on(SupplyScreen()) {
            type("Price of one tablet in cents", "210")
            tick("GBP")
            tap("Keep the price")
        }
        val kept = app.tell { it.settings() }
        assertEquals(listOf("60", "00:00", "08:30"), listOf("${kept.leadMin}", kept.cutover, kept.bedtime))
        assertEquals(listOf(500_000uL), kept.capsules)
        assertEquals("210 GBP", kept.tabletPrice?.run { "$minorUnits $currency" })
    }

    @Test
    fun theOverviewShowsNothingWhenThatIsAskedFor() {
        on(EveningScreen()) {
            val secure = android.view.WindowManager.LayoutParams.FLAG_SECURE
            assertEquals(0, activity.window.attributes.flags and secure)
            tick("Hide this app")
            assertEquals(secure, activity.window.attributes.flags and secure)
        }
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
