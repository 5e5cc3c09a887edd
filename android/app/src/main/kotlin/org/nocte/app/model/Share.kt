package org.nocte.app.model

/** With whom something is shared. */
enum class ShareWith { DOCTOR, CARER }

/** How long a link opens. */
enum class ShareFor { HOUR, DAY, WEEK, MONTH, QUARTER, YEAR }

/** What is to be shared, as chosen and typed. What is left blank is in nothing that is shared. */
data class ShareWish(
    val with: ShareWith,
    val lasts: ShareFor,
    val label: String,
    val passcode: String,
    val name: String,
    /** A date of birth, `1980-04-12`. */
    val born: String,
    /** Another server than the paired clinic's. */
    val server: String,
) {
    override fun toString() = "ShareWish"
}

/** The squares of a code for a camera, row after row. */
class Squares(val width: Int, val dark: List<Boolean>)

/** A link or a page that was just made. It opens what is shared: shown once, printed never. */
class MadeShare(
    /** The link, or what opens the page. */
    val link: String,
    /** The page to hand over, where it is no link. */
    val page: String?,
    /** Nothing where it would be too large for a camera. */
    val squares: Squares?,
    val told: List<String>,
)

/** A link that was made before: what it shows and for whom, and how it stands. */
data class ShareLine(val id: String, val heading: String, val lines: List<String>, val passcode: Boolean, val mayRevoke: Boolean)

/** *Share*: the links that open, those that are over, and what to know before one is made. */
data class SharePage(
    val open: List<ShareLine>,
    val over: List<ShareLine>,
    val aboutDoctor: String,
    val aboutCarer: String,
    val aboutFile: String,
)

/** What became of taking all links back, in words, and how many still open. */
data class TakenBack(val words: String, val left: Int)

/** Where *Share* asks. */
interface ShareDesk {
    /** Asks nobody. */
    fun load(then: Then<SharePage>)

    /** Seals a summary and leaves it with a server, which cannot read it. */
    fun make(wish: ShareWish, then: Then<MadeShare>)

    /** A page to hand over instead: no server has it, and nobody can take it back. */
    fun makeFile(wish: ShareWish, then: Then<MadeShare>)

    fun takeBack(id: String, then: Then<SharePage>)

    /** Before everything is deleted. */
    fun takeAllBack(then: Then<TakenBack>)

    /** Asks how often each was opened, and renews what carers see. */
    fun refresh(then: Then<SharePage>)

    fun cancel()
}
