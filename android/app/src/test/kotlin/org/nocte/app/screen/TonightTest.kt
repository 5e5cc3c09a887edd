package org.nocte.app.screen

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.component.Kit
import org.nocte.app.component.SyringeView
import org.nocte.app.stand.Household
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper

/** The night screen over the real library and a real store. */
@RunWith(RobolectricTestRunner::class)
@Config(application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class TonightTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household

    private fun <T> onTonight(test: Page.() -> T): T = opened(app, test)

    @Test
    fun theCardSaysDoseBottleStrengthLineAndWhereTheBottleStands() {
        app.begin()
        app.at("2026-09-21", "22:00")
        onTonight {
            assertEquals("Monday night", activity.title)
            assertTrue(says("0.5\u00a0mg"))
            assertTrue(says("Bottle A · 1\u00a0mg/mL"))
            assertTrue(says("Draw to the line 0.5\u00a0mL, bottle A, 1\u00a0mg/mL. Shake first."))
            assertTrue(says("Bottle A should stand at about 50\u00a0mL."))
            val syringe = views().filterIsInstance<SyringeView>().single()
            assertEquals("Draw to the line 0.5\u00a0mL, bottle A, 1\u00a0mg/mL. Shake first.", syringe.contentDescription)
        }
    }

    @Test
    fun theOrderIsNightStateDoneLaterSkip() {
        app.begin()
        app.at("2026-09-21", "22:00")
        onTonight {
            val spoken = views().mapNotNull { it.contentDescription?.toString() }
            val order = listOf(
                "Mark Monday night as done",
                "Remind me of Monday night again later",
                "Mark Monday night as skipped",
            )
            assertEquals(order, spoken.filter { it in order })
            val done = button("Done")
            assertTrue(done.height >= activity.kit.dp(Kit.HIGH))
            assertTrue(button("Later").height >= activity.kit.dp(Kit.UNDER))
        }
    }

    @Test
    fun doneIsOneTapAndSaysWhenFromWhereAndThatNothingIsToBeTaken() {
        app.begin()
        app.at("2026-09-21", "22:00")
        onTonight {
            tap("Done")
            assertTrue(says("Monday night: logged as taken, 0.5\u00a0mg."))
            assertTrue(says("Good night. You can put the phone away."))
            assertTrue(says("Taken at 22:00, 0.5\u00a0mg (logged on: phone). Nothing to take now."))
            assertFalse(has("Done"))
            assertTrue(has("Undo") && has("Change"))
        }
        assertEquals(1uL, app.tell { it.history("2026-09-21", "2026-09-21").counts.doses })
    }

    @Test
    fun undoIsThereForTenSecondsAndChangeForEver() {
        app.begin()
        app.at("2026-09-21", "22:00")
        onTonight {
            tap("Done")
            tap("Undo")
            assertTrue(has("Done"))
            tap("Done")
            ShadowLooper.idleMainLooper(11, java.util.concurrent.TimeUnit.SECONDS)
            app.settle()
            assertFalse(has("Undo"))
            assertTrue(has("Change"))
        }
    }

    @Test
    fun afterAChangeDoneComesAfterOneTapOnBothLines() {
        app.begin()
        app.live(nights = 15)
        app.tell { it.stepUp(nocte.core.StepTap(noOpioids = true)) }
        onTonight {
            assertTrue(says("Changed: was 0.5\u00a0mg = 0.5\u00a0mL, tonight 1\u00a0mg = 1\u00a0mL, bottle B, 1\u00a0mg/mL."))
            assertFalse(has("Done"))
            tap("I have seen both lines")
            assertTrue(has("Done"))
        }
    }

    @Test
    fun noLineIsShownBeforeTheQuestionsAreAnswered() {
        app.begin()
        app.tell { it.answer(nocte.core.Answering(nocte.core.Question.OPIOIDS, true)) }
        onTonight {
            assertTrue(views().none { it is SyringeView })
            assertFalse(has("Done"))
        }
    }

    @Test
    fun anEmptyStoreLeadsToTheBeginning() = onTonight {
        tap("Begin")
        assertEquals("What this is", activity.title)
    }

    @Test
    fun theMorningAfterAsksYesNoOrNotSure() {
        app.begin()
        app.at("2026-09-22", "09:00")
        onTonight {
            assertTrue(has("Yes") && has("No") && has("Not sure"))
            tap("Not sure")
            assertTrue(says("Nothing to take now."))
        }
    }

    @Test
    fun fromTheReminderOnTheScreenIsTheNights() {
        app.begin()
        app.at("2026-09-21", "19:00")
        onTonight { assertTrue(activity.kit.palette.bright) }
        app.at("2026-09-21", "22:00")
        onTonight { assertEquals(org.nocte.app.theme.Palette.NIGHT, activity.kit.palette) }
    }
}
