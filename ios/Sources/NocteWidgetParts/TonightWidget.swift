import NocteSign
import SwiftUI
import WidgetKit

/// Done, or not yet: on the home or lock screen of those who put it there. A tap opens *Tonight*.
public struct TonightWidget: Widget {
    public init() {}

    public var body: some WidgetConfiguration {
        StaticConfiguration(kind: "tonight", provider: SignProvider()) { SignView(entry: $0) }
            .configurationDisplayName("Nocte")
            .supportedFamilies([.systemSmall, .accessoryRectangular, .accessoryInline])
    }
}

/// What is shown from when on.
public struct SignEntry: TimelineEntry, Equatable {
    public let date: Date
    public let words: String
}

/// Reads what the app has hung out. Nothing is computed here: the app has written both what stands and what follows.
public struct SignProvider: TimelineProvider {
    private let folder: URL?
    private let now: @Sendable () -> Date

    public init(
        folder: URL? = FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: Sign.group),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.folder, self.now) = (folder, now)
    }

    private var sign: Sign { folder.map(Sign.read) ?? .blank }

    public func placeholder(in context: Context) -> SignEntry {
        SignEntry(date: now(), words: Sign.blank.words)
    }

    public func getSnapshot(in context: Context, completion: @escaping @Sendable (SignEntry) -> Void) {
        let date = now()
        completion(SignEntry(date: date, words: sign.words(at: date)))
    }

    public func getTimeline(in context: Context, completion: @escaping @Sendable (Timeline<SignEntry>) -> Void) {
        let (sign, date) = (sign, now())
        var entries = [SignEntry(date: date, words: sign.words(at: date))]
        if let until = sign.until, until > date { entries.append(SignEntry(date: until, words: sign.after)) }
        // The app says when there is something new.
        completion(Timeline(entries: entries, policy: .never))
    }
}

/// The words on black, in the night's own colour.
struct SignView: View {
    let entry: SignEntry

    var body: some View {
        Text(verbatim: entry.words)
            .font(.title2)
            .foregroundStyle(Color(red: 0.88, green: 0.31, blue: 0.24))
            .containerBackground(for: .widget) { Color.black }
    }
}
