package org.nocte.app.impl

import nocte.core.Answering
import nocte.core.CheckQuery
import nocte.core.CheckView
import nocte.core.MedicineCourse
import nocte.core.Question
import nocte.core.Said
import nocte.core.Verdict
import nocte.core.redFlags
import org.nocte.app.model.Asked
import org.nocte.app.model.CheckDesk
import org.nocte.app.model.CheckPage
import org.nocte.app.model.Finding
import org.nocte.app.model.MedicineAnswer
import org.nocte.app.model.MedicineKept
import org.nocte.app.model.QuestionPage
import org.nocte.app.model.Then

/** *Check* and the questions over the lane. */
internal class LaneCheck(private val counter: Counter) : CheckDesk {
    override fun check(name: String, surgery: String?, then: Then<CheckPage>) = counter.ask(then) {
        val names = listOf(name).filter(String::isNotBlank)
        val view = it.check(CheckQuery(names, surgery = surgery), counter.today())
        val open = it.medicines().medicines.map { one -> one.medicine }.filter { one -> one.course is MedicineCourse.Unanswered }
        page(view, open.map { one -> one.name })
    }

    private fun page(view: CheckView, open: List<String>) = CheckPage(
        finding = when (view.answer.verdict) {
            Verdict.CLEAR -> Finding.CLEAR
            Verdict.ASK_CLINICIAN -> Finding.ASK_CLINICIAN
            Verdict.HOLD -> Finding.HOLD
            Verdict.REFUSE -> Finding.REFUSE
            Verdict.EMERGENCY -> Finding.EMERGENCY
        },
        words = view.verdictText,
        reasons = view.reasons.map { it.line() },
        toAnswer = open,
        reviewed = view.answer.clinicallyReviewed,
    )

    override fun record(name: String, answer: MedicineAnswer, then: Then<MedicineKept>) = counter.ask(then) {
        val said = when (answer) {
            MedicineAnswer.NotTaking -> Said.NotTaking
            is MedicineAnswer.TookOn -> Said.TookOn(answer.day)
            is MedicineAnswer.StartingOn -> Said.StartingOn(answer.day)
        }
        val added = it.addMedicine(name, said)
        MedicineKept(added.hold != null, added.onTop)
    }

    override fun questions(then: Then<List<QuestionPage>>) = counter.ask(then) {
        it.medicines().questions.map { row -> QuestionPage(asked(row.open.question), row.text, row.why) }
    }

    override fun answer(question: Asked, yes: Boolean, on: String?, then: Then<Unit>) =
        counter.ask(then) { it.answer(Answering(Question.valueOf(question.name), yes, on)) }

    override fun clocks(then: Then<List<String>>) = counter.ask(then) { it.medicines().clocks.map { row -> row.text } }

    override fun redFlags() = redFlags(counter.lang).map { it.line() }

    override fun card(then: Then<List<String>>) = counter.ask(then) { it.card() }

    private fun asked(question: Question) = Asked.valueOf(question.name)
}
