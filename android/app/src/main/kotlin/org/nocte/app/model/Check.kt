package org.nocte.app.model

/** What a check amounts to, the worst last. */
enum class Finding { CLEAR, ASK_CLINICIAN, HOLD, REFUSE, EMERGENCY }

/** The answer of a check. */
data class CheckPage(
    val finding: Finding,
    val words: String,
    val reasons: List<Line>,
    /** Names that are to be answered: not taking it, took it on, starting on. */
    val toAnswer: List<String>,
    val reviewed: Boolean,
)

/** What is said of a medicine a check has found. */
sealed interface MedicineAnswer {
    data object NotTaking : MedicineAnswer

    data class TookOn(val day: String) : MedicineAnswer

    data class StartingOn(val day: String) : MedicineAnswer
}

/** What came of it. */
data class MedicineKept(val holds: Boolean, val onTop: Boolean)

/** One of the questions that come before any line. */
data class QuestionPage(val question: Asked, val text: String, val why: String)

/** The five of them. */
enum class Asked { OPIOIDS, LIVER, PREGNANCY, TRANSPLANT, SURGERY }

/** Where *Check* and the questions ask. */
interface CheckDesk {
    fun check(name: String, surgery: String?, then: Then<CheckPage>)

    fun record(name: String, answer: MedicineAnswer, then: Then<MedicineKept>)

    fun questions(then: Then<List<QuestionPage>>)

    fun answer(question: Asked, yes: Boolean, on: String?, then: Then<Unit>)

    /** What stands against a dose now, in words. */
    fun clocks(then: Then<List<String>>)

    /** Without a store and without a network. */
    fun redFlags(): List<Line>

    fun card(then: Then<List<String>>)
}
