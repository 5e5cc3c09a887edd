package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.LookedPage

/** Who looked at the record at the clinic, and when: asked of the clinic's server each time, and kept nowhere. */
class LookedScreen : Screen() {
    private var looked: LookedPage? = null
    private var asked = false

    override val title get() = words(R.string.looked)

    override fun enter() = away<LookedPage?>(stage.house.clinic::looked) {
        looked = it
        asked = true
    }

    override fun draw(page: Column) {
        page.remark(words(R.string.looked_means))
        if (waiting) page.underWay(stage.house.clinic::cancel)
        val looked = looked
        when {
            !asked -> Unit
            looked == null -> page.say(words(R.string.looked_untold))
            looked.rows.isEmpty() -> page.say(words(R.string.looked_none))
            else -> page.list(looked.rows)
        }
        if (looked?.more == true) page.remark(words(R.string.looked_more))
    }
}
