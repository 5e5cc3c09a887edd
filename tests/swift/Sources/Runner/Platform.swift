import Foundation
import NocteCore

/// A case's zone window, and the same one made of this platform's own zone data, as an app makes it.
final class Platform {
    /// How many windows were compared with the platform's.
    private(set) var compared = 0

    /// Where the platform's own zone data differ: older than the vectors', which is no fault of the core.
    private(set) var differing: [String] = []

    /// A few zones may be out of date; this many can only mean that a window is built wrongly.
    var tooMany: Bool { differing.count * 10 > compared }

    /// The window of a case; where its zone data are undisputed (`tzdb: any`) it is compared with the platform's.
    func window(of one: Fields) throws -> ZoneWindow {
        let fields = try one.needBelow("zone_window")
        try fields.only("zone", "initial_offset_s", "transitions", "until")
        let transitions = try fields.each("transitions").map { change in
            try change.only("at", "offset_s")
            return Transition(at: try change.needMillis("at"), offsetS: try change.needNumber("offset_s"))
        }
        let window = ZoneWindow(
            zone: try fields.needText("zone"), initialOffsetS: try fields.needNumber("initial_offset_s"),
            transitions: transitions, until: try fields.millis("until"))
        if try one.text("tzdb") == "any" { try compare(window, of: one) }
        return window
    }

    private func compare(_ window: ZoneWindow, of one: Fields) throws {
        guard let zone = TimeZone(identifier: window.zone) else { throw Unfit("no zone here is called \(window.zone)") }
        // From the first transition to the last; without any, the one instant the case is about.
        let first = try window.transitions.first.map { $0.at - 1000 } ?? instant(of: one, in: zone)
        let own = ZoneSnapshots.window(of: zone, from: first, to: window.transitions.last?.at ?? first, until: window.until)
        compared += 1
        if own != window { differing.append("\(try one.needText("id")) expected \(window), got \(own)") }
    }

    private func instant(of one: Fields, in zone: TimeZone) throws -> Int64 {
        if let at = try one.millis("now") ?? one.millis("at") ?? one.below("action")?.millis("at") { return at }
        let night = try one.needText("night")
        guard let utc = milliseconds("\(night)T22:30:00Z") else { throw Unfit("night is not a date") }
        return utc - Int64(zone.secondsFromGMT(for: date(utc))) * 1000
    }
}

private func date(_ ms: Int64) -> Date { Date(timeIntervalSince1970: Double(ms) / 1000) }
