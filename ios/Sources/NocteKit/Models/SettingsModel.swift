import NocteCore
import Observation

/// The choices in force.
public struct SettingsPage: Equatable, Sendable {
    public let bedtime: String
    public let leadMinutes: Int
    public let hasSyringe: Bool
    public let baseline: Bool?
    public let tabletsLeft: Int?
    /// Notices in the coming week, if nothing is answered early.
    public let notices: Int
    public let empty: Bool
}

/// *Settings*.
@MainActor @Observable
public final class SettingsModel: Asking {
    public private(set) var page: SettingsPage?
    public var trouble: Trouble?
    public let desk: Desk

    private static let week: UInt32 = 7

    public init(_ desk: Desk) {
        self.desk = desk
    }

    public func load() async {
        let week = Self.week
        if let next = await ask({ try SettingsPage($0, week) }) { page = next }
    }

    public func bedtime(_ at: String) async { await choose(.bedtime(at: at)) }

    public func lead(_ minutes: Int) async { await choose(.lead(minutes: UInt16(clamping: minutes))) }

    /// Two volumes as the syringe prints them, "3 mL/0.1 mL".
    public func syringe(_ typed: String) async {
        let mark = desk.mark
        await keep { try $0.choose(choices: [.syringe(syringe: try parseSyringe(text: typed, mark: mark))]) }
    }

    public func baseline(_ accepted: Bool) async { await choose(.baseline(accepted: accepted)) }

    /// As counted; what is no number is refused, and what is on record stays.
    public func tabletsLeft(_ typed: String) async {
        guard let count = UInt32(typed.filter { !$0.isWhitespace }) else {
            trouble = .field("choice")
            return
        }
        await choose(.tabletsLeft(count: count))
    }

    public func holder(_ name: String) async { await keep { try $0.nameHolder(name: name) } }

    /// This phone gives the dose from now on; another that gives has to have been heard from.
    public func giveHere() async { await keep { _ = try $0.giveHere() } }

    private func choose(_ choice: Choice) async { await keep { try $0.choose(choices: [choice]) } }
}

extension SettingsPage {
    init(_ nocte: Nocte, _ week: UInt32) throws {
        let settings = try nocte.settings()
        let plan = try nocte.reminders(delivered: [], pending: [], nights: week).plan
        let counts = try nocte.history(from: plan.tonight, to: plan.tonight).counts
        self.init(
            bedtime: settings.bedtime, leadMinutes: Int(settings.leadMin), hasSyringe: settings.syringe != nil,
            baseline: settings.baseline, tabletsLeft: settings.tabletsLeft.map(Int.init),
            notices: plan.notifications.count,
            empty: counts.doses == 0 && counts.plans == 0)
    }
}
