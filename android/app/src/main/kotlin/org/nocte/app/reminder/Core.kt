package org.nocte.app.reminder

import org.nocte.core.Outcome

/** What the reminders ask of the core. Every call waits for the answer: not for the main thread. */
interface Core {
    /** The reminders of now: what was shown (id and when), and what is set (id and revision). */
    fun wanted(shown: Map<String, Long>, set: Map<String, String>): Outcome<Wanted>

    /** Tells an answer to a night. */
    fun answer(night: String, answer: Answer): Outcome<Told>
}

/** An answer that can be given on a notification. */
enum class Answer { DONE, SKIP, NO, NOT_SURE, LATER }

/** What came of an answer, as far as the shade goes. */
enum class Told {
    /** Kept, or the night had its answer already: nothing more is said. */
    QUIETLY,

    /** Something has to be read, or to be said first: the app is offered. */
    TO_BE_READ,
}
