package org.nocte.app.impl

import nocte.core.Choice
import nocte.core.DiaryEntry
import nocte.core.EffectCourse
import nocte.core.EffectReport
import nocte.core.Mark
import nocte.core.Nocte
import nocte.core.Severity
import org.nocte.app.model.Badness
import org.nocte.app.model.DiaryDesk
import org.nocte.app.model.DiaryPage
import org.nocte.app.model.Marking
import org.nocte.app.model.Scale
import org.nocte.app.model.Then
import org.nocte.app.model.TypedLab

/** The scales everyone is asked; the core's own short names. */
internal val DAILY = listOf("pain", "fatigue", "sleep", "mood", "stress", "brain_fog")

/** *Log* over the lane. */
internal class LaneDiary(private val counter: Counter) : DiaryDesk {
    override fun load(then: Then<DiaryPage>) = counter.ask(then, ::page)

    private fun page(nocte: Nocte): DiaryPage {
        val night = nocte.tonight().night
        val page = nocte.history(night, night)
        val history = page.history
        val said = history.scores.associate { it.scale to it.value.toInt() }
        val own = nocte.settings().ownScales
        val scales = (DAILY + own).map { Scale(it, said[it]) }
        val marks = page.marks.mapTo(mutableSetOf()) { Marking.valueOf(it.name) }
        return DiaryPage(scales, page.felt.map { it.what }.distinct(), marks, history.badDays.isNotEmpty())
    }

    override fun rate(scale: String, value: Int, then: Then<Unit>) = keep(then, DiaryEntry.Rating(scale, value.toUByte(), null))

    override fun badDay(then: Then<Unit>) = keep(then, DiaryEntry.BadDay(null))

    override fun effect(what: String, badness: Badness, then: Then<Unit>) =
        keep(then, DiaryEntry.Effect(EffectReport(what, Severity.valueOf(badness.name), EffectCourse.OPEN, null)))

    override fun effectGone(what: String, then: Then<Unit>) =
        keep(then, DiaryEntry.Effect(EffectReport(what, null, EffectCourse.RESOLVED, null)))

    override fun mark(what: Marking, over: Boolean, then: Then<Unit>) =
        keep(then, DiaryEntry.Mark(Mark.valueOf(what.name), over, null))

    override fun note(text: String, then: Then<Unit>) = keep(then, DiaryEntry.Note(text, null))

    override fun lab(lab: TypedLab, then: Then<Unit>) {
        val method = lab.method.ifBlank { null }
        keep(then, DiaryEntry.Lab(lab.what, lab.value, lab.unit, method, lab.on.ifBlank { null }))
    }

    override fun ownScale(name: String, then: Then<Unit>) = counter.ask(then) { it.choose(listOf(Choice.OwnScale(name))) }

    private fun keep(then: Then<Unit>, entry: DiaryEntry) = counter.ask(then) { it.keep(entry) }
}
