import Foundation
import Observation

/// What the user chose to look at.
public enum Theme: String, CaseIterable, Sendable {
    /// As the phone is set.
    case system
    /// Always dim.
    case dark
    /// Red on black, at any hour.
    case night
}

/// Remembers the choice on this phone: a taste and no fact, so it stands beside the store and not in it.
@MainActor @Observable
public final class ThemeChoice {
    public private(set) var theme: Theme
    private let file: URL

    /// `folder` is the store's: whoever deletes everything deletes it too.
    public init(folder: URL) {
        file = folder.appendingPathComponent("look")
        let kept = try? String(contentsOf: file, encoding: .utf8)
        theme = kept.flatMap(Theme.init(rawValue:)) ?? .system
    }

    public func choose(_ theme: Theme) {
        self.theme = theme
        // A taste that cannot be kept is asked for again one day.
        try? theme.rawValue.write(to: file, atomically: true, encoding: .utf8)
    }
}
