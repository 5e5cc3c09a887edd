package org.nocte.app.reminder

import android.app.AlarmManager
import android.app.Notification
import android.content.Intent
import java.time.Duration
import java.time.Instant
import nocte.core.HoldWish
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.R
import org.nocte.app.impl.house
import org.nocte.app.model.Correction
import org.nocte.app.model.Say
import org.nocte.app.model.Told
import org.nocte.app.screen.CorrectScreen
import org.nocte.app.screen.MainActivity
import org.nocte.app.screen.TonightScreen
import org.nocte.app.stand.CORE_CLOCK
import org.nocte.app.stand.FirstNight
import org.nocte.app.stand.Phone
import org.nocte.app.stand.PhoneApp
import org.nocte.app.stand.REMINDER_CLOCK
import org.nocte.core.orNull
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowAlarmManager

/** From the plan to the alarm, the notification, the tap and the new plan, on the framework and the real store. */
@RunWith(RobolectricTestRunner::class)
@Config(application = PhoneApp::class, instrumentedPackages = [CORE_CLOCK, REMINDER_CLOCK])
class ReminderTest {
    @get:Rule
    val night = FirstNight()
    private val phone get() = night.phone

    private fun texts(note: Notification) = listOf(Notification.EXTRA_TITLE, Notification.EXTRA_TEXT).map { note.extras.getCharSequence(it).toString() }

    private fun actions(note: Notification) = note.actions.map { it.title.toString() }

    @Test
    fun theHorizonIsSetToTheMinuteAndOnlyOnce() {
        val alarms = phone.alarms()
        val first = alarms.first()
        assertEquals("d/2026-11-03/base", first.id)
        assertEquals(Instant.parse("2026-11-03T20:45:00Z"), first.at)
        assertTrue(alarms.all { it.exact && it.whileIdle })
        assertTrue("${alarms.size}", alarms.size in 28..60)
        assertEquals(alarms.size, alarms.map { it.id }.toSet().size)
        phone.app.reminders.reconcile(Reason.OPENED)
        assertEquals(alarms, phone.alarms())
    }

    @Test
    fun anEveningWithItsTextsUntilDone() {
        phone.next()
        val base = phone.shade().getValue("d/2026-11-03/base")
        assertEquals(listOf("Bedtime reminder", "Tap Done when it’s done."), texts(base))
        assertEquals(listOf("Done", "Later (20 min)", "Skip tonight"), actions(base))
        assertEquals(Notification.VISIBILITY_PRIVATE, base.visibility)
        assertEquals(texts(base), texts(base.publicVersion))
        assertEquals(Channels.DOSE, base.channelId)
        assertEquals(Instant.parse("2026-11-03T21:05:00Z"), phone.next().at)
        val followup = phone.shade().getValue("d/2026-11-03/fu1")
        assertEquals(listOf("Bedtime reminder", "Still open for tonight."), texts(followup))
        assertEquals(listOf("Done", "Later", "Skip tonight"), actions(followup))
        assertEquals(1, phone.shade().size)
        assertEquals(Instant.parse("2026-11-03T21:30:00Z"), phone.next().at)
        val last = phone.shade().getValue("d/2026-11-03/fu2")
        assertEquals(listOf("Last reminder tonight", "It stays quiet after this."), texts(last))
        assertEquals(listOf("Done", "Skip tonight"), actions(last))
        phone.tap("d/2026-11-03/fu2", R.string.done)
        assertEquals(emptySet<String>(), phone.shade().keys)
        assertEquals("d/2026-11-04/base", phone.alarms().first().id)
        assertEquals("taken", phone.tell { it.tonight().state.name.lowercase() })
    }

    @Test
    fun laterIsKeptThreeTimesAndThenSaidToBeRefused() {
        phone.next()
        phone.tap("d/2026-11-03/base", R.string.later_minutes)
        repeat(3) { number ->
            val snooze = phone.next()
            assertEquals("d/2026-11-03/snz${number + 1}", snooze.id)
            val note = phone.shade().getValue(snooze.id)
            assertEquals("Bedtime reminder", texts(note).first())
            assertTrue(texts(note).last(), texts(note).last().startsWith("As you asked, from "))
            phone.tap(snooze.id, R.string.later)
        }
        assertEquals(setOf("said/2026-11-03"), phone.shade().keys)
        assertFalse(phone.alarms().any { "snz" in it.id })
    }

    @Test
    fun theMorningQuestionHasThreeAnswers() {
        while (!phone.alarms().first().id.startsWith("day/")) phone.next()
        val morning = phone.next()
        val note = phone.shade().getValue(morning.id)
        assertEquals(listOf("About last night", "Done before sleep?"), texts(note))
        assertEquals(listOf("Yes", "No", "Not sure"), actions(note))
        assertEquals(setOf(morning.id), phone.shade().keys)
        phone.tap(morning.id, R.string.not_sure)
        assertEquals(emptySet<String>(), phone.shade().keys)
        assertEquals("UNKNOWN", phone.tell { it.history("2026-11-03", "2026-11-03").history.doses.single().status.name })
    }

    @Test
    @Config(sdk = [34])
    fun yesInTheMorningOpensWhereTheNightIsToldOf() {
        while (!phone.alarms().first().id.startsWith("day/")) phone.next()
        val note = phone.next().let { phone.shade().getValue(it.id) }
        val yes = shadowOf(note.actions.first { it.title == phone.app.getString(R.string.yes) }.actionIntent).savedIntent
        Robolectric.buildActivity(MainActivity::class.java, yes).setup().use { assertTrue(it.get().front is CorrectScreen) }
        val plain = shadowOf(note.contentIntent).savedIntent
        Robolectric.buildActivity(MainActivity::class.java, plain).setup().use { assertTrue(it.get().front is TonightScreen) }
        val told = mutableListOf<Told?>()
        house(phone.app).tonight.correct("2026-11-03", Correction(Say.TAKEN, "23:10", null, null)) { told.add(it.orNull()) }
        phone.settle()
        assertEquals(listOf(true), told.map { it?.stored })
    }

    @Test
    fun safety_11_a_night_after_a_change_offers_open_only() {
        phone.bottle("2026-11-03")
        phone.next()
        val base = phone.shade().getValue("d/2026-11-03/base")
        assertEquals(listOf("Open"), actions(base))
        assertEquals(listOf("Bedtime reminder", "Open to see it before bed."), texts(base))
    }

    @Test
    fun aHoldTakesAlarmsAndNotificationsAway() {
        phone.next()
        phone.tell { it.hold(HoldWish.Patient, null) }
        assertEquals(emptySet<String>(), phone.shade().keys)
        assertFalse("${phone.alarms()}", phone.alarms().any { it.id.startsWith("d/") })
    }

    @Test
    fun anAlarmThatIsNoLongerTrueShowsNothing() {
        val followup = "d/2026-11-03/fu1"
        phone.next()
        val operation = phone.alarms().first { it.id == followup }
        phone.at(operation.at.minusSeconds(60))
        phone.app.lane.now { it.log(nocte.core.Told.Answer(nocte.core.DoseAnswer.Skipped), "2026-11-03") }
        // It was on its way already when the answer was given.
        phone.at(operation.at)
        phone.app.reminders.reconcile(Reason.ALARM, followup)
        assertEquals(emptySet<String>(), phone.shade().keys)
    }

    @Test
    fun aRestartAnUpdateAndAnotherZoneSetThemAgain() {
        val before = phone.alarms()
        phone.reboot()
        assertEquals(before, phone.alarms())
        phone.dropAlarms()
        phone.broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
        assertEquals(before, phone.alarms())
        phone.fly("America/New_York")
        assertEquals(before.map { it.id }.filter { it.startsWith("d/") }.take(3), phone.alarms().map { it.id }.filter { it.startsWith("d/") }.take(3))
        assertEquals(Instant.parse("2026-11-04T02:45:00Z"), phone.alarms().first { it.id == "d/2026-11-03/base" }.at)
    }

    @Test
    fun aRestartWhileOneIsDueShowsItOnceMore() {
        phone.next()
        phone.reboot()
        assertEquals(setOf("d/2026-11-03/base"), phone.shade().keys)
        phone.app.reminders.reconcile(Reason.OPENED)
        assertEquals(setOf("d/2026-11-03/base"), phone.shade().keys)
    }

    @Test
    fun whatWasSwipedAwayIsNotShownAgain() {
        phone.next()
        phone.app.getSystemService(android.app.NotificationManager::class.java).cancelAll()
        phone.app.reminders.reconcile(Reason.OPENED)
        assertEquals(emptySet<String>(), phone.shade().keys)
        assertEquals("d/2026-11-03/fu1", phone.alarms().first().id)
    }

    @Test
    @Config(sdk = [34, 36])
    fun withoutThePermissionTheyComeWithinTheHourAndLateOnesStaySilent() {
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        phone.broadcast(AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED)
        assertTrue(phone.alarms().none { it.exact })
        assertTrue(phone.alarms().all { it.whileIdle })
        phone.next(Duration.ofMinutes(50))
        assertEquals(setOf("d/2026-11-03/base"), phone.shade().keys)
        // The repetitions were due while nobody woke: the first would come past the hour, and is left out.
        while (phone.alarms().first().id.startsWith("d/2026-11-03")) phone.next(Duration.ofMinutes(50))
        assertEquals(setOf("d/2026-11-03/base"), phone.shade().keys)
    }

    @Test
    fun afterAForceStopEverythingIsSetAgain() {
        val before = phone.alarms()
        before.forEach { Alarms(phone.app).cancel(it.id) }
        assertEquals(emptyList<Phone.Alarm>(), phone.alarms())
        phone.app.onCreate()
        assertEquals(before, phone.alarms())
    }

    @Test
    fun theJobIsAskedForOnceAndLasts() {
        val jobs = phone.app.getSystemService(android.app.job.JobScheduler::class.java)
        assertTrue(jobs.allPendingJobs.single().let { it.id == SyncJob.ID && it.isPeriodic && it.isPersisted })
    }
}
