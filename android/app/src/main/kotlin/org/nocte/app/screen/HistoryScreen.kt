package org.nocte.app.screen

import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.LinearLayout
import org.nocte.app.R
import org.nocte.app.component.ChartView
import org.nocte.app.component.Column
import org.nocte.app.component.Curve
import org.nocte.app.component.Flow
import org.nocte.app.component.table
import org.nocte.app.model.HistoryPage
import org.nocte.app.model.NightLine
import org.nocte.app.model.NightStatus

/** What is on record: the nights, the curves with their table, what was felt. Every night can be corrected. */
class HistoryScreen(private val before: String? = null) : Screen() {
    private var history: HistoryPage? = null
    private var shown = FIRST
    private var tableRows = FIRST
    private var scale: String? = null

    override val title get() = words(R.string.history)

    override fun enter() = ask<HistoryPage>({ stage.house.history.load(before, it) }) {
        history = it
        scale = scale ?: it.curves.firstOrNull()?.code
    }

    override fun draw(page: Column) {
        val history = history ?: return
        if (history.nights.isEmpty() && history.curves.isEmpty()) page.say(words(R.string.history_empty))
        history.span?.let { (first, last) -> page.remark(words(R.string.history_span, first, last)) }
        if (history.curves.isNotEmpty()) page.curves(history)
        if (history.nights.isNotEmpty()) page.nights(history.nights)
        page.part(R.string.effects, history.effects)
        page.part(R.string.marks, history.marks.map { (day, what) -> day + ": " + stage.markName(what) })
        page.part(R.string.notes, history.notes)
        page.part(R.string.labs, history.labs)
        history.older?.let { older -> page.side(words(R.string.history_older)) { stage.open(HistoryScreen(older)) } }
    }

    private fun Column.curves(history: HistoryPage) {
        heading(words(R.string.how_it_was), 18f)
        val flow = Flow(kit)
        history.curves.forEach { curve ->
            val name = stage.scaleName(curve.code)
            flow.add(name, name, curve.code == scale) {
                scale = curve.code
                stage.redraw()
            }
        }
        put(flow)
        val curve = history.curves.firstOrNull { it.code == scale } ?: history.curves.first()
        val ends = history.days.first() to history.days.last()
        put(ChartView(kit, listOf(Curve(stage.scaleName(curve.code), curve.values)), ends))
        remark(words(R.string.scale_ends))
        val rows = history.days.zip(curve.values) { day, value -> listOf(day, value?.toString() ?: "–") }.reversed()
        table(listOf(words(R.string.night), stage.scaleName(curve.code)), rows.take(tableRows))
        if (rows.size > tableRows) {
            bare(words(R.string.show_all)) {
                tableRows = rows.size
                stage.redraw()
            }
        }
    }

    private fun Column.nights(nights: List<NightLine>) {
        heading(words(R.string.nights), 18f)
        nights.take(shown).forEach { night(it) }
        if (nights.size > shown) {
            bare(words(R.string.show_all)) {
                shown = nights.size
                stage.redraw()
            }
        }
    }

    private fun Column.night(line: NightLine) {
        val row = LinearLayout(context)
        val button = kit.button(line.day + "\n" + said(line), org.nocte.app.component.Weight.SIDE, 56) {
            stage.open(CorrectScreen(line.night, line.day))
        }
        button.gravity = android.view.Gravity.START or android.view.Gravity.CENTER_VERTICAL
        button.contentDescription = words(R.string.night_change, line.day, said(line))
        row.addView(button, LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f))
        put(row, 8)
    }

    private fun said(line: NightLine): String {
        val status = when (line.status) {
            NightStatus.TAKEN -> R.string.taken
            NightStatus.SKIPPED -> R.string.skipped
            NightStatus.UNSURE -> R.string.not_sure
            NightStatus.EXTRA -> R.string.extra
        }
        return listOfNotNull(words(status), line.amount, line.source).joinToString(" · ")
    }

    private fun Column.part(name: Int, lines: List<String>) {
        if (lines.isEmpty()) return
        heading(words(name), 18f)
        list(lines)
    }

    private companion object {
        const val FIRST = 7
    }
}
