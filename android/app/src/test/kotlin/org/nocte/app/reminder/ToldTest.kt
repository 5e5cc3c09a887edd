package org.nocte.app.reminder

import android.app.Notification
import android.app.NotificationManager
import java.time.Duration
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.screen.MainActivity
import org.nocte.app.screen.SelfCheckScreen
import org.nocte.app.screen.TonightScreen
import org.nocte.app.stand.CORE_CLOCK
import org.nocte.app.stand.FirstNight
import org.nocte.app.stand.PhoneApp
import org.nocte.app.stand.REMINDER_CLOCK
import org.nocte.app.theme.Discretion
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** What the patient is told: of a reminder that never came, and, who asks for it, of drug and dose. */
@RunWith(RobolectricTestRunner::class)
@Config(application = PhoneApp::class, sdk = [34], instrumentedPackages = [CORE_CLOCK, REMINDER_CLOCK])
class ToldTest {
    @get:Rule
    val night = FirstNight()
    private val phone get() = night.phone

    private fun front() = Robolectric.buildActivity(MainActivity::class.java).setup().use { it.get().front::class }

    @Test
    fun s10_aReminderThatNeverCameIsKeptAndToldOfOnce() {
        val ledger = Ledger(phone.app)
        phone.dropAlarms()
        phone.at("2026-11-03", "22:50")
        phone.app.reminders.reconcile(Reason.JOB)
        assertEquals("inside the hour it may still come", emptyList<Any>(), ledger.missed())
        // The job before has shown it late; the night after it nobody did.
        phone.logTaken("2026-11-03")
        phone.dropAlarms()
        phone.at("2026-11-04", "22:56")
        phone.app.reminders.reconcile(Reason.OPENED)
        assertEquals(listOf("d/2026-11-04/base"), ledger.missed().map { it.first })
        assertEquals(SelfCheckScreen::class, front())
        assertEquals("once", TonightScreen::class, front())
    }

    @Test
    fun s10_aClockThatWasMovedHasMissedNothing() {
        phone.dropAlarms()
        phone.at("2026-11-04", "03:00")
        phone.app.reminders.reconcile(Reason.TIME)
        assertEquals(emptyList<Any>(), Ledger(phone.app).missed())
    }

    @Test
    fun v2_drugAndDoseAreNamedOnlyWhenAskedForAndOnlyOnAnOpenScreen() {
        phone.next()
        val plain = phone.shade().getValue("d/2026-11-03/base")
        assertFalse(phone.says(plain), "axone" in phone.says(plain))
        phone.logTaken("2026-11-03")
        Discretion(phone.app).detailed = true
        while (phone.next().id != "d/2026-11-04/base") Unit
        val named = phone.shade().getValue("d/2026-11-04/base")
        assertEquals("Naltrexone 0.5\u00a0mg", text(named))
        assertEquals("Tap Done when it’s done.", text(named.publicVersion))
        assertEquals(Notification.VISIBILITY_PRIVATE, named.visibility)
        assertTrue("nothing of it is kept", phone.files().values.none { "axone" in it })
    }

    private fun text(note: Notification) = note.extras.getCharSequence(Notification.EXTRA_TEXT).toString()

    @Test
    fun theEveningHasASoftToneOfOurOwnAndRepetitionsHaveNone() {
        phone.next()
        val channels = phone.app.getSystemService(NotificationManager::class.java)
        assertEquals(Channels.tone(phone.app), channels.getNotificationChannel(Channels.DOSE).sound)
        assertEquals(null, channels.getNotificationChannel(Channels.FOLLOWUP).sound)
        val melody = phone.app.contentResolver.openInputStream(Channels.tone(phone.app))!!.use { it.readBytes().toString(Charsets.US_ASCII) }
        assertTrue(melody, melody.startsWith("BEGIN:IMELODY\n") && melody.endsWith("END:IMELODY\n"))
    }

    @Test
    fun s7_anAnswerOnTheNotificationIsKeptWithinTwoSecondsOfTheProcess() {
        phone.next()
        val began = System.nanoTime()
        phone.tap("d/2026-11-03/base", org.nocte.app.R.string.done)
        val took = Duration.ofNanos(System.nanoTime() - began)
        assertEquals(emptySet<String>(), phone.shade().keys)
        assertEquals("taken", phone.tell { it.tonight().state.name.lowercase() })
        println("an answer took ${took.toMillis()} ms")
    }
}
