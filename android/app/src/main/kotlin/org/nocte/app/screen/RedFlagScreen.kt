package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column

/** When not to wait: there without a store, without a network, and without a question before it. */
class RedFlagScreen : Screen() {
    override val title get() = words(R.string.red_flags)

    override fun draw(page: Column) {
        page.say(words(R.string.red_flags_intro))
        stage.house.check.redFlags().forEach { flag -> page.card { say(flag.text) } }
        page.side(words(R.string.card)) { stage.open(CardScreen()) }
    }
}

/** The emergency card, as it is printed for the wallet. It leaves the phone by its owner's hand only. */
class CardScreen : Screen() {
    private var lines: List<String> = emptyList()

    override val title get() = words(R.string.card)

    override fun enter() = ask(stage.house.check::card) { lines = it }

    override fun draw(page: Column) {
        page.remark(words(R.string.card_intro))
        page.card { lines.forEach { say(it) } }
    }
}
