package org.nocte.core

/** What became of a question to the core: an answer, or a trouble that a screen can do something about. */
sealed interface Outcome<out T> {
    /** The answer. */
    data class Good<T>(val value: T) : Outcome<T>

    /** No answer; nothing was stored. */
    data class Bad(val trouble: Trouble) : Outcome<Nothing>
}

/** The answer, or nothing. */
fun <T> Outcome<T>.orNull(): T? = (this as? Outcome.Good)?.value

/** Why there is no answer, one case for each thing that can be done about it. None holds anything personal. */
sealed interface Trouble {
    /** A rule says no: show the reason and the next step. `code` is for choosing a picture. */
    class Refused(val code: String, val reason: String, val next: String) : Trouble {
        // The words may name a medicine: they are shown, never printed.
        override fun toString() = "Refused"
    }

    /** The key cannot be read: try again when the phone is unlocked; offer a restore if it stays so. */
    data object Locked : Trouble

    /** The key is another store's: offer a restore. */
    data object WrongKey : Trouble

    /** The store is damaged and was set aside: offer a restore. */
    data object Damaged : Trouble

    /** Written by a newer version: offer the update. */
    data object Newer : Trouble

    /** No space is left. */
    data object Full : Trouble

    /** Try again later. */
    data object Busy : Trouble

    /** Ended by the user's wish. */
    data object Cancelled : Trouble

    /** There is nothing on record yet. */
    data object Empty : Trouble

    /** Load the screen again: what was meant is no longer on record. */
    data object Gone : Trouble

    /** Offer to pair. */
    data object NotPaired : Trouble

    /** What was typed or chosen cannot be kept: mark the field. `field` names its kind; `left`: so many tries. */
    data class Field(val field: String, val left: Int? = null) : Trouble

    /** A mistake of the program: report it, and go on. */
    data object Internal : Trouble
}
