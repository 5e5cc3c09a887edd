import Foundation
import NocteCore
import Testing

@testable import NocteKit

/// *Tonight* over a real store.
@MainActor @Suite struct TonightModelTests {
    private let world: World
    private let model: TonightModel

    init() throws {
        world = try World()
        model = TonightModel(world.desk)
    }

    private func begun() async throws {
        try await world.begin()
        await model.load()
    }

    @Test func withoutAPlanItSaysWhyAndOffersNothing() async {
        await model.load()
        #expect(model.card?.phase == .quiet && model.card?.line == nil)
        #expect(model.card?.reasons.map(\.code).contains("no_plan") == true)
        #expect(!model.offersDone && model.trouble == nil)
    }

    @Test func theFirstNightShowsTheLineAndEveryWordOfIt() async throws {
        try await begun()
        let card = try #require(model.card)
        #expect(card.heading == "Monday night" && card.phase == .open)
        #expect(card.dose == "1.5\u{a0}mg" && card.bottle == "A" && card.strength == "1\u{a0}mg/mL")
        #expect(card.line != nil && !card.spoken.isEmpty)
        #expect(card.marks.count == 101 && card.at.count == 2, "1.5 mL on 1 mL: two draws")
        #expect(!card.evening)
        world.phone.now = millis("2026-11-02T21:31:00Z")
        await model.load()
        #expect(model.card?.evening == true)
    }

    @Test func doneIsKeptSaidAndUndone() async throws {
        try await begun()
        world.phone.now = millis("2026-11-02T21:31:00Z")
        await model.say(.taken)
        #expect(model.card?.phase == .closed && model.mayUndo)
        #expect(model.said?.stored == true && model.said?.text.isEmpty == false)
        await model.undo()
        #expect(model.card?.phase == .open && !model.mayUndo)
        await model.say(.skipped)
        #expect(model.card?.phase == .closed)
    }

    @Test func afterAChangeBothLinesAreSeenBeforeDone() async throws {
        try await begun()
        world.phone.now = millis("2026-11-02T21:31:00Z")
        await model.say(.taken)
        world.phone.now = millis("2026-11-03T12:00:00Z")
        try await world.lane.ask { try World.newBottle($0, on: "2026-11-03") }
        await model.load()
        #expect(model.card?.changed != nil && model.asksToLook && !model.offersDone)
        model.look()
        #expect(model.offersDone && !model.asksToLook)
    }

    @Test func laterIsAskedOnceMoreAndARefusalIsSaid() async throws {
        try await begun()
        world.phone.now = millis("2026-11-02T21:31:00Z")
        await model.later()
        #expect(model.said?.text == "You will be asked once more, as you wished.")
        for _ in 0..<3 { await model.later() }
        #expect(model.said?.text == "You will not be asked again tonight.")
    }

    @Test func theMorningAfterAsksForTheTimeAndTakesIt() async throws {
        try await begun()
        world.phone.now = millis("2026-11-03T08:00:00Z")
        await model.load()
        #expect(model.card?.phase == .morning && model.card?.night == "2026-11-02")
        await model.say(.taken)
        #expect(model.said?.asksTime == true && model.said?.stored == false)
        await model.correct(Correction(say: .taken, clock: "22:45"))
        #expect(model.said?.stored == true)
        let doses = try await world.lane.ask { try $0.history(from: "2026-11-02", to: "2026-11-02").history.doses }
        #expect(doses.map { $0.takenAt.map(instant) } == ["2026-11-02T21:45:00Z"])
    }

    @Test func whatReallyHappenedIsReadInTheLanguagesOwnMark() async throws {
        let german = try World(lang: .de)
        try await german.begin()
        german.phone.now = millis("2026-11-02T21:31:00Z")
        let model = TonightModel(german.desk)
        await model.load()
        await model.correct(Correction(millilitres: "0,5 mL"))
        #expect(model.said?.stored == true)
        let doses = try await german.lane.ask { try $0.history(from: "2026-11-02", to: "2026-11-02").history.doses }
        #expect(doses.map(\.volume) == [500])
        await model.correct(Correction(millilitres: "0.5 mL"))
        guard case .refused = model.trouble else { return #expect(Bool(false), "\(String(describing: model.trouble))") }
    }

    @Test func aLostKeyIsAStateWithWhatWasShownBehindIt() async throws {
        try await begun()
        await world.lane.close()
        world.box.failing = .locked
        await model.load()
        #expect(model.trouble == .locked && model.card != nil)
        world.box.failing = nil
        await model.load()
        #expect(model.trouble == nil)
    }
}
