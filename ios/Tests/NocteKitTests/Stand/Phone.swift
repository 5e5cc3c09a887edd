import Foundation
import NocteKit

/// A phone's clock and zone as a test sets them.
final class Phone: @unchecked Sendable {
    private let lock = NSLock()
    private var time: Int64
    private var place: TimeZone

    init(_ now: String, _ zone: String) {
        time = millis(now)
        place = TimeZone(identifier: zone)!
    }

    var now: Int64 {
        get { lock.withLock { time } }
        set { lock.withLock { time = newValue } }
    }

    var zone: TimeZone {
        get { lock.withLock { place } }
        set { lock.withLock { place = newValue } }
    }

    var clock: SystemClock { SystemClock(time: { self.now }, zone: { self.zone }) }
}

/// A literal instant, in milliseconds as the core takes them.
func millis(_ text: String) -> Int64 {
    guard let date = try? Date(text, strategy: .iso8601) else { fatalError("\(text) is not an instant") }
    return Int64((date.timeIntervalSince1970 * 1000).rounded())
}

/// An instant as it is read, `2026-11-22T21:30:00Z`.
func instant(_ ms: Int64) -> String {
    Date(timeIntervalSince1970: Double(ms) / 1000).formatted(.iso8601)
}
