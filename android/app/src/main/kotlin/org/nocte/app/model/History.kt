package org.nocte.app.model

/** A night on record. */
data class NightLine(val night: String, val day: String, val status: NightStatus, val amount: String?, val source: String)

/** What was said of a night's dose. */
enum class NightStatus { TAKEN, SKIPPED, UNSURE, EXTRA }

/** One scale over the nights on record, oldest first; nothing where nobody said anything. */
data class ScaleCurve(val code: String, val values: List<Int?>)

/** What is on record of a page of nights, newest first, and the curves with the nights they go over. */
data class HistoryPage(
    /** The first and the last night of the page, as they are named; nothing on an empty one. */
    val span: Pair<String, String>?,
    /** What the page before this one is asked with; nothing on the oldest. */
    val older: String?,
    val nights: List<NightLine>,
    val days: List<String>,
    val curves: List<ScaleCurve>,
    val effects: List<String>,
    /** A night as it is named, and what was marked on it. */
    val marks: List<Pair<String, Marking>>,
    val notes: List<String>,
    val labs: List<String>,
)

/** Where *History* asks. */
interface HistoryDesk {
    /** The newest page, or the one before that night. */
    fun load(before: String?, then: Then<HistoryPage>)
}
