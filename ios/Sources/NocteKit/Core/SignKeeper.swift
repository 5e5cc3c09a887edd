import Foundation
import NocteCore
import NocteSign

/// Where the sign for the widget is hung out. On Apple it is a file of the app's group.
public protocol SignBoard: Sendable {
    func show(_ sign: Sign)
}

/// Keeps the widget's sign to what stands in the store.
public actor SignKeeper {
    private let lane: NocteLane
    private let clock: SystemClock
    private let board: any SignBoard
    private var shown: Sign?

    public init(lane: NocteLane, clock: SystemClock, board: any SignBoard) {
        (self.lane, self.clock, self.board) = (lane, clock, board)
    }

    /// Follows what is stored, for as long as its task runs.
    public func follow(_ changes: AsyncStream<Set<Stale>>) async {
        for await stale in changes where stale.contains(.tonight) { await show() }
    }

    /// Hangs it out anew if it says something else. A store that cannot be opened says nothing of tonight.
    public func show() async {
        let (texts, clock) = (Texts(lane.lang), clock)
        let sign = (try? await lane.ask { try Self.sign($0, clock, texts) }) ?? .blank
        if sign == shown { return }
        shown = sign
        board.show(sign)
    }

    private static func sign(_ nocte: Nocte, _ clock: SystemClock, _ texts: Texts) throws -> Sign {
        let nothing = texts(.widgetNothing)
        switch try nocte.tonight().state {
        case .planned, .due, .late:
            return Sign(words: texts(.widgetNotYet), until: try end(nocte, clock), after: nothing)
        case .taken: return Sign(words: texts(.done), until: try end(nocte, clock), after: nothing)
        case .skipped: return Sign(words: texts(.skipped), until: try end(nocte, clock), after: nothing)
        case .unknown: return Sign(words: texts(.notSure), until: try end(nocte, clock), after: nothing)
        case .unconfirmed: return Sign(words: texts(.questionTitle), until: try end(nocte, clock), after: nothing)
        case .noPlan, .questionsOpen, .baseline, .held, .review, .ended:
            return Sign(words: nothing, until: nil, after: nothing)
        }
    }

    /// When the next night begins: its name and its first instant are the core's.
    private static func end(_ nocte: Nocte, _ clock: SystemClock) throws -> Date? {
        let plan = try nocte.reminders(delivered: [], pending: [], nights: 2).plan
        let next = plan.nights.map(\.night).drop { $0 != plan.tonight }.dropFirst().first
        let cutover = try nocte.settings().cutover
        guard let next else { return nil }
        let window = try clock.moment().window
        return date(try resolve(window: window, night: next, cutover: cutover, bedtime: cutover).resolved.instant)
    }

    private static func date(_ at: Int64) -> Date { Date(timeIntervalSince1970: Double(at) / 1000) }
}
