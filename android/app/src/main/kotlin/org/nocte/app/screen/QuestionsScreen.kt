package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.Asked
import org.nocte.app.model.QuestionPage

/** The questions that come before any line, one at a time. None can be passed over. */
class QuestionsScreen(private val then: (() -> Unit)? = null) : Screen() {
    private var open: List<QuestionPage>? = null
    private var saidYes: Asked? = null

    override val title get() = words(R.string.questions)

    override fun enter() = ask(stage.house.check::questions) {
        open = it
        saidYes = null
        if (it.isEmpty()) done()
    }

    override fun draw(page: Column) {
        val question = open?.firstOrNull() ?: return
        page.remark(stage.count(R.plurals.questions_left, open.orEmpty().size))
        page.card {
            put(kit.text(question.text, 22f))
            remark(question.why)
        }
        page.spring()
        when (saidYes) {
            Asked.SURGERY -> {
                page.say(words(R.string.which_day))
                page.main(words(R.string.pick_day)) { stage.pickDay { day -> answer(question, true, day) } }
            }
            else -> {
                // Neither answer stands out: nothing here is to be answered by habit.
                page.side(words(R.string.yes)) { yes(question) }
                page.side(words(R.string.no)) { answer(question, false, null) }
            }
        }
    }

    private fun yes(question: QuestionPage) {
        if (question.question == Asked.SURGERY) {
            saidYes = Asked.SURGERY
            stage.redraw()
        } else {
            answer(question, true, null)
        }
    }

    private fun answer(question: QuestionPage, yes: Boolean, day: String?) {
        ask<Unit>({ stage.house.check.answer(question.question, yes, day, it) }) {
            // An opioid is named at once: the hold begins with its name and day.
            if (yes && question.question == Asked.OPIOIDS) stage.open(CheckScreen()) else enter()
        }
    }

    private fun done() {
        stage.back()
        then?.invoke()
    }
}
