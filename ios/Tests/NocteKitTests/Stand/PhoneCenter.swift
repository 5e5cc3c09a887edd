import Foundation
import NocteKit

/// `UNUserNotificationCenter` as far as its behaviour is known, in memory and moved by the test's clock.
///
/// 64 requests, of which the soonest are kept and the others vanish without a word; one of an id that is there takes
/// its place, pending or delivered; a dated request without a zone comes when the clock of the zone the phone is *then*
/// in shows its time, and never when that time is past already; nothing of the app runs when it comes; it survives
/// a restart and an update of the app.
final class PhoneCenter: NoticeCenter, @unchecked Sendable {
    /// Something that came.
    struct Came {
        let notice: Notice
        let at: Int64
    }

    private let phone: Phone
    private let lock = NSLock()
    private var requests: [String: Notice] = [:]
    private var shade: [String: Came] = [:]
    private var all: [Came] = []
    private var calls = 0
    private let bell = Bell()
    private var previews = true
    private(set) var offered: [OfferedCategory] = []

    static let limit = 64

    init(_ phone: Phone) {
        self.phone = phone
    }

    /// Everything that ever came, in order.
    var came: [Came] { lock.withLock { all } }

    /// How often something was added or removed.
    var changes: Int { lock.withLock { calls } }

    var held: [Notice] {
        bell.heard()
        return lock.withLock { Array(requests.values) }
    }

    var shown: [Notice] {
        bell.heard()
        return lock.withLock { shade.values.map(\.notice) }
    }

    /// The user lets nothing of a notice be seen on a locked screen.
    var hidesPreviews: Bool {
        get { lock.withLock { previews } }
        set { lock.withLock { previews = newValue } }
    }

    /// When the next one comes.
    var next: Int64? { lock.withLock { requests.values.compactMap(fires).filter { $0 > phone.now }.min() } }

    /// Lets the time go by; what is due comes, in order.
    func pass(to end: Int64) {
        lock.withLock {
            let due = requests.values.compactMap { notice in fires(notice).map { (notice, $0) } }
                .filter { $0.1 > phone.now && $0.1 <= end }
            for (notice, at) in due.sorted(by: { $0.1 < $1.1 }) {
                requests[notice.id] = nil
                deliver(notice, at)
            }
            phone.now = max(phone.now, end)
        }
    }

    /// The user wipes everything out of the list.
    func wipe() { lock.withLock { shade = [:] } }

    func allowance() async -> Allowance {
        Allowance(shown: true, timeSensitive: true, unasked: false, hidesPreviews: hidesPreviews)
    }

    func askAllowance() async -> Bool { true }

    func offer(_ categories: [OfferedCategory]) async { lock.withLock { offered = categories } }

    func pending() async -> [HeldNotice] {
        lock.withLock {
            requests.values.map { one in
                HeldNotice(id: one.id, rev: one.rev, body: one.body, past: fires(one).map { $0 <= phone.now } ?? false)
            }
        }
    }

    func delivered() async -> [ShownNotice] {
        lock.withLock { shade.values.map { ShownNotice(id: $0.notice.id, at: $0.at, clock: $0.notice.clock) } }
    }

    func add(_ notice: Notice) async throws {
        defer { bell.ring() }
        lock.withLock {
            calls += 1
            guard notice.when != .now else {
                requests[notice.id] = nil
                return deliver(notice, phone.now)
            }
            requests[notice.id] = notice
            let soonest = requests.values.sorted { (fires($0) ?? .max) < (fires($1) ?? .max) }
            for late in soonest.dropFirst(Self.limit) { requests[late.id] = nil }
        }
    }

    func removePending(_ ids: [String]) async {
        defer { bell.ring() }
        lock.withLock {
            calls += 1
            for id in ids { requests[id] = nil }
        }
    }

    func removeDelivered(_ ids: [String]) async {
        defer { bell.ring() }
        lock.withLock {
            calls += 1
            for id in ids { shade[id] = nil }
        }
    }

    private func deliver(_ notice: Notice, _ at: Int64) {
        shade[notice.id] = Came(notice: notice, at: at)
        all.append(Came(notice: notice, at: at))
    }

    private func fires(_ notice: Notice) -> Int64? {
        switch notice.when {
        case .now: phone.now
        case .wall(let wall): Self.date(wall, phone.zone)
        case .offset(let wall, let offset): TimeZone(secondsFromGMT: offset).flatMap { Self.date(wall, $0) }
        }
    }

    private static func date(_ wall: WallClock, _ zone: TimeZone) -> Int64? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = DateComponents(
            year: wall.year, month: wall.month, day: wall.day, hour: wall.hour, minute: wall.minute,
            second: wall.second)
        return calendar.date(from: parts).map { Int64(($0.timeIntervalSince1970 * 1000).rounded()) }
    }
}
