package org.nocte.app.screen

import android.view.View
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Typed
import org.nocte.app.component.choice
import org.nocte.app.component.field
import org.nocte.app.model.Correction
import org.nocte.app.model.Say
import org.nocte.app.model.Told

/**
 * What really happened in a night: another answer, another hour, another amount, one dose more.
 *
 * Whoever opens it without the night's name, as a notice does, is told it once the card is there.
 */
class CorrectScreen(private val night: String, private var name: String? = null) : Screen() {
    private var say = Say.TAKEN
    private var clock = ""
    private var millilitres = ""
    private var bottle = ""
    private var told: Told? = null

    override val title get() = name ?: words(R.string.change)

    override fun enter() {
        if (name == null) ask(stage.house.tonight::load) { if (it.night == night) name = it.heading }
    }

    override fun draw(page: Column) {
        told?.let { told ->
            page.became(told)
            // What was refused is put right on the same form.
            if (told.stored) return page.done()
        }
        page.say(words(R.string.correct_intro))
        page.choice(
            listOf(
                Say.TAKEN to words(R.string.taken),
                Say.SKIPPED to words(R.string.skipped),
                Say.UNSURE to words(R.string.not_sure),
            ),
            say,
        ) {
            say = it
            stage.redraw()
        }
        if (say == Say.TAKEN) {
            page.remark(words(R.string.correct_blank))
            page.side(if (clock.isEmpty()) words(R.string.correct_time) else words(R.string.correct_time_is, clock)) {
                stage.pickTime(clock) {
                    clock = it
                    stage.redraw()
                }
            }
            page.field(words(R.string.correct_volume), words(R.string.correct_volume_hint), ::millilitres, Typed.AMOUNT)
            page.field(words(R.string.correct_bottle), words(R.string.correct_bottle_hint), ::bottle)
        }
        page.main(words(R.string.keep)) { ask<Told>({ stage.house.tonight.correct(night, correction(), it) }) { told = it } }
        if (say == Say.TAKEN) {
            page.heading(words(R.string.extra), 18f)
            page.remark(words(R.string.extra_means))
            page.side(words(R.string.extra_keep)) { ask<Told>({ stage.house.tonight.extra(night, correction(), it) }) { told = it } }
        }
    }

    private fun Column.done() {
        main(words(R.string.ready)) { stage.back() }
    }

    private fun correction() = Correction(say, clock, millilitres, bottle)
}

/** What became of something told, and what to know now. */
fun Column.became(told: Told) = card {
    say(told.text).accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
    told.advice.filter { it.text !in told.text }.forEach { say(it.text) }
}
