import NocteCore
import Observation

/// The choices in force.
public struct SettingsPage: Equatable, Sendable {
    public let bedtime: String
    public let leadMinutes: Int
    /// As it is printed; nothing where none is chosen or it is none of the common ones.
    public let syringe: String?
    public let syringes: [String]
    public let hasSyringe: Bool
    /// Strengths of the capsules at hand; none where the dose is drawn.
    public let capsules: [String]
    /// Of one tablet, in the smallest unit of its currency.
    public let price: String?
    public let currency: String?
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
        let (week, desk) = (Self.week, desk)
        if let next = await ask({ try SettingsPage($0, week, desk) }) { page = next }
    }

    public func bedtime(_ at: String) async { await choose(.bedtime(at: at)) }

    /// Two volumes as the syringe prints them, "3 mL/0.1 mL".
    public func syringe(_ typed: String) async {
        let mark = desk.mark
        await keep { try $0.choose(choices: [.syringe(syringe: try parseSyringe(text: typed, mark: mark))]) }
    }

    /// Strengths as typed; none where the dose is drawn.
    public func capsules(_ typed: [String]) async {
        let mark = desk.mark
        await keep { nocte in
            let strengths = try typed.compactMap(\.typed).map { try parseDose(text: $0, mark: mark, micrograms: false) }
            try nocte.choose(choices: [.capsules(strengths: strengths)])
        }
    }

    /// Of one tablet, in the smallest unit of the currency; what is no number is refused.
    public func price(_ typed: String, _ currency: String) async {
        guard let units = UInt64(typed.filter { !$0.isWhitespace }) else {
            trouble = .field("choice")
            return
        }
        await choose(.tabletPrice(minorUnits: units, currency: currency))
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
    init(_ nocte: Nocte, _ week: UInt32, _ desk: Desk) throws {
        let settings = try nocte.settings()
        let plan = try nocte.reminders(delivered: [], pending: [], nights: week).plan
        let syringes = try commonSyringes(lang: desk.lang)
        let chosen = try settings.syringe.flatMap { own in
            try syringes.first { try parseSyringe(text: $0, mark: desk.mark) == own }
        }
        let counts = try nocte.history(from: plan.tonight, to: plan.tonight).counts
        self.init(
            bedtime: settings.bedtime, leadMinutes: Int(settings.leadMin), syringe: chosen, syringes: syringes,
            hasSyringe: settings.syringe != nil,
            capsules: try settings.capsules.map { try showDose(dose: $0, lang: desk.lang).text },
            price: settings.tabletPrice.map { "\($0.minorUnits)" }, currency: settings.tabletPrice?.currency,
            baseline: settings.baseline, tabletsLeft: settings.tabletsLeft.map(Int.init),
            notices: plan.notifications.count,
            empty: counts.doses == 0 && counts.plans == 0)
    }
}
