#if os(Linux)
import Foundation
import NocteCore
import SwiftUI
import Testing

@testable import NocteKit
@testable import NocteScreens

/// What was mistyped, mistapped or could not be kept: said where it is looked at, and put right there.
@MainActor @Suite struct PutRightTests {
    private let world: World
    private let house: House
    private let root: RootView

    init() async throws {
        (world, house, root) = try await World.begun()
    }

    private func opened(_ place: Place, over below: Place = .more) async -> some View {
        house.path = [below, place]
        let screen = root.screen(place)
        await screen.stubRunTasks()
        return screen
    }

    private func title(_ screen: some View) -> String? {
        screen.stubNodes.flatMap(\.all).compactMap { $0.traits["title"] }.first
    }

    private func doses(_ night: String) async throws -> [DoseEntry] {
        try await world.lane.ask { try $0.history(from: night, to: night).history.doses }
    }

    @Test func yesInTheMorningAsksForTheTimeOnAFormThatNamesItsNight() async throws {
        world.phone.now = millis("2026-11-03T08:00:00Z")
        await house.tonight.load()
        house.path = []
        let tonight = TonightScreen(model: house.tonight, go: { house.path.append($0) }, speak: { _ in })
        try await press("Yes", on: tonight) { house.tonight.said != nil }
        try await press("Say the time", on: tonight) { house.path == [.correct] }
        let form = await opened(.correct)
        #expect(title(form) == "Monday night")
        try await press("Taken", on: form) { house.tonight.corrected != nil }
        #expect(words(form).first?.hasPrefix("When was it taken?") == true, "it is asked on the form itself")
        #expect(house.path.last == .correct)
        #expect(form.stubType("22:45", into: "At another time"))
        try await press("Taken", on: form) { house.path == [.more] }
        #expect(try await doses("2026-11-02").map { $0.takenAt.map(instant) } == ["2026-11-02T21:45:00Z"])
    }

    @Test func safety17OneDoseMoreBesideAnEarlierNightIsKeptUnderItsOwnHour() async throws {
        world.phone.now = millis("2026-11-02T21:31:00Z")
        await house.tonight.load()
        await house.tonight.say(.taken)
        world.phone.now = millis("2026-11-04T18:00:00Z")
        await house.tonight.load()
        let form = await opened(.night("2026-11-02", day: "Mon 2 Nov"), over: .history)
        try await press("It was one dose more", on: form) { house.tonight.corrected != nil }
        #expect(words(form).first?.hasPrefix("When was it taken?") == true)
        #expect(form.stubType("23:10", into: "At another time"))
        try await press("It was one dose more", on: form) { house.tonight.corrected?.stored == true }
        #expect(words(form).contains("Ready") && house.tonight.said == nil, "tonight was told nothing")
        let extra = try await doses("2026-11-02").filter { $0.status == .extra }
        #expect(extra.map { $0.takenAt.map(instant) } == ["2026-11-02T22:10:00Z"])
        #expect(try await doses("2026-11-04").isEmpty)
    }

    @Test func safety17OneDoseOrTwoIsAnsweredOnAPageOfItsOwn() async throws {
        world.phone.now = millis("2026-11-02T21:31:00Z")
        await house.tonight.load()
        await house.tonight.say(.taken)
        let page = await opened(.oneOrTwo)
        try await press("It was two", on: page) { house.tonight.corrected != nil }
        #expect(words(page).contains("Ready") && !words(page).contains("It was one dose"))
        #expect(try await doses("2026-11-02").contains { $0.status == .extra })
        let again = await opened(.oneOrTwo)
        try await press("It was one dose", on: again) { house.tonight.corrected != nil }
        #expect(words(again).first?.hasSuffix("taken back.") == true, "\(words(again))")
        #expect(try await doses("2026-11-02").allSatisfy { $0.status != .extra })
    }

    @Test func aBottleNobodyKnowsIsSaidAndTheFormStays() async throws {
        world.phone.now = millis("2026-11-02T21:31:00Z")
        await house.tonight.load()
        let form = await opened(.correct)
        #expect(form.stubType("Q", into: "From another bottle"))
        try await press("Taken", on: form) { house.tonight.corrected != nil }
        #expect(words(form).first?.hasPrefix("No bottle has that letter") == true && house.path.last == .correct)
    }

    @Test func aBottleEndsByATapOfItsOwn() async throws {
        let bottles = await opened(.bottles)
        #expect(!words(bottles).contains("Thrown away"), "no slip in a list ends a bottle")
        try await press("End bottle A", on: bottles) { house.path.last == .endBottle("A") }
        let end = root.screen(.endBottle("A"))
        #expect(title(end) == "End bottle A")
        try await press("Thrown away", on: end) { house.path.last == .bottles }
        #expect(house.bottles.page?.bottles.map(\.usable) == [false])
        #expect(words(bottles).contains("No bottle is in use."))
    }

    @Test func aBottleThatWasNotMadeIsNotLedThroughAnyFurther() async throws {
        await house.bottles.make(.tablets(milligrams: "50 mg", count: 1, water: "50 mL"), noOpioids: true)
        let letter = try #require(house.bottles.made?.letter)
        let screen = await opened(.newBottle)
        try await press("This bottle was not made", on: screen) { house.path.last == .endBottle(letter) }
        #expect(house.bottles.made != nil, "nothing has ended yet")
        try await press("Thrown away", on: root.screen(.endBottle(letter))) { house.path.last == .newBottle }
        #expect(house.bottles.made == nil && words(screen).contains("Read it back"))
    }

    @Test func aPlaceThatTakesNothingIsNoCopy() async throws {
        let screen = await opened(.export)
        try await press("Everything", on: screen) { house.copies.waiting != nil }
        #expect(screen.stubPick(world.folder.appendingPathComponent("no/such/place")))
        #expect(words(screen).contains("Nothing was written there. Choose another place."))
        #expect(!words(screen).contains("Written.") && house.copies.waiting == nil)
    }
}
#endif
