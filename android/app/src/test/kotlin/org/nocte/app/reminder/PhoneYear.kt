package org.nocte.app.reminder

import android.app.AlarmManager
import android.content.Intent
import android.os.SystemClock
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneId
import java.util.PriorityQueue
import nocte.core.HoldWish
import org.json.JSONObject
import org.nocte.app.R
import org.nocte.app.impl.house
import org.nocte.app.stand.Phone
import org.nocte.core.impl.ClockWatch
import org.robolectric.shadows.ShadowAlarmManager

/** Plays the year: whatever comes first, an alarm, an event of the story or the hand of the patient. */
class PhoneYear(private val phone: Phone, private val story: JSONObject) {
    val shows = mutableListOf<Show>()
    var atOnce = 0

    /** Base reminders that never came, as the app told of them when it was opened. */
    val missed = mutableListOf<String>()
    private val answers = mutableMapOf<String, Instant>()
    private val early = mutableSetOf<LocalDate>()
    private val begin = LocalDate.parse(story.getString("begin"))
    private val end = LocalDate.parse(story.getString("end"))
    private val late = story.getJSONArray("late_min").let { all -> (0 until all.length()).map(all::getLong) }
    private val events = ArrayDeque(story.getJSONArray("events").let { all -> (0 until all.length()).map(all::getJSONObject) })
    private val hand = PriorityQueue<Pair<Instant, () -> Unit>>(compareBy { it.first })
    private val seen = mutableSetOf<String>()
    private var day = begin
    private var stopped = false

    fun answeredEarly(night: LocalDate) = night in early

    /** When the night of a notification was answered. */
    fun answeredAt(id: String): Instant? = answers[id.split('/')[1]]

    fun answered(): Int = doses().size

    /** Nights whose entry is marked: the clock was not believed when it was made. */
    fun marked(): List<LocalDate> = doses().filter { it.stamp.clockSuspect }.map { LocalDate.parse(it.night) }

    private fun doses() = phone.tell { it.history(begin.toString(), end.minusDays(1).toString()) }.history.doses

    private fun zone() = ZoneId.systemDefault()

    private fun LocalDateTime.here(): Instant = atZone(zone()).toInstant()

    fun play() {
        phone.begin(begin.toString())
        val goes = { at: Instant -> at < end.atTime(12, 0).here() }
        plan()
        while (true) {
            val alarm = phone.alarms().map { it to it.at.plus(lateness(it)) }.minByOrNull { it.second }
            val event = events.firstOrNull()?.let { LocalDateTime.parse(it.getString("at")).here() }
            val tap = hand.peek()?.first
            val next = listOfNotNull(alarm?.second, event, tap).minOrNull() ?: break
            if (!goes(next)) break
            if (next > phone.now) phone.at(next)
            when (next) {
                tap -> hand.poll()!!.second()
                event -> happen(events.removeFirst())
                else -> phone.fire(alarm!!.first.id)
            }
            look()
        }
    }

    private fun lateness(alarm: Phone.Alarm): Duration =
        if (alarm.exact) Duration.ZERO else Duration.ofMinutes(late[Math.floorMod(alarm.id.hashCode(), late.size)])

    /** What is new in the shade. Restarts empty it, so that what comes again is new. */
    private fun look() {
        atOnce = maxOf(atOnce, phone.alarms().size)
        val shade = phone.shade()
        for ((id, note) in shade.filterKeys { it !in seen }) {
            shows += Show(id, phone.now, zone(), note.channelId, Alarms(phone.app).exact())
            react(id, note.actions.map { it.title.toString() })
        }
        seen.clear()
        seen += shade.keys
    }

    /** At noon: the evening ahead, and a new bottle in time. */
    private fun plan() {
        hand += day.plusDays(1).atTime(12, 0).here() to {
            day = day.plusDays(1)
            plan()
        }
        val since = java.time.temporal.ChronoUnit.DAYS.between(begin, day)
        if (since > 0 && since % story.getInt("bottle_every_days") == 0L) later(Duration.ofMinutes(30)) { phone.bottle(day.toString()) }
        if (day > begin && evening(day.toString()) == "early") {
            hand += day.atTime(20, 40).here() to {
                early += day
                logged(day.toString())
            }
        }
    }

    private fun evening(night: String): String {
        val index = java.time.temporal.ChronoUnit.DAYS.between(begin, LocalDate.parse(night))
        val all = story.getJSONArray("evenings")
        return (0 until all.length()).map(all::getJSONObject).first { index % it.getInt("every") == it.getLong("rest") }.getString("do")
    }

    private fun later(by: Duration, what: () -> Unit) {
        hand += phone.now.plus(by) to what
    }

    private fun logged(night: String) {
        phone.logTaken(night)
        answers[night] = phone.now
    }

    private fun tap(id: String, night: String, label: Int) {
        phone.tap(id, label)
        if (label != R.string.later_minutes) answers[night] = phone.now
    }

    /** What the patient does about a notification: by its night, and by what it offers. */
    private fun react(id: String, offers: List<String>) {
        if (id.startsWith("day/") && offers.size == 3) {
            later(Duration.ofMinutes(30)) {
                val night = phone.shade()[id]?.extras?.getString(Shade.NIGHT) ?: return@later
                tap(id, night, if (night.endsWith("5")) R.string.not_sure else R.string.no)
            }
            return
        }
        if (!id.startsWith("d/")) return
        val (_, night, which) = id.split('/')
        val looked = offers.size == 1
        val does = evening(night)
        val answer: (() -> Unit)? = when {
            which == "base" && does == "done" || which == "base" && does == "early" -> ({ done(id, night, looked) })
            which == "base" && does == "skip" -> ({ if (looked) logged(night) else tap(id, night, R.string.skip_tonight) })
            which == "base" && does == "later" -> ({ if (looked) logged(night) else tap(id, night, R.string.later_minutes) })
            which == "fu1" && does == "followup" || which == "snz1" -> ({ done(id, night, looked) })
            // Inexact alarms may bring no repetition: the morning asks.
            else -> null
        }
        answer?.let { later(Duration.ofMinutes(12)) { if (night !in answers && id in phone.shade()) it() } }
    }

    private fun done(id: String, night: String, looked: Boolean) = if (looked) logged(night) else tap(id, night, R.string.done)

    private fun open() {
        if (stopped) phone.app.onCreate()
        stopped = false
        phone.app.reminders.reconcile(Reason.OPENED)
        val ledger = Ledger(phone.app)
        if (ledger.tellOfMissed()) missed += ledger.missed().last().first
    }

    private fun happen(event: JSONObject) {
        when (event.getString("do")) {
            "open" -> open()
            "force_stop" -> {
                // The system drops every alarm with its intent, ends the process and starts none before the app is opened.
                phone.alarms().forEach { Alarms(phone.app).cancel(it.id) }
                phone.app.lane.close()
                stopped = true
            }
            // The wall clock goes an hour ahead of the one that counts since the phone started.
            "clock_moved" -> ClockWatch(phone.app).look(System.currentTimeMillis() + HOUR_MILLIS, SystemClock.elapsedRealtime())
            "clock_right" -> house(phone.app).tonight.clockIsRight { }
            "job" -> phone.app.reminders.reconcile(Reason.JOB)
            "reboot" -> {
                phone.reboot()
                seen.clear()
            }
            "update" -> {
                // The process ends; what the system holds stays.
                phone.app.lane.close()
                phone.broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
            }
            "fly" -> phone.fly(event.getString("zone"))
            "hold" -> phone.tell { it.hold(HoldWish.Patient, null) }
            "resume" -> phone.tell { it.resume(null, true) }
            "revoke" -> {
                // The system drops every alarm that was exact, and says nothing.
                ShadowAlarmManager.setCanScheduleExactAlarms(false)
                phone.dropAlarms()
            }
            "grant" -> {
                ShadowAlarmManager.setCanScheduleExactAlarms(true)
                phone.broadcast(AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED)
            }
            else -> error("the story knows no $event")
        }
    }

    private companion object {
        const val HOUR_MILLIS = 3_600_000L
    }
}
