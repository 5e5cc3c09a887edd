import NocteCore
import Observation

/// What a check amounts to, the worst last.
public enum Finding: Sendable { case clear, askClinician, hold, refuse, emergency }

/// The answer of a check.
public struct CheckPage: Equatable, Sendable {
    public let finding: Finding
    public let words: String
    public let reasons: [Line]
    /// Names that are to be answered: not taking it, took it on, starting on.
    public let toAnswer: [String]
    public let reviewed: Bool
}

/// What is said of a medicine a check has found.
public enum MedicineAnswer: Equatable, Sendable {
    case notTaking
    case tookOn(String)
    case startingOn(String)
}

/// What came of it: a pause began, and a dose was swallowed on top of it.
public struct MedicineKept: Equatable, Sendable {
    public let holds: Bool
    public let onTop: Bool
}

/// One of the questions that come before any line.
public struct QuestionPage: Equatable, Sendable {
    public let question: Asked
    public let text: String
    public let why: String
}

/// The five of them.
public enum Asked: CaseIterable, Sendable { case opioids, liver, pregnancy, transplant, surgery }

/// *Check*, the questions, the red flags and the emergency card.
@MainActor @Observable
public final class CheckModel: Asking {
    public private(set) var answer: CheckPage?
    public private(set) var kept: MedicineKept?
    public private(set) var questions: [QuestionPage] = []
    /// What stands against a dose now, in words.
    public private(set) var clocks: [String] = []
    public private(set) var card: [String] = []
    /// Without a store and without a network.
    public private(set) var redFlags: [Line] = []
    public var trouble: Trouble?
    public let desk: Desk

    public init(_ desk: Desk) {
        self.desk = desk
        redFlags = ((try? NocteCore.redFlags(lang: desk.lang)) ?? []).map(Line.init)
    }

    public func load() async {
        if let view = await ask({ try $0.medicines() }) {
            questions = view.questions.map {
                QuestionPage(question: Asked($0.open.question), text: $0.text, why: $0.why)
            }
            clocks = view.clocks.map(\.text)
        }
        if let lines = await ask({ try $0.card() }) { card = lines }
    }

    /// A medicine as it stands on the packet, and the day of an operation.
    public func check(_ name: String, surgery: String?) async {
        let desk = desk
        let found = await ask { nocte in
            let names = [name].compactMap(\.typed)
            let view = try nocte.check(query: CheckQuery(names: names, surgery: surgery), today: desk.clock.today)
            let open = try nocte.medicines().medicines.map(\.medicine).filter { $0.course == .unanswered }
            return CheckPage(
                finding: Finding(view.answer.verdict), words: view.verdictText,
                reasons: view.reasons.map(Line.init), toAnswer: open.map(\.name),
                reviewed: view.answer.clinicallyReviewed)
        }
        guard let found else { return }
        await load()
        answer = found
    }

    public func record(_ name: String, _ said: MedicineAnswer) async {
        let told: NocteCore.Said =
            switch said {
            case .notTaking: .notTaking
            case .tookOn(let day): .tookOn(day)
            case .startingOn(let day): .startingOn(day)
            }
        guard let added = await ask({ try $0.addMedicine(name: name, said: told) }) else { return }
        kept = MedicineKept(holds: added.hold != nil, onTop: added.onTop)
        answer = nil
        await load()
    }

    public func answer(_ question: Asked, yes: Bool, on day: String?) async {
        let answering = Answering(question: question.question, yes: yes, on: day)
        await keep { _ = try $0.answer(answering: answering) }
    }
}

extension Finding {
    init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .clear: .clear
            case .askClinician: .askClinician
            case .hold: .hold
            case .refuse: .refuse
            case .emergency: .emergency
            }
    }
}

extension Asked {
    init(_ question: Question) {
        self =
            switch question {
            case .opioids: .opioids
            case .liver: .liver
            case .pregnancy: .pregnancy
            case .transplant: .transplant
            case .surgery: .surgery
            }
    }

    var question: Question {
        switch self {
        case .opioids: .opioids
        case .liver: .liver
        case .pregnancy: .pregnancy
        case .transplant: .transplant
        case .surgery: .surgery
        }
    }
}
