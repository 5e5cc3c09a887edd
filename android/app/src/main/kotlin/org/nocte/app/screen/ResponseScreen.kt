package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.table
import org.nocte.app.model.Levels
import org.nocte.app.model.Part
import org.nocte.app.model.ResponsePage
import org.nocte.app.model.ScaleVerdict

/** Is it working? The verdict of each scale in words, its numbers in a table, and everything that stands beside them. */
class ResponseScreen : Screen() {
    private var response: ResponsePage? = null

    override val title get() = words(R.string.working)

    override fun enter() = ask(stage.house.pages::response) { response = it }

    override fun draw(page: Column) {
        val response = response ?: return
        response.notices.forEach { page.remark(it) }
        response.scales.forEach { page.scale(it) }
        page.remark(response.caution)
        page.part(words(R.string.recheck), response.recheck)
        page.part(words(R.string.changed_since), response.changed)
        page.part(words(R.string.effects), response.effects)
        page.part(response.marked)
        page.part(response.sleep)
        page.part(response.labs)
        page.side(words(R.string.for_doctor)) { stage.open(PapersScreen()) }
    }

    private fun Column.scale(scale: ScaleVerdict) = card {
        heading(stage.scaleName(scale.code), 20f)
        say(scale.verdict)
        remark(stage.count(R.plurals.nights_taken, scale.nightsTaken))
        scale.levels?.let { levels(it) }
    }

    private fun Column.levels(levels: Levels) {
        val head = listOf(words(R.string.level), words(R.string.points))
        val rows = listOf(
            listOf(stage.count(R.plurals.level_before, levels.beforeNights), levels.before),
            listOf(stage.count(R.plurals.level_after, levels.afterNights), levels.after),
            listOf(words(R.string.level_fall), levels.points),
        )
        table(head, rows + listOfNotNull(levels.interval?.let { listOf(words(R.string.level_between), it) }))
        levels.percent?.let { say(it) }
    }

    private fun Column.part(part: Part) {
        if (part.lines.isEmpty()) return
        say(part.over)
        list(part.lines)
    }

    private fun Column.part(name: String, lines: List<String>) {
        if (lines.isEmpty()) return
        heading(name, 18f)
        list(lines)
    }
}
