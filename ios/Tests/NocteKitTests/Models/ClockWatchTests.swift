#if os(Linux)
import Foundation
import NocteCore
import SwiftUI
import Testing

@testable import NocteKit
@testable import NocteScreens

/// A clock that was moved by hand, and one that was not (requirement C2).
@MainActor @Suite struct ClockWatchTests {
    private let minute: Int64 = 60_000

    private func suspects(_ world: World) async throws -> [Bool] {
        try await world.lane.ask { try $0.history(from: "2026-10-01", to: "2026-12-01").history.notes }
            .map(\.stamp.clockSuspect)
    }

    private func note(_ world: World) async throws {
        try await world.lane.ask { _ = try $0.keep(entry: .note(text: "slept", night: nil)) }
    }

    @Test func c2EntriesAreMarkedFromTheMoveOfTheClockUntilItIsSaidToBeRight() async throws {
        let world = try World(watched: true)
        try await world.begin()
        let house = world.house
        await house.tonight.load()
        let tonight = RootView(house: house, speak: { _ in })
        try await note(world)
        world.phone.now += 600 * minute
        try await note(world)
        world.phone.setClock(by: -90 * minute)
        try await note(world)
        await house.tonight.load()
        let said = "This phone's clock was moved. What you log is marked until you say that it is right."
        #expect(words(tonight).contains(said) && house.tonight.card?.clockMoved == true)
        let again = ClockWatch(folder: world.folder)
        #expect(again.moved, "a start of the app does not forget it")
        try await press("The clock is right now", on: tonight) { house.tonight.card?.clockMoved == false }
        #expect(!words(tonight).contains(said))
        world.phone.now += 10 * minute
        try await note(world)
        #expect(try await suspects(world) == [false, false, true, false])
    }

    @Test func aStartOfThePhoneIsNoMoveUnlessTheClockWentBack() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("clock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let wall = millis("2026-11-02T18:00:00Z")
        let first = ClockWatch(folder: folder)
        #expect(!first.look(wall: wall, Uptime(up: 10 * minute, boot: "one")))
        // Eight hours after another start: more than counted before, and less than went by.
        let second = ClockWatch(folder: folder)
        #expect(!second.look(wall: wall + 720 * minute, Uptime(up: 480 * minute, boot: "two")))
        let same = ClockWatch(folder: folder)
        #expect(!same.look(wall: wall + 780 * minute, Uptime(up: 540 * minute, boot: "two")))
        let back = ClockWatch(folder: folder)
        #expect(back.look(wall: wall + 700 * minute, Uptime(up: 1, boot: "three")), "the clock went back")
        back.believe()
        let moved = ClockWatch(folder: folder)
        #expect(moved.look(wall: wall + 900 * minute, Uptime(up: 2, boot: "three")), "within one start it was moved on")
    }

    @Test func thisPhonesOwnReadingsGoOn() {
        let (one, two) = (Uptime.now(), Uptime.now())
        #expect(one.up > 0 && two.up >= one.up && one.boot == two.boot && one.boot?.isEmpty == false)
    }
}
#endif
