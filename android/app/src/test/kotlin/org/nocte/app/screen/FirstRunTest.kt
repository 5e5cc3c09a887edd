package org.nocte.app.screen

import java.time.LocalDate
import java.time.ZoneId
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.component.SyringeView
import org.nocte.app.stand.Household
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** From an empty phone to the first line, by the hands of somebody who has the app for the first time. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class FirstRunTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household

    @Test
    fun theFirstEveningEndsWithALine() {
        // The system's calendar opens on the machine's own day; the hour is an evening's on any machine.
        app.now = LocalDate.now().atTime(22, 45).atZone(ZoneId.systemDefault()).toInstant()
        opened(app) {
            start()
            plan()
            questions()
            assertTrue(says("Without notices there is no reminder."))
            tap("Ready")
            assertTrue(says("0.5\u00a0mg is planned, but there is no line.") || says("no line"))
            assertTrue(views().none { it is SyringeView })
            assertTrue("$taps touches", taps < TOUCHES)
            tap("To the bottles")
            bottle()
            assertTrue(views().any { it is SyringeView })
        }
    }

    private fun Page.start() {
        tap("Begin")
        assertTrue(says("It never proposes a dose"))
        tap("Go on")
        assertTrue(says("22:30") && says("45 minutes before"))
        tap("Go on")
        assertTrue(says("Without them there will be no verdict"))
        tap("Start without")
    }

    private fun Page.plan() {
        tap("I am starting")
        tick("Typed as it was agreed")
        val doses = views().filterIsInstance<android.widget.EditText>()
        doses[0].setText("0.5 mg")
        doses[1].setText("14")
        doses[2].setText("1 mg")
        type("Name of the prescriber", "Dr Example")
        takeTheDay("On which day?")
        tap("Begin this plan")
        assertTrue(texts().toString(), says("The plan is recorded."))
        tap("Go on")
        assertFalse("a plan that was made is not asked for again", has("I am starting"))
    }

    private fun Page.questions() {
        assertTrue(says("They cannot be passed over."))
        tap("Answer the questions")
        repeat(5) { tap("No") }
    }

    private fun Page.bottle() {
        tap("A new bottle")
        assertFalse("no syringe is ever assumed", has("Read it back"))
        tap("Choose the syringe")
        tick("3 mL/0.1 mL")
        type("Strength of one tablet", "50 mg")
        type("Water", "50 mL")
        tap("Read it back")
        assertFalse("a tablet nobody said is plain", says("The bottle will hold"))
        assertTrue(says("Only plain naltrexone goes into water."))
        tick("Plain naltrexone")
        tap("Read it back")
        assertTrue(says("1\u00a0mg/mL"))
        tick("No opioid in the last 14 nights")
        tap("That is right")
        assertEquals("Bottle A", activity.title)
        tap("Done, next")
        assertTrue(says("Put in one plain naltrexone tablet of 50\u00a0mg."))
        tap("Done, next")
        var fillings = 0
        while (has("One filling is in")) {
            assertFalse("no step is left before its fillings are counted", has("Done, next"))
            tap("One filling is in")
            fillings++
        }
        assertEquals(5, fillings)
        while (has("Done, next")) tap("Done, next")
        tap("Ready")
    }

    @Test
    fun anOpioidStandsAgainstEveryLineUntilItIsAnswered() {
        app.begin()
        app.at("2026-09-21", "21:50")
        opened(app) {
            assertTrue(has("Done"))
            activity.open(CheckScreen())
            app.settle()
            type("Name of the medicine", "Tramadol")
            tap("Check")
            assertTrue(texts().toString(), has("I am not taking it") && has("I took it on …") && has("I start it on …"))
            activity.home()
            app.settle()
            assertFalse(has("Done"))
            tap("Name a medicine")
        }
    }

    private companion object {
        /** Two minutes at four seconds a touch. Making the bottle takes as long as it takes. */
        const val TOUCHES = 30
    }
}
