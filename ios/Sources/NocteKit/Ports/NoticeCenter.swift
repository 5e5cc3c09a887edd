/// The system's notifications, as far as reminders go. On Apple it is `UNUserNotificationCenter`.
///
/// The list of the system is a cache of what the core has planned and is never the truth (`Reminders`).
public protocol NoticeCenter: Sendable {
    /// What may be shown, as the user and the system have it now.
    func allowance() async -> Allowance
    /// Asks the user, once; afterwards the system answers for them.
    func askAllowance() async -> Bool
    /// Sets the sets of actions a notice can offer. At every start, before anything is delivered.
    func offer(_ categories: [OfferedCategory]) async
    /// Requests whose time has not come.
    func pending() async -> [HeldNotice]
    /// Notices that stand in the notification list.
    func delivered() async -> [ShownNotice]
    /// Adds one, or puts it in the place of the one of its id: never remove then add.
    func add(_ notice: Notice) async throws
    /// Takes pending requests back. One whose time has come meanwhile is delivered and not taken back.
    func removePending(_ ids: [String]) async
    /// Takes notices out of the list.
    func removeDelivered(_ ids: [String]) async
}

/// What the user and the system allow.
public struct Allowance: Equatable, Sendable {
    /// Notices are shown.
    public let shown: Bool
    /// They come through a Focus.
    public let timeSensitive: Bool
    /// The user has not been asked yet.
    public let unasked: Bool
    /// A locked screen shows their neutral words only: the user lets no preview be seen there.
    public let hidesPreviews: Bool

    public init(shown: Bool, timeSensitive: Bool, unasked: Bool, hidesPreviews: Bool) {
        (self.shown, self.timeSensitive) = (shown, timeSensitive)
        (self.unasked, self.hidesPreviews) = (unasked, hidesPreviews)
    }
}

/// A pending request.
public struct HeldNotice: Equatable, Sendable {
    public let id: String
    /// The revision it was handed over with.
    public let rev: String
    /// What it will say.
    public let body: String
    /// It waits although its time is past: it never comes.
    public let past: Bool

    public init(id: String, rev: String, body: String, past: Bool = false) {
        (self.id, self.rev, self.body, self.past) = (id, rev, body, past)
    }
}

/// A notice that stands in the list.
public struct ShownNotice: Equatable, Sendable {
    public let id: String
    /// When it came, in milliseconds.
    public let at: Int64
    /// What the clock showed when it was to come.
    public let clock: String?

    public init(id: String, at: Int64, clock: String?) {
        self.id = id
        self.at = at
        self.clock = clock
    }
}

/// One notice as it is handed to the system. Its words are neutral: no medicine, no dose, no number, but for who asks for it.
public struct Notice: Equatable, Sendable {
    public let id: String
    public let rev: String
    /// The medication night an answer belongs to; the time of the tap never decides.
    public let night: String?
    public let title: String
    public let body: String
    public let category: NoticeCategory
    public let when: NoticeTime
    /// What the clock shows then, `22:30`.
    public let clock: String
    /// With the phone's sound.
    public let sounds: Bool
    /// It may come through a Focus: a dose, and nothing else.
    public let timeSensitive: Bool
}

/// When a notice comes. The core decides which of them; no date is reckoned here.
public enum NoticeTime: Equatable, Sendable {
    /// At once.
    case now
    /// When the phone's clock shows this, in whatever zone the phone then is.
    case wall(WallClock)
    /// When a clock of this offset, in seconds east of UTC, shows this: the phone's own shows it twice or never.
    case offset(WallClock, Int)
}

/// What a clock on the wall shows.
public struct WallClock: Equatable, Sendable {
    public let year, month, day, hour, minute, second: Int
    /// Hour and minute, as the core wrote them.
    let text: String

    /// Read from the core's `2026-11-22T22:30`, with seconds only where there are any.
    init?(_ text: String) {
        let parts = text.split(whereSeparator: { $0 == "-" || $0 == "T" || $0 == ":" }).map { Int($0) }
        let numbers = parts.compactMap { $0 }
        guard numbers.count == parts.count, (5...6).contains(numbers.count) else { return nil }
        (year, month, day) = (numbers[0], numbers[1], numbers[2])
        (hour, minute, second) = (numbers[3], numbers[4], numbers.count == 6 ? numbers[5] : 0)
        self.text = String(text.drop { $0 != "T" }.dropFirst().prefix(5))
    }
}
