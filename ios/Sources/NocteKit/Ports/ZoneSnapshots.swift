import Foundation
import NocteCore

/// What the phone's clock does around an instant, from the platform's own zone data.
///
/// The core has no zone data: the reminder then agrees with the clock on the wall, even if the phone is out of date.
/// `tests/swift` compiles this file too, and holds it against every golden window.
enum ZoneSnapshots {
    /// How far the core looks back at most, and ahead, in days.
    private static let (back, ahead): (Int64, Int64) = (366, 732)
    private static let day: Int64 = 24 * 3600 * 1000

    /// How far apart the offset is looked at; two changes nearer to each other than this are not told apart.
    private static let pace: Int64 = 6 * 3600

    /// The window around `now`, in milliseconds.
    static func around(_ now: Int64, zone: TimeZone) -> ZoneWindow {
        let until = now + ahead * day
        return window(of: zone, from: now - back * day, to: until, until: until)
    }

    /// The offset at `from` and every real change after it, up to and with `to` (milliseconds).
    ///
    /// Foundation's own walk over transitions speaks of daylight saving time only, and an offset can change without
    /// it (Apia, 2011): so the offset itself is asked, and each change is closed in on to the second.
    static func window(of zone: TimeZone, from: Int64, to: Int64, until: Int64?) -> ZoneWindow {
        let offset = { (second: Int64) in Int32(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))) }
        var transitions: [Transition] = []
        var low = from / 1000
        let end = to / 1000
        while low < end {
            let high = min(low + pace, end)
            if offset(low) != offset(high) {
                var (before, after) = (low, high)
                while after - before > 1 {
                    let middle = before + (after - before) / 2
                    if offset(middle) == offset(low) { before = middle } else { after = middle }
                }
                transitions.append(Transition(at: after * 1000, offsetS: offset(after)))
            }
            low = high
        }
        return ZoneWindow(
            zone: zone.identifier, initialOffsetS: offset(from / 1000), transitions: transitions, until: until)
    }
}
