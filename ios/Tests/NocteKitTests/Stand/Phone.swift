import Foundation
import NocteKit

/// A phone's clock and zone as a test sets them.
final class Phone: @unchecked Sendable {
    private let lock = NSLock()
    private var time: Int64
    private var place: TimeZone
    private var moved: Int64 = 0
    /// Where a test looks at whether the clock was moved by hand.
    private let watch: ClockWatch?

    init(_ now: String, _ zone: String, watch: ClockWatch? = nil) {
        self.watch = watch
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

    /// Since it was started, in a start that nobody has named.
    var up: Uptime { lock.withLock { Uptime(up: time - moved, boot: nil) } }

    /// Somebody sets the clock: no time goes by.
    func setClock(by milliseconds: Int64) {
        lock.withLock {
            time += milliseconds
            moved += milliseconds
        }
    }

    var clock: SystemClock { SystemClock(watch: watch, time: { self.now }, up: { self.up }, zone: { self.zone }) }
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
