package org.nocte.app.stand

import android.os.Handler
import android.os.Looper
import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.util.TimeZone
import java.util.concurrent.Executor
import kotlinx.coroutines.runBlocking
import nocte.core.Agreement
import nocte.core.AgreementKind
import nocte.core.Answering
import nocte.core.BottleEndReason
import nocte.core.BottleMade
import nocte.core.BottleRequest
import nocte.core.Choice
import nocte.core.Clock
import nocte.core.DecimalMark
import nocte.core.DiaryEntry
import nocte.core.DoseAnswer
import nocte.core.EffectCourse
import nocte.core.EffectReport
import nocte.core.KeyVault
import nocte.core.Moment
import nocte.core.Nocte
import nocte.core.PlanChange
import nocte.core.PlanStart
import nocte.core.PlanStep
import nocte.core.Question
import nocte.core.Severity
import nocte.core.StepGate
import nocte.core.StepTap
import nocte.core.Swallowed
import nocte.core.Told
import nocte.core.When
import nocte.core.parseSyringe
import org.nocte.app.NocteApp
import org.nocte.app.impl.language
import org.nocte.core.Outcome
import org.nocte.core.impl.NocteLane
import org.nocte.core.impl.RedactedLog
import org.nocte.core.impl.ZoneSnapshots
import org.robolectric.shadows.ShadowLooper

/** The app over the real library and a real store, at an hour of the test's own. */
class Household : NocteApp() {
    /** The hour on every clock. */
    @Volatile var now: Instant = Instant.parse("2026-11-24T21:40:00Z")

    /** The clock was moved, as the phone would say. */
    @Volatile var suspect = false

    /** The clinic, while there is one: its clock goes with the phone's. */
    var desk: Desk? = null

    private val zone = ZoneId.of("Europe/Berlin")
    private val vault = object : KeyVault {
        var key: ByteArray? = null

        override fun databaseKey() = key

        override fun keep(key: ByteArray) {
            this.key = key
        }
    }
    private val clock = object : Clock {
        override fun moment() = Moment(now.toEpochMilli(), ZoneSnapshots.around(now, zone), suspect)
    }

    /** Screens are looked at without reminders beside them; these have tests of their own, on a [Phone]. */
    override val reminderThread = Executor { }

    override val lane: NocteLane by lazy {
        val main = Handler(Looper.getMainLooper())
        val path = File(noBackupFilesDir, "nocte.db").path
        NocteLane(path, vault, clock, RedactedLog(), Executor { main.post(it) }) { language(this) }
    }

    /** Asks on the lane; a refusal fails the test in the core's own words. */
    fun <T> tell(question: (Nocte) -> T): T = when (val outcome = lane.now(question)) {
        is Outcome.Good -> outcome.value
        is Outcome.Bad -> throw AssertionError("${outcome.trouble} ${(outcome.trouble as? org.nocte.core.Trouble.Refused)?.reason}")
    }

    /** Lets everything that was asked be answered and drawn. */
    fun settle() = repeat(4) {
        lane.now { }
        ShadowLooper.idleMainLooper()
    }

    /** First evening: choices, questions, plan and bottle. */
    fun begin(on: String = "2026-09-21", tablets: Int = 1, gate: StepGate = StepGate.Nights) {
        at(on, "18:00")
        tell { nocte ->
            nocte.choose(listOf(Choice.Syringe(parseSyringe("3 mL/0.1 mL", DecimalMark.POINT)), Choice.Bedtime("22:30"), Choice.Baseline(false)))
            nocte.choose(listOf(Choice.TabletPrice(180uL, "EUR"), Choice.TabletsLeft(14u)))
            Question.entries.forEach { nocte.answer(Answering(it, false)) }
            val steps = listOf(step("1", 500_000u, 14u, gate), step("2", 1_000_000u, 14u), step("3", 1_500_000u, 14u), step("4", 2_500_000u, 0u))
            val agreed = Agreement(AgreementKind.REPORTED, "Dr Example", on)
            nocte.changePlan(PlanChange.Begin(PlanStart.Typed(steps, 4_500_000u), agreed, null), When())
        }
        bottle(on, tablets)
    }

    private fun step(id: String, ng: ULong, nights: UInt, gate: StepGate = StepGate.Nights) = PlanStep(id, ng, nights, null, gate)

    private fun bottle(on: String, tablets: Int = 1) = tell { nocte ->
        val made = BottleMade.TabletInWater(List(tablets) { 50_000_000uL }, 50_000uL)
        nocte.makeBottle(BottleRequest(made, on, parseSyringe("3 mL/0.1 mL", DecimalMark.POINT)), true)
    }

    /**
     * Nights one after another, with ratings, a skipped one now and then, new bottles in time and steps when earned;
     * over long times two of the scales, and a look at the plan, only every so often.
     */
    fun live(from: String = "2026-09-21", nights: Int = 64, every: Int = 1) {
        var day = LocalDate.parse(from)
        repeat(nights) { night ->
            at(day.toString(), "21:50")
            if (night > 0 && night % 13 == 0) {
                tell { nocte ->
                    val inUse = nocte.bottles(0u).bottles.filter { it.stateText == null }
                    inUse.forEach { nocte.endBottle(it.view.bottle.letter, BottleEndReason.DISCARDED) }
                }
                bottle(day.toString())
            }
            if (night % every == 0 && tell { it.plan() }?.page?.progress?.mayStepUp == true) tell { it.stepUp(StepTap(noOpioids = true)) }
            tell { nocte ->
                nocte.keep(DiaryEntry.Rating("pain", (7 - night / 16 + night % 3).coerceIn(0, 10).toUByte(), null))
                if (night % every == 0) nocte.keep(DiaryEntry.Rating("fatigue", (8 - night / 20 - night % 2).coerceIn(0, 10).toUByte(), null))
                if (night % every == 0 && night % 9 != 4) nocte.keep(DiaryEntry.Rating("sleep", (6 - night / 24 + night % 4).coerceIn(0, 10).toUByte(), null))
                if (night == 16) nocte.keep(DiaryEntry.Effect(EffectReport("vivid dreams", Severity.MILD, EffectCourse.OPEN, null)))
                val answer = if (night % 17 == 11) DoseAnswer.Skipped else DoseAnswer.Taken(Swallowed())
                nocte.log(Told.Answer(answer), day.toString())
            }
            day = day.plusDays(1)
        }
        at(day.toString(), "21:40")
    }

    /** Paired by the link, and everything delivered; nobody has compared yet. */
    fun linkedWith(desk: Desk) {
        val (link, passcode) = desk.link()
        tell { runBlocking { it.pair(link, passcode) } }
        exchange()
    }

    /** Both sides have said who is meant. */
    fun matchedWith(desk: Desk) {
        exchange()
        tell { runBlocking { it.confirmMatch("a.m.", BORN) } }.presentDose?.let(desk::match)
        exchange()
    }

    fun pairedWith(desk: Desk) {
        linkedWith(desk)
        matchedWith(desk)
    }

    /** One exchange with the clinic. */
    fun exchange() {
        tell { runBlocking { it.sync() } }
        settle()
    }

    /** A year of it, up to the evening of 24 November 2026. Lived once; every later household of the run gets a copy. */
    fun yearOld() {
        val files = listOf("nocte.db", "nocte.db.key-id").map { File(noBackupFilesDir, it) }
        lane.close()
        if (year == null) {
            begin(YEAR_AGO)
            live(YEAR_AGO, nights = 364, every = 3)
            lane.close()
            year = Year(checkNotNull(vault.key), files.map { it.readBytes() })
        } else {
            year?.let { kept ->
                vault.key = kept.key
                files.zip(kept.files) { file, bytes -> file.writeBytes(bytes) }
            }
        }
        at("2026-11-24", "21:40")
    }

    private class Year(val key: ByteArray, val files: List<ByteArray>)

    /** Sets the hour, on a phone that is at home. */
    fun at(day: String, clock: String) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone))
        now = LocalDate.parse(day).atTime(java.time.LocalTime.parse(clock)).atZone(zone).toInstant()
        desk?.now(now)
    }

    /** A clinic opens, for as long as the test lasts. */
    fun <T> beside(test: (Desk) -> T): T = Desk().use {
        desk = it
        it.now(now)
        try {
            test(it)
        } finally {
            desk = null
        }
    }

    private companion object {
        const val BORN = 1980
        const val YEAR_AGO = "2025-11-25"
        private var year: Year? = null
    }
}
