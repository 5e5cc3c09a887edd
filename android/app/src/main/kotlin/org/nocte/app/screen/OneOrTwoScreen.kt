package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.Told

/** Two phones told of one night: one dose that both saw, or two (`safety.md` 17). Neither answer stands out. */
class OneOrTwoScreen(private val night: String, private val name: String) : Screen() {
    private var told: Told? = null

    override val title get() = name

    override fun draw(page: Column) {
        told?.let {
            page.became(it)
            page.main(words(R.string.ready)) { stage.back() }
            return
        }
        page.say(words(R.string.one_or_two))
        page.spring()
        page.side(words(R.string.it_was_one)) { ask<Told>({ stage.house.tonight.undo(night, it) }) { told = it } }
        page.remark(words(R.string.it_was_one_means))
        page.side(words(R.string.it_was_two)) { ask<Told>({ stage.house.tonight.two(night, it) }) { told = it } }
        page.remark(words(R.string.it_was_two_means))
    }
}
