import Foundation
import NocteCore
import Observation

/// With whom a summary is shared.
public enum ShareWith: CaseIterable, Sendable { case doctor, carer }

/// How long a link opens.
public enum ShareFor: CaseIterable, Sendable {
    case hour, day, week, month, quarter, year

    /// A carer's lasts longer than a doctor's may.
    public static func of(_ with: ShareWith) -> [ShareFor] {
        allCases.filter { $0 != (with == .doctor ? .year : .hour) }
    }

    /// In hours, as the core takes it.
    var hours: UInt32 {
        switch self {
        case .hour: 1
        case .day: 24
        case .week: 168
        case .month: 720
        case .quarter: 2160
        case .year: 8760
        }
    }
}

/// What is to be shared, as chosen and typed. The name stays off it unless it is typed.
public struct ShareWish: Equatable, Sendable {
    public var with = ShareWith.doctor
    public var lasts = ShareFor.week
    public var label = ""
    public var passcode = ""
    public var name = ""
    /// A date of birth, `1980-04-12`.
    public var born = ""
    /// Another server than the paired clinic's.
    public var server = ""

    public init() {}
}

/// The squares of a code for a camera, row after row.
public struct Squares: Equatable, Sendable {
    public let width: Int
    public let dark: [Bool]
}

/// A link or a page that was just made: shown once, and never printed.
public struct MadeShare: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    public let link: String
    /// The page to hand over, where it is no link.
    public let file: URL?
    public let squares: Squares?
    public let told: [String]
    /// It opens with a passcode, which is to be told another way.
    public let hasPasscode: Bool

    public var description: String { "a share" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A link that was made before.
public struct ShareLine: Equatable, Sendable {
    public let id: String
    public let lines: [String]
    /// It asks for the passcode.
    public let passcode: Bool
    public let mayRevoke: Bool
}

/// *Share*: what is out, what is over, and what to know before.
public struct SharePage: Equatable, Sendable {
    public let open: [ShareLine]
    public let over: [ShareLine]
    public let about: [ShareWith: String]
    public let aboutFile: String
}

/// *Share*: a sealed summary for a doctor who has no account, or tonight for a carer.
@MainActor @Observable
public final class ShareModel: Asking {
    public private(set) var page: SharePage?
    public private(set) var made: MadeShare?
    /// What became of taking all of them back, in words.
    public private(set) var takenBack: String?
    public var trouble: Trouble?
    public let desk: Desk
    private let scratch: Scratch

    public init(_ desk: Desk, scratch: Scratch) {
        (self.desk, self.scratch) = (desk, scratch)
    }

    public func load() async { show(await ask { SharePage(try $0.shares()) }) }

    /// What became of taking all of them back was of another list.
    private func show(_ next: SharePage?) {
        takenBack = nil
        if let next { page = next }
    }

    /// Seals a summary and leaves it with the clinic's server, which cannot read it.
    public func make(_ wish: ShareWish) async {
        let form = wish.form
        guard let shared = await away({ try await $0.share(form: form) }) else { return }
        await load()
        // Last: whoever sees it made may begin the next one.
        made = MadeShare(
            link: shared.link, file: nil, squares: shared.qr.map(Squares.init), told: [shared.untilText, shared.told],
            hasPasscode: form.passcode != nil)
    }

    /// A page to hand over instead: it needs no server, and nobody can take it back.
    public func makeFile(_ wish: ShareWish) async {
        let form = wish.form
        guard let shared = await ask({ try $0.shareFile(form: form) }) else { return }
        do {
            let place = try scratch.place("summary.html")
            try Data(shared.html.utf8).write(to: place, options: .atomic)
            made = MadeShare(
                link: shared.code, file: place, squares: shared.qr.map(Squares.init), told: [shared.told],
                hasPasscode: false)
        } catch {
            trouble = .full
        }
    }

    public func takeBack(_ id: String) async {
        show(await away { SharePage(try await $0.revokeShare(id: id)) })
    }

    /// Every link that is out. What could not be taken back is said, and tried again with each exchange.
    public func takeAllBack() async {
        guard let left = await away({ try await $0.revokeAllShares() }) else { return }
        await load()
        takenBack = left
    }

    /// Asks how often each was opened, and renews what carers see.
    public func refresh() async {
        show(await away { SharePage(try await $0.refreshShares()) })
    }

    /// What was made was seen, or the screen is left.
    public func forget() {
        if made?.file != nil { scratch.clear() }
        made = nil
    }
}

extension ShareWish {
    var form: ShareForm {
        // What was typed for a doctor is still there when somebody turns to a carer, and goes to none.
        let (kind, person): (ShareKind, (String?, String?)) =
            with == .doctor ? (.doctor, (name.typed, born.typed)) : (.carer, (nil, nil))
        return ShareForm(
            kind: kind, label: label.typed, hours: lasts.hours, passcode: passcode.typed, name: person.0,
            born: person.1, server: server.typed)
    }
}

extension Squares {
    init(_ code: QrCode) { self.init(width: Int(code.width), dark: code.dark) }
}

extension SharePage {
    init(_ view: SharesView) {
        self.init(
            open: view.open.map(ShareLine.init), over: view.over.map(ShareLine.init),
            about: [.doctor: view.doctorText, .carer: view.carerText], aboutFile: view.fileText)
    }
}

extension ShareLine {
    init(_ row: ShareRow) {
        let heading = [row.kindText, row.label].compactMap { $0 }.joined(separator: " · ")
        let further = [row.state.text, row.untilText, row.openedText, row.triesText, row.copyText].compactMap { $0 }
        self.init(id: row.id, lines: [heading] + further, passcode: row.passcode, mayRevoke: row.mayRevoke)
    }
}
