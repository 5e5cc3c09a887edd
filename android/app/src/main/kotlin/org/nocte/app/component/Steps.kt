package org.nocte.app.component

import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.LinearLayout

/** A step of a list: its words, where it stands, and the same said aloud. */
data class Step(val words: String, val mark: Mark, val standing: String)

/** Where a step stands. */
enum class Mark(internal val sign: String) { DONE("✓"), HERE("●"), AHEAD("○"), LEFT_OUT("–") }

/** Steps from the first to the last, the present one in a frame. Signs are shapes, not colours alone. */
fun Column.steps(steps: List<Step>) {
    for (step in steps) {
        val here = step.mark == Mark.HERE
        val row = LinearLayout(context)
        row.setPadding(kit.dp(12), kit.dp(10), kit.dp(12), kit.dp(10))
        if (here) row.background = kit.shape(kit.palette.quiet, kit.palette.accent, 12)
        val colour = if (here) kit.palette.text else kit.palette.faint
        row.addView(kit.silent(kit.text(step.mark.sign, 17f, if (here) kit.palette.accent else colour)), Math.round(kit.sp(28f)), WRAP_CONTENT)
        val words = Column(kit)
        words.put(kit.text(step.words, 18f, colour, bold = here))
        if (step.standing.isNotEmpty()) words.put(kit.text(step.standing, 16f, kit.palette.faint), 2)
        row.addView(words, LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f))
        row.contentDescription = listOf(step.standing, step.words).filter { it.isNotEmpty() }.joinToString(": ")
        row.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_YES
        put(row, 6)
    }
}
