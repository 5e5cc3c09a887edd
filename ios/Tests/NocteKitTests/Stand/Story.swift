import Foundation

/// The story of `reminder_year.json`, and the calendar a test reads it with.
struct Story: Decodable {
    struct Evening: Decodable {
        let every, rest: Int
        let what: String

        enum CodingKeys: String, CodingKey {
            case every, rest
            case what = "do"
        }
    }

    struct Event: Decodable {
        let at, what: String
        let zone: String?

        enum CodingKeys: String, CodingKey {
            case at, zone
            case what = "do"
        }
    }

    let zone, begin, end: String
    let evenings: [Evening]
    let bottleEveryDays: Int
    let events: [Event]

    static func read() throws -> Story {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Story.self, from: shown("reminder_year.json", else: "tests/scenario"))
    }

    /// Every night of the story but the last.
    var nights: [String] { (0..<Self.day(of: end) - Self.day(of: begin)).map { Self.date(Self.day(of: begin) + $0) } }

    /// From the night of one event to the night before another.
    func nights(from first: String, to after: String) -> Set<String> {
        let dates = [first, after].compactMap { what in events.first { $0.what == what }?.at.prefix(10) }
        return Set(nights.filter { $0 >= dates[0] && $0 < dates[1] })
    }

    /// What is done about a night.
    func evening(_ night: String) -> String {
        let index = Self.day(of: night) - Self.day(of: begin)
        return evenings.first { index % $0.every == $0.rest }!.what
    }

    /// The instant at which the clock of a zone shows this.
    func instant(_ wall: String, _ zone: TimeZone) -> Int64 {
        let utc = millis("\(wall):00Z")
        let guess = utc - Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utc) / 1000))) * 1000
        return utc - Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(guess) / 1000))) * 1000
    }

    /// What the clock of a zone shows then, `2027-01-03T21:45`.
    func wall(_ at: Int64, _ zone: TimeZone) -> String {
        let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(at) / 1000))) * 1000
        return String(NocteKitTests.instant(at + offset).prefix(16))
    }

    static func day(of date: String) -> Int { Int(millis("\(date.prefix(10))T00:00:00Z") / 86_400_000) }

    static func date(_ day: Int) -> String { String(NocteKitTests.instant(Int64(day) * 86_400_000).prefix(10)) }
}

/// A file the tests read: laid out beside the package, or in the repository.
func shown(_ name: String, else folder: String) throws -> Data {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let places = ["shown/\(name)", "../\(folder)/\(name)"].map(package.appendingPathComponent)
    return try Data(contentsOf: places.first { FileManager.default.fileExists(atPath: $0.path) } ?? places[0])
}
