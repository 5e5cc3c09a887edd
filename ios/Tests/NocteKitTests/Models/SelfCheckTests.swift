import Foundation
import NocteCore
import Testing

@testable import NocteKit

/// The page that says whether a reminder can come (requirements S9, S10).
@MainActor @Suite struct SelfCheckTests {
    private let world: World
    private let model: SelfCheckModel

    init() async throws {
        world = try World()
        try await world.begin()
        model = SelfCheckModel(
            world.desk, reminders: world.reminders, center: world.center, ledger: world.kept.ledger)
    }

    @Test func s9TheNextThreeTheAllowanceAndTheLastRunAreShown() async {
        await model.askAllowance()
        #expect(
            model.page?.allowance == Allowance(shown: true, timeSensitive: true, unasked: false, hidesPreviews: true))
        #expect(model.page?.next == ["2026-11-02 22:30", "2026-11-02 22:50", "2026-11-02 23:15"])
        #expect(model.page?.lastRun?.reason == .allowed && model.page?.lastRun?.trouble == nil)
        #expect(model.page?.came == [] && model.page?.missed == [])
        await model.verify()
        #expect(model.problems == [])
    }

    @Test func s9TheLastFiveThatCameAreShownWithWhatWasMeant() async throws {
        await world.reminders.reconcile(.opened)
        for night in 2...5 {
            world.pass(to: "2026-11-0\(night)T21:55:00Z")
            await world.reminders.reconcile(.opened)
            _ = await world.answers.heard(.done, night: "2026-11-0\(night)")
        }
        await model.load()
        let came = try #require(model.page?.came)
        #expect(came.count == 5)
        #expect(came.prefix(2) == ["22:50 → 2026-11-05 22:50", "22:30 → 2026-11-05 22:30"])
        let kept = try String(contentsOf: world.folder.appendingPathComponent("notices.json"), encoding: .utf8)
        #expect(kept.contains("2026-11-05") && !kept.contains("Bedtime") && !kept.contains("mg"))
    }

    @Test func s9TheTestButtonShowsANeutralNoticeAtOnce() async throws {
        await model.tryNotice()
        let trial = try #require(world.center.shown.first)
        #expect(trial.title == "Bedtime reminder" && trial.body == "This is how a reminder looks.")
        #expect(trial.category == .open && trial.night == nil && trial.sounds)
        await world.reminders.reconcile(.opened)
        #expect(world.center.shown.isEmpty, "it goes with the next look at the reminders")
        #expect(world.kept.ledger.came.isEmpty, "it was meant for no clock")
    }

    @Test func s10ABaseThatNeverCameIsRecordedAndToldOnce() async throws {
        await world.reminders.reconcile(.opened)
        // The phone lands eastward in the small hours: the clock on the wall has never shown half past ten there.
        world.phone.now = millis("2026-11-02T20:00:00Z")
        world.phone.zone = try #require(TimeZone(identifier: "Asia/Tokyo"))
        world.pass(to: "2026-11-03T02:00:00Z")
        await world.reminders.reconcile(.opened)
        model.look()
        #expect(model.tells)
        await model.load()
        #expect(model.page?.missed == ["2026-11-02"])
        model.shown()
        #expect(!model.tells)
        await world.reminders.reconcile(.opened)
        model.look()
        #expect(!model.tells, "once")
    }

    @Test func s10AnEveningThatWentWellTellsNothing() async {
        await world.reminders.reconcile(.opened)
        world.pass(to: "2026-11-03T08:00:00Z")
        await world.reminders.reconcile(.opened)
        model.look()
        #expect(!model.tells && world.kept.ledger.missed.isEmpty)
    }
}
