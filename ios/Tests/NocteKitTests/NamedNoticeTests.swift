import Foundation
import NocteCore
import Testing

@testable import NocteKit

/// Drug and dose in a notice: for who asks for it, of tonight, and never where a locked screen would show it.
@Suite struct NamedNoticeTests {
    private let world: World
    private let named = "Naltrexone 1.5\u{a0}mg"
    private let neutral = "Tap Done when it's done."

    init() async throws {
        world = try World()
        try await world.begin()
        world.phone.now = millis("2026-11-02T21:31:00Z")
        try await world.lane.ask { _ = try $0.log(told: .answer(.taken(Swallowed())), night: "2026-11-02") }
        world.phone.now = millis("2026-11-03T18:00:00Z")
    }

    /// What the reminders of a night's dose say, after they were looked at.
    private func bodies(_ night: String = "2026-11-03") async -> [String: String] {
        await world.reminders.reconcile(.changed)
        let held = world.center.held.filter { $0.id.hasPrefix("d/\(night)/") }
        return Dictionary(held.map { ($0.id.split(separator: "/").last.map(String.init) ?? "", $0.body) }) { $1 }
    }

    @Test func v2DrugAndDoseAreNamedOnlyWhenAskedForAndOnlyOfTonight() async {
        #expect(await bodies()["base"] == neutral)
        world.kept.discretion.choose(detailed: true)
        #expect(await bodies() == ["base": named, "fu1": named, "fu2": named])
        #expect(await bodies("2026-11-04")["base"] == neutral, "what a later night's dose is, is not known yet")
        let calls = world.center.changes
        _ = await bodies()
        #expect(world.center.changes == calls, "what says it already is left alone")
        world.kept.discretion.choose(detailed: false)
        #expect(await bodies()["base"] == neutral)
    }

    @Test func v2WhereALockedScreenShowsPreviewsNothingIsNamed() async {
        world.kept.discretion.choose(detailed: true)
        #expect(await bodies()["base"] == named)
        world.center.hidesPreviews = false
        #expect(await bodies()["base"] == neutral)
    }

    @Test func anotherDoseIsAnotherNoticeAtOnce() async throws {
        world.kept.discretion.choose(detailed: true)
        #expect(await bodies()["base"] == named)
        try await world.lane.ask { nocte in
            let step = PlanStep(id: "1", dose: 1_000_000, minNights: 0, maxNights: nil, gate: .nights)
            let agreed = Agreement(kind: .reported, by: "Dr Example", on: "2026-11-03")
            _ = try nocte.changePlan(
                change: .steps(steps: [step], startStep: 0, cap: nil, agreement: agreed), when: When())
        }
        let other = "Naltrexone 1\u{a0}mg, new since tonight"
        let said = await bodies()
        #expect(said == ["base": other, "fu1": other, "fu2": other])
    }

    @Test func aRepetitionThatWasAskedForStopsNamingTooAndIsNotHandedOverTwice() async {
        world.kept.discretion.choose(detailed: true)
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-03T21:31:00Z")
        #expect(await world.answers.heard(.later, night: "2026-11-03") == .kept)
        #expect(await bodies() == ["snz1": named])
        world.kept.discretion.choose(detailed: false)
        #expect(await bodies() == ["snz1": "As you asked."])
        let calls = world.center.changes
        _ = await bodies()
        #expect(world.center.changes == calls)
    }

    @Test func nothingOfItIsKeptOrLogged() async throws {
        world.kept.discretion.choose(detailed: true)
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-03T21:31:00Z")
        await world.reminders.reconcile(.opened)
        for name in try FileManager.default.contentsOfDirectory(atPath: world.folder.path) where name.hasSuffix("json")
        {
            let text = try String(contentsOf: world.folder.appendingPathComponent(name), encoding: .utf8)
            #expect(!text.contains("axone") && !text.contains("1.5"), "\(name): \(text)")
        }
        #expect(!world.log.all.contains { $0.contains("axone") })
    }
}
