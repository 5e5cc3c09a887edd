package org.nocte.app.impl

import nocte.core.ActionResult
import nocte.core.DoseAnswer
import nocte.core.LogResult
import nocte.core.LoggedView
import nocte.core.Nocte
import nocte.core.Swallowed
import nocte.core.TonightState
import nocte.core.TonightView
import nocte.core.parseVolume
import nocte.core.resolve
import org.nocte.app.model.Correction
import org.nocte.app.model.Phase
import org.nocte.app.model.Say
import org.nocte.app.model.Then
import org.nocte.app.model.Told
import org.nocte.app.model.TonightCard
import org.nocte.app.model.TonightDesk
import org.nocte.core.impl.ClockWatch

/** *Tonight* over the lane. */
internal class LaneTonight(private val counter: Counter) : TonightDesk {
    override fun load(then: Then<TonightCard>) = counter.ask(then) { card(it.tonight(), ClockWatch(counter.context).moved) }

    override fun say(night: String, what: Say, then: Then<Told>) =
        counter.ask(then) { told(it.log(nocte.core.Told.Answer(answer(what, Swallowed(myself = what == Say.MYSELF))), night)) }

    override fun undo(night: String, then: Then<Told>) = counter.ask(then) { told(it.log(nocte.core.Told.Undo(null), night)) }

    override fun correct(night: String, correction: Correction, then: Then<Told>) = counter.ask(then) {
        val to = answer(correction.say, swallowed(it, night, correction))
        // A night with an answer is corrected, and both stand in the file; one without gets one.
        val corrected = it.log(nocte.core.Told.Correct(null, to), night)
        val open = corrected.result == LogResult.REFUSED_NOTHING
        told(if (open) it.log(nocte.core.Told.Answer(to), night) else corrected)
    }

    override fun extra(night: String, correction: Correction, then: Then<Told>) = counter.ask(then) {
        told(it.log(nocte.core.Told.Answer(DoseAnswer.Extra(swallowed(it, night, correction))), night))
    }

    override fun two(night: String, then: Then<Told>) =
        counter.ask(then) { told(it.log(nocte.core.Told.Correct(null, DoseAnswer.Extra(Swallowed())), night)) }

    override fun later(night: String, then: Then<Boolean>) = counter.ask(then) { it.snooze(night) == ActionResult.SNOOZED }

    override fun confirmRestore(then: Then<Int>) = counter.ask(then) { it.confirmRestore().toInt() }

    override fun clockIsRight(then: Then<Unit>) = counter.ask(then) { ClockWatch(counter.context).believe() }

    override fun giveHere(then: Then<Unit>) = counter.ask(then) { it.giveHere() }

    private fun answer(what: Say, swallowed: Swallowed): DoseAnswer = when (what) {
        Say.TAKEN, Say.MYSELF -> DoseAnswer.Taken(swallowed)
        Say.SKIPPED -> DoseAnswer.Skipped
        Say.UNSURE -> DoseAnswer.Unknown
    }

    /** What was typed, read by the core: the hour as a wall time of that night, the volume in the language's mark. */
    private fun swallowed(nocte: Nocte, night: String, correction: Correction): Swallowed {
        val hour = correction.clock?.takeIf { it.isNotBlank() }
        val at = hour?.let { resolve(counter.moment().window, night, nocte.settings().cutover, it).resolved.instant }
        val volume = correction.millilitres?.takeIf { it.isNotBlank() }?.let { parseVolume(it, counter.mark) }
        val bottle = correction.bottle?.takeIf { it.isNotBlank() }
        return Swallowed(at = at, volume = volume, bottle = bottle)
    }

    private fun told(view: LoggedView) =
        Told(view.text, view.advice.map { it.line() }, view.id != null, view.result == LogResult.ASK_TIME)
}

/** The view as a card. */
internal fun card(view: TonightView, clockMoved: Boolean) = TonightCard(
    night = view.night,
    heading = view.nightText,
    phase = phase(view.state),
    state = view.stateText,
    spoken = view.spoken,
    dose = view.doseText,
    bottle = view.bottle,
    strength = view.strengthText,
    line = view.lineText,
    changed = view.changedText,
    left = view.leftText,
    marks = List(view.marks.toInt()) { mark -> view.numbers.firstOrNull { it.at.toInt() == mark }?.text.orEmpty() },
    at = view.at.map { it.toInt() },
    reasons = view.reasons.map { it.line() },
    beside = view.beside.map { it.line() },
    offersDone = view.offersDone,
    offersMyself = view.reasons.any { it.code == "not_giving" },
    evening = view.evening,
    clockMoved = clockMoved,
)

private fun phase(state: TonightState): Phase = when (state) {
    TonightState.PLANNED, TonightState.DUE, TonightState.LATE -> Phase.OPEN
    TonightState.TAKEN, TonightState.SKIPPED, TonightState.UNKNOWN -> Phase.CLOSED
    TonightState.UNCONFIRMED -> Phase.MORNING
    TonightState.NO_PLAN, TonightState.QUESTIONS_OPEN, TonightState.BASELINE, TonightState.HELD,
    TonightState.REVIEW, TonightState.ENDED,
    -> Phase.QUIET
}
