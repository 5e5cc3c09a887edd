package nocte.runner

import java.time.LocalDate
import nocte.core.Agreement
import nocte.core.AgreementKind
import nocte.core.Decision
import nocte.core.DecisionKind
import nocte.core.DoseEntry
import nocte.core.DoseStatus
import nocte.core.EffectCourse
import nocte.core.HoldReason
import nocte.core.PlanFacts
import nocte.core.PlanReason
import nocte.core.PlanStep
import nocte.core.PlanTerms
import nocte.core.PlanVersion
import nocte.core.Severity
import nocte.core.SideEffect
import nocte.core.Stamp
import nocte.core.StepGate
import nocte.core.advancePlan

/**
 * Cases of plans: `advance_plan`, from facts to the step in force and what the next one waits for.
 *
 * A case names its facts by short ids ("v1", "h1"); each becomes a fact id, the same for the same name.
 */
fun planCase(case: Fields, @Suppress("UNUSED_PARAMETER") file: Fields): List<String> {
    case.known("tonight", "plans", "nights", "effects", "holds", "decisions")
    val names = Names()
    val plans = case.each("plans").mapIndexed { index, it -> version(it, index, names) }
    val doses = case.each("nights").flatMap { nights(it, names) }
    val effects = case.each("effects").map { effect(it, names) }
    val holds = case.each("holds").flatMap { hold(it, plans.first().id, names) }
    val decisions = case.each("decisions").map { decision(it, names) }
    val got = advancePlan(PlanFacts(plans, holds + decisions, doses, effects), case.needText("tonight"))
    return case.expectation().apply {
        text("plan", got?.plan?.let(names::of))
        text("step", got?.step)
        number("dose_ng", got?.dose)
        number("nights_taken", got?.nightsTaken)
        number("nights_needed", got?.nightsNeeded)
        number("next_dose_ng", got?.next?.dose)
        flag("may_step_up", got?.mayStepUp)
        if (got != null) texts("blocks", got.blocks.map { it.code() })
        flag("review_due", got?.reviewDue)
        text("state", got?.state?.code())
    }.close()
}

/** The short ids of a case, in order of appearance, as the UUIDs the bridge asks for. */
private class Names {
    private val known = mutableListOf<String>()

    fun id(name: String): String {
        if (name !in known) known += name
        return "00000000-0000-0000-0000-%012x".format(known.indexOf(name) + 1)
    }

    fun fresh() = id("#${known.size}")

    fun of(id: String): String? = known.getOrNull(id.takeLast(12).toInt(16) - 1)
}

private fun version(of: Fields, index: Int, names: Names): PlanVersion {
    of.only("id", "follows", "effective_night", "start_step", "cap_ng", "stop_after", "steps")
    return PlanVersion(
        id = names.id(of.needText("id")),
        version = (index + 1).toUInt(),
        follows = of.text("follows")?.let(names::id),
        effectiveNight = of.needText("effective_night"),
        protocol = null,
        agreement = agreement,
        reason = PlanReason.NEW,
        steps = of.each("steps").map(::step),
        startStep = of.uint("start_step") ?: 0u,
        cap = of.ulong("cap_ng"),
        stopAfter = of.text("stop_after"),
        alreadySince = null,
        terms = PlanTerms(emptyList(), null, emptyList(), null),
        stamp = stamp,
    )
}

private fun step(of: Fields): PlanStep {
    of.only("id", "dose_ng", "min_nights", "max_nights", "gate")
    val gate = of.below("gate")
    gate?.only("kind", "nights")
    val kind = when (val name = gate?.needText("kind")) {
        null, "nights" -> StepGate.Nights
        "symptom_free" -> StepGate.SymptomFree(gate.needUint("nights"))
        "patient" -> StepGate.Patient
        "clinician" -> StepGate.Clinician
        else -> throw Unfit("no gate is called $name")
    }
    return PlanStep(of.needText("id"), of.needUlong("dose_ng"), of.needUint("min_nights"), of.uint("max_nights"), kind)
}

/** One entry, or the same for every night from `night` to `to`. */
private fun nights(of: Fields, names: Names): List<DoseEntry> {
    of.only("night", "to", "status")
    val first = of.needText("night")
    val name = of.needText("status")
    val status = DoseStatus.entries.find { it.code() == name } ?: throw Unfit("no status is called $name")
    val last = of.text("to") ?: return listOf(entry(first, status, names))
    val days = generateSequence(LocalDate.parse(first)) { it.plusDays(1) }.takeWhile { it <= LocalDate.parse(last) }
    return days.map { entry(it.toString(), status, names) }.toList()
}

private fun entry(night: String, status: DoseStatus, names: Names) = DoseEntry(
    id = names.fresh(), night = night, status = status, takenAt = null, planned = null, step = null, volume = null,
    bottle = null, strength = null, syringe = null, swallowed = null, corrects = null, stamp = stamp,
)

private fun effect(of: Fields, names: Names): SideEffect {
    of.only("id", "night", "what", "severity", "course", "continues")
    val severity = of.needText("severity")
    val course = of.text("course")
    return SideEffect(
        id = names.id(of.needText("id")),
        night = of.needText("night"),
        what = of.needText("what"),
        severity = Severity.entries.find { it.code() == severity } ?: throw Unfit("no severity is called $severity"),
        course = if (course == null) EffectCourse.OPEN else EffectCourse.entries.find { it.code() == course } ?: throw Unfit("no course is called $course"),
        continues = of.text("continues")?.let(names::id),
        stamp = stamp,
    )
}

/** A hold, and its end where `until` names the first night again. */
private fun hold(of: Fields, plan: String, names: Names): List<Decision> {
    of.only("id", "why", "from", "until")
    val id = names.id(of.needText("id"))
    val reason = when (val name = of.needText("why")) {
        "patient" -> HoldReason.Patient
        "clinician" -> HoldReason.Clinician
        "opioid" -> HoldReason.Opioid(names.fresh())
        "effect" -> HoldReason.Effect(names.fresh())
        "surgery" -> HoldReason.Surgery("1970-01-01")
        else -> throw Unfit("no hold is called $name")
    }
    val begin = Decision(id, plan, DecisionKind.HoldBegin(reason), of.needText("from"), stamp)
    val end = of.text("until")?.let { Decision(names.fresh(), plan, DecisionKind.HoldEnd(id), it, stamp) }
    return listOfNotNull(begin, end)
}

private fun decision(of: Fields, names: Names): Decision {
    of.only("plan", "kind", "step", "over", "from")
    val kind = when (val name = of.needText("kind")) {
        "step_up" -> DecisionKind.StepUp(of.needText("step"))
        "symptom_free" -> DecisionKind.SymptomFree(of.needText("step"))
        "clinician" -> DecisionKind.ClinicianGate(of.needText("step"), agreement)
        "choose" -> DecisionKind.Choose(names.id(of.needText("over")))
        else -> throw Unfit("no decision is called $name")
    }
    val plan = names.id(of.needText("plan"))
    return Decision(names.fresh(), plan, kind, of.needText("from"), stamp)
}

private val agreement = Agreement(AgreementKind.REPORTED, "Dr Example", "1970-01-01")

private val stamp = Stamp(recordedAt = 0, zone = "UTC", offsetS = 0, source = "phone", clockSuspect = false)
