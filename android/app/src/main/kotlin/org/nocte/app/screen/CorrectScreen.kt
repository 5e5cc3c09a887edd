package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Typed
import org.nocte.app.component.choice
import org.nocte.app.component.field
import org.nocte.app.model.Correction
import org.nocte.app.model.Say
import org.nocte.app.model.Told

/** What really happened in a night: another answer, another hour, another amount, one dose more. */
class CorrectScreen(private val night: String, private val day: String? = null) : Screen() {
    private var say = Say.TAKEN
    private var clock = ""
    private var millilitres = ""
    private var bottle = ""
    private var told: Told? = null

    override val title get() = day ?: words(R.string.change)

    override fun draw(page: Column) {
        told?.let { told ->
            page.card {
                say(told.text)
                told.advice.forEach { say(it.text) }
            }
            page.main(words(R.string.ready)) { stage.back() }
            return
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
            page.side(words(R.string.extra_keep)) { ask<Told>({ stage.house.tonight.extra(correction(), it) }) { told = it } }
        }
    }

    private fun correction() = Correction(say, clock, millilitres, bottle)
}
