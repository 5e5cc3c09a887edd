import NocteCore
import Observation

/// Tonight as one card. Every word on it comes from the core; the screen adds the labels of its buttons.
public struct TonightCard: Equatable, Sendable {
    /// The night's own name towards the core: given back with every answer.
    public let night: String
    /// "Sunday night".
    public let heading: String
    public let phase: Phase
    public let state: String
    public let spoken: String
    public let dose: String?
    public let bottle: String?
    public let strength: String?
    public let line: String?
    /// Both lines after a change. *Done* comes after one tap on it.
    public let changed: String?
    public let left: String?
    /// The syringe's scale, and the mark of each draw.
    public let marks: [String]
    public let at: [Int]
    public let reasons: [Line]
    public let beside: [Line]
    public let offersDone: Bool
    public let offersMyself: Bool
    /// From the evening's reminder to the end of the night: the screen is red on black.
    public let evening: Bool
    /// The phone's clock was moved, and nobody has said since that it is right.
    public let clockMoved: Bool
}

/// What the night is, as far as its buttons go.
public enum Phase: Sendable {
    /// A dose is asked for: Done, Later, Skip.
    case open
    /// It has its answer.
    case closed
    /// The morning after: Yes, No, Not sure.
    case morning
    /// Nothing to take and nothing to answer; the reasons say why.
    case quiet
}

/// What can be said of a dose.
public enum Say: Sendable { case taken, myself, skipped, unsure }

/// What became of something told, and what to know now, the most urgent first.
public struct Said: Equatable, Sendable {
    public let text: String
    public let advice: [Line]
    public let stored: Bool
    /// The time of taking is to be told before anything is kept.
    public let asksTime: Bool
}

/// What a correction says instead; whatever is not typed is as the plan and the bottle had it.
public struct Correction: Equatable, Sendable {
    public var say: Say
    public var clock: String
    public var millilitres: String
    public var bottle: String

    public init(say: Say = .taken, clock: String = "", millilitres: String = "", bottle: String = "") {
        (self.say, self.clock, self.millilitres, self.bottle) = (say, clock, millilitres, bottle)
    }
}

/// *Tonight*: one card, and the one button that answers it.
@MainActor @Observable
public final class TonightModel: Asking {
    public private(set) var card: TonightCard?
    /// What became of the last tap on this night.
    public private(set) var said: Said?
    public private(set) var mayUndo = false
    /// What became of what was put right on the form: what was refused is said there.
    public private(set) var corrected: Said?
    /// Nights since the restored copy that are recorded as not sure.
    public private(set) var unknownNights: Int?
    public var trouble: Trouble?
    public let desk: Desk
    private var sawBoth: String?

    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// *Done* may be shown: both lines were seen, where there are two.
    public var offersDone: Bool {
        guard let card, card.offersDone else { return false }
        return card.changed == nil || sawBoth == card.night
    }

    /// One tap on both lines is asked for first.
    public var asksToLook: Bool { card?.offersDone == true && !offersDone }

    public func load() async {
        let clock = desk.clock
        guard let next = await ask({ TonightCard(try $0.tonight(), clockMoved: clock.watch?.moved ?? false) }) else {
            return
        }
        if next.night != card?.night { (said, mayUndo) = (nil, false) }
        card = next
    }

    /// Both lines were seen.
    public func look() { sawBoth = card?.night }

    public func say(_ what: Say) async {
        guard let night = card?.night else { return }
        let told = Told.answer(what.answer(Swallowed(myself: what == .myself)))
        await tell { try $0.log(told: told, night: night) }
        mayUndo = said?.stored ?? false
    }

    public func undo() async {
        guard let night = card?.night else { return }
        await tell { try $0.log(told: .undo(entry: nil), night: night) }
        mayUndo = false
    }

    /// Once more in a while; a refusal is an answer too.
    public func later() async {
        guard let night = card?.night else { return }
        guard let result = await ask({ try $0.snooze(night: night) }) else { return }
        let texts = Texts(desk.lang)
        said = Said(
            text: texts(result == .snoozed ? .laterSaid : .laterNot), advice: [], stored: false, asksTime: false)
        await load()
    }

    /// What really happened, in place of what is on record or where nothing is: of tonight, or of an earlier night.
    public func correct(_ correction: Correction, night earlier: String? = nil) async {
        guard let night = earlier ?? card?.night else { return }
        let desk = desk
        let view = await ask { nocte in
            let to = correction.say.answer(try correction.swallowed(nocte, night, desk))
            // A night with an answer is corrected, and both stand in the file; one without gets one.
            let kept = try nocte.log(told: .correct(entry: nil, to: to), night: night)
            return kept.result == .refusedNothing ? try nocte.log(told: .answer(to), night: night) : kept
        }
        if let view { await putRight(Said(view), earlier) }
    }

    private func putRight(_ told: Said, _ earlier: String?) async {
        corrected = told
        if earlier == nil && told.stored { said = told }
        await load()
    }

    /// A night is looked at anew.
    public func forget() { (corrected, unknownNights) = (nil, nil) }

    /// The phone's clock is right: entries are not marked any more.
    public func clockIsRight() async {
        desk.clock.watch?.believe()
        await load()
    }

    /// A dose beside the night's own: tonight's, or an earlier one's.
    public func extra(_ correction: Correction, night earlier: String? = nil) async {
        guard let night = earlier ?? card?.night else { return }
        let desk = desk
        let view = await ask {
            try $0.log(told: .answer(.extra(try correction.swallowed($0, night, desk))), night: night)
        }
        if let view { await putRight(Said(view), earlier) }
    }

    /// Two phones told of the night: it was one dose, and the newer entry is taken back; or two, and one of them was one more.
    public func wasTwo(_ two: Bool) async {
        guard let night = card?.night else { return }
        let told = two ? Told.correct(entry: nil, to: .extra(Swallowed())) : .undo(entry: nil)
        let view = await ask { try $0.log(told: told, night: night) }
        if let view { await putRight(Said(view), nil) }
    }

    /// Step, bottle, strength and painkillers were looked at after a restore.
    public func confirmRestore() async {
        guard let nights = await ask({ try $0.confirmRestore() }) else { return }
        unknownNights = Int(nights)
        await load()
    }

    private func tell(_ call: @Sendable (Nocte) throws -> LoggedView) async {
        guard let view = await ask(call) else { return }
        said = Said(view)
        await load()
    }
}

extension Said {
    init(_ view: LoggedView) {
        self.init(
            text: view.text, advice: view.advice.map(Line.init), stored: view.id != nil,
            asksTime: view.result == .askTime)
    }
}

extension Say {
    func answer(_ swallowed: Swallowed) -> DoseAnswer {
        switch self {
        case .taken, .myself: .taken(swallowed)
        case .skipped: .skipped
        case .unsure: .unknown
        }
    }
}

extension Correction {
    /// What was typed, read by the core: the hour as a wall time of that night, the volume in the language's mark.
    func swallowed(_ nocte: Nocte, _ night: String, _ desk: Desk) throws -> Swallowed {
        let cutover = try nocte.settings().cutover
        let window = try desk.clock.moment().window
        let at = try clock.typed.map {
            try resolve(window: window, night: night, cutover: cutover, bedtime: $0).resolved.instant
        }
        let volume = try millilitres.typed.map { try parseVolume(text: $0, mark: desk.mark) }
        return Swallowed(at: at, volume: volume, bottle: bottle.typed)
    }
}

extension String {
    /// What was typed; nothing where nothing was.
    var typed: String? { allSatisfy(\.isWhitespace) ? nil : self }
}

extension TonightCard {
    init(_ view: TonightView, clockMoved: Bool) {
        let printed = Dictionary(uniqueKeysWithValues: view.numbers.map { ($0.at, $0.text) })
        let scale = (0..<view.marks).map { printed[$0] ?? "" }
        self.init(
            night: view.night, heading: view.nightText, phase: Phase(view.state), state: view.stateText,
            spoken: view.spoken, dose: view.doseText, bottle: view.bottle, strength: view.strengthText,
            line: view.lineText, changed: view.changedText, left: view.leftText, marks: scale,
            at: view.at.map(Int.init), reasons: view.reasons.map(Line.init), beside: view.beside.map(Line.init),
            offersDone: view.offersDone, offersMyself: view.reasons.contains { $0.code == "not_giving" },
            evening: view.evening, clockMoved: clockMoved)
    }
}

extension Phase {
    init(_ state: TonightState) {
        self =
            switch state {
            case .planned, .due, .late: .open
            case .taken, .skipped, .unknown: .closed
            case .unconfirmed: .morning
            case .noPlan, .questionsOpen, .baseline, .held, .review, .ended: .quiet
            }
    }
}
