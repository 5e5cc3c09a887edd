package org.nocte.app.model

/** Where a step of the plan stands. */
enum class Standing { DONE, HERE, AHEAD, NOT_USED }

/** A step in words, with the nights counted on it. */
data class PlanStepLine(val words: String, val standing: Standing, val nights: Int)

/** The plan's page. */
data class PlanPage(
    val state: String,
    val agreedBy: String,
    /** A paired portal signed it; else the patient told of it. */
    val signed: Boolean,
    val steps: List<PlanStepLine>,
    val waitsFor: List<Line>,
    val mayStepUp: Boolean,
    val held: Boolean,
    /** The source of the plan has a rule for halving. */
    val mayHalve: Boolean,
    val asksSymptomFree: Boolean,
    /** A clinician's word is waited for. */
    val asksClinician: Boolean,
    /** From when the prescriber may be asked about a step again that was not borne. */
    val askAgain: String?,
    /** The plan has a periodic look at whether less is enough. */
    val mayRecheck: Boolean,
    /** It is running. */
    val rechecking: Boolean,
)

/** A protocol to begin from, in words. None is proposed. */
data class ProtocolPage(
    val id: String,
    /** "P2, Lenz". */
    val title: String,
    val provenance: String,
    val executable: Boolean,
    val steps: List<String>,
    val rules: List<String>,
    val missing: List<String>,
)

/** A step as it was typed. */
data class TypedStep(val milligrams: String, val nights: String)

/** How a plan begins: by a protocol or by what was typed, who agreed and when, and what is taken already. */
data class Beginning(
    val protocol: String?,
    val typed: List<TypedStep>,
    val by: String,
    val on: String,
    val takingMilligrams: String?,
    val takingSince: String?,
    val typedTwice: Boolean,
)

/** Who agreed, and on which day, as the patient tells it; and whether the dose was looked at twice. */
data class AgreedWith(val by: String, val on: String, val typedTwice: Boolean)

/** A change of the plan. */
enum class Turn { REPEAT, BACK, HALVE, RECHECK, END_RECHECK }

/** Where *Plan* asks. */
interface PlanDesk {
    /** Nothing without a plan. */
    fun load(then: Then<PlanPage?>)

    fun protocols(then: Then<List<ProtocolPage>>)

    /** Answers what is to be said of the plan just made. */
    fun begin(beginning: Beginning, then: Then<List<String>>)

    fun stepUp(noOpioids: Boolean, symptomFree: Boolean, then: Then<Unit>)

    fun turn(turn: Turn, then: Then<List<String>>)

    /** One step back, and after so many months the prescriber may be asked about the present one again. */
    fun backAndAsk(months: String, then: Then<List<String>>)

    /** A look at whether less is enough, where a prescriber agreed to it and the plan has none of its own. */
    fun recheck(agreed: AgreedWith, then: Then<List<String>>)

    fun stop(agreed: AgreedWith, then: Then<List<String>>)

    /** Step 1 of the same plan once more, as it was agreed after a pause. */
    fun retitrate(agreed: AgreedWith, then: Then<List<String>>)

    /** A clinician's word that the next step may follow, as the patient tells it. */
    fun clinicianAgreed(agreed: AgreedWith, then: Then<Unit>)

    /** A pause by the patient's own wish; reminders are silent in it. */
    fun hold(then: Then<Unit>)

    fun holdForSurgery(on: String, then: Then<Unit>)

    fun resume(noOpioids: Boolean, then: Then<Unit>)
}
