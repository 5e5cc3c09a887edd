package org.nocte.app.model

/** Two levels of one scale and the change between them, as they are shown. */
data class Levels(
    val before: String,
    val beforeNights: Int,
    val after: String,
    val afterNights: Int,
    val points: String,
    val percent: String?,
    val interval: String?,
)

/** One scale with its verdict, and the nights taken since the first dose. */
data class ScaleVerdict(val code: String, val verdict: String, val nightsTaken: Int, val levels: Levels?)

/** A part of a page: what stands over it, and its lines. */
data class Part(val over: String, val lines: List<String>)

/** *Is it working?* */
data class ResponsePage(
    val notices: List<String>,
    val scales: List<ScaleVerdict>,
    val caution: String,
    /** How the look at whether less is enough goes, or went. */
    val recheck: List<String>,
    val marked: Part,
    val effects: List<String>,
    val sleep: Part,
    val changed: List<String>,
    val labs: Part,
)

/** A statement with what stands behind it. */
data class EvidenceCard(
    val claim: String,
    val side: String,
    val found: String,
    val sources: List<String>,
    val beside: List<String>,
    val verify: String?,
)

/** The statements on one topic. */
data class EvidenceTopic(val heading: String, val cards: List<EvidenceCard>)

/** What speaks for and against. */
data class EvidencePage(val preface: String, val notices: List<String>, val topics: List<EvidenceTopic>)

/** What to ask on the way to a prescription, and whom. */
data class GettingPage(val preface: String, val notices: List<String>, val asked: List<Part>)

/** What goes on paper. */
enum class PaperKind { START, FOLLOW_UP, ANAESTHETIST, TRAVEL, CARD, MONTH, LABEL }

/** A page on paper; the file's name has no ending and names nobody. */
data class PaperPage(val title: String, val lines: List<String>, val text: String, val fileName: String)

/** Where the pages beside the nights are asked for. */
interface PagesDesk {
    fun response(then: Then<ResponsePage>)

    fun evidence(then: Then<EvidencePage>)

    fun getting(then: Then<GettingPage>)

    /** The doctor's page that is wanted now. */
    fun usual(then: Then<PaperKind>)

    fun paper(kind: PaperKind, then: Then<PaperPage>)

    /** The same, as a PDF file. */
    fun pdf(kind: PaperKind, then: Then<ByteArray>)
}
