import NocteCore
import Observation

/// A passage of a page that is read and not answered. Every word of it is the core's but the labels of numbers.
public enum Passage: Equatable, Sendable {
    case heading(String)
    case sentence(String)
    case remark(String)
}

/// A page that is read.
public enum ReadPage: CaseIterable, Sendable { case working, evidence, getting }

/// *Is it working?*, *For and against*, *What to ask on the way to it*.
@MainActor @Observable
public final class ReadingModel: Asking {
    public private(set) var passages: [ReadPage: [Passage]] = [:]
    public var trouble: Trouble?
    public let desk: Desk

    public init(_ desk: Desk) {
        self.desk = desk
    }

    public func load() async { for page in ReadPage.allCases { await load(page) } }

    public func load(_ page: ReadPage) async {
        let texts = Texts(desk.lang)
        let read = await ask { nocte in
            switch page {
            case .working: Passage.of(try nocte.response(), texts)
            case .evidence: Passage.of(try nocte.evidence())
            case .getting: Passage.of(try nocte.gettingIt())
            }
        }
        if let read { passages[page] = read }
    }
}

extension Passage {
    private static func sentences(_ worded: [Worded]) -> [Passage] { worded.map { .sentence($0.text) } }

    /// Lines below what stands over them; nothing where there are none.
    private static func part(_ over: String, _ lines: [String]) -> [Passage] {
        lines.isEmpty ? [] : [.heading(over)] + lines.map { .sentence($0) }
    }

    /// *Is it working?*, what is not reviewed first.
    static func of(_ view: ResponseView, _ texts: Texts) -> [Passage] {
        let scales = view.scales.flatMap { one in
            let taken = texts(one.nightsTaken == 1 ? .nightsTakenOne : .nightsTakenOther, "\(one.nightsTaken)")
            return [.heading(one.scale.text), .sentence(one.verdict.text), .remark(taken)]
                + (one.levels.map { of($0, texts) } ?? [])
        }
        let sleep = view.sleep.isEmpty ? [] : [Passage.heading(view.sleep)] + view.rungs.map { .sentence($0) }
        return sentences(view.notices) + scales + view.recheck.map { .sentence($0) }
            + [.remark(view.caution)]
            + part(view.markedNote, view.marked.map(\.text)) + part(texts(.effects), view.effects.map(\.text)) + sleep
            + part(texts(.changedSince), view.changed) + part(view.labsNote, view.labs)
    }

    private static func of(_ levels: LevelsView, _ texts: Texts) -> [Passage] {
        let nights = { (count: UInt32, one: Phrase, other: Phrase) in texts(count == 1 ? one : other, "\(count)") }
        let before = nights(levels.beforeNights, .levelBeforeOne, .levelBeforeOther)
        let after = nights(levels.afterNights, .levelAfterOne, .levelAfterOther)
        let fall = [levels.points, levels.percent].compactMap { $0 }.joined(separator: " · ")
        let between = levels.interval.map { "\(texts(.levelBetween)): \($0)" }
        let lines = ["\(before): \(levels.before)", "\(after): \(levels.after)", "\(texts(.levelFall)): \(fall)"]
        return (lines + [between].compactMap { $0 }).map { .remark($0) }
    }

    /// *For and against*: a statement, its side, how it was found and where it stands.
    static func of(_ view: EvidenceView) -> [Passage] {
        let topics = view.topics.flatMap { topic in [.heading(topic.heading.text)] + topic.cards.flatMap(of) }
        return [.sentence(view.preface)] + sentences(view.notices) + topics
    }

    private static func of(_ card: CardView) -> [Passage] {
        let beside = card.beside.map(\.text) + [card.verify].compactMap { $0 }
        return [.sentence(card.claim.text), .remark("\(card.side.text) · \(card.found)")]
            + (card.sources + beside).map { .remark($0) }
    }

    /// The questions to take along.
    static func of(_ view: GettingView) -> [Passage] {
        let asked = view.asked.flatMap { [.heading($0.of.text)] + sentences($0.questions) }
        return [.sentence(view.preface)] + sentences(view.notices) + asked
    }
}
