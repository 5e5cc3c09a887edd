package org.nocte.app.impl

import nocte.core.DoseStatus
import nocte.core.EffectCourse
import nocte.core.HistoryView
import nocte.core.showRatio
import org.nocte.app.model.HistoryDesk
import org.nocte.app.model.HistoryPage
import org.nocte.app.model.Marking
import org.nocte.app.model.NightLine
import org.nocte.app.model.NightStatus
import org.nocte.app.model.ScaleCurve
import org.nocte.app.model.Then

/** *History* over the lane. */
internal class LaneHistory(private val counter: Counter) : HistoryDesk {
    override fun load(before: String?, then: Then<HistoryPage>) = counter.ask(then) { page(it.historyPage(before, NIGHTS)) }

    private fun page(view: HistoryView): HistoryPage {
        val history = view.history
        val corrected = history.doses.mapNotNull { it.corrects }.toSet()
        val doses = history.doses.zip(view.amounts).filterNot { (one, _) -> one.id in corrected }
        val named = view.days.associate { it.code to it.text }
        fun day(night: String) = named[night] ?: night
        val lines = doses.map { (one, amount) ->
            val shown = amount?.let { showRatio(it, counter.lang).text }
            NightLine(one.night, day(one.night), status(one.status), shown, one.stamp.source)
        }
        val nights = history.scores.map { it.night }.distinct()
        val curves = history.scores.groupBy { it.scale }.map { (scale, scores) ->
            // The newest answer of a night stands.
            val said = scores.associate { it.night to it.value.toInt() }
            ScaleCurve(scale, nights.map { said[it] })
        }
        val effects = history.effects.filter { it.course == EffectCourse.OPEN }
        val span = view.days.takeIf { it.isNotEmpty() }?.let { it.first().text to it.last().text }
        return HistoryPage(
            span = span,
            older = view.older,
            nights = lines.reversed(),
            days = nights.map(::day),
            curves = curves.filter { curve -> curve.values.any { it != null } },
            effects = effects.map { day(it.night) + ": " + it.what }.reversed(),
            marks = view.marked.map { day(it.night) to Marking.valueOf(it.mark.name) }.reversed(),
            notes = history.notes.map { day(it.night) + ": " + it.text }.reversed(),
            labs = history.labs.map { lab -> listOfNotNull(lab.on + ":", lab.what, lab.value, lab.unit, lab.method).joinToString(" ") }.reversed(),
        )
    }

    private fun status(status: DoseStatus) = when (status) {
        DoseStatus.TAKEN -> NightStatus.TAKEN
        DoseStatus.SKIPPED -> NightStatus.SKIPPED
        DoseStatus.UNKNOWN -> NightStatus.UNSURE
        DoseStatus.EXTRA -> NightStatus.EXTRA
    }

    private companion object {
        /** A page: as many nights as can be told apart on a phone's width. */
        const val NIGHTS = 56u
    }
}
