import Foundation
import NocteCore
import Observation

/// What the sync met, by what can be done about it.
public enum SyncWord: Sendable { case notPaired, signInAgain, offline, serverBusy, notTheServer, partly }

/// The clinic's page.
public struct ClinicPage: Equatable, Sendable {
    public var paired = false
    public var matched = false
    public var proposal: String?
    public var changes: [String] = []
    public var stops: [String] = []
    public var said: [String] = []
    public var waiting = 0
    public var parked: [String] = []
    public var lastDelivered: String?
    public var troubles: [SyncWord] = []
    public var asked = false
}

/// Who looked at the record at the clinic, newest first, as far as its server tells.
public struct LookedPage: Equatable, Sendable {
    /// Nothing where the server does not tell.
    public let rows: [String]?
    public let more: Bool
}

/// The pairing: what both sides compare before any order is followed.
public struct PairingPage: Equatable, Sendable {
    public let clinic: String?
    public let address: String
    public let dose: String?
    public let matched: Bool
}

/// *Clinic*. What speaks to a server waits beside the lane, so that *Done* never waits for a network.
@MainActor @Observable
public final class ClinicModel: Asking {
    public private(set) var page: ClinicPage?
    public private(set) var pairing: PairingPage?
    public private(set) var warnings: [String] = []
    public private(set) var looked: LookedPage?
    /// A proposal was accepted on this screen: the plan has changed.
    public private(set) var accepted = false
    /// A certificate of the clinic's own is trusted on this phone.
    public private(set) var ownCertificate = false
    /// A link that was opened with the camera and waits to be paired with. It opens the clinic's record: no log, no copy.
    public private(set) var offered: String?
    /// An errand to the clinic's server is under way.
    public private(set) var outside = false
    private var met: [SyncWord] = []

    /// As many lines as a person reads.
    private static let mostLooks: UInt32 = 50
    public var trouble: Trouble?
    public let desk: Desk
    private let scratch: Scratch

    public init(_ desk: Desk, scratch: Scratch) {
        (self.desk, self.scratch) = (desk, scratch)
    }

    public func load() async {
        let clock = desk.clock
        ownCertificate = desk.lane.certificates.kept
        if let next = await ask({ try ClinicPage($0.clinic(), clock) }) {
            page = next.having(met: met)
        } else if trouble == .notPaired {
            // Not a trouble here: it is what the page begins with.
            (page, trouble) = (ClinicPage(), nil)
        }
    }

    /// The page is opened: what was told there the last time is not told again.
    public func open() async {
        told()
        await load()
    }

    private func told() { (warnings, accepted) = ([], false) }

    /// A pairing link from outside of the app.
    public func offer(_ link: String) { offered = link }

    public func pair(link: String, passcode: String) async {
        await compare { try await $0.pair(link: link, passcode: passcode.typed) }
    }

    /// An exchange goes first: it renews what has run out, and without what it delivers the clinic has nothing to compare.
    public func comparePairing() async {
        await sync()
        await compare { try await $0.pairing() }
    }

    public func match(initials: String, birthYear: String) async {
        let year = Int32(birthYear.filter { !$0.isWhitespace }) ?? 0
        await compare { try await $0.confirmMatch(initials: initials, birthYear: year) }
        if trouble == nil { await sync() }
    }

    public func unpair() async {
        guard await out({ try await $0.unpair() }) != nil else { return }
        (pairing, met, looked) = (nil, [], nil)
        await load()
    }

    /// Delivers what waits and takes what came. Ends when its task is cancelled; what was done is kept.
    public func sync() async {
        guard let run = await out({ try await $0.sync() }) else { return }
        met = run.troubles.map(SyncWord.init)
        told()
        await load()
    }

    /// Asks the clinic's server, which keeps a record of it.
    public func whoLooked() async {
        let most = Self.mostLooks
        guard let told = await out({ try await $0.accesses(most: most) }) else { return }
        looked = LookedPage(rows: told?.rows, more: told?.more ?? false)
    }

    public func tryAgain() async { await keep { _ = try $0.tryParkedAgain() } }

    public func accept(noOpioids: Bool, typedTwice: Bool) async {
        let made = await ask { nocte in
            let against = try nocte.clinic().page.proposal?.against
            let how = Confirmation(readAgainst: against, typedTwice: typedTwice, noOpioids: noOpioids)
            return try nocte.confirmProposal(arrival: nil, how: how)
        }
        guard let made else { return }
        (warnings, accepted) = (made.warnings, true)
        await load()
    }

    /// A certificate of the clinic's own, from the file it gave. Kept only when the core can read it.
    public func trust(picked: URL) async {
        let (certificates, scratch) = (desk.lane.certificates, scratch)
        defer { scratch.clear() }
        guard let file = try? scratch.fetch(picked), let pem = try? Data(contentsOf: file) else {
            trouble = .field("certificate")
            return
        }
        _ = await ask { try certificates.trust($0, pem) }
        ownCertificate = certificates.kept
    }

    public func trustNoMore() async {
        let certificates = desk.lane.certificates
        _ = await ask { try certificates.drop($0) }
        ownCertificate = certificates.kept
    }

    public func decline(reason: String) async {
        told()
        await keep { _ = try $0.declineProposal(arrival: nil, reason: reason.typed) }
    }

    public func askForStep() async { await keep { _ = try $0.requestStep() } }

    private func compare(_ errand: @Sendable (Nocte) async throws -> PairPage) async {
        guard let found = await out(errand) else { return }
        offered = nil
        let lang = desk.lang
        pairing = PairingPage(
            clinic: found.clinic, address: found.base,
            dose: found.presentDose.flatMap { try? showDose(dose: $0, lang: lang).text }, matched: found.matched)
        await load()
    }

    private func out<Answer: Sendable>(_ errand: @Sendable (Nocte) async throws -> Answer) async -> Answer? {
        outside = true
        defer { outside = false }
        return await away(errand)
    }
}

extension ClinicPage {
    /// With what the last run met, which is told by that run alone.
    func having(met: [SyncWord]) -> ClinicPage {
        var page = self
        page.troubles += met.filter { !troubles.contains($0) }
        return page
    }

    init(_ view: ClinicView, _ clock: SystemClock) throws {
        let troubles = view.sync.troubles.map(SyncWord.init)
        self.init(
            paired: !troubles.contains(.notPaired), matched: view.page.matched, proposal: view.proposalText,
            changes: view.changes, stops: view.stops, said: view.said, waiting: Int(clamping: view.sync.waiting),
            parked: view.sync.parked.map(\.reason.text) + view.sync.short.map(\.text),
            lastDelivered: view.sync.lastDelivered.map(clock.text), troubles: troubles,
            asked: view.page.request != nil)
    }
}

extension SyncWord {
    init(_ trouble: SyncTrouble) {
        self =
            switch trouble {
            case .notPaired: .notPaired
            case .signInAgain: .signInAgain
            case .offline: .offline
            case .serverBusy: .serverBusy
            case .notTheServer: .notTheServer
            case .partly: .partly
            }
    }
}
