import Foundation
import NocteCore
import Testing

@testable import NocteKit
@testable import NocteScreens

/// Plays the year: whatever comes first, a notice, an event of the story or the hand of the patient. Nothing of the app
/// runs when a notice comes.
final class PhoneYear {
    /// Something came.
    struct Show {
        let notice: Notice
        let at: Int64
        let zone: TimeZone
    }

    private(set) var shows: [Show] = []
    private(set) var early: Set<String> = []
    private(set) var answered: [String: Int64] = [:]
    /// The most that was ever pending.
    private(set) var most = 0

    private let story: Story
    private let world: World
    private var app: (lane: NocteLane, reminders: Reminders, answers: Answers)
    private var events: [Story.Event]
    private var hand: [(at: Int64, what: () async throws -> Void)] = []
    private var day: Int

    init(_ story: Story) throws {
        self.story = story
        world = try World("\(story.begin)T16:00:00Z", zone: story.zone)
        app = (world.lane, world.reminders, world.answers)
        events = story.events
        day = Story.day(of: story.begin)
    }

    private var center: PhoneCenter { world.center }
    private var now: Int64 { world.phone.now }

    private func here(_ wall: String) -> Int64 { story.instant(wall, world.phone.zone) }

    /// Every model of the house over what the year has left.
    @MainActor var house: House {
        House(
            Desk(lane: app.lane, clock: world.phone.clock), reminders: app.reminders, center: center,
            eraser: world.eraser, kept: world.kept)
    }

    func kept() async throws -> Int {
        let (begin, end) = (story.nights[0], story.nights[story.nights.count - 1])
        return try await app.lane.ask { try $0.history(from: begin, to: end).history.doses.count }
    }

    func play() async throws {
        try await world.beginYear()
        await app.reminders.reconcile(.opened)
        plan()
        while true {
            hand.sort { $0.at < $1.at }
            let event = events.first.map { here($0.at) }
            let next = [center.next, event, hand.first?.at].compactMap { $0 }.min()
            guard let next, next < here("\(story.end)T12:00") else { return }
            center.pass(to: next)
            if hand.first?.at == next {
                try await hand.removeFirst().what()
            } else if event == next {
                try await happen(events.removeFirst())
            }
            look()
        }
    }

    /// What has come since the last look.
    private func look() {
        most = max(most, center.held.count)
        for came in center.came.dropFirst(shows.count) {
            shows.append(Show(notice: came.notice, at: came.at, zone: world.phone.zone))
            react(to: came.notice)
        }
    }

    /// At noon: the evening ahead, and a new bottle in time.
    private func plan() {
        let since = day - Story.day(of: story.begin)
        let night = Story.date(day)
        hand.append(
            (
                here("\(Story.date(day + 1))T12:00"),
                { [unowned self] in
                    day += 1
                    plan()
                }
            ))
        if since > 0, since % story.bottleEveryDays == 0 {
            later(30) { [unowned self] in
                try await app.lane.ask { try World.newBottle($0, on: night) }
                await app.reminders.reconcile(.changed)
            }
        }
        if since > 0, story.evening(night) == "early" {
            hand.append(
                (
                    here("\(night)T20:40"),
                    { [unowned self] in
                        early.insert(night)
                        try await logged(night)
                    }
                ))
        }
    }

    private func later(_ minutes: Int64, _ what: @escaping () async throws -> Void) {
        hand.append((now + minutes * 60_000, what))
    }

    /// Logged on the screen, after a look.
    private func logged(_ night: String) async throws {
        let view = try await app.lane.ask { try $0.log(told: .answer(.taken(Swallowed())), night: night) }
        #expect(view.id != nil, "\(night): \(view.text)")
        answered[night] = now
        await app.reminders.reconcile(.changed)
    }

    private func tap(_ action: NoticeAction, _ night: String) async {
        #expect(await app.answers.heard(action, night: night) == .kept, "\(action) on \(night)")
        if action != .later { answered[night] = now }
    }

    /// What the patient does about a notice: by its night, and by what it offers.
    private func react(to notice: Notice) {
        guard let night = notice.night else { return }
        if notice.category == .question {
            return later(30) { [unowned self] in
                guard center.shown.contains(where: { $0.id == notice.id }) else { return }
                await tap(night.hasSuffix("5") ? .notSure : .no, night)
            }
        }
        guard notice.id.hasPrefix("d/") else { return }
        let which = notice.id.split(separator: "/").last.map(String.init) ?? ""
        guard let action = answer(which, story.evening(night)) else { return }
        later(12) { [unowned self] in
            guard answered[night] == nil, center.shown.contains(where: { $0.id == notice.id }) else { return }
            if notice.category == .open { try await logged(night) } else { await tap(action, night) }
        }
    }

    private func answer(_ which: String, _ evening: String) -> NoticeAction? {
        switch (which, evening) {
        case ("base", "done"), ("base", "early"): .done
        case ("base", "skip"): .skip
        case ("base", "later"): .later
        case ("fu1", "followup"), ("snz1", _): .done
        // The morning asks.
        default: nil
        }
    }

    private func happen(_ event: Story.Event) async throws {
        switch event.what {
        case "open": await app.reminders.reconcile(.opened)
        case "job": await app.reminders.reconcile(.refreshed)
        // The process ends; what the system holds stays, and nothing of the app runs.
        case "reboot", "update":
            await app.lane.close()
            app = world.restarted()
        // Nothing of the app runs when the zone changes; dates without a zone follow the clock on the wall.
        case "fly": world.phone.zone = try #require(event.zone.flatMap(TimeZone.init(identifier:)))
        case "hold":
            try await app.lane.ask { _ = try $0.hold(wish: .patient, from: nil) }
            await app.reminders.reconcile(.changed)
        case "resume":
            try await app.lane.ask { _ = try $0.resume(from: nil, noOpioids: true) }
            await app.reminders.reconcile(.changed)
        // Android's permission for exact alarms, and its way to stop an app for good: there is neither here. What a moved
        // clock does to entries is held by a test of its own.
        case "revoke", "grant", "force_stop", "clock_moved", "clock_right": break
        default: Issue.record("the story knows no \(event.what)")
        }
    }

    /// What came, an instant and an id a line, beside the package for who compares the shells.
    func write() throws {
        let lines = shows.map { "\(instant($0.at)) \($0.notice.id)\n" }.joined()
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = package.appendingPathComponent(".build/reminder-year.txt")
        try lines.write(to: file, atomically: true, encoding: .utf8)
    }
}
