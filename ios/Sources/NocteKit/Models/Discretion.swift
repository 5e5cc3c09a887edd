import Foundation

/// What whoever looks over a shoulder may see. Off until it is asked for; a taste and no fact, so it stands beside the store.
public struct Discretion: Sendable {
    private struct Page: Codable {
        var hidden = false
        var detailed = false
    }

    private let file: URL

    /// `folder` is the store's: whoever deletes everything deletes it too.
    public init(folder: URL) { file = folder.appendingPathComponent("discretion.json") }

    /// The overview of apps shows nothing of this one.
    public var hidden: Bool { page.hidden }

    /// Notices name drug and dose, where the system keeps them from a locked screen.
    public var detailed: Bool { page.detailed }

    func choose(hidden: Bool? = nil, detailed: Bool? = nil) {
        let now = page
        let next = Page(hidden: hidden ?? now.hidden, detailed: detailed ?? now.detailed)
        // What cannot be kept stays off: the discreet side.
        try? JSONEncoder().encode(next).write(to: file, options: .atomic)
    }

    private var page: Page {
        (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Page.self, from: $0) } ?? Page()
    }
}
