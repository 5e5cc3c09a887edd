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
    /// The next three, on this phone's clock.
    public let next: [String]
    public let empty: Bool
}

/// *Settings*, and what the phone allows.
@MainActor @Observable
public final class SettingsModel: Asking {
    public private(set) var page: SettingsPage?
    public private(set) var allowance: Allowance?
    public private(set) var lastRun: Reconciled?
    /// A new phrase, to be written on paper. Shown once.
    public private(set) var phrase: String?
    /// When the restored copy was made.
    public private(set) var copied: String?
    /// Everything of this phone's is gone.
    public private(set) var deleted = false
    /// Codes of what is wrong; none when all is well, nothing when nobody has looked.
    public private(set) var problems: [String]?
    public var trouble: Trouble?
    public let desk: Desk
    private let reminders: Reminders
    private let center: any NoticeCenter
    private let eraser: Eraser

    private static let week: UInt32 = 7

    public init(_ desk: Desk, reminders: Reminders, center: any NoticeCenter, eraser: Eraser) {
        self.desk = desk
        self.eraser = eraser
        self.reminders = reminders
        self.center = center
    }

    public func load() async {
        let (clock, week) = (desk.clock, Self.week)
        if let next = await ask({ try SettingsPage($0, clock, week) }) { page = next }
        allowance = await center.allowance()
        lastRun = await reminders.last
    }

    /// Asks for notices, with the reason on the screen; afterwards they are planned.
    public func askAllowance() async {
        _ = await center.askAllowance()
        await reminders.reconcile(.allowed)
        await load()
    }

    public func bedtime(_ at: String) async { await choose(.bedtime(at: at)) }

    public func lead(_ minutes: Int) async { await choose(.lead(minutes: UInt16(clamping: minutes))) }

    /// Two volumes as the syringe prints them, "3 mL/0.1 mL".
    public func syringe(_ typed: String) async {
        let mark = desk.mark
        await keep { try $0.choose(choices: [.syringe(syringe: try parseSyringe(text: typed, mark: mark))]) }
    }

    public func baseline(_ accepted: Bool) async { await choose(.baseline(accepted: accepted)) }

    public func tabletsLeft(_ count: Int) async { await choose(.tabletsLeft(count: UInt32(clamping: count))) }

    public func holder(_ name: String) async { await keep { try $0.nameHolder(name: name) } }

    public func newPhrase() async { phrase = await ask { _ in try recoveryPhrase() } }

    public func backup(to file: String, phrase: String) async {
        if await ask({ try $0.backup(file: file, secret: phrase) }) != nil { self.phrase = nil }
    }

    public func restore(from file: String, phrase: String) async {
        let clock = desk.clock
        guard let at = await ask({ clock.text(try $0.restore(file: file, secret: phrase).copiedAt) }) else { return }
        copied = at
        await reminders.reconcile(.restored)
        await load()
    }

    public func export(to file: String, table: Bool) async {
        _ = await ask { try $0.export(file: file, format: table ? .csv : .json) }
    }

    public func verify() async { problems = await ask { try $0.verify() } }

    /// Everything of this phone's: store, key, choices, notices.
    public func deleteEverything() async {
        do {
            try await eraser.erase()
            deleted = true
            await load()
        } catch {
            trouble = .internal
        }
    }

    private func choose(_ choice: Choice) async { await keep { try $0.choose(choices: [choice]) } }
}

extension SettingsPage {
    init(_ nocte: Nocte, _ clock: SystemClock, _ week: UInt32) throws {
        let settings = try nocte.settings()
        let plan = try nocte.reminders(delivered: [], pending: [], nights: week).plan
        let counts = try nocte.history(from: DiaryModel.firstNight, to: plan.tonight).counts
        let next = plan.notifications.map(\.at).sorted().prefix(3)
        self.init(
            bedtime: settings.bedtime, leadMinutes: Int(settings.leadMin), hasSyringe: settings.syringe != nil,
            baseline: settings.baseline, tabletsLeft: settings.tabletsLeft.map(Int.init),
            notices: plan.notifications.count, next: next.map(clock.text),
            empty: counts.doses == 0 && counts.plans == 0)
    }
}
