import Foundation

/// Whether tonight is done, in finished neutral words, for the widget: no medicine, no dose, no name of a night.
///
/// The app writes it and the widget reads it. The widget has neither the core nor its key, and it takes no answer: a thumb
/// that meant to unlock the phone logs no dose.
public struct Sign: Codable, Equatable, Sendable {
    /// What stands now.
    public let words: String
    /// From then on `after` stands: what was said of one night is not said of the next.
    public let until: Date?
    public let after: String

    public init(words: String, until: Date?, after: String) {
        (self.words, self.until, self.after) = (words, until, after)
    }

    /// Where app and widget meet.
    public static let group = "group.org.nocte.sign"
    /// Before anything is written, and after everything is deleted.
    public static let blank = Sign(words: "–", until: nil, after: "–")

    public static func file(in folder: URL) -> URL { folder.appendingPathComponent("tonight.json") }

    public static func read(from folder: URL) -> Sign {
        let read = (try? Data(contentsOf: file(in: folder))).flatMap { try? JSONDecoder().decode(Sign.self, from: $0) }
        return read ?? .blank
    }

    public func write(to folder: URL) throws {
        try JSONEncoder().encode(self).write(to: Self.file(in: folder), options: .atomic)
    }

    /// What stands at an instant.
    public func words(at date: Date) -> String {
        guard let until, date >= until else { return words }
        return after
    }
}
