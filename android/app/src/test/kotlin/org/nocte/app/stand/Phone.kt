package org.nocte.app.stand

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.os.SystemClock
import android.service.notification.StatusBarNotification
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import java.util.TimeZone
import java.util.concurrent.Executor
import nocte.core.Agreement
import nocte.core.AgreementKind
import nocte.core.Answering
import nocte.core.BottleEndReason
import nocte.core.BottleMade
import nocte.core.BottleRequest
import nocte.core.Choice
import nocte.core.DecimalMark
import nocte.core.DoseAnswer
import nocte.core.LogResult
import nocte.core.Nocte
import nocte.core.PlanChange
import nocte.core.PlanStart
import nocte.core.PlanStep
import nocte.core.Question
import nocte.core.StepGate
import nocte.core.Swallowed
import nocte.core.Told
import nocte.core.When
import nocte.core.parseSyringe
import org.nocte.app.NocteApp
import org.nocte.app.reminder.Alarms
import org.nocte.core.Outcome
import org.nocte.core.Trouble
import org.nocte.core.impl.RedactedLog
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager
import org.robolectric.shadows.ShadowLog
import org.robolectric.shadows.ShadowLooper

/** The app as it is; only that reminders are brought into line before a call returns, so that a test can look at once. */
class PhoneApp : NocteApp() {
    override val reminderThread = Executor { it.run() }
}

/** Packages in which the hour is the framework's own, which a test can move. */
const val CORE_CLOCK = "org.nocte.core.impl"
const val REMINDER_CLOCK = "org.nocte.app.reminder"

/** A phone with the app on it: its clock, its alarms, its shade, and the hand that taps. */
class Phone {
    val app = RuntimeEnvironment.getApplication() as PhoneApp
    private val manager = app.getSystemService(NotificationManager::class.java)
    private val system get() = shadowOf(app.getSystemService(AlarmManager::class.java))

    val now: Instant get() = Instant.ofEpochMilli(SystemClock.uptimeMillis())

    /** Moves the clock on, and lets what waits on the main thread run. */
    fun at(instant: Instant) {
        check(SystemClock.setCurrentTimeMillis(instant.toEpochMilli())) { "$instant is before $now" }
        settle()
    }

    fun at(day: String, clock: String) = at(LocalDate.parse(day).atTime(LocalTime.parse(clock)).atZone(ZoneId.systemDefault()).toInstant())

    /** What was stored has been heard of. */
    fun settle() = repeat(2) {
        app.lane.now { }
        ShadowLooper.idleMainLooper()
    }

    /** Asks on the lane; a trouble fails the test. */
    fun <T> tell(question: (Nocte) -> T): T = when (val outcome = app.lane.now(question)) {
        is Outcome.Good -> outcome.value.also { settle() }
        is Outcome.Bad -> {
            val line = ShadowLog.getLogsForTag(RedactedLog.TAG)?.lastOrNull()?.msg
            throw AssertionError("${outcome.trouble} ${(outcome.trouble as? Trouble.Refused)?.reason} $line")
        }
    }

    /** Alarms that are set: id, instant, to the minute or not; earliest first. */
    fun alarms(): List<Alarm> = system.scheduledAlarms.filter { it.type == AlarmManager.RTC_WAKEUP }
        .map {
            val id = checkNotNull(Alarms.id(shadowOf(it.operation).savedIntent.data)) { "an alarm without an id" }
            val exact = it.windowLengthMs == ShadowAlarmManager.WINDOW_EXACT
            Alarm(id, Instant.ofEpochMilli(it.triggerAtMs), exact, it.isAllowWhileIdle)
        }
        .sortedWith(compareBy({ it.at }, { it.id }))

    /** The clock moves to the next alarm, `late` by so much, and it comes. */
    fun next(late: java.time.Duration = java.time.Duration.ZERO): Alarm {
        val first = alarms().first()
        if (first.at.plus(late) > now) at(first.at.plus(late))
        fire(first.id)
        return first
    }

    fun fire(id: String) {
        system.fireAlarm(system.scheduledAlarms.first { Alarms.id(shadowOf(it.operation).savedIntent.data) == id })
        settle()
    }

    /** Drops every alarm, as a restart does. */
    fun dropAlarms() = system.scheduledAlarms.toList().forEach { app.getSystemService(AlarmManager::class.java).cancel(it.operation!!) }

    /** The phone starts anew: no alarm, an empty shade, and the message of it. */
    fun reboot() {
        dropAlarms()
        manager.cancelAll()
        broadcast(Intent.ACTION_BOOT_COMPLETED)
    }

    fun broadcast(action: String) {
        app.sendBroadcast(Intent(action).setPackage(app.packageName))
        settle()
    }

    /** Flies: the phone's zone is another one. */
    fun fly(zone: String) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone))
        broadcast(Intent.ACTION_TIMEZONE_CHANGED)
    }

    fun shade(): Map<String, Notification> = manager.activeNotifications.associateBy(StatusBarNotification::getTag) { it.notification }

    /** Taps an action of a notification in the shade, as the lock screen does. */
    fun tap(id: String, label: Int) {
        val words = app.getString(label)
        val note = checkNotNull(shade()[id]) { "$id is not in the shade: ${shade().keys}" }
        val action = checkNotNull(note.actions.find { it.title.toString() == words }) { "$id offers no $words" }
        action.actionIntent.send()
        settle()
    }

    /** First evening at home: choices, questions, a plan of one open-ended step, a bottle, and the first dose. */
    fun begin(day: String) {
        at(day, "17:00")
        tell { nocte ->
            nocte.choose(listOf(Choice.Syringe(syringe()), Choice.Bedtime("22:30"), Choice.Baseline(false)))
            Question.entries.forEach { nocte.answer(Answering(it, false)) }
            val steps = listOf(PlanStep("1", 500_000u, 0u, null, StepGate.Nights))
            val agreed = Agreement(AgreementKind.REPORTED, "Dr Canary", day)
            nocte.changePlan(PlanChange.Begin(PlanStart.Typed(steps, 4_500_000u), agreed, null), When())
        }
        bottle(day)
    }

    /** A new bottle in place of the one in use. */
    fun bottle(day: String) = tell { nocte ->
        nocte.bottles(0u).bottles.filter { it.stateText == null }.forEach { nocte.endBottle(it.view.bottle.letter, BottleEndReason.DISCARDED) }
        val made = BottleMade.TabletInWater(listOf(50_000_000uL), 50_000uL)
        nocte.makeBottle(BottleRequest(made, day, syringe()), true)
    }

    /** Logged on the screen, after a look. */
    fun logTaken(night: String) {
        val result = tell { it.log(Told.Answer(DoseAnswer.Taken(Swallowed())), night) }.result
        check(result == LogResult.LOGGED || result == LogResult.LOGGED_WITH_WARNING) { "$night: $result" }
    }

    private fun syringe() = parseSyringe("3 mL/0.1 mL", DecimalMark.POINT)

    /** Every file of the app's own, name and text. */
    fun files(): Map<String, String> =
        listOf(app.dataDir, app.createDeviceProtectedStorageContext().dataDir).distinct().flatMap { it.walkTopDown().filter { file -> file.isFile } }
            .associate { it.path to it.readBytes().toString(Charsets.ISO_8859_1) }

    /** Everything a notification says, on an open screen and on a locked one. */
    fun says(note: Notification): String = listOf(note, note.publicVersion).flatMap { one ->
        val extras = one.extras
        listOf(Notification.EXTRA_TITLE, Notification.EXTRA_TEXT, Notification.EXTRA_SUB_TEXT, Notification.EXTRA_BIG_TEXT)
            .mapNotNull(extras::getCharSequence) +
            one.actions.orEmpty().map { it.title }
    }.joinToString("|")

    data class Alarm(val id: String, val at: Instant, val exact: Boolean, val whileIdle: Boolean)

    companion object {
        /** At home, with every permission, and an empty key store. */
        fun new(zone: String = "Europe/Berlin"): Phone {
            TimeZone.setDefault(TimeZone.getTimeZone(zone))
            ShadowAlarmManager.setCanScheduleExactAlarms(true)
            MemoryKeyStore.install()
            return Phone()
        }
    }
}
