import Foundation

/// The last notices that came, and reminders that never did, as far as the system tells. Ids and clocks, nothing else.
///
/// Nothing of the app runs when a notice comes, so what the user wiped away before the app ran is not known; a request
/// that still waits although its time is past is known not to have come.
public struct Ledger: Sendable {
    /// A notice that was seen in the list.
    public struct Came: Codable, Equatable, Sendable {
        public let id: String
        /// What the clock was to show.
        public let meant: String
        /// When it came, in milliseconds.
        public let at: Int64
    }

    struct Page: Codable, Equatable {
        var came: [Came] = []
        /// Base reminders that never came, the newest last.
        var missed: [String] = []
        /// The page about them was shown.
        var told = true
    }

    /// As many of each as a page has room for.
    private static let kept = 5
    private let file: URL

    /// `folder` is the store's: outside of any backup, and deleted with everything else.
    public init(folder: URL) {
        file = folder.appendingPathComponent("notices.json")
    }

    public var came: [Came] { page.came }

    public var missed: [String] { page.missed }

    /// A reminder did not come and nobody has been told.
    public var tells: Bool { !page.told }

    /// The page about it was shown.
    public func tell() {
        var page = page
        guard !page.told else { return }
        page.told = true
        write(page)
    }

    /// What stands in the list now. Only planned ones: what is shown at once was meant for no clock.
    func note(_ shown: [ShownNotice], missed: [String]) {
        let old = page
        var page = old
        let planned = shown.filter { $0.clock != nil && $0.id.contains("/") && !$0.id.hasPrefix("said/") }
        for one in planned.sorted(by: { $0.at < $1.at }) {
            let came = Came(id: one.id, meant: one.clock ?? "", at: one.at)
            if !page.came.contains(came) { page.came.append(came) }
        }
        let new = missed.filter { !page.missed.contains($0) }
        page.missed += new
        if !new.isEmpty { page.told = false }
        page.came = page.came.suffix(Self.kept)
        page.missed = page.missed.suffix(Self.kept)
        if page != old { write(page) }
    }

    private var page: Page {
        let read = (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Page.self, from: $0) }
        return read ?? Page()
    }

    private func write(_ page: Page) {
        // What cannot be kept is missing on the page that shows it, and nowhere else.
        try? JSONEncoder().encode(page).write(to: file, options: .atomic)
    }
}
