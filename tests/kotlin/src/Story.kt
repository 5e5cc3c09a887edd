package nocte.runner

import java.time.Instant
import nocte.core.Agreement
import nocte.core.AgreementKind
import nocte.core.Answering
import nocte.core.ApiException
import nocte.core.BottleMade
import nocte.core.BottleRequest
import nocte.core.CheckQuery
import nocte.core.Choice
import nocte.core.DecimalMark
import nocte.core.DiaryEntry
import nocte.core.DoseAnswer
import nocte.core.EffectCourse
import nocte.core.EffectReport
import nocte.core.Lang
import nocte.core.LoggedView
import nocte.core.Nocte
import nocte.core.PendingReminder
import nocte.core.PlanChange
import nocte.core.PlanStart
import nocte.core.PlanStep
import nocte.core.Question
import nocte.core.Said
import nocte.core.Severity
import nocte.core.StepGate
import nocte.core.StepTap
import nocte.core.Swallowed
import nocte.core.Told
import nocte.core.When
import nocte.core.Worded
import nocte.core.parseSyringe

private const val MG = 1_000_000uL

/**
 * The shared scenario: open, plan, log, reminders, clinic, restore. Every language tells it alike, byte for byte.
 *
 * `bindings/tests/bridge/story.rs` is the same story in Rust.
 */
class Story(private val folder: String, ask: (String) -> String) {
    private val text = StringBuilder()
    private val clock = StandingClock("2026-11-02T18:00:00Z")
    private val ear = Ear()
    val app = opened(folder, clock)
    private val visit = Visit(this, app, clock, ask)

    /** The first days only: what benches ask. */
    fun begun() {
        begin()
        live()
    }

    /** Tells it all. */
    fun tell(): String {
        app.listen(ear, null)
        begin()
        remind()
        live()
        visit.first()
        check()
        keep()
        visit.again()
        say("told of changes", ear.heard.size)
        app.closeStore()
        say("after close", refusal { app.tonight() })
        return text.toString()
    }

    fun say(what: String, value: Any?) {
        text.append("$what: ${shown(value)}\n")
    }

    fun each(what: String, values: List<Any?>) {
        say(what, values.size)
        values.forEach { text.append("- ${shown(it)}\n") }
    }

    private fun shown(value: Any?): String = when (value) {
        null -> "nothing"
        true -> "yes"
        false -> "no"
        is Worded -> "${value.code} ${value.text}"
        else -> value.toString()
    }

    /** What a call that must fail fails with. */
    fun refusal(call: () -> Unit): String = try {
        call()
        "went through"
    } catch (error: ApiException.Refused) {
        val words = error.refusal.words(Lang.EN)
        "refused ${error.refusal.code()}: ${words.reason} | ${words.next}"
    } catch (error: ApiException) {
        error.javaClass.simpleName
    }

    fun tellTonight() {
        val view = app.tonight()
        say("night", view.night)
        say("state", view.state.code())
        say("text", view.text)
        say("spoken", view.spoken)
        say("dose", view.doseText)
        say("line", view.line)
        say("bottle", view.bottle)
        say("strength", view.strengthText)
        each("reasons", view.reasons)
        each("beside", view.beside)
    }

    private fun tellLogged(view: LoggedView) {
        say("logged", view.result.code())
        say("night", view.night)
        say("text", view.text)
        each("advice", view.advice)
    }

    fun tellPlan() {
        val view = app.plan()
        say("plan state", view?.stateText)
        each("steps", view?.steps.orEmpty())
        val progress = view?.page?.progress
        say("step", progress?.step)
        say("nights taken", progress?.nightsTaken)
        each("waits for", view?.waitsFor.orEmpty())
    }

    private fun begin() {
        tellTonight()
        val syringe = parseSyringe("1mL/0.01mL", DecimalMark.POINT)
        app.choose(listOf(Choice.Syringe(syringe), Choice.Bedtime("22:30")))
        Question.entries.forEach { app.answer(Answering(it, false)) }
        val steps = listOf(step("1", MG / 2u, 2u), step("2", MG, 14u), step("3", 3u * MG / 2u, 0u))
        val agreed = Agreement(AgreementKind.REPORTED, "Dr Example", "2026-11-02")
        val planned = app.changePlan(PlanChange.Begin(PlanStart.Typed(steps, 9u * MG / 2u), agreed, null), When())
        say("plan", planned.made.plan.version)
        each("warnings", planned.warnings)
        val made = BottleMade.TabletInWater(listOf(50u * MG), 50_000uL)
        val bottle = app.makeBottle(BottleRequest(made, "2026-11-02", syringe), true)
        say("bottle", bottle.view.bottle.letter)
        each("label", bottle.label)
        tellTonight()
    }

    private fun step(id: String, dose: ULong, nights: UInt) = PlanStep(id, dose, nights, null, StepGate.Nights)

    private fun remind() {
        val view = app.reminders(emptyList(), emptyList(), 3u)
        val held = view.plan.notifications.zip(view.revs) { one, rev ->
            say(one.id, rev)
            PendingReminder(one.id, rev)
        }
        say("to add", view.changes.add.size)
        val again = app.reminders(emptyList(), held + PendingReminder("d/2020-01-01/base", "old"), 3u)
        say("to keep", again.changes.keep.size)
        each("to remove", again.changes.remove)
    }

    private fun live() {
        val taken = Told.Answer(DoseAnswer.Taken(Swallowed()))
        clock.at = "2026-11-02T21:20:00Z"
        tellLogged(app.log(taken, "2026-11-02"))
        tellLogged(app.log(taken, "2026-11-02"))
        clock.at = "2026-11-03T21:25:00Z"
        tellLogged(app.log(Told.Answer(DoseAnswer.Skipped), null))
        say("too early", refusal { app.stepUp(StepTap(noOpioids = true)) })
        clock.at = "2026-11-04T21:30:00Z"
        tellLogged(app.log(taken, null))
        app.keep(DiaryEntry.Rating("pain", 4u, null))
        say("eleven", refusal { app.keep(DiaryEntry.Rating("pain", 11u, null)) })
        app.keep(DiaryEntry.Effect(EffectReport("vivid dreams", Severity.MILD, EffectCourse.OPEN, null)))
        app.keep(note("slept well"))
        tellPlan()
        clock.at = "2026-11-05T19:00:00Z"
        app.stepUp(StepTap(noOpioids = true))
        tellPlan()
        tellTonight()
    }

    private fun check() {
        val found = app.check(CheckQuery(listOf("Tramadol", "Ibuprofen")), "2026-11-05")
        say("check", "${found.answer.verdict.code()}: ${found.verdictText}")
        each("because", found.reasons)
        val added = app.addMedicine("Tramadol", Said.TookOn("2026-11-05"))
        say("held from", added.hold?.from)
        say("on top", added.onTop)
        each("clocks", app.medicines().clocks.map { it.text })
        tellTonight()
        say("resume", refusal { app.resume(null, true) })
        each("card", app.card())
    }

    private fun keep() {
        val copy = "$folder/copy.nocte"
        say("short", refusal { app.backup(copy, "short") })
        say("kept doses", app.backup(copy, "seven small grey stones").doses)
        clock.at = "2026-11-07T19:00:00Z"
        app.keep(note("after the copy"))
        say("wrong", refusal { app.restore(copy, "seven small grey mice!") })
        val restored = app.restore(copy, "seven small grey stones")
        say("copied at", Instant.ofEpochMilli(restored.copiedAt))
        say("former kept", restored.keptFormer)
        say("restored notes", restored.counts.notes)
        tellTonight()
        say("unknown nights", app.confirmRestore())
        say("nothing open", refusal { app.confirmRestore() })
        val view = app.history("2026-11-01", "2026-11-07")
        each("doses", view.history.doses.zip(view.amounts) { one, amount -> "${one.night} ${one.status.code()} ${shown(amount)}" })
        each("effects", view.history.effects.map { "${it.night} ${it.what}" })
        say("counts", with(view.counts) { "$doses $scores $effects $notes" })
        each("problems", app.verify())
    }
}
