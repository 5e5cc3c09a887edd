import Foundation
import NocteCore
import Testing

@testable import NocteKit

/// From plan to notice to answer, one evening at a time.
@Suite struct RemindersTests {
    private let world: World
    private var center: PhoneCenter { world.center }

    init() async throws {
        world = try World()
        try await world.begin()
    }

    @Test func theWholeHorizonIsHeldAndASecondRunChangesNothing() async throws {
        let first = await world.reminders.reconcile(.opened)
        #expect(first.trouble == nil)
        #expect(first.pending > 28 && first.pending <= Reminders.most)
        #expect(center.held.count == first.pending)
        let calls = center.changes
        let second = await world.reminders.reconcile(.opened)
        #expect(second.added == 0 && second.removed == 0 && second.withdrawn == 0)
        #expect(center.changes == calls)
    }

    @Test func aBaseIsADateWithoutAZoneAndComesThroughAFocus() async throws {
        await world.reminders.reconcile(.opened)
        let base = try #require(center.held.first { $0.id == "d/2026-11-03/base" })
        let wall = try #require(WallClock("2026-11-03T22:30"))
        #expect(base.when == .wall(wall))
        #expect(base.sounds && base.timeSensitive)
        #expect(base.night == "2026-11-03")
    }

    @Test func aChangedBedtimeIsHandedOverAgainUnderTheSameIds() async throws {
        await world.reminders.reconcile(.opened)
        let before = Set(center.held.map(\.id))
        try await world.lane.ask { try $0.choose(choices: [.bedtime(at: "23:00")]) }
        let done = await world.reminders.reconcile(.changed)
        #expect(done.added > 28 && Set(center.held.map(\.id)) == before)
        let base = try #require(center.held.first { $0.id == "d/2026-11-05/base" })
        let wall = try #require(WallClock("2026-11-05T23:00"))
        #expect(base.when == .wall(wall))
    }

    @Test func doneClearsTheNightAndNothingMoreComes() async throws {
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-03T21:55:00Z")
        #expect(center.came.map(\.notice.id).suffix(2) == ["d/2026-11-03/base", "d/2026-11-03/fu1"])
        #expect(await world.answers.heard(.done, night: "2026-11-03") == .kept)
        #expect(!center.shown.contains { $0.night == "2026-11-03" })
        #expect(!center.held.contains { $0.night == "2026-11-03" })
        let before = center.came.count
        world.pass(to: "2026-11-04T20:00:00Z")
        #expect(!center.came.dropFirst(before).contains { $0.notice.night == "2026-11-03" })
        let entry = try await world.lane.ask { try $0.history(from: "2026-11-03", to: "2026-11-03").history.doses }
        #expect(entry.map(\.status) == [.taken])
    }

    @Test func twoTapsAreOneEntry() async throws {
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-03T21:55:00Z")
        async let one = world.answers.heard(.done, night: "2026-11-03")
        async let two = world.answers.heard(.done, night: "2026-11-03")
        #expect(await [one, two] == [.kept, .kept])
        let counts = try await world.lane.ask { try $0.history(from: "2026-11-03", to: "2026-11-03").counts.doses }
        #expect(counts == 1)
    }

    @Test func laterIsAskedOnceMoreAndSaysSinceWhen() async throws {
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-03T21:31:00Z")
        #expect(await world.answers.heard(.later, night: "2026-11-03") == .kept)
        let ofTheNight = { (notice: Notice) in notice.id.hasPrefix("d/2026-11-03/") }
        #expect(!center.shown.contains(where: ofTheNight))
        let night = center.held.filter(ofTheNight)
        #expect(night.map(\.id) == ["d/2026-11-03/snz1"])
        #expect(night.first?.body == "As you asked, from 22:30.")
        world.pass(to: "2026-11-03T21:52:00Z")
        #expect(center.came.last?.notice.id == "d/2026-11-03/snz1")
        #expect(instant(center.came.last?.at ?? 0) == "2026-11-03T21:51:00Z")
    }

    @Test func aRefusedLaterIsSaid() async throws {
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-03T21:31:00Z")
        for minute in ["21:51:30", "22:12:00", "22:33:00"] {
            #expect(await world.answers.heard(.later, night: "2026-11-03") == .kept)
            world.pass(to: "2026-11-03T\(minute)Z")
        }
        #expect(await world.answers.heard(.later, night: "2026-11-03") == .toBeRead)
        #expect(center.shown.contains { $0.body == "Open the app to see it." && $0.category == .open })
        await world.reminders.reconcile(.opened)
        #expect(!center.shown.contains { $0.id.hasPrefix("said/") }, "it goes when the app is opened")
    }

    @Test func aTapThatCannotBeKeptIsSaid() async throws {
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-03T21:31:00Z")
        await world.lane.close()
        world.box.failing = .locked
        #expect(await world.answers.heard(.done, night: "2026-11-03") == .toBeRead)
        #expect(center.shown.contains { $0.body == "Open the app to see it." })
        #expect(await world.reminders.last?.trouble == .locked)
        #expect(center.held.contains { $0.id == "d/2026-11-03/fu1" }, "the night is open and its reminders stand")
    }

    @Test func aHoldTakesEveryReminderBackAtOnceFromBothLists() async throws {
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-03T21:31:00Z")
        try await world.lane.ask { _ = try $0.hold(wish: .patient, from: nil) }
        await world.reminders.reconcile(.changed)
        #expect(!center.held.contains { $0.id.hasPrefix("d/") })
        #expect(!center.shown.contains { $0.id.hasPrefix("d/") })
    }

    @Test func aChangeOfZoneKeepsTheIdsAndTheClockOnTheWall() async throws {
        await world.reminders.reconcile(.opened)
        let before = Set(center.held.filter { $0.id.hasPrefix("d/") }.map(\.id))
        world.phone.zone = try #require(TimeZone(identifier: "America/New_York"))
        let done = await world.reminders.reconcile(.zone)
        #expect(done.trouble == nil)
        let after = center.held.filter { $0.id.hasPrefix("d/") }
        #expect(before.isSuperset(of: after.filter { $0.id.contains("2026-11-1") }.map(\.id)))
        let base = try #require(after.first { $0.id == "d/2026-11-03/base" })
        let wall = try #require(WallClock("2026-11-03T22:30"))
        #expect(base.when == .wall(wall))
    }

    @Test func c1AClockSetBackOpensNoAnsweredNightAgain() async throws {
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-03T21:31:00Z")
        #expect(await world.answers.heard(.done, night: "2026-11-03") == .kept)
        world.phone.setClock(by: -3 * 3_600_000)
        await world.reminders.reconcile(.clock)
        #expect(!(center.held + center.shown).contains { $0.night == "2026-11-03" })
        let before = center.came.count
        world.pass(to: "2026-11-03T22:50:00Z")
        #expect(!center.came.dropFirst(before).contains { $0.notice.night == "2026-11-03" }, "nothing comes twice")
        #expect(center.held.contains { $0.id == "d/2026-11-04/base" }, "the next night has its reminder")
    }

    @Test func whoComesDuringARunHasOneMoreRunAndNotTwoAtOnce() async throws {
        let reminders = world.reminders
        let reports = await withTaskGroup(of: Reconciled.self) { group in
            for reason in Reason.allCases { group.addTask { await reminders.reconcile(reason) } }
            return await group.reduce(into: [Reconciled]()) { $0.append($1) }
        }
        #expect(reports.count == Reason.allCases.count)
        #expect(reports.filter { $0.added > 0 }.map(\.reason).count <= Reason.allCases.count)
        #expect(center.changes == center.held.count, "each request was added once")
    }

    @Test func leftoversOfAnotherVersionAreRemoved() async throws {
        let old = Notice(
            id: "reminder-7", rev: "", night: nil, title: "old", body: "old", category: .dose,
            when: .wall(try #require(WallClock("2026-11-20T21:00"))), clock: "", sounds: true, timeSensitive: true)
        try await center.add(old)
        await world.reminders.reconcile(.opened)
        #expect(!center.held.contains { $0.id == "reminder-7" })
    }

    @Test func theMorningQuestionIsAnsweredAndYesAsksForTheTime() async throws {
        let answers: [(NoticeAction, Answers.Heard, [DoseStatus])] = [
            (.yes, .asksTime, []), (.no, .kept, [.skipped]), (.notSure, .kept, [.unknown]),
        ]
        for (action, heard, kept) in answers {
            let world = try World()
            try await world.begin()
            await world.reminders.reconcile(.opened)
            world.pass(to: "2026-11-04T10:00:00Z")
            let question = try #require(world.center.shown.first { $0.id == "day/2026-11-04" })
            let night = try #require(question.night)
            #expect(question.category == .question && night == "2026-11-03")
            #expect(await world.answers.heard(action, night: night) == heard)
            let doses = try await world.lane.ask { try $0.history(from: night, to: night).history.doses }
            #expect(doses.map(\.status) == kept)
            #expect(world.center.shown.contains { $0.id == question.id } == kept.isEmpty)
        }
    }

    @Test func doneOnANoticeThatStoodTillMorningIsNotTakenForNow() async throws {
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-04T08:00:00Z")
        #expect(center.shown.contains { $0.id == "d/2026-11-03/base" })
        #expect(await world.answers.heard(.done, night: "2026-11-03") == .toBeRead)
        #expect(center.shown.contains { $0.body == "Open the app to see it." })
        let doses = try await world.lane.ask { try $0.history(from: "2026-11-03", to: "2026-11-03").history.doses }
        #expect(doses.isEmpty)
    }
}
