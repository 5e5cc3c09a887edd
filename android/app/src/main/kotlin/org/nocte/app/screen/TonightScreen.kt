package org.nocte.app.screen

import android.os.Handler
import android.os.Looper
import android.speech.tts.TextToSpeech
import android.view.HapticFeedbackConstants
import android.view.View
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Kit
import org.nocte.app.component.SyringeView
import org.nocte.app.component.Weight
import org.nocte.app.component.pair
import org.nocte.app.model.Phase
import org.nocte.app.model.Say
import org.nocte.app.model.Told
import org.nocte.app.model.TonightCard
import org.nocte.core.orNull

/** One card: what to take, or why not, and the one button that answers it. */
class TonightScreen : Screen() {
    private var card: TonightCard? = null
    private var told: Told? = null
    private var sawBothLines: String? = null
    private var mayUndo = false
    private var voice: TextToSpeech? = null
    private val hand = Handler(Looper.getMainLooper())

    override val title get() = card?.heading ?: words(R.string.tonight)

    override fun enter() = ask(stage.house.tonight::load) { show(it) }

    /** Drawn again only when something is different: a screen reader in the middle of it is not thrown back. */
    override fun minute() {
        if (waiting) return
        stage.house.tonight.load { outcome ->
            val now = outcome.orNull()
            if (now != null && now != card) show(now)
        }
    }

    private fun show(now: TonightCard) {
        if (card?.night != now.night) told = null
        card = now
        stage.evening(now.evening)
        stage.redraw()
    }

    override fun draw(page: Column) {
        val card = card ?: return
        told?.let { page.answer(it) }
        if (card.clockMoved) page.clock()
        page.card { card(card) }
        if (told == null || card.phase != Phase.CLOSED) page.reasons(card)
        page.spring()
        page.buttons(card)
    }

    private fun Column.card(card: TonightCard) {
        if (card.line != null && card.dose != null && card.phase == Phase.OPEN) {
            val dose = put(kit.text(card.dose, 54f, bold = true))
            dose.contentDescription = card.spoken
            card.bottle?.let { put(kit.text(words(R.string.bottle_of, it, card.strength.orEmpty()), 22f, kit.palette.accent), 0) }
            card.at.forEachIndexed { draw, mark -> syringe(card, draw, mark) }
            put(kit.text(card.line, 20f))
            card.changed?.let { put(kit.text(it, 19f, kit.palette.accent, bold = true)) }
            card.left?.let { remark(it) }
            bare(words(R.string.read_aloud)) { readAloud(card.spoken) }
        } else {
            val state = put(kit.text(card.state, 24f))
            state.contentDescription = card.spoken
        }
    }

    private fun Column.clock() = card {
        say(words(R.string.clock_moved))
        bare(words(R.string.clock_right)) { ask<Unit>({ stage.house.tonight.clockIsRight(it) }) { enter() } }
    }

    private fun Column.syringe(card: TonightCard, draw: Int, mark: Int) {
        if (card.at.size > 1) remark(words(R.string.draw_of, draw + 1, card.at.size))
        put(SyringeView(kit, card.marks, mark, card.line.orEmpty()), 14)
    }

    /** What became of the last tap, the most urgent advice first. */
    private fun Column.answer(told: Told) = card {
        val words = put(kit.text(told.text, 18f, bold = true))
        words.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        told.advice.filter { it.text !in told.text }.forEach { say(it.text) }
        if (told.stored && told.advice.all { it.code in CALM }) remark(words(R.string.good_night))
        if (told.advice.any { it.code == "withdrawal_page" }) {
            side(words(R.string.withdrawal)) { stage.open(RedFlagScreen()) }
        }
        if (told.asksTime) card?.let { card -> main(words(R.string.say_time)) { stage.open(CorrectScreen(card.night, card.heading)) } }
    }

    private fun Column.reasons(card: TonightCard) {
        val said = card.state
        card.reasons.filter { it.text !in said && it.code != "answered" }.forEach { say(it.text) }
        card.beside.forEach { remark(it.text) }
        card.reasons.mapNotNull { way(it.code) }.distinct().forEach { way ->
            side(words(way.label)) { way.go() }
        }
    }

    private fun Column.buttons(card: TonightCard) {
        when (card.phase) {
            Phase.OPEN -> open(card)
            Phase.MORNING -> morning(card)
            Phase.CLOSED -> closed(card)
            Phase.QUIET -> side(words(R.string.log)) { stage.open(LogScreen()) }
        }
    }

    private fun Column.open(card: TonightCard) {
        val unseen = card.changed != null && sawBothLines != card.night
        when {
            card.offersDone && unseen -> {
                main(words(R.string.saw_both_lines)) {
                    sawBothLines = card.night
                    stage.redraw()
                }
            }
            card.offersDone -> {
                val done = put(kit.button(words(R.string.done), Weight.MAIN, Kit.HIGH) { say(card, Say.TAKEN) }, 16)
                done.contentDescription = words(R.string.done_spoken, card.heading)
            }
            card.offersMyself -> main(words(R.string.gave_it_myself)) { say(card, Say.MYSELF) }
        }
        val later = kit.button(words(R.string.later), Weight.SIDE, Kit.UNDER) { later(card) }
        later.contentDescription = words(R.string.later_spoken, card.heading)
        val skip = kit.button(words(R.string.skip_tonight), Weight.SIDE, Kit.UNDER) { say(card, Say.SKIPPED) }
        skip.contentDescription = words(R.string.skip_spoken, card.heading)
        if (resources.configuration.fontScale >= STACKED) {
            put(later, 16)
            put(skip, 16)
        } else {
            pair(later, skip)
        }
        if (card.offersDone.not()) bare(words(R.string.took_it_anyway)) { stage.open(CorrectScreen(card.night, card.heading)) }
    }

    private fun Column.morning(card: TonightCard) {
        // All three are fine answers: none stands out.
        side(words(R.string.yes)) { say(card, Say.TAKEN) }
        side(words(R.string.no)) { say(card, Say.SKIPPED) }
        side(words(R.string.not_sure)) { say(card, Say.UNSURE) }
    }

    private fun Column.closed(card: TonightCard) {
        if (mayUndo) main(words(R.string.undo)) { undo(card) }
        side(words(R.string.change)) { stage.open(CorrectScreen(card.night, card.heading)) }
        side(words(R.string.log)) { stage.open(LogScreen()) }
    }

    private fun say(card: TonightCard, what: Say) {
        if (waiting) return
        ask<Told>({ stage.house.tonight.say(card.night, what, it) }) {
            heard(it)
            mayUndo = it.stored
            hand.removeCallbacksAndMessages(null)
            hand.postDelayed({ mayUndo = false; stage.redraw() }, UNDO_MILLIS)
        }
    }

    private fun undo(card: TonightCard) = ask<Told>({ stage.house.tonight.undo(card.night, it) }) {
        heard(it)
        mayUndo = false
    }

    private fun heard(it: Told) {
        told = it
        stage.announce(it.text)
        stage.felt(HapticFeedbackConstants.VIRTUAL_KEY)
        enter()
    }

    private fun later(card: TonightCard) = ask<Boolean>({ stage.house.tonight.later(card.night, it) }) { again ->
        told = Told(words(if (again) R.string.later_said else R.string.later_not), emptyList(), false)
        enter()
    }

    private fun readAloud(spoken: String) {
        val present = voice
        if (present != null) {
            present.speak(spoken, TextToSpeech.QUEUE_FLUSH, null, "tonight")
            return
        }
        voice = TextToSpeech(stage.kit.context) { ready ->
            if (ready == TextToSpeech.SUCCESS) voice?.speak(spoken, TextToSpeech.QUEUE_FLUSH, null, "tonight")
        }
    }

    /** Where a reason is answered; nothing where only time or a person can. */
    private fun way(code: String): Way? = when (code) {
        "question_open" -> Way(R.string.answer_questions) { stage.open(QuestionsScreen()) }
        "opioid_not_named", "opioid_unanswered", "opioid_ask_again" -> Way(R.string.name_medicine) { stage.open(CheckScreen()) }
        "no_plan" -> Way(R.string.begin) { stage.open(StartScreen()) }
        "no_bottle", "bottle_expired", "bottle_warm", "bottle_empty", "bottle_unnamed", "two_bottles" ->
            Way(R.string.to_bottles) { stage.open(BottlesScreen()) }
        "held", "ended", "plan_ahead" -> Way(R.string.to_plan) { stage.open(PlanScreen()) }
        "review" -> Way(R.string.to_plan) { stage.open(PlanScreen()) }
        "restored" -> Way(R.string.confirm_restore) { stage.open(RestoredScreen()) }
        "one_dose_or_two" -> Way(R.string.answer_one_or_two) { card?.let { stage.open(OneOrTwoScreen(it.night, it.heading)) } }
        "not_giving" -> Way(R.string.to_clinic) { stage.open(ClinicScreen(null)) }
        "no_line", "rounded_too_far", "steps_share_a_line" -> Way(R.string.other_syringe) { stage.open(SyringeScreen()) }
        else -> null
    }

    /** A way out of a reason: two reasons with one way are one button. */
    private class Way(val label: Int, val go: () -> Unit) {
        override fun equals(other: Any?) = other is Way && other.label == label

        override fun hashCode() = label
    }

    private companion object {
        const val UNDO_MILLIS = 10_000L
        const val STACKED = 1.5f

        /** Advice after which there is nothing left to do. */
        val CALM = setOf("tonight_as_usual", "nothing_to_take_now")
    }
}
