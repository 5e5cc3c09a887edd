package org.nocte.app.model

/** Tonight as one card. Every word on it comes from the core; the screen adds the labels of its buttons. */
data class TonightCard(
    /** The night's own name towards the core: given back with every answer. */
    val night: String,
    /** "Sunday night". */
    val heading: String,
    val phase: Phase,
    val state: String,
    val spoken: String,
    val dose: String?,
    val bottle: String?,
    val strength: String?,
    val line: String?,
    /** Both lines after a change. *Done* comes after one tap on it. */
    val changed: String?,
    val left: String?,
    /** The syringe's scale, and the mark of each draw. */
    val marks: List<String>,
    val at: List<Int>,
    val reasons: List<Line>,
    val beside: List<Line>,
    val offersDone: Boolean,
    val offersMyself: Boolean,
    /** From the evening's reminder to the end of the night: the screen is red on black. */
    val evening: Boolean,
    /** The phone's clock was moved, and nobody has said since that it is right. */
    val clockMoved: Boolean,
)

/** What the night is, as far as its buttons go. */
enum class Phase {
    /** A dose is asked for: Done, Later, Skip. */
    OPEN,

    /** It has its answer. */
    CLOSED,

    /** The morning after: Yes, No, Not sure. */
    MORNING,

    /** Nothing to take and nothing to answer; the reasons say why. */
    QUIET,
}

/** What became of something told, and what to know now, the most urgent first. */
data class Told(
    val text: String,
    val advice: List<Line>,
    val stored: Boolean,
    /** The time of taking is to be told before anything is kept. */
    val asksTime: Boolean = false,
)

/** What can be said of a dose. */
enum class Say { TAKEN, MYSELF, SKIPPED, UNSURE }

/** What a correction says instead; whatever is not typed is as the plan and the bottle had it. */
data class Correction(val say: Say, val clock: String?, val millilitres: String?, val bottle: String?)

/** Where *Tonight* asks. */
interface TonightDesk {
    fun load(then: Then<TonightCard>)

    fun say(night: String, what: Say, then: Then<Told>)

    fun undo(night: String, then: Then<Told>)

    fun correct(night: String, correction: Correction, then: Then<Told>)

    /** A dose beside the night's own. */
    fun extra(night: String, correction: Correction, then: Then<Told>)

    /** Two phones told of the night, and it was two doses: one of them was one more. */
    fun two(night: String, then: Then<Told>)

    /** Once more in a while; no, after the last time or when it is too late for it. */
    fun later(night: String, then: Then<Boolean>)

    /** Step, bottle, strength and painkillers were looked at after a restore. Answers how many nights are unknown. */
    fun confirmRestore(then: Then<Int>)

    /** The phone's clock is right: entries are not marked any more. */
    fun clockIsRight(then: Then<Unit>)

    /** This phone gives the dose from now on. */
    fun giveHere(then: Then<Unit>)
}
