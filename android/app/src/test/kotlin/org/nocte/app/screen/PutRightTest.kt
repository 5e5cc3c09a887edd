package org.nocte.app.screen

import android.app.Activity
import android.app.NotificationManager
import android.content.Intent
import android.content.res.Configuration
import android.net.Uri
import android.provider.Settings
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.time.Instant
import nocte.core.DoseStatus
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.reminder.Shade
import org.nocte.app.stand.Household
import org.nocte.app.theme.Palette
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** What was mistyped, mistapped or could not be kept: said where it is looked at, and put right there. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class PutRightTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household
    private val place = Uri.parse("content://place/copy")

    private fun <T> on(screen: Screen, test: Page.() -> T): T = opened(app) {
        activity.open(screen)
        app.settle()
        test()
    }

    /** The system gives the place that was picked, or none. */
    private fun Page.pick(place: Uri?) {
        val asked = shadowOf(activity).nextStartedActivityForResult
        val result = if (place == null) Activity.RESULT_CANCELED else Activity.RESULT_OK
        shadowOf(activity).receiveResult(asked.intent, result, place?.let { Intent().setData(it) })
        app.settle()
    }

    @Test
    fun yesInTheMorningAsksForTheTimeOnAFormThatNamesItsNight() {
        app.begin()
        app.at("2026-09-22", "09:00")
        opened(app) {
            tap("Yes")
            assertTrue(texts().toString(), says("When was it taken?"))
            tap("Say the time")
            assertEquals("Monday night", activity.title)
            tap("Keep")
            assertTrue("it is asked on the form itself", says("When was it taken?") && has("Keep"))
            tap("At another time")
            takeTheTime(22, 40)
            tap("Keep")
            assertTrue(texts().toString(), says("Monday night: logged as taken") && has("Ready"))
        }
        val dose = app.tell { it.history("2026-09-21", "2026-09-21").history.doses }.single()
        assertEquals("2026-09-21T20:40:00Z", dose.takenAt?.let { Instant.ofEpochMilli(it).toString() })
    }

    @Test
    fun aNightThatANoticeOpensIsNamedToo() {
        app.begin()
        app.at("2026-09-22", "09:00")
        on(CorrectScreen("2026-09-21")) { assertEquals("Monday night", activity.title) }
    }

    @Test
    fun safety17OneDoseMoreBesideAnEarlierNightIsKeptUnderItsOwnHour() {
        app.begin()
        app.live(nights = 2)
        on(HistoryScreen()) {
            button("Tue 22 Sep\nTaken · 0.5\u00a0mg · phone").performClick()
            app.settle()
            tap("It was one dose more")
            assertTrue(texts().toString(), says("When was it taken?"))
            tap("At another time")
            takeTheTime(23, 10)
            tap("It was one dose more")
            assertTrue(texts().toString(), has("Ready"))
        }
        val doses = app.tell { it.history("2026-09-22", "2026-09-23").history.doses }
        val extra = doses.single { it.status == DoseStatus.EXTRA }
        assertEquals("2026-09-22", extra.night)
        assertEquals("2026-09-22T21:10:00Z", extra.takenAt?.let { Instant.ofEpochMilli(it).toString() })
    }

    @Test
    fun safety17OneDoseOrTwoIsAnsweredOnAPageOfItsOwn() {
        val statuses = { app.tell { it.history("2026-09-21", "2026-09-21").history.doses }.map { it.status } }
        app.begin()
        app.at("2026-09-21", "22:00")
        opened(app) { tap("Done") }
        on(OneOrTwoScreen("2026-09-21", "Monday night")) {
            tap("It was two")
            assertTrue(texts().toString(), has("Ready") && !has("It was one dose"))
        }
        assertTrue("${statuses()}", DoseStatus.EXTRA in statuses())
        on(OneOrTwoScreen("2026-09-21", "Monday night")) {
            tap("It was one dose")
            assertTrue(texts().toString(), says("taken back."))
        }
        assertFalse("${statuses()}", DoseStatus.EXTRA in statuses())
    }

    @Test
    fun aBottleNobodyKnowsIsSaidAndTheFormStays() {
        app.begin()
        app.live(nights = 2)
        on(CorrectScreen("2026-09-22", "Tue 22 Sep")) {
            type("From another bottle", "Q")
            tap("Keep")
            assertTrue(texts().toString(), says("No bottle has that letter") && has("Keep"))
        }
    }

    @Test
    fun whatIsNoNumberIsRefusedAndWhatIsOnRecordStays() {
        app.begin()
        on(SupplyScreen()) {
            for ((field, button) in listOf("Tablets left" to "Keep", "Price of one tablet in cents" to "Keep the price")) {
                type(field, "")
                tap(button)
                assertTrue(texts().toString(), says("What was typed could not be read."))
            }
        }
        // As a number of sixteen bits it would be half an hour.
        on(EveningScreen()) {
            type("Minutes before lights out", "65566")
            tap("Keep")
            assertTrue(texts().toString(), says("What was typed could not be read."))
        }
        val kept = app.tell { it.settings() }
        assertEquals(listOf("14", "180", "45"), listOf("${kept.tabletsLeft}", "${kept.tabletPrice?.minorUnits}", "${kept.leadMin}"))
    }

    @Test
    fun wordsThatAreNotThePapersAreSaidAndAPlaceThatTakesNothingIsNoCopy() {
        app.begin()
        on(BackupScreen()) {
            val phrase = texts().first { Regex("(\\w{5} )+\\w+").matches(it) }
            type("Type it from the paper", "something else")
            tap("Choose a place and write")
            assertTrue(texts().toString(), says("That is not what stands above."))
            type("Type it from the paper", phrase)
            val full = object : OutputStream() {
                override fun write(byte: Int) = throw IOException("no space")
            }
            shadowOf(activity.contentResolver).registerOutputStream(place, full)
            tap("Choose a place and write")
            assertFalse(texts().toString(), says("That is not what stands above."))
            pick(place)
            assertTrue(texts().toString(), says("Nothing was written there.") && !says("The copy is written."))
        }
        assertEquals(emptyList<String>(), app.cacheDir.list().orEmpty().filter { "nocte" in it })
    }

    @Test
    fun whoPicksNoPlaceLeavesNothingReadableBehind() {
        app.begin()
        on(ExportScreen()) {
            tap("Everything")
            pick(null)
            assertFalse(texts().toString(), says("Written.") || says("Nothing was written there."))
        }
        assertFalse(app.cacheDir.list().orEmpty().any { it.endsWith("json") })
    }

    @Test
    fun whatCannotBeReadIsNoCopyAndNothingOfItStays() {
        app.begin()
        on(RestoreScreen()) {
            val gone = object : InputStream() {
                override fun read(): Int = throw IOException("offline")
            }
            shadowOf(activity.contentResolver).registerInputStream(place, gone)
            type("What stands on the paper", "11111 22222 33333 44444 55555 66666")
            tap("Pick the copy")
            pick(place)
            await { says("This file is no copy.") }
        }
        assertFalse(app.cacheDir.list().orEmpty().any { "restore" in it })
        assertEquals("what was here is here", 1uL, app.tell { it.history("2026-09-21", "2026-09-21").counts.plans })
    }

    @Test
    fun aBottleThatWasNotMadeIsNotLedThroughAnyFurther() {
        app.begin()
        on(BottlesScreen()) {
            tap("A new bottle")
            type("Strength of one tablet", "50 mg")
            type("Water", "50 mL")
            tick("Plain naltrexone")
            tap("Read it back")
            tick("No opioid in the last 14 nights")
            tap("That is right")
            tap("This bottle was not made")
            tap("Thrown away")
            assertEquals("Bottles", activity.title)
        }
    }

    @Test
    fun whatTheSystemRefusesIsSaidWithTheWayToAllowIt() {
        app.begin()
        shadowOf(app.getSystemService(NotificationManager::class.java)).setNotificationsEnabled(false)
        on(StartScreen()) {
            repeat(2) { tap("Go on") }
            tap("Start without")
            tap("Go on")
            tap("Later: until then no line is shown")
            assertTrue(texts().toString(), says("Notices are off: there will be no reminder."))
            tap("Allow notices")
            tap("The system's page for this app")
            assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, shadowOf(activity).nextStartedActivity.action)
        }
        on(SelfCheckScreen()) {
            assertTrue(texts().toString(), says("Exact alarms are off"))
            tap("Allow exact alarms")
            assertEquals(Settings.ACTION_REQUEST_SCHEDULE_EXACT_ALARM, shadowOf(activity).nextStartedActivity.action)
        }
    }

    @Test
    fun whatIsHalfTypedStaysWhenThePhoneGoesDark() {
        app.begin()
        Robolectric.buildActivity(MainActivity::class.java).setup().use { made ->
            app.settle()
            val page = Page(made.get(), app)
            made.get().open(BeginScreen(taking = false))
            app.settle()
            page.type("Name of the prescriber", "Dr Example")
            val dark = Configuration(app.resources.configuration).apply { uiMode = Configuration.UI_MODE_NIGHT_YES }
            made.configurationChange(dark)
            app.settle()
            assertTrue(page.texts().toString(), page.says("Dr Example"))
            assertEquals(Palette.DARK, made.get().kit.palette)
        }
    }

    @Test
    fun whereANoticeLedIsNotLedToAgain() {
        app.begin()
        app.at("2026-09-22", "09:00")
        val yes = Intent(Intent.ACTION_MAIN).setData(Shade.nightUri("2026-09-21"))
        Robolectric.buildActivity(MainActivity::class.java, yes).setup().use { made ->
            app.settle()
            assertTrue(made.get().front is CorrectScreen)
            made.get().home()
            made.recreate()
            app.settle()
            assertTrue("${made.get().front}", made.get().front is TonightScreen)
        }
    }
}
