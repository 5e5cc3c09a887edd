import Foundation
import NocteCore
import Testing

@testable import NocteKit

/// The stand-in for the system's centre does what is known of the real one.
@Suite struct PhoneCenterTests {
    private let phone: Phone
    private let center: PhoneCenter

    init() {
        phone = Phone("2026-11-22T12:00:00Z", "Europe/Berlin")
        center = PhoneCenter(phone)
    }

    private func notice(_ id: String, _ wall: String, offset: Int? = nil, rev: String = "1") throws -> Notice {
        let clock = try #require(WallClock(wall))
        return Notice(
            id: id, rev: rev, night: nil, title: "t", body: "b", category: .dose,
            when: offset.map { .offset(clock, $0) } ?? .wall(clock), clock: "", sounds: true, timeSensitive: true)
    }

    @Test func aRequestOfAnIdThatIsThereTakesItsPlace() async throws {
        try await center.add(notice("a", "2026-11-22T22:30"))
        try await center.add(notice("a", "2026-11-22T23:30", rev: "2"))
        #expect(await center.pending() == [HeldNotice(id: "a", rev: "2", body: "b")])
        center.pass(to: millis("2026-11-22T23:00:00Z"))
        #expect(center.came.map { instant($0.at) } == ["2026-11-22T22:30:00Z"])
    }

    @Test func beyondSixtyFourTheSoonestAreKeptWithoutAWord() async throws {
        for day in 1...30 {
            for hour in 20...22 { try await center.add(notice("\(day)/\(hour)", "2026-12-\(day):\(hour):00")) }
        }
        let held = await center.pending().map(\.id)
        #expect(held.count == 64)
        #expect(held.contains("1/20") && !held.contains("30/22"))
    }

    @Test func aDateWithoutAZoneFollowsTheClockOnTheWall() async throws {
        try await center.add(notice("floating", "2026-11-22T22:30"))
        try await center.add(notice("fixed", "2026-11-22T22:30", offset: 3600))
        phone.zone = try #require(TimeZone(identifier: "America/New_York"))
        center.pass(to: millis("2026-11-23T12:00:00Z"))
        #expect(center.came.map(\.notice.id) == ["fixed", "floating"])
        #expect(center.came.map { instant($0.at) } == ["2026-11-22T21:30:00Z", "2026-11-23T03:30:00Z"])
    }

    @Test func oneWhoseTimeIsPastInTheNewZoneNeverComes() async throws {
        try await center.add(notice("floating", "2026-11-22T22:30"))
        phone.zone = try #require(TimeZone(identifier: "Pacific/Auckland"))
        center.pass(to: millis("2026-11-30T12:00:00Z"))
        #expect(center.came.isEmpty)
        #expect(await center.pending().count == 1)
    }

    @Test func whatWasDeliveredIsNotTakenBackFromThePending() async throws {
        try await center.add(notice("a", "2026-11-22T22:30"))
        center.pass(to: millis("2026-11-22T22:00:00Z"))
        await center.removePending(["a"])
        #expect(await center.delivered().map(\.id) == ["a"])
        await center.removeDelivered(["a"])
        #expect(await center.delivered().isEmpty)
    }
}
