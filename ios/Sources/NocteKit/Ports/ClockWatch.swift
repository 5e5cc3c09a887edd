import Foundation
import NocteCore

/// A reading of the clock that counts since the phone was started, asleep or not.
public struct Uptime: Sendable, Equatable {
    /// In milliseconds.
    public let up: Int64
    /// Which start it counts from; nothing where the system does not tell.
    public let boot: String?

    public init(up: Int64, boot: String?) { (self.up, self.boot) = (up, boot) }

    /// The phone's own.
    public static func now() -> Uptime {
        var time = timespec()
        #if canImport(Darwin)
        // It counts while the phone sleeps; the one for programs' own time does not.
        clock_gettime(CLOCK_MONOTONIC_RAW, &time)
        #else
        clock_gettime(CLOCK_BOOTTIME, &time)
        #endif
        return Uptime(up: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000, boot: session())
    }

    private static func session() -> String? {
        #if canImport(Darwin)
        var text = [CChar](repeating: 0, count: 64)
        var length = text.count
        guard sysctlbyname("kern.bootsessionuuid", &text, &length, nil, 0) == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        #else
        return try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        #endif
    }
}

/// Whether the phone's clock was moved by hand: its wall clock and the one that counts since the start are held against each
/// other at every question (requirement C2).
///
/// Once they disagree, entries are marked until somebody says that the clock is right. The core says what disagreeing is. A
/// start of the phone between two readings begins the count anew: then only a wall clock that went back tells anything.
public final class ClockWatch: @unchecked Sendable {
    private struct Page: Codable, Equatable {
        var wall: Int64?
        var up: Int64 = 0
        var boot: String?
        var moved = false
    }

    private let file: URL
    private let lock = NSLock()
    private var page: Page
    /// A reading of this very process: the phone was not started since.
    private var ours = false

    /// `folder` is the store's: whoever deletes everything deletes it too.
    public init(folder: URL) {
        file = folder.appendingPathComponent("clock.json")
        page = (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Page.self, from: $0) } ?? Page()
    }

    /// Nobody has said yet that the clock is right again.
    public var moved: Bool { lock.withLock { page.moved } }

    /// A reading of both clocks, the wall's in milliseconds. Answers `moved`.
    public func look(wall: Int64, _ since: Uptime) -> Bool {
        lock.withLock {
            let old = page
            if let before = page.wall {
                let same = ours || (since.boot != nil && since.boot == page.boot)
                // A count that is smaller than the one before is how the core hears of a start.
                let (beforeUp, up) = same ? (page.up, since.up) : (1, 0)
                // What the core cannot judge is no reason to mark anything.
                if (try? clockSuspect(before: before, beforeUpMs: beforeUp, now: wall, upMs: up)) == true {
                    page.moved = true
                }
            }
            (page.wall, page.up, page.boot) = (wall, since.up, since.boot)
            // A process that ends has left its first reading; the same start is judged from it as well as from the last.
            if !ours || page.moved != old.moved { write() }
            ours = true
            return page.moved
        }
    }

    /// It is right.
    public func believe() {
        lock.withLock {
            page.moved = false
            write()
        }
    }

    private func write() {
        // What cannot be kept is asked again at the next disagreement.
        try? JSONEncoder().encode(page).write(to: file, options: .atomic)
    }
}
