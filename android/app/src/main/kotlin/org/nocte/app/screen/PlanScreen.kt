package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Mark
import org.nocte.app.component.Step
import org.nocte.app.component.steps
import org.nocte.app.component.tick
import org.nocte.app.model.AgreedWith
import org.nocte.app.model.PlanPage
import org.nocte.app.model.Standing
import org.nocte.app.model.Then
import org.nocte.app.model.Turn

/** The plan: its steps, where one stands, what the next one waits for, and every way off it. */
class PlanScreen : Screen() {
    private var plan: PlanPage? = null
    private var loaded = false
    private var said: List<String> = emptyList()

    override val title get() = words(R.string.plan)

    override fun enter() = ask(stage.house.plan::load) {
        plan = it
        loaded = true
    }

    override fun draw(page: Column) {
        if (!loaded) return
        val plan = plan
        if (plan == null) {
            page.say(words(R.string.no_plan))
            page.main(words(R.string.begin)) { stage.open(StartScreen()) }
            return
        }
        page.say(plan.state.replaceFirstChar(Char::uppercase))
        page.remark(words(if (plan.signed) R.string.agreed_signed else R.string.agreed_reported, plan.agreedBy))
        said.forEach { page.say(it) }
        plan.askAgain?.let { page.say(it) }
        page.steps(plan.steps.map { Step(it.words, mark(it.standing), standing(it.standing, it.nights)) })
        page.next(plan)
        page.ways(plan)
    }

    private fun Column.next(plan: PlanPage) {
        if (plan.waitsFor.isNotEmpty()) {
            heading(words(R.string.waits_for), 18f)
            list(plan.waitsFor.map { it.text })
        }
        if (plan.asksClinician) {
            val words = Agreed(R.string.gate_said, R.string.gate_said_means, R.string.gate_said_now)
            side(words(R.string.gate_said)) { agreed(words, stage.house.plan::clinicianAgreed) }
        }
        if (plan.mayStepUp || plan.asksSymptomFree) {
            main(words(R.string.step_up)) { stage.open(StepUpScreen(plan.asksSymptomFree)) }
            remark(words(R.string.step_up_means))
        }
    }

    private fun Column.ways(plan: PlanPage) {
        heading(words(R.string.other_ways), 18f)
        if (plan.held) {
            main(words(R.string.resume)) { stage.open(ResumeScreen()) }
        } else {
            way(R.string.hold, R.string.hold_means) { ask<Unit>({ stage.house.plan.hold(it) }) { enter() } }
        }
        way(R.string.surgery_hold, R.string.surgery_hold_means) {
            stage.pickDay { day -> ask<Unit>({ stage.house.plan.holdForSurgery(day, it) }) { enter() } }
        }
        way(R.string.repeat, R.string.repeat_means) { turn(Turn.REPEAT) }
        way(R.string.step_back, R.string.step_back_means) { turn(Turn.BACK) }
        way(R.string.back_and_ask, R.string.back_and_ask_means) { stage.open(AskAgainScreen(stage.house.plan::backAndAsk)) }
        if (plan.mayHalve) way(R.string.halve, R.string.halve_means) { turn(Turn.HALVE) }
        recheck(plan)
        way(R.string.retitrate, R.string.retitrate_means) {
            agreed(Agreed(R.string.retitrate, R.string.retitrate_means, R.string.retitrate_now), stage.house.plan::retitrate)
        }
        way(R.string.stop, R.string.stop_means) {
            agreed(Agreed(R.string.stop, R.string.stop_means, R.string.stop_now), stage.house.plan::stop)
        }
    }

    /** Whether less is enough: as the plan has it, else as a prescriber agreed to it. */
    private fun Column.recheck(plan: PlanPage) = when {
        plan.rechecking -> way(R.string.recheck_end, R.string.recheck_end_means) { turn(Turn.END_RECHECK) }
        plan.mayRecheck -> way(R.string.recheck, R.string.recheck_means) { turn(Turn.RECHECK) }
        else -> way(R.string.recheck, R.string.recheck_means) {
            agreed(Agreed(R.string.recheck, R.string.recheck_means, R.string.recheck_now), stage.house.plan::recheck)
        }
    }

    private fun Column.way(label: Int, means: Int, go: () -> Unit) {
        side(words(label), go)
        remark(words(means))
    }

    private fun <T> agreed(words: Agreed, told: (AgreedWith, Then<T>) -> Unit) = stage.open(AgreedScreen(words, told))

    private fun turn(turn: Turn) = ask<List<String>>({ stage.house.plan.turn(turn, it) }) {
        said = it
        enter()
    }

    private fun mark(standing: Standing) = when (standing) {
        Standing.DONE -> Mark.DONE
        Standing.HERE -> Mark.HERE
        Standing.AHEAD -> Mark.AHEAD
        Standing.NOT_USED -> Mark.LEFT_OUT
    }

    private fun standing(standing: Standing, nights: Int): String = when (standing) {
        Standing.DONE -> words(R.string.step_done)
        Standing.HERE -> stage.count(R.plurals.step_here, nights)
        Standing.AHEAD -> words(R.string.step_ahead)
        Standing.NOT_USED -> words(R.string.step_left_out)
    }
}

/** What is said together with the tap that starts a step. */
class StepUpScreen(private val asksSymptomFree: Boolean) : Screen() {
    private var noOpioids = false
    private var symptomFree = false

    override val title get() = words(R.string.step_up)

    override fun draw(page: Column) {
        page.say(words(R.string.step_up_means))
        page.tick(words(R.string.no_opioids), noOpioids) { noOpioids = it }
        if (asksSymptomFree) page.tick(words(R.string.symptom_free), symptomFree) { symptomFree = it }
        page.bare(words(R.string.name_medicine)) { stage.open(CheckScreen()) }
        page.spring()
        page.main(words(R.string.step_up_now)) {
            ask<Unit>({ stage.house.plan.stepUp(noOpioids, symptomFree, it) }) { stage.back() }
        }
    }
}

/** The end of a hold: it never ends by itself. */
class ResumeScreen : Screen() {
    private var noOpioids = false

    override val title get() = words(R.string.resume)

    override fun draw(page: Column) {
        page.say(words(R.string.resume_means))
        page.tick(words(R.string.no_opioids), noOpioids) { noOpioids = it }
        page.bare(words(R.string.name_medicine)) { stage.open(CheckScreen()) }
        page.spring()
        page.main(words(R.string.resume_now)) { ask<Unit>({ stage.house.plan.resume(noOpioids, it) }) { stage.back() } }
    }
}
