package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.field
import org.nocte.app.component.tick
import org.nocte.app.model.AgreedWith
import org.nocte.app.model.Then
import org.nocte.core.Trouble

/** What is agreed to: its name, what it means, and the words of the button that does it. */
class Agreed(val title: Int, val means: Int, val now: Int)

/** Something a prescriber has agreed to, as the patient tells it: who, and on which day. */
class AgreedScreen<T>(private val agreed: Agreed, private val tell: (AgreedWith, Then<T>) -> Unit) : Screen() {
    private var by = ""
    private var on = ""
    private var typedTwice = false

    override val title get() = words(agreed.title)

    override fun draw(page: Column) {
        page.say(words(agreed.means))
        page.field(words(R.string.agreed_by), words(R.string.agreed_by_hint), ::by)
        page.day(stage, R.string.agreed_on, R.string.agreed_on_is, ::on)
        if ((trouble as? Trouble.Refused)?.code == "type_twice") page.tick(words(R.string.typed_twice), typedTwice) { typedTwice = it }
        page.main(words(agreed.now)) { ask<T>({ tell(AgreedWith(by, on, typedTwice), it) }) { stage.back() } }
    }
}
