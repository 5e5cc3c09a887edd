import Foundation
import NocteCore

/// The phone's clock and zone, as they are at each question.
///
/// The window is kept for a day as long as the zone is the same: a zone changed while the app sleeps is seen at the
/// next question, and new zone data come with a restart of the app.
public final class SystemClock: NocteCore.Clock, @unchecked Sendable {
    /// Tells of a clock that was moved by hand; without one nothing is marked.
    public let watch: ClockWatch?
    private let time: @Sendable () -> Int64
    private let up: @Sendable () -> Uptime
    private let zone: @Sendable () -> TimeZone
    private let lock = NSLock()
    private var kept: (made: Int64, zone: TimeZone, window: ZoneWindow)?

    private static let fresh: Int64 = 24 * 3600 * 1000

    public init(
        watch: ClockWatch? = nil,
        time: @escaping @Sendable () -> Int64 = { Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)) },
        up: @escaping @Sendable () -> Uptime = { .now() },
        zone: @escaping @Sendable () -> TimeZone = {
            // The one that follows the phone, read now: `current` may be of the time it was first asked for.
            TimeZone(identifier: TimeZone.autoupdatingCurrent.identifier) ?? .current
        }
    ) {
        self.watch = watch
        self.time = time
        self.up = up
        self.zone = zone
    }

    public func moment() throws -> Moment {
        let now = time()
        let suspect = watch?.look(wall: now, up()) ?? false
        return Moment(now: now, window: window(around: now), suspect: suspect)
    }

    private func window(around now: Int64) -> ZoneWindow {
        let zone = zone()
        return lock.withLock {
            if let kept, kept.zone == zone, abs(now - kept.made) < Self.fresh { return kept.window }
            let window = ZoneSnapshots.around(now, zone: zone)
            kept = (now, zone, window)
            return window
        }
    }

    /// Now, for the system's own choosers.
    public var date: Date { Date(timeIntervalSince1970: Double(time()) / 1000) }

    /// The day of the calendar on this phone, `2026-11-22`.
    public var today: String { String(wall(time()).prefix(10)) }

    /// A day that was picked, as the core takes it.
    public func day(_ picked: Date) -> String {
        String(wall(Int64((picked.timeIntervalSince1970 * 1000).rounded(.down))).prefix(10))
    }

    /// An instant as this phone's clock shows it, `2026-11-22 22:30`.
    public func text(_ at: Int64) -> String { wall(at) }

    private func wall(_ at: Int64) -> String {
        let style = Date.VerbatimFormatStyle(
            format:
                "\(year: .padded(4))-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            timeZone: zone(), calendar: Calendar(identifier: .gregorian))
        return Date(timeIntervalSince1970: Double(at) / 1000).formatted(style)
    }
}
