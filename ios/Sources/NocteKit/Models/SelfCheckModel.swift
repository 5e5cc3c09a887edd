import NocteCore
import Observation

/// What stands between a reminder and the patient, as far as the system tells (requirement S9).
public struct SelfCheckPage: Equatable, Sendable {
    public let allowance: Allowance
    /// The next three, on this phone's clock.
    public let next: [String]
    /// The last that came: what was meant, and when they came.
    public let came: [String]
    /// Nights whose reminder never came.
    public let missed: [String]
    /// The last time the reminders were looked at, if they have been since the app was started.
    public let lastRun: Reconciled?
}

/// *Check this phone*.
@MainActor @Observable
public final class SelfCheckModel: Asking {
    public private(set) var page: SelfCheckPage?
    /// Codes of what is wrong; none when all is well, nothing when nobody has looked.
    public private(set) var problems: [String]?
    /// A reminder did not come, and the page has not been shown since (requirement S10).
    public private(set) var tells = false
    public var trouble: Trouble?
    public let desk: Desk
    private let reminders: Reminders
    private let center: any NoticeCenter
    private let ledger: Ledger

    public init(_ desk: Desk, reminders: Reminders, center: any NoticeCenter, ledger: Ledger) {
        (self.desk, self.reminders, self.center, self.ledger) = (desk, reminders, center, ledger)
    }

    public func load() async {
        let clock = desk.clock
        let next = await ask { nocte in
            let plan = try nocte.reminders(delivered: [], pending: [], nights: nil).plan
            return plan.notifications.map(\.at).sorted().prefix(3).map(clock.text)
        }
        guard let next else { return }
        page = SelfCheckPage(
            allowance: await center.allowance(), next: next,
            came: ledger.came.reversed().map { "\($0.meant) → \(clock.text($0.at))" },
            missed: ledger.missed.compactMap { $0.split(separator: "/").dropFirst().first.map(String.init) },
            lastRun: await reminders.last)
    }

    /// Is there something that has to be shown?
    public func look() { tells = ledger.tells }

    /// The page is on the screen.
    public func shown() {
        ledger.tell()
        look()
    }

    /// Asks for notices, with the reason on the screen; afterwards they are planned.
    public func askAllowance() async {
        _ = await center.askAllowance()
        await reminders.reconcile(.allowed)
        await load()
    }

    /// Shows a notice at once, with the words and the sound of a reminder and nothing to answer.
    public func tryNotice() async {
        do {
            try await center.add(.trial(Texts(desk.lang)))
            trouble = nil
        } catch {
            trouble = .internal
        }
    }

    public func verify() async { problems = await ask { try $0.verify() } }
}
