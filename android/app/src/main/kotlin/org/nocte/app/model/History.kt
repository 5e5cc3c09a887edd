package org.nocte.app.model

/** A night on record. */
data class NightLine(val night: String, val day: String, val status: NightStatus, val amount: String?, val source: String)

/** What was said of a night's dose. */
enum class NightStatus { TAKEN, SKIPPED, UNSURE, EXTRA }

/** One scale over the nights on record, oldest first; nothing where nobody said anything. */
data class ScaleCurve(val code: String, val values: List<Int?>)

/** What is on record, newest first, and the curves with the nights they go over. */
data class HistoryPage(
    val nights: List<NightLine>,
    val days: List<String>,
    val curves: List<ScaleCurve>,
    val effects: List<String>,
    val notes: List<String>,
    val labs: List<String>,
)

/** Where *History* asks. */
interface HistoryDesk {
    fun load(then: Then<HistoryPage>)
}
