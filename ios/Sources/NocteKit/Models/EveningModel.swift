import NocteCore
import Observation

/// How the evening goes, and what of it others may see.
public struct EveningPage: Equatable, Sendable {
    public let bedtime: String
    public let leadMinutes: Int
    /// Notices in the coming week, if nothing is answered early.
    public let notices: Int
    /// A night runs from midnight to midnight.
    public let byDay: Bool
    public let detailed: Bool
    /// The system keeps previews from a locked screen: only then can a notice name anything.
    public let mayName: Bool
}

/// *The evening*: how long before lights-out the first notice comes, where a night begins, and what a notice may name.
@MainActor @Observable
public final class EveningModel: Asking {
    public private(set) var page: EveningPage?
    /// The overview of apps shows nothing of this one.
    public private(set) var hidden: Bool
    public var trouble: Trouble?
    public let desk: Desk
    private let reminders: Reminders
    private let center: any NoticeCenter
    private let discretion: Discretion

    private static let week: UInt32 = 7
    nonisolated private static let (noon, midnight) = ("12:00", "00:00")

    public init(_ desk: Desk, reminders: Reminders, center: any NoticeCenter, discretion: Discretion) {
        (self.desk, self.reminders, self.center, self.discretion) = (desk, reminders, center, discretion)
        hidden = discretion.hidden
    }

    public func load() async {
        let (week, discretion) = (Self.week, discretion)
        let mayName = await center.allowance().hidesPreviews
        let next = await ask { nocte in
            let settings = try nocte.settings()
            let plan = try nocte.reminders(delivered: [], pending: [], nights: week).plan
            return EveningPage(
                bedtime: settings.bedtime, leadMinutes: Int(settings.leadMin), notices: plan.notifications.count,
                byDay: settings.cutover == Self.midnight, detailed: discretion.detailed, mayName: mayName)
        }
        if let next { page = next }
        hidden = discretion.hidden
    }

    /// In minutes, as typed; what is no number is refused.
    public func lead(_ typed: String) async {
        guard let minutes = UInt16(typed.filter { !$0.isWhitespace }) else {
            trouble = .field("choice")
            return
        }
        await keep { try $0.choose(choices: [.lead(minutes: minutes)]) }
    }

    /// Nights run from midnight, or from noon; with the time of lights-out, since the two often only fit as a pair.
    public func byDay(_ on: Bool, bedtime: String) async {
        await keep { nocte in
            try nocte.choose(choices: [.cutover(at: on ? Self.midnight : Self.noon), .bedtime(at: bedtime)])
        }
    }

    public func hide(_ on: Bool) async {
        discretion.choose(hidden: on)
        await load()
    }

    /// What waits already is handed over again, with other words.
    public func name(_ on: Bool) async {
        discretion.choose(detailed: on)
        await reminders.reconcile(.changed)
        await load()
    }
}
