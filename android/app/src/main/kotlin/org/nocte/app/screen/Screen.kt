package org.nocte.app.screen

import android.view.View
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.Then
import org.nocte.core.Outcome
import org.nocte.core.Trouble

/**
 * One screen: it gets a value, draws it, and gives back what was meant.
 *
 * It computes nothing. What it shows of doses, nights and dates are sentences it was handed; what it adds are the
 * labels of its own buttons.
 */
abstract class Screen {
    /** Set before anything else is called. */
    lateinit var stage: Stage

    /** Why the last question had no answer; shown above everything until the next one. */
    var trouble: Trouble? = null
        private set

    /** A question is under way: nothing is asked twice. */
    var waiting = false
        private set

    /** The name on top. */
    abstract val title: String

    /** It shows something that opens something else: the overview of apps and pictures of the screen show nothing of it. */
    open val secret: Boolean get() = false

    /** Asks for what it shows; called whenever the screen comes to the front. */
    open fun enter() = Unit

    /** A minute has gone by in front of it, or the clock was moved. */
    open fun minute() = Unit

    /** Draws what it has. */
    abstract fun draw(page: Column)

    /** Asks; a trouble is shown in words, an answer goes to [then], and the screen is drawn again. */
    protected fun <T> ask(question: Question<T>, then: (T) -> Unit = {}) {
        waiting = true
        val answered: Then<T> = { outcome ->
            waiting = false
            trouble = (outcome as? Outcome.Bad)?.trouble
            if (outcome is Outcome.Good) then(outcome.value)
            stage.redraw()
        }
        question(answered)
    }

    /** Asks somebody outside of the phone: that may take a while, and is drawn meanwhile. */
    protected fun <T> away(question: Question<T>, then: (T) -> Unit = {}) {
        ask(question, then)
        stage.redraw()
    }

    /** Says that something is on its way, with the button that calls it home. */
    protected fun Column.underWay(cancel: () -> Unit) {
        remark(words(R.string.under_way)).accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        side(words(R.string.cancel), cancel)
    }

    /** Words of the resources. */
    protected fun words(id: Int, vararg values: Any): String = stage.words(id, *values)
}
