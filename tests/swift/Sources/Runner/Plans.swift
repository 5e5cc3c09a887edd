// Cases of plans: `advance_plan`, from facts to the step in force and what the next one waits for.
//
// A case names its facts by short ids ("v1", "h1"); each becomes a fact id, the same for the same name.
import Foundation
import NocteCore

func advanced(_ one: Fields) throws -> [String] {
    try one.known("tonight", "plans", "nights", "effects", "holds", "decisions")
    let names = Names()
    let plans = try one.each("plans").enumerated().map { index, plan in try version(plan, index, names) }
    let doses = try one.each("nights").flatMap { try nights($0, names) }
    let effects = try one.each("effects").map { try effect($0, names) }
    let holds = try one.each("holds").flatMap { try hold($0, one.needed("plans", plans.first).id, names) }
    let decisions = try one.each("decisions").map { try decision($0, names) }
    let facts = PlanFacts(plans: plans, decisions: holds + decisions, doses: doses, effects: effects)
    let got = try advancePlan(facts: facts, tonight: one.needText("tonight"))
    let expected = try one.expectation()
    expected.text("plan", got.flatMap { names.of($0.plan) })
    expected.text("step", got?.step)
    expected.number("dose_ng", got?.dose)
    expected.number("nights_taken", got?.nightsTaken)
    expected.number("nights_needed", got?.nightsNeeded)
    expected.number("next_dose_ng", got?.next?.dose)
    expected.flag("may_step_up", got?.mayStepUp)
    if let got { expected.texts("blocks", got.blocks.map { code($0) }) }
    expected.flag("review_due", got?.reviewDue)
    expected.text("state", got.map { code($0.state) })
    return expected.close()
}

/// The short ids of a case, in order of appearance, as the UUIDs the bridge asks for.
private final class Names {
    private var known: [String] = []

    func id(_ name: String) -> FactId {
        if !known.contains(name) { known.append(name) }
        let place = (known.firstIndex(of: name) ?? 0) + 1
        let digits = String(place, radix: 16)
        return "00000000-0000-0000-0000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    func fresh() -> FactId { id("#\(known.count)") }

    func of(_ id: FactId) -> String? {
        guard let place = Int(id.suffix(12), radix: 16), known.indices.contains(place - 1) else { return nil }
        return known[place - 1]
    }
}

private func version(_ of: Fields, _ index: Int, _ names: Names) throws -> PlanVersion {
    try of.only("id", "follows", "effective_night", "start_step", "cap_ng", "stop_after", "steps")
    return PlanVersion(
        id: names.id(try of.needText("id")), version: UInt32(index + 1),
        follows: try of.text("follows").map(names.id), effectiveNight: try of.needText("effective_night"),
        protocol: nil, agreement: agreement, reason: .new, steps: try of.each("steps").map(step),
        startStep: try of.number("start_step") ?? 0, cap: try of.number("cap_ng"),
        stopAfter: try of.text("stop_after"), alreadySince: nil,
        terms: PlanTerms(onReaction: [], recheck: nil, completed: [], askAgain: nil), stamp: stamp)
}

private func step(_ of: Fields) throws -> PlanStep {
    try of.only("id", "dose_ng", "min_nights", "max_nights", "gate")
    var kind = StepGate.nights
    if let gate = try of.below("gate") {
        try gate.only("kind", "nights")
        switch try gate.needText("kind") {
        case "nights": kind = .nights
        case "symptom_free": kind = .symptomFree(nights: try gate.needNumber("nights"))
        case "patient": kind = .patient
        case "clinician": kind = .clinician
        case let other: throw Unfit("no gate is called \(other)")
        }
    }
    return PlanStep(
        id: try of.needText("id"), dose: try of.needNumber("dose_ng"), minNights: try of.needNumber("min_nights"),
        maxNights: try of.number("max_nights"), gate: kind)
}

/// One entry, or the same for every night from `night` to `to`.
private func nights(_ of: Fields, _ names: Names) throws -> [DoseEntry] {
    try of.only("night", "to", "status")
    let words: [String: DoseStatus] = ["taken": .taken, "skipped": .skipped, "unknown": .unknown, "extra": .extra]
    let status = try of.needed("status", of.word("status", words))
    let first = try of.needText("night")
    guard let last = try of.text("to") else { return [entry(first, status, names)] }
    let day = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
    guard var date = try? day.parse(first), let end = try? day.parse(last) else { throw Unfit("a night is not a date") }
    var entries: [DoseEntry] = []
    while date <= end {
        entries.append(entry(date.formatted(day), status, names))
        date += 86_400
    }
    return entries
}

private func entry(_ night: Night, _ status: DoseStatus, _ names: Names) -> DoseEntry {
    DoseEntry(
        id: names.fresh(), night: night, status: status, takenAt: nil, planned: nil, step: nil, volume: nil,
        bottle: nil, strength: nil, syringe: nil, swallowed: nil, corrects: nil, stamp: stamp)
}

private func effect(_ of: Fields, _ names: Names) throws -> SideEffect {
    try of.only("id", "night", "what", "severity", "course", "continues")
    let severities: [String: Severity] = ["mild": .mild, "moderate": .moderate, "severe": .severe]
    return SideEffect(
        id: names.id(try of.needText("id")), night: try of.needText("night"), what: try of.needText("what"),
        severity: try of.needed("severity", of.word("severity", severities)),
        course: try of.word("course", ["open": .open, "resolved": .resolved]) ?? .open,
        continues: try of.text("continues").map(names.id), stamp: stamp)
}

/// A hold, and its end where `until` names the first night again.
private func hold(_ of: Fields, _ plan: FactId, _ names: Names) throws -> [Decision] {
    try of.only("id", "why", "from", "until")
    let id = names.id(try of.needText("id"))
    let reason: HoldReason
    switch try of.needText("why") {
    case "patient": reason = .patient
    case "clinician": reason = .clinician
    case "opioid": reason = .opioid(medicine: names.fresh())
    case "effect": reason = .effect(effect: names.fresh())
    case "surgery": reason = .surgery(on: "1970-01-01")
    case let other: throw Unfit("no hold is called \(other)")
    }
    let begin = Decision(
        id: id, plan: plan, kind: .holdBegin(reason: reason), from: try of.needText("from"), stamp: stamp)
    guard let until = try of.text("until") else { return [begin] }
    return [begin, Decision(id: names.fresh(), plan: plan, kind: .holdEnd(hold: id), from: until, stamp: stamp)]
}

private func decision(_ of: Fields, _ names: Names) throws -> Decision {
    try of.only("plan", "kind", "step", "over", "from")
    let kind: DecisionKind
    switch try of.needText("kind") {
    case "step_up": kind = .stepUp(to: try of.needText("step"))
    case "symptom_free": kind = .symptomFree(step: try of.needText("step"))
    case "clinician": kind = .clinicianGate(step: try of.needText("step"), agreement: agreement)
    case "choose": kind = .choose(over: names.id(try of.needText("over")))
    case let other: throw Unfit("no decision is called \(other)")
    }
    let plan = names.id(try of.needText("plan"))
    return Decision(id: names.fresh(), plan: plan, kind: kind, from: try of.needText("from"), stamp: stamp)
}

private let agreement = Agreement(kind: .reported, by: "Dr Example", on: "1970-01-01")

private let stamp = Stamp(recordedAt: 0, zone: "UTC", offsetS: 0, source: "phone", clockSuspect: false)
