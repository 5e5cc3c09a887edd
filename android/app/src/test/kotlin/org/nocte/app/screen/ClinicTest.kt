package org.nocte.app.screen

import android.content.Intent
import android.net.Uri
import nocte.core.AgreementKind
import nocte.core.DiaryEntry
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.stand.Desk
import org.nocte.app.stand.Household
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** The clinic's page over the real portal: paired with, delivered to, answered, parted from. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class ClinicTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household

    /** The app, opened by the link as the system's camera opens it. */
    private fun <T> led(link: String, test: Page.() -> T): T {
        val scanned = Intent(Intent.ACTION_VIEW, Uri.parse(link))
        return Robolectric.buildActivity(MainActivity::class.java, scanned).setup().use {
            app.settle()
            Page(it.get(), app).test()
        }
    }

    private fun Page.sync() {
        tap("Sync now")
        await { has("Sync now") && !activity.front.waiting }
    }

    private fun Page.match(desk: Desk) {
        type("Initials", "A M")
        type("Year of birth", "1980")
        tap("That is me")
        await { has("Sync now") }
        // Its first delivery went with the pairing: without it the clinic knows no dose to compare.
        desk.match(500_000u)
        sync()
    }

    @Test
    fun theCamerasLinkPairsAndBothSidesSayWhoIsMeantBeforeAnyOrder() {
        app.begin()
        app.at("2026-09-21", "22:00")
        app.beside { desk ->
            val (link, passcode) = desk.link()
            led(link) {
                assertEquals("Clinic", activity.title)
                type("Passcode", "none")
                tap("Pair")
                await { says("That passcode is wrong.") }
                assertTrue(texts().toString(), says("4 tries are left."))
                type("Passcode", passcode)
                tap("Pair")
                await { has("That is me") }
                assertTrue(texts().toString(), says("Present dose here: 0.5\u00a0mg"))
                type("Initials", "X Y")
                type("Year of birth", "1980")
                tap("That is me")
                await { says("That record is somebody else's.") }
                activity.home()
                activity.open(ClinicScreen(null))
                app.settle()
                assertTrue("a link alone is followed by no order", says("No order is followed before"))
                tap("Compare now")
                await { has("That is me") }
                match(desk)
                assertTrue(texts().toString(), says("Last delivered:"))
                desk.order(750_000u, 7)
                sync()
                assertTrue(texts().toString(), says("Dr Weber proposes") && says("The dose changes from 0.5\u00a0mg to 0.75\u00a0mg."))
                tap("Look at it")
                assertEquals("nothing has changed by itself", 1u, app.tell { it.plan() }!!.page.plan.version)
                tick("No opioid in the last 14 nights")
                tap("Accept")
                assertTrue(texts().toString(), says("Accepted. The plan has changed."))
            }
        }
        val plan = app.tell { it.plan() }!!.page.plan
        assertEquals(listOf(750_000uL), plan.steps.map { it.dose })
        assertEquals(AgreementKind.SIGNED, plan.agreement.kind)
    }

    @Test
    fun whatWaitsAndWhatWasNotTakenIsSaidAndNothingIsLost() {
        app.begin()
        app.live(nights = 14)
        app.beside { desk ->
            app.pairedWith(desk)
            app.tell { it.keep(DiaryEntry.Note("a note for the clinic", null)) }
            opened(app) {
                activity.open(ClinicScreen(null))
                app.settle()
                assertTrue(texts().toString(), says("1 entry waits for the network"))
                sync()
                assertFalse(texts().toString(), says("waits for the network"))
                tap("Ask for the next step")
                assertTrue("it is said, and no button that does nothing", says("Asked for the next step") && !has("Asked for the next step"))
                sync()
                desk.refuse("Two more weeks, please.")
                app.tell { it.takeBack(it.clinic().page.request!!.id) }
                sync()
                assertTrue(texts().toString(), says("1 entry was not taken:"))
                assertTrue(texts().toString(), says("Two more weeks, please."))
                tap("Who looked at it, and when")
                await { !activity.front.waiting }
                assertTrue(texts().toString(), says("Dr Weber") || says("a program of the clinic"))
                activity.back()
                app.settle()
                tap("Try these again")
                assertFalse(texts().toString(), says("was not taken"))
                sync()
                assertTrue("it is refused once more, and kept", says("1 entry was not taken:"))
            }
        }
    }

    @Test
    fun aStopHoldsAtOnceAndAnEndOfThePairingLosesNothing() {
        app.begin()
        app.at("2026-09-21", "22:00")
        app.beside { desk ->
            app.pairedWith(desk)
            desk.order(500_000u, 14)
            desk.stop()
            opened(app) {
                assertTrue(has("Done"))
                activity.open(ClinicScreen(null))
                app.settle()
                sync()
                assertTrue(texts().toString(), says("Dr Weber stopped the treatment") && says("Take no dose until"))
                assertFalse("no step up is offered beneath a stop", has("Ask for the next step"))
                activity.home()
                app.settle()
                assertTrue(texts().toString(), says("speak with the clinic before you take any"))
                assertFalse("no dose against a stop", has("Done"))
                desk.end()
                activity.open(ClinicScreen(null))
                app.settle()
                sync()
                assertTrue(texts().toString(), says("The pairing has run out."))
                tap("End the pairing")
                tap("End it")
                await { has("Pair") }
            }
        }
        assertEquals(1uL, app.tell { it.history("2026-09-21", "2026-09-21").counts.plans })
    }
}
