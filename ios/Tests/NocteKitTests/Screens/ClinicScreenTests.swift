#if os(Linux)
import BackgroundTasks
import Foundation
import NocteApple
import NocteCore
import SwiftUI
import Testing

@testable import NocteKit
@testable import NocteScreens

/// What needs the one clinic beside the lane, one test after another.
@Suite(.serialized, .enabled(if: Clinic.isBeside, "without the lane there is no clinic")) enum BesideTheClinic {}

extension BesideTheClinic {
    /// The clinic's page over the real portal: paired with, delivered to, proposed, stopped, parted from.
    @MainActor @Suite struct ClinicScreenTests {
        private let world: World
        private let house: House
        private let clinic: Clinic
        private let screen: ClinicScreen

        init() async throws {
            (world, house, clinic) = try await Clinic.visited()
            screen = ClinicScreen(
                model: house.clinic, look: Look(texts: Texts(.en), palette: .day), go: { _ in })
        }

        private var words: [String] { NocteKitTests.words(screen) }

        private func says(_ part: String) -> Bool { words.contains { $0.contains(part) } }

        private func press(_ label: String, until: @MainActor () -> Bool) async throws {
            try await NocteKitTests.press(label, on: screen, until: until)
        }

        private func sync() async throws {
            await house.clinic.sync()
            #expect(house.clinic.trouble == nil)
        }

        private func paired() async throws { try await clinic.pair(house) }

        @Test func theCamerasLinkPairsAndNoOrderIsFollowedBeforeBothSidesSayWhoIsMeant() async throws {
            let (link, passcode) = try clinic.link()
            house.open(try #require(URL(string: link)))
            await screen.stubRunTasks()
            #expect(house.path == [.clinic])
            await house.clinic.pair(link: link, passcode: "none")
            #expect(says("That passcode is wrong.") && says(" tries are left."), "\(words)")
            #expect(house.clinic.offered == link, "what the camera read is still there")
            await house.clinic.pair(link: link, passcode: passcode)
            #expect(says("Present dose here: 1.5\u{a0}mg") && says("No order is followed before"))
            #expect(house.clinic.offered == nil && !world.log.all.contains { $0.contains("shlink") })
            await house.clinic.match(initials: "X Y", birthYear: "1980")
            #expect(says("That record is somebody else's."), "\(words)")
            await house.clinic.match(initials: "A M", birthYear: "1980")
            #expect(house.clinic.page?.matched == true && !says("No order is followed before"))
            try await press("Sync now") { house.clinic.page?.lastDelivered != nil }
            #expect(says("Last delivered: 2026-11-02 22:31"))
        }

        @Test func whatWaitsIsCountedAndDelivered() async throws {
            try await paired()
            try await world.lane.ask { _ = try $0.keep(entry: .note(text: "a note for the clinic", night: nil)) }
            await screen.stubRunTasks()
            #expect(says("1 entry waits for the network"))
            try await press("Sync now") { house.clinic.page?.waiting == 0 }
            #expect(!says("waits for the network"))
            try clinic.tell("deaf")
            try await world.lane.ask { _ = try $0.keep(entry: .note(text: "another", night: nil)) }
            await screen.stubRunTasks()
            try await press("Sync now") { house.clinic.outside }
            try await press("Stop") { !house.clinic.outside }
            #expect(says("1 entry waits for the network"), "nothing is lost by stopping")
            try clinic.tell("hears")
            try await press("Sync now") { house.clinic.page?.waiting == 0 }
        }

        @Test func aProposalIsADifferenceToBeAcceptedOrDeclinedAndChangesNothingByItself() async throws {
            try await paired()
            try clinic.tell("order 750000 7")
            try await sync()
            #expect(says("Dr Weber proposes"), "\(words)")
            #expect(says("The dose changes from 1.5\u{a0}mg to 0.75\u{a0}mg."), "\(words)")
            #expect(try await world.lane.ask { try $0.plan()?.page.plan.version } == 1)
            await house.clinic.decline(reason: "Not before the holidays.")
            #expect(!says("Dr Weber proposes"))
            #expect(try await world.lane.ask { try $0.plan()?.page.plan.version } == 1)
            try clinic.tell("order 2000000 7")
            try await sync()
            #expect(says("The dose changes from 1.5\u{a0}mg to 2\u{a0}mg."), "\(words)")
            try await press("Accept") { house.clinic.trouble != nil }
            #expect(says("If it is right, type the dose a second time.") && says("Dr Weber proposes"), "\(words)")
            try #require(screen.stubPress("I have checked this dose a second time"))
            try #require(screen.stubPress("No opioid in the last 14 nights, and none planned"))
            try await press("Accept") { house.clinic.page?.proposal == nil }
            #expect(words.contains(Texts(.en)(.proposalAccepted)))
            await screen.stubRunTasks()
            #expect(!words.contains(Texts(.en)(.proposalAccepted)), "opened again the page tells it no more")
            let plan = try #require(try await world.lane.ask { try $0.plan()?.page.plan })
            #expect(plan.version == 2 && plan.steps.map(\.dose) == [2_000_000] && plan.agreement.kind == .signed)
        }

        @Test func whoLookedIsToldByTheClinicItself() async throws {
            try await paired()
            await screen.stubRunTasks()
            try await press("Who looked at my record") { house.clinic.looked != nil }
            let rows = try #require(house.clinic.looked?.rows)
            for row in rows { #expect(words.contains(row), "\(words)") }
            #expect(!rows.isEmpty || says("Nobody has looked yet."), "\(words)")
        }

        @Test func whatTheClinicRefusesIsParkedInWordsAndTriedAgain() async throws {
            try await world.lane.ask { nocte in
                let steps = [1_500_000, 2_000_000].enumerated().map { place, dose in
                    PlanStep(id: "\(place + 1)", dose: UInt64(dose), minNights: 1, maxNights: nil, gate: .clinician)
                }
                let agreed = Agreement(kind: .reported, by: "Dr Example", on: "2026-11-02")
                let change = PlanChange.steps(steps: steps, startStep: 0, cap: nil, agreement: agreed)
                _ = try nocte.changePlan(change: change, when: When())
                _ = try nocte.log(told: .answer(.taken(Swallowed())), night: "2026-11-02")
            }
            try await paired()
            try await press("Ask for the next step") { house.clinic.trouble != nil || house.clinic.page?.asked == true }
            try await sync()
            #expect(says("Asked for the next step"))
            try clinic.tell("refuse Two more weeks, please.")
            let request = try #require(try await world.lane.ask { try $0.clinic().page.request?.id })
            try await world.lane.ask { _ = try $0.takeBack(fact: request) }
            try await sync()
            #expect(says("1 entry was not taken:") && says("Two more weeks, please."), "\(words)")
            try await press("Try these again") { house.clinic.page?.parked.isEmpty == true }
            try await sync()
            #expect(says("1 entry was not taken:"), "refused once more, and kept")
        }

        @Test func aStopHoldsAtOnceTakesTheRemindersBackAndAnEndOfThePairingLosesNothing() async throws {
            try await paired()
            await world.reminders.reconcile(.opened)
            #expect(world.center.held.contains { $0.id.hasPrefix("d/") })
            try clinic.tell("order 1500000 14")
            try clinic.tell("stop")
            let exchange = Exchange(lane: world.lane, reminders: world.reminders)
            #expect(await exchange.run(), "in the background, with nobody looking")
            #expect(!world.center.held.contains { $0.id.hasPrefix("d/") }, "nothing rings against a stop")
            await screen.stubRunTasks()
            #expect(says("Dr Weber stopped the treatment"), "\(words)")
            #expect(!says("Ask for the next step"), "no step up is offered beneath a stop")
            await house.tonight.load()
            #expect(!house.tonight.offersDone)
            try clinic.tell("end")
            try await sync()
            #expect(says("The pairing has run out."), "\(words)")
            try await press("End the pairing") { says("End it") }
            try await press("End it") { house.clinic.page?.paired == false }
            #expect(try await world.lane.ask { try $0.history(from: "2026-11-02", to: "2026-11-02").counts.plans } == 1)
        }

        @Test func theSystemTakesItsMomentBackAndTheSyncEnds() async throws {
            try await paired()
            try await world.lane.ask { _ = try $0.keep(entry: .note(text: "on its way", night: nil)) }
            try clinic.tell("deaf")
            let exchange = Exchange(lane: world.lane, reminders: world.reminders)
            AppleRefresh(name: "clinic").register { await exchange.run() }
            let task = try #require(BGTaskScheduler.shared.stubLaunch("clinic"))
            try clinic.tell("heard")
            #expect(task.stubCompleted == nil, "the clinic says nothing")
            task.expirationHandler?()
            #expect(await task.stubEnd() == false)
            try clinic.tell("hears")
            let again = try #require(BGTaskScheduler.shared.stubLaunch("clinic"))
            #expect(await again.stubEnd())
            #expect(try await world.lane.ask { try $0.clinic().sync.waiting } == 0, "nothing was lost")
        }
    }
}
#endif
