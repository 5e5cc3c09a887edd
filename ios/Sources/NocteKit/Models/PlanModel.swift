import NocteCore
import Observation

/// Where a step of the plan stands.
public enum Standing: Sendable { case done, here, ahead, notUsed }

/// A step in words, with the nights counted on it.
public struct PlanStepLine: Equatable, Sendable {
    public let words: String
    public let standing: Standing
    public let nights: Int
}

/// The plan's page.
public struct PlanPage: Equatable, Sendable {
    public let state: String
    public let agreedBy: String
    /// A paired portal signed it; else the patient told of it.
    public let signed: Bool
    public let steps: [PlanStepLine]
    public let waitsFor: [Line]
    /// When to ask again after a step that did not hold.
    public let askAgain: String?
    public let mayStepUp: Bool
    public let held: Bool
    /// The source of the plan has a rule for halving.
    public let mayHalve: Bool
    public let asksSymptomFree: Bool
    /// A clinician's word is waited for.
    public let asksClinician: Bool
    /// The re-check the plan has: none, one to begin by a tap, or one that runs.
    public let recheck: Rechecking
}

/// A periodic look at whether the need has changed.
public enum Rechecking: Sendable {
    /// The plan has none: one begins when it was agreed to.
    case agreed
    case offered
    case running
}

/// Who agreed, and on which day, as the patient tells it; and whether the dose was looked at twice.
public struct AgreedWith: Equatable, Sendable {
    public var by = ""
    public var on = ""
    public var typedTwice = false

    public init() {}
}

/// A protocol to begin from, in words. None is proposed.
public struct ProtocolPage: Equatable, Sendable {
    public let id: String
    /// "P2, Lenz".
    public let title: String
    public let provenance: String
    public let executable: Bool
    public let steps: [String]
    public let rules: [String]
    public let missing: [String]
}

/// A step as it was typed.
public struct TypedStep: Equatable, Sendable {
    public var milligrams: String
    public var nights: String

    public init(milligrams: String = "", nights: String = "") {
        (self.milligrams, self.nights) = (milligrams, nights)
    }
}

/// How a plan begins: by a protocol or by what was typed, who agreed and when, and what is taken already.
public struct Beginning: Equatable, Sendable {
    public var `protocol`: String?
    public var steps: [TypedStep] = []
    public var by = ""
    public var on = ""
    public var takingMilligrams = ""
    public var takingSince = ""
    public var typedTwice = false

    public init() {}
}

/// A change of the plan.
public enum Turn: Sendable { case `repeat`, back, halve }

/// *Plan*.
@MainActor @Observable
public final class PlanModel: Asking {
    /// Nothing without a plan.
    public private(set) var page: PlanPage?
    /// What is to be said of the plan just made.
    public private(set) var warnings: [String] = []
    public private(set) var protocols: [ProtocolPage] = []
    public var trouble: Trouble?
    public let desk: Desk

    public init(_ desk: Desk) {
        self.desk = desk
    }

    public func load() async {
        guard let next = await ask({ try $0.plan().map(PlanPage.init) }) else { return }
        page = next
    }

    public func loadProtocols() async {
        let lang = desk.lang
        let all = await ask { _ in try NocteCore.protocols(lang: lang) }
        protocols = (all ?? []).map {
            ProtocolPage(
                id: $0.id, title: $0.title, provenance: $0.provenance, executable: $0.executable, steps: $0.steps,
                rules: $0.rules, missing: $0.missing)
        }
    }

    public func begin(_ beginning: Beginning) async {
        let mark = desk.mark
        await change { nocte in
            let taking = try beginning.takingMilligrams.typed.map {
                Taking(dose: try parseDose(text: $0, mark: mark, micrograms: false), since: beginning.takingSince)
            }
            let agreed = Agreement(kind: .reported, by: beginning.by, on: beginning.on)
            let wish = PlanChange.begin(start: try beginning.start(mark), agreement: agreed, taking: taking)
            return try nocte.changePlan(change: wish, when: When(typedTwice: beginning.typedTwice))
        }
    }

    public func stepUp(noOpioids: Bool, symptomFree: Bool) async {
        await keep { _ = try $0.stepUp(tap: StepTap(noOpioids: noOpioids, symptomFree: symptomFree)) }
    }

    public func turn(_ turn: Turn) async {
        let wish: PlanChange =
            switch turn {
            case .repeat: .repeat
            case .back: .back
            case .halve: .halve
            }
        await change { try $0.changePlan(change: wish, when: When()) }
    }

    public func stop(_ agreed: AgreedWith) async { await agree(.stop(last: nil, agreement: agreed.reported), agreed) }

    /// Step 1 of the same plan once more, as it was agreed after a pause.
    public func retitrate(_ agreed: AgreedWith) async {
        await agree(.retitrate(agreement: agreed.reported), agreed)
    }

    /// A clinician's word that the next step may follow, as the patient tells it.
    public func clinicianAgreed(_ agreed: AgreedWith) async {
        await keep { _ = try $0.confirmGate(clinician: agreed.reported) }
    }

    /// One step back, and after so many months the prescriber may be asked about the present one again; as typed.
    public func backAndAsk(_ months: String) async {
        guard let after = UInt32(months.filter { !$0.isWhitespace }) else {
            // The step back alone has a button of its own.
            trouble = .field("months")
            return
        }
        await change { try $0.changePlan(change: .backAndAsk(months: after), when: When()) }
    }

    /// Without an agreement where the plan itself has a re-check.
    public func recheck(_ agreed: AgreedWith?) async {
        await agree(.recheck(agreement: agreed?.reported), agreed ?? AgreedWith())
    }

    public func endRecheck() async { await change { try $0.changePlan(change: .endRecheck, when: When()) } }

    private func agree(_ wish: PlanChange, _ agreed: AgreedWith) async {
        await change { try $0.changePlan(change: wish, when: When(typedTwice: agreed.typedTwice)) }
    }

    /// A pause by the patient's own wish; reminders are silent in it.
    public func hold() async { await keep { _ = try $0.hold(wish: .patient, from: nil) } }

    public func holdForSurgery(on day: String) async {
        await keep { _ = try $0.hold(wish: .surgery(on: day), from: nil) }
    }

    public func resume(noOpioids: Bool) async { await keep { _ = try $0.resume(from: nil, noOpioids: noOpioids) } }

    private func change(_ wish: @Sendable (Nocte) throws -> PlannedView) async {
        guard let made = await ask(wish) else { return }
        warnings = made.warnings
        await load()
    }
}

extension Beginning {
    /// The last step is open-ended; every other asks for its nights.
    func start(_ mark: DecimalMark) throws -> PlanStart {
        if let id = self.protocol { return .protocol(id: id) }
        let typed = try steps.enumerated().map { place, step in
            PlanStep(
                id: "\(place + 1)", dose: try parseDose(text: step.milligrams, mark: mark, micrograms: false),
                minNights: UInt32(step.nights.filter { !$0.isWhitespace }) ?? 0, maxNights: nil, gate: .nights)
        }
        return .typed(steps: typed, cap: nil)
    }
}

extension PlanPage {
    init(_ view: PlanView) {
        let page = view.page
        let steps = zip(view.steps, page.steps).map { words, at in
            PlanStepLine(words: words, standing: Standing(at.state), nights: Int(at.nightsTaken))
        }
        self.init(
            state: view.stateText, agreedBy: page.plan.agreement.by, signed: page.plan.agreement.kind == .signed,
            steps: steps, waitsFor: view.waitsFor.map(Line.init), askAgain: view.askAgain,
            mayStepUp: page.progress?.mayStepUp ?? false,
            held: page.state == .held,
            mayHalve: page.plan.terms.onReaction.contains { if case .halve = $0 { true } else { false } },
            asksSymptomFree: page.progress?.blocks.contains(.symptomFreeNotSaid) ?? false,
            asksClinician: page.progress?.blocks.contains(.clinician) ?? false,
            recheck: view.rechecking ? .running : page.plan.terms.recheck == nil ? .agreed : .offered)
    }
}

extension AgreedWith {
    /// As the patient tells it; a signed one only ever comes from a paired clinic.
    var reported: Agreement { Agreement(kind: .reported, by: by, on: on) }
}

extension Standing {
    init(_ state: StepState) {
        self =
            switch state {
            case .done: .done
            case .current: .here
            case .ahead: .ahead
            case .notUsed: .notUsed
            }
    }
}
