import NocteCore

/// What a tap on a notice does: on a locked phone, without the app being seen, without a network.
///
/// The notice's night decides, never the time of the tap. What could not be kept is said at once, since nobody looks
/// at a notice again that was answered.
public struct Answers: Sendable {
    private let lane: NocteLane
    private let reminders: Reminders
    private let center: any NoticeCenter

    /// What became of a tap.
    public enum Heard: Equatable, Sendable {
        /// It is on record.
        case kept
        /// Nothing was to be kept: the app is opened.
        case opened
        /// Nothing is kept before the time of taking is told: the app is opened and asks for it.
        case asksTime
        /// There is something to read, which a notice says: it was not kept, or it was and a warning goes with it.
        case toBeRead
    }

    public init(lane: NocteLane, reminders: Reminders, center: any NoticeCenter) {
        self.lane = lane
        self.reminders = reminders
        self.center = center
    }

    /// One tap. Every notice of the night is brought to what stands now before this returns.
    @discardableResult
    public func heard(_ action: NoticeAction, night: String?) async -> Heard {
        guard let night, action != .open else {
            await reminders.reconcile(.opened)
            return .opened
        }
        let heard = await keep(action, night: night)
        await reminders.reconcile(.answered)
        if heard == .toBeRead { await say(night: night) }
        return heard
    }

    private func keep(_ action: NoticeAction, night: String) async -> Heard {
        do {
            switch action {
            case .done, .yes: return try await log(.taken(Swallowed()), night, action)
            case .skip, .no: return try await log(.skipped, night, action)
            case .notSure: return try await log(.unknown, night, action)
            case .later: return try await lane.ask { try $0.snooze(night: night) } == .snoozed ? .kept : .toBeRead
            case .open: return .opened
            }
        } catch {
            return .toBeRead
        }
    }

    /// A night that has this answer already is as good as kept: the second tap of two is harmless.
    private func log(_ answer: DoseAnswer, _ night: String, _ action: NoticeAction) async throws(Trouble) -> Heard {
        let view = try await lane.ask { try $0.log(told: .answer(answer), night: night) }
        switch view.result {
        case .logged, .alreadyClosed: return .kept
        case .askTime where action.opensApp: return .asksTime
        // What was kept and has to be read stands on the screen; what was not kept is asked there.
        default: return .toBeRead
        }
    }

    private func say(night: String) async {
        let texts = Texts(lane.lang)
        let notice = Notice(
            id: "said/\(night)", rev: "", night: night, title: texts(.saidTitle), body: texts(.saidBody),
            category: .open, when: .now, clock: "", sounds: false, timeSensitive: true)
        // If even that fails there is nothing left to say it with; an open night keeps its reminders.
        try? await center.add(notice)
    }
}
