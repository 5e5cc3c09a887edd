package org.nocte.app.impl

import nocte.core.Agreement
import nocte.core.AgreementKind
import nocte.core.ApiException
import nocte.core.HoldWish
import nocte.core.InputKind
import nocte.core.OnReaction
import nocte.core.PlanChange
import nocte.core.PlanStart
import nocte.core.PlanState
import nocte.core.PlanStep
import nocte.core.PlanView
import nocte.core.StepBlock
import nocte.core.StepGate
import nocte.core.StepState
import nocte.core.StepTap
import nocte.core.Taking
import nocte.core.When
import nocte.core.parseDose
import nocte.core.protocols
import org.nocte.app.model.AgreedWith
import org.nocte.app.model.Beginning
import org.nocte.app.model.PlanDesk
import org.nocte.app.model.PlanPage
import org.nocte.app.model.PlanStepLine
import org.nocte.app.model.ProtocolPage
import org.nocte.app.model.Standing
import org.nocte.app.model.Then
import org.nocte.app.model.Turn
import org.nocte.app.model.TypedStep

/** *Plan* over the lane. */
internal class LanePlan(private val counter: Counter) : PlanDesk {
    override fun load(then: Then<PlanPage?>) = counter.ask(then) { it.plan()?.let(::page) }

    private fun page(view: PlanView): PlanPage = with(view.page) {
        PlanPage(
            state = view.stateText,
            agreedBy = plan.agreement.by,
            signed = plan.agreement.kind == AgreementKind.SIGNED,
            steps = view.steps.zip(steps) { words, at -> PlanStepLine(words, standing(at.state), at.nightsTaken.toInt()) },
            waitsFor = view.waitsFor.map { it.line() },
            mayStepUp = progress?.mayStepUp ?: false,
            held = state == PlanState.HELD,
            mayHalve = plan.terms.onReaction.any { it is OnReaction.Halve },
            asksSymptomFree = progress?.blocks.orEmpty().any { it is StepBlock.SymptomFreeNotSaid },
            askAgain = view.askAgain,
            mayRecheck = plan.terms.recheck != null,
            rechecking = view.rechecking,
            asksClinician = progress?.blocks.orEmpty().any { it is StepBlock.Clinician },
        )
    }

    override fun protocols(then: Then<List<ProtocolPage>>) = counter.ask(then) {
        protocols(counter.lang).map { ProtocolPage(it.id, it.title, it.provenance, it.executable, it.steps, it.rules, it.missing) }
    }

    override fun begin(beginning: Beginning, then: Then<List<String>>) = counter.ask(then) {
        val protocol = beginning.protocol
        val start = if (protocol != null) PlanStart.Protocol(protocol) else PlanStart.Typed(steps(beginning.typed), null)
        val taking = beginning.takingMilligrams?.let { dose -> Taking(dose(dose), beginning.takingSince.orEmpty()) }
        val wish = PlanChange.Begin(start, reported(beginning.by, beginning.on), taking)
        it.changePlan(wish, When(typedTwice = beginning.typedTwice)).warnings
    }

    /** The last step is open-ended; every other asks for its nights. */
    private fun steps(typed: List<TypedStep>): List<PlanStep> = typed.mapIndexed { place, step ->
        PlanStep("${place.inc()}", dose(step.milligrams), step.nights.trim().toUIntOrNull() ?: 0u, null, StepGate.Nights)
    }

    private fun dose(typed: String) = parseDose(typed, counter.mark, false)

    override fun stepUp(noOpioids: Boolean, symptomFree: Boolean, then: Then<Unit>) =
        counter.ask(then) { it.stepUp(StepTap(noOpioids = noOpioids, symptomFree = symptomFree)) }

    override fun turn(turn: Turn, then: Then<List<String>>) = counter.ask(then) {
        val change = when (turn) {
            Turn.REPEAT -> PlanChange.Repeat
            Turn.BACK -> PlanChange.Back
            Turn.HALVE -> PlanChange.Halve
            Turn.RECHECK -> PlanChange.Recheck(null)
            Turn.END_RECHECK -> PlanChange.EndRecheck
        }
        it.changePlan(change, When()).warnings
    }

    override fun backAndAsk(months: String, then: Then<List<String>>) = counter.ask(then) {
        // Without a number it is a field to look at again: the step back alone has a button of its own.
        val after = months.trim().toUIntOrNull() ?: throw ApiException.Input(InputKind.INDEX)
        it.changePlan(PlanChange.BackAndAsk(after), When()).warnings
    }

    override fun recheck(agreed: AgreedWith, then: Then<List<String>>) =
        counter.ask(then) { it.changePlan(PlanChange.Recheck(reported(agreed.by, agreed.on)), When()).warnings }

    override fun stop(agreed: AgreedWith, then: Then<List<String>>) =
        counter.ask(then) { it.changePlan(PlanChange.Stop(null, reported(agreed.by, agreed.on)), When()).warnings }

    override fun retitrate(agreed: AgreedWith, then: Then<List<String>>) = counter.ask(then) {
        it.changePlan(PlanChange.Retitrate(reported(agreed.by, agreed.on)), When(typedTwice = agreed.typedTwice)).warnings
    }

    override fun clinicianAgreed(agreed: AgreedWith, then: Then<Unit>) =
        counter.ask(then) { it.confirmGate(reported(agreed.by, agreed.on)) }

    override fun hold(then: Then<Unit>) = counter.ask(then) { it.hold(HoldWish.Patient, null) }

    override fun holdForSurgery(on: String, then: Then<Unit>) = counter.ask(then) { it.hold(HoldWish.Surgery(on), null) }

    override fun resume(noOpioids: Boolean, then: Then<Unit>) = counter.ask(then) { it.resume(null, noOpioids) }

    private fun standing(state: StepState) = when (state) {
        StepState.DONE -> Standing.DONE
        StepState.CURRENT -> Standing.HERE
        StepState.AHEAD -> Standing.AHEAD
        StepState.NOT_USED -> Standing.NOT_USED
    }
}

/** What the patient tells of an agreement; a signed one only ever comes from a paired clinic. */
internal fun reported(by: String, on: String) = Agreement(AgreementKind.REPORTED, by, on)
