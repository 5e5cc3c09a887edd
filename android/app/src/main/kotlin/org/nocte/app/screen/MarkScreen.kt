package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.Marking

/** What else happened on a night that is compared: one tap when it is so, one when it is over. */
class MarkScreen(private val marked: Set<Marking>) : Screen() {
    override val title get() = words(R.string.marks)

    override fun draw(page: Column) {
        page.say(words(R.string.marks_mean))
        Marking.entries.forEach { one ->
            val name = stage.markName(one)
            if (one in marked) {
                page.side(words(R.string.mark_over, name)) { mark(one, over = true) }
            } else {
                page.side(name) { mark(one, over = false) }
            }
        }
    }

    private fun mark(what: Marking, over: Boolean) = ask<Unit>({ stage.house.diary.mark(what, over, it) }) { stage.back() }
}

/** A mark as a person reads it. */
fun Stage.markName(marking: Marking): String = words(
    when (marking) {
        Marking.INFECTION -> R.string.mark_infection
        Marking.EXERTION -> R.string.mark_exertion
        Marking.CRASH -> R.string.mark_crash
        Marking.PERIOD -> R.string.mark_period
    },
)
