package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Typed
import org.nocte.app.component.field
import org.nocte.app.model.Then

/** One step back, and when the prescriber may be asked about the present one again. No step comes of it. */
class AskAgainScreen(private val tell: (String, Then<List<String>>) -> Unit) : Screen() {
    private var months = ""

    override val title get() = words(R.string.back_and_ask)

    override fun draw(page: Column) {
        page.say(words(R.string.back_and_ask_means))
        page.field(words(R.string.ask_again_months), words(R.string.ask_again_hint), ::months, Typed.COUNT)
        page.spring()
        page.main(words(R.string.back_and_ask_now)) { ask<List<String>>({ tell(months, it) }) { stage.back() } }
    }
}
