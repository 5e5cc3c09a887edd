import NocteCore

/// Why the reminders are looked at. Kept for the self-check; it decides nothing.
public enum Reason: String, CaseIterable, Sendable {
    case opened, answered, changed, refreshed, zone, clock, day, restored, allowed
}

/// What a reconciliation did.
public struct Reconciled: Equatable, Sendable {
    public let reason: Reason
    /// Added or put in the place of another.
    public var added = 0
    public var removed = 0
    /// Taken out of the list.
    public var withdrawn = 0
    /// What stands pending now.
    public var pending = 0
    /// Why nothing was touched, or not all of it.
    public var trouble: Trouble?
}

/// The one way from what the core has planned to what the system holds.
///
/// The core's plan is the truth and the system's list a cache: both of its lists are read, the core says what to add,
/// to remove and to take out, and that is done. One run at a time; whoever comes during a run has one more run.
public actor Reminders {
    /// The most that is ever pending. The system drops requests beyond 64 without a word.
    public static let most = 60

    private let lane: NocteLane
    private let center: any NoticeCenter
    private let ledger: Ledger
    private let discretion: Discretion
    private var running: Task<Reconciled, Never>?
    private var waiting: Task<Reconciled, Never>?
    /// The last run, for the self-check.
    public private(set) var last: Reconciled?

    public init(lane: NocteLane, center: any NoticeCenter, kept: KeptPlaces) {
        (self.lane, self.center, ledger, discretion) = (lane, center, kept.ledger, kept.discretion)
    }

    /// Brings the system to what is planned now. Every other place calls this and nothing else.
    @discardableResult
    public func reconcile(_ reason: Reason) async -> Reconciled {
        // Whoever waits has not begun: that run sees what has changed for this caller too.
        if let waiting { return await waiting.value }
        guard let running else { return await begin(reason) }
        let next = Task {
            _ = await running.value
            return await self.begin(reason)
        }
        waiting = next
        return await next.value
    }

    /// Follows what is stored, for as long as its task runs: whatever changes tonight changes the reminders.
    public func follow(_ changes: AsyncStream<Set<Stale>>) async {
        for await stale in changes where stale.contains(.tonight) { await reconcile(.changed) }
    }

    private func begin(_ reason: Reason) async -> Reconciled {
        let run = Task { await self.run(reason) }
        running = run
        waiting = nil
        let done = await run.value
        if running == run { running = nil }
        last = done
        return done
    }

    private func run(_ reason: Reason) async -> Reconciled {
        var done = Reconciled(reason: reason)
        let pending = await center.pending()
        let delivered = await center.delivered()
        let view: RemindersView
        do {
            view = try await lane.ask {
                try $0.reminders(
                    delivered: delivered.map { DeliveredReminder(id: $0.id, at: $0.at) },
                    pending: pending.map { PendingReminder(id: $0.id, rev: $0.rev) }, nights: nil)
            }
        } catch {
            // What stands was right when it was planned, since holds and answers take requests back at once.
            done.trouble = error
            done.pending = pending.count
            return done
        }
        guard view.plan.fault == nil, view.plan.notifications.count <= Self.most else {
            // A set whose promise is broken is not handed on. Silence is the safe failure, and it is told.
            await center.removePending(pending.map(\.id))
            done.removed = pending.count
            done.trouble = .internal
            return done
        }
        // The core goes by the instants they were handed over with; what follows the clock on the wall may still come.
        let past = Set(pending.filter(\.past).map(\.id))
        ledger.note(delivered, missed: view.missed.filter(past.contains))
        await apply(view, pending: pending, delivered: delivered, to: &done)
        // Removing has no answer of its own: the list is asked.
        done.pending = await center.pending().count
        return done
    }

    private func apply(
        _ view: RemindersView, pending: [HeldNotice], delivered: [ShownNotice], to done: inout Reconciled
    ) async {
        if !view.changes.remove.isEmpty { await center.removePending(view.changes.remove) }
        done.removed = view.changes.remove.count
        let wanted = Set(view.changes.add + view.changes.replace)
        let held = Dictionary(pending.map { ($0.id, $0.body) }) { first, _ in first }
        let (texts, detail) = (Texts(lane.lang), await detail(of: view))
        for (reminder, rev) in zip(view.plan.notifications, view.revs) {
            let since = delivered.first { $0.id == reminder.night.map { "d/\($0)/base" } }?.clock
            let named = reminder.night == view.plan.tonight ? detail : nil
            guard let notice = Notice(reminder, rev: rev, since: since, detail: named, texts: texts) else {
                done.trouble = .internal
                continue
            }
            // A request whose time passed in another zone never comes by itself.
            let other = held[reminder.id].map { Self.says($0, otherThan: notice, reminder, view.detail) } ?? false
            guard wanted.contains(reminder.id) || reminder.immediate || other else { continue }
            do {
                try await center.add(notice)
                done.added += 1
            } catch {
                done.trouble = .internal
            }
        }
        if !view.withdrawn.isEmpty { await center.removeDelivered(view.withdrawn) }
        done.withdrawn = view.withdrawn.count
    }

    /// What waits says something else than it would now: drug and dose or not, another dose, another language. A repetition
    /// is handed over again only when it names drug and dose and is not to any more.
    private static func says(
        _ held: String, otherThan notice: Notice, _ reminder: Reminder, _ detail: String?
    ) -> Bool {
        // It knows since when only as long as the night's first notice stands in the list: its words change by themselves.
        reminder.kind == .snooze ? held == detail && held != notice.body : held != notice.body
    }

    /// Drug and dose, for who asked for them and keeps them from a locked screen.
    private func detail(of view: RemindersView) async -> String? {
        guard let detail = view.detail, discretion.detailed, await center.allowance().hidesPreviews else { return nil }
        return detail
    }
}
