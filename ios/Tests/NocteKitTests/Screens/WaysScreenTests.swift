#if os(Linux)
import Foundation
import NocteCore
import SwiftUI
import Testing

@testable import NocteKit
@testable import NocteScreens

/// The ways beside the night's own: what was found and felt, the plan's turns that somebody has to agree to, earlier nights.
@MainActor @Suite struct WaysScreenTests {
    private let world: World
    private let house: House
    private let root: RootView

    init() async throws {
        world = try World()
        house = world.house
        root = RootView(house: house, speak: { _ in })
    }

    /// A screen over the one it was opened from, with what it asks for.
    private func opened(_ place: Place, over below: Place) async -> some View {
        house.path = [below, place]
        let screen = root.screen(place)
        await screen.stubRunTasks()
        return screen
    }

    @Test func aLaboratoryValueIsKeptAsItIsPrintedAndReadInTheHistory() async throws {
        try await world.begin()
        let screen = await opened(.lab, over: .log)
        let lab = [("What was measured?", "ALT"), ("Value", "34"), ("Unit", "U/L")]
        for (field, text) in lab { #expect(screen.stubType(text, into: field), "\(field)") }
        try await screen.stubPickDay()
        try await press("Keep", on: screen) { house.path == [.log] }
        let history = root.screen(.history)
        await history.stubRunTasks()
        let said = words(history)
        let heading = try #require(said.firstIndex(of: "Laboratory values"))
        #expect(said[heading + 1] == "2026-11-02: ALT 34 U/L")
        let kept = try await world.lane.ask { try $0.history(from: "2026-11-02", to: "2026-11-02").history.labs }
        #expect(kept.map(\.method) == [nil], "what is not printed is not made up")
        await house.diary.lab(TypedLab())
        #expect(house.diary.trouble == .field("symptom"))
    }

    @Test func anInfectionIsMarkedUntilItIsOverAndIsNoSideEffect() async throws {
        try await world.begin()
        let log = await opened(.log, over: .more)
        try await press("An infection or a vaccination", on: log) {
            words(log).contains("An infection or a vaccination: it is over")
        }
        #expect(house.diary.page?.happening == [.infection] && house.diary.page?.openEffects == [])
        let chosen = log.stubNodes.flatMap(\.all).filter { $0.traits["selected"] == "true" }
        #expect(chosen.map { $0.traits["label"] } == ["An infection or a vaccination: it is over"])
        await house.history.load()
        #expect(house.history.page?.effects == [] && house.history.page?.marks.map(\.happening) == [.infection])
        try await press("An infection or a vaccination: it is over", on: log) { house.diary.page?.happening == [] }
    }

    @Test(arguments: [
        (Place.gate, Phrase.gateSaidNow), (.retitrate, .retitrateNow), (.recheck, .recheckNow), (.stop, .stopNow),
        (.begin, .beginNow), (.lab, .keep),
    ])
    func safety4TheDayOfAnAgreementIsSaidAndNeverFilledIn(place: Place, now: Phrase) async throws {
        try await world.begin()
        let screen = await opened(place, over: .more)
        let button = {
            screen.stubNodes.flatMap(\.all).first { $0.kind == "Button" && $0.traits["label"] == Texts(.en)(now) }
        }
        #expect(button()?.traits["disabled"] == "true", "no day was named")
        try await screen.stubPickDay()
        #expect(button()?.traits["disabled"] == "false")
    }

    @Test func aCliniciansWordIsAskedForWhereTheGateWaitsForIt() async throws {
        try await world.stepped(gate: .clinician)
        let plan = root.screen(.plan)
        await plan.stubRunTasks()
        #expect(!words(plan).contains("Start the next step"))
        try await press("My clinician has agreed to the next step", on: plan) { house.path == [.gate] }
        let gate = await opened(.gate, over: .plan)
        #expect(words(gate).contains("Kept as something you told. Without it this step goes on."))
        try await gate.stubPickDay()
        try await press("Keep it", on: gate) { house.plan.trouble != nil }
        #expect(house.path.last == .gate, "nobody has agreed yet")
        #expect(gate.stubType("Dr Example", into: "Name of the prescriber"))
        try await press("Keep it", on: gate) { house.path == [.plan] }
        #expect(words(plan).contains("Start the next step") && house.plan.page?.asksClinician == false)
    }

    @Test func afterAPauseStepOneIsBegunAgainAsItWasAgreed() async throws {
        try await world.stepped(gate: .nights)
        await house.plan.stepUp(noOpioids: true, symptomFree: false)
        #expect(house.plan.page?.steps.map(\.standing) == [.done, .here])
        let plan = root.screen(.plan)
        try await press("Start again from step 1", on: plan) { house.path == [.retitrate] }
        let again = await opened(.retitrate, over: .plan)
        #expect(again.stubType("Dr Example", into: "Name of the prescriber"))
        try await again.stubPickDay()
        try await press("Start again tonight", on: again) { house.path == [.plan] }
        let kept = try #require(try await world.lane.ask { try $0.plan()?.page })
        #expect(kept.plan.reason == .retitrate && kept.progress?.dose == 1_500_000)
        #expect(kept.plan.agreement == Agreement(kind: .reported, by: "Dr Example", on: "2026-11-03"))
    }

    @Test func aStepThatWasNotBorneIsAskedAboutAgainInSomeMonths() async throws {
        try await world.stepped(gate: .nights)
        await house.plan.stepUp(noOpioids: true, symptomFree: false)
        let plan = root.screen(.plan)
        try await press("Back, and ask again later", on: plan) { house.path == [.askAgain] }
        let screen = await opened(.askAgain, over: .plan)
        try await press("Back one step tonight", on: screen) { house.plan.trouble == .field("months") }
        #expect(screen.stubType("6", into: "In how many months?"))
        try await press("Back one step tonight", on: screen) { house.path == [.plan] }
        let again = try #require(house.plan.page?.askAgain)
        #expect(words(plan).contains(again) && again.contains("2027"), "\(again)")
    }

    @Test func aReCheckIsAgreedToBegunAndEnded() async throws {
        try await world.stepped(gate: .nights)
        await house.plan.stepUp(noOpioids: true, symptomFree: false)
        let plan = root.screen(.plan)
        #expect(house.plan.page?.recheck == .agreed)
        try await press("Is less enough? A re-check", on: plan) { house.path == [.recheck] }
        for _ in ["the first", "one after it was ended"] {
            let screen = await opened(.recheck, over: .plan)
            #expect(screen.stubType("Dr Example", into: "Name of the prescriber"))
            try await screen.stubPickDay()
            try await press("Begin the re-check", on: screen) { house.path == [.plan] || house.plan.trouble != nil }
            #expect(house.plan.trouble == nil && house.plan.page?.recheck == .running)
            try await press("End the re-check", on: plan) { house.plan.page?.recheck != .running }
            #expect(house.plan.trouble == nil)
        }
    }

    @Test func plansThatCannotBeBegunHereSayWhy() async throws {
        let begin = root.screen(.begin)
        await begin.stubRunTasks()
        try await press("Plans that cannot be begun here", on: begin) { house.path == [.notHere] }
        let screen = root.screen(.notHere)
        await screen.stubRunTasks()
        let said = words(screen)
        for one in house.plan.protocols {
            #expect(said.contains(one.provenance) == !one.executable, "\(one.id)")
            for open in one.missing where !one.executable { #expect(said.contains(open)) }
        }
        #expect(said.contains("This app cannot carry it out as it stands.") && said.contains("The source leaves open:"))
    }

    @Test func anEarlierNightIsCorrectedAndBothStand() async throws {
        try await world.begin()
        world.phone.now = millis("2026-11-02T21:31:00Z")
        await house.tonight.load()
        await house.tonight.say(.taken)
        world.phone.now = millis("2026-11-04T18:00:00Z")
        await house.tonight.load()
        let history = root.screen(.history)
        await history.stubRunTasks()
        let line = try #require(words(history).first { $0.contains("1.5\u{a0}mg") })
        #expect(line == "Mon 2 Nov · Taken · 1.5\u{a0}mg · phone")
        try await press(line, on: history) { house.path == [.night("2026-11-02", day: "Mon 2 Nov")] }
        let screen = await opened(.night("2026-11-02", day: "Mon 2 Nov"), over: .history)
        try await press("Skipped", on: screen) { house.tonight.corrected != nil }
        #expect(house.tonight.corrected?.stored == true && house.tonight.said == nil, "tonight was told nothing")
        #expect(words(screen).first == house.tonight.corrected?.text)
        let doses = try await world.lane.ask { try $0.history(from: "2026-11-02", to: "2026-11-02").history.doses }
        #expect(doses.map(\.status) == [.skipped] && doses.first?.corrects != nil, "the first answer stands behind it")
        try await press("Ready", on: screen) { house.path == [.history] }
        await screen.stubRunTasks()
        #expect(words(screen).first == "What really happened?", "opened again it asks again")
    }
}
#endif
