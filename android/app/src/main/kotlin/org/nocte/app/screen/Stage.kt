package org.nocte.app.screen

import android.content.Intent
import android.os.Bundle
import org.nocte.app.component.Kit
import org.nocte.app.model.House
import org.nocte.app.model.Then
import org.nocte.app.theme.ThemeChoice

/** What a screen stands on: it can be drawn anew, left, followed by another, and it can ask. */
interface Stage {
    val kit: Kit
    val house: House
    val look: ThemeChoice

    /** Lays a screen over the present one. */
    fun open(screen: Screen)

    /** The screen below. */
    fun back()

    /** Tonight, whatever lies over it. */
    fun home()

    /** Draws the present screen again. */
    fun redraw()

    /** Says something to a screen reader without taking the focus. */
    fun announce(words: CharSequence)

    /** From the evening's reminder on the house is dark, whatever the theme. */
    fun evening(now: Boolean)

    /** Puts on the theme that was just chosen. */
    fun dressAgain()

    /** Lets the phone be felt for a moment. */
    fun felt(what: Int)

    /** Opens a page of the system's, and comes back. */
    fun system(intent: Intent)

    /** Asks the system for a permission. */
    fun permit(permission: String)

    /** Lets the user pick or make a document; the answer comes to [then], without a place when it was left. */
    fun document(intent: Intent, then: (android.net.Uri?) -> Unit)

    /** What it was opened with. */
    val opened: Bundle?
}

/** Words of the app's resources, in the language it is shown in. */
fun Stage.words(id: Int, vararg values: Any): String = kit.context.getString(id, *values)

/** Words for a number of things. */
fun Stage.count(id: Int, number: Int): String = kit.context.resources.getQuantityString(id, number, number)

/** A desk's question, ready to be asked. */
typealias Question<T> = (Then<T>) -> Unit
