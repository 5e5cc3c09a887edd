#if os(Linux)
import Foundation
import NocteCore
import SwiftUI
import Testing

@testable import NocteKit
@testable import NocteScreens

extension BesideTheClinic {
    /// A summary shared by a link: sealed on the phone, kept by the real portal, opened by whoever has it, counted, taken back.
    @MainActor @Suite struct ShareScreenTests {
        private let world: World
        private let house: House
        private let clinic: Clinic
        private let root: RootView

        init() async throws {
            (world, house, clinic) = try await Clinic.visited()
            root = RootView(house: house, speak: { _ in })
            try await clinic.pair(house)
        }

        private func row() async throws -> ShareRow {
            try #require(try await world.lane.ask { try $0.shares() }.open.first)
        }

        /// A link made on the screen, by pressing what is to be pressed.
        private func made(_ screen: some View, _ typed: [String: String]) async throws -> MadeShare {
            house.share.forget()
            await screen.stubRunTasks()
            for (field, text) in typed { #expect(screen.stubType(text, into: field), "\(field)") }
            try await press("Make the link", on: screen) { house.share.made != nil || house.share.trouble != nil }
            try #require(house.share.trouble == nil)
            return try #require(house.share.made)
        }

        @Test func aLinkIsMadeSeenOnceOpenedCountedAndTakenBack() async throws {
            let screen = root.screen(.share)
            let share = try await made(screen, ["For whom? It stands in the link": "for Dr Lindqvist"])
            #expect(share.link.contains("shlink:/") && share.squares != nil && share.file == nil)
            let shared = screen.stubNodes.flatMap(\.all).filter { $0.kind == "ShareLink" }.compactMap {
                $0.traits["item"]
            }
            #expect(shared == [share.link])
            #expect(root.stubCurtained && !house.evening.hidden, "the overview shows none of it")
            #expect(!words(screen).contains { $0.contains("shlink") }, "no eye reads it: it is sent or photographed")
            let kinds = try #require(try clinic.shown(share.link))
            #expect(kinds.first == "Composition" && kinds.contains("MedicationStatement") && kinds.contains("Patient"))
            try await press("Ready", on: screen) { house.share.made == nil }
            #expect(!root.stubCurtained)
            #expect(try await row().opened == 0, "nobody has asked the clinic yet")
            let before = house.share.page
            try await press("Ask how often they were opened", on: screen) { house.share.page != before }
            let line = try await row()
            #expect(line.opened == 1 && words(screen).contains(line.openedText), "\(words(screen))")
            #expect(words(screen).contains { $0.contains("for Dr Lindqvist") })
            try await press("Take it back", on: screen) { house.share.page?.open.isEmpty == true }
            #expect(try clinic.shown(share.link) == nil)
            #expect(house.share.page?.over.count == 1 && !screen.stubPress("Take it back"))
            #expect(!world.log.all.contains { $0.contains("shlink") })
        }

        @Test func aPasscodeIsAskedForAndACarerSeesTonight() async throws {
            let screen = root.screen(.share)
            await screen.stubRunTasks()
            let carer = Texts(.en)(.shareCarer)
            try await press(carer, on: screen) {
                screen.stubNodes.flatMap(\.all).contains {
                    $0.traits["selected"] == "true" && $0.traits["label"] == carer
                }
            }
            #expect(words(screen).contains(house.share.page?.about[.carer] ?? "-"), "what a carer sees, and cannot do")
            let share = try await made(screen, ["A passcode, told another way": "4711"])
            #expect(try clinic.shown(share.link) == nil)
            #expect(try clinic.shown(share.link, passcode: "4712") == nil)
            #expect(share.hasPasscode && words(screen).contains("Tell the passcode another way. It is not kept here."))
            let kinds = try #require(try clinic.shown(share.link, passcode: "4711"))
            #expect(kinds.first == "Composition")
            #expect(try await row().kind == .carer)
        }

        @Test func whatWasTypedForADoctorStandsInNoCarersLinkAndNotInTheNext() async throws {
            let screen = root.screen(.share)
            let name = "Your name, if it is to stand on it"
            let person = [name: "Zacharias", "Your date of birth, if it is to be in it": "1980-04-12"]
            let named = try await made(screen, person).link
            #expect(try clinic.shows(named, "Zacharias") && clinic.shows(named, "1980-04-12"))
            let next = try await made(screen, ["A passcode, told another way": "4711"])
            #expect(next.hasPasscode)
            house.share.forget()
            for (field, text) in person { #expect(screen.stubType(text, into: field), "\(field)") }
            #expect(screen.stubNodes.flatMap(\.all).contains { $0.kind == "SecureField" && $0.traits["value"] == "" })
            let carer = Texts(.en)(.shareCarer)
            try await press(carer, on: screen) { !screen.stubType("Zacharias", into: name) }
            let share = try await made(screen, [:])
            #expect(!share.hasPasscode, "the passcode was the last one's")
            #expect(try await world.lane.ask { try $0.shares() }.open.contains { $0.kind == .carer })
            for word in ["Zacharias", "1980-04-12"] { #expect(try !clinic.shows(share.link, word), "\(word)") }
        }

        @Test func allOfThemAreTakenBackAtOnce() async throws {
            let screen = root.screen(.share)
            let links = try await [made(screen, [:]).link, made(screen, [:]).link]
            try await press("Ready", on: screen) { house.share.made == nil }
            try await press("Take all of them back", on: screen) { house.share.page?.open.isEmpty == true }
            for link in links { #expect(try clinic.shown(link) == nil) }
            #expect(house.share.page?.over.count == 2 && house.share.trouble == nil)
            let said = "Links taken back: 2. None is left."
            #expect(words(screen).contains(said))
            await screen.stubRunTasks()
            #expect(!words(screen).contains(said), "opened again it says what is, and not what was done")
        }

        @Test func whatAClinicThatIsGoneDoesNotTakeBackIsSaidAndTheSecondTapDeletesAllTheSame() async throws {
            let link = try await made(root.screen(.share), [:]).link
            house.share.forget()
            let screen = root.screen(.deleteAll)
            await screen.stubRunTasks()
            try clinic.tell("gone")
            #expect(screen.stubPress("I want that"))
            try await press("Delete everything now", on: screen) { house.copies.warned }
            #expect(!house.copies.deleted && words(screen).contains(Texts(.en)(.deleteAllTheSame)))
            #expect(words(screen).contains { $0.hasPrefix("Links taken back: 0. Of 1, the server did not answer") })
            #expect(try world.box.read() != nil)
            try await press("Delete everything now", on: screen) { house.copies.deleted }
            #expect(try world.box.read() == nil && house.copies.trouble == nil)
            try clinic.tell("hears")
            #expect(try clinic.shown(link) != nil, "as it was said")
        }

        @Test func aBusyErrandAndOneThatIsStoppedDeleteNothingBeforeASecondTap() async throws {
            _ = try await made(root.screen(.share), [:])
            house.share.forget()
            let waiting = await world.occupied()
            await house.copies.load()
            await house.copies.deleteEverything()
            #expect(house.copies.trouble == .busy && house.copies.warned && !house.copies.deleted)
            waiting.cancel()
            await #expect(throws: Trouble.cancelled) { try await waiting.value }
            let screen = root.screen(.deleteAll)
            await screen.stubRunTasks()
            #expect(!house.copies.warned, "the page begins anew")
            try clinic.tell("deaf")
            #expect(screen.stubPress("I want that"))
            try await press("Delete everything now", on: screen) { house.copies.deleting }
            // Not here: the errand itself comes back to the main actor on its way out.
            let clinic = clinic
            try await Task.detached { try clinic.tell("heard") }.value
            #expect(!screen.stubPress("Delete everything now"), "it is under way")
            try await press("Stop", on: screen) { !house.copies.deleting }
            #expect(house.copies.trouble == .cancelled && house.copies.warned && !house.copies.deleted)
            try await press("Delete everything now", on: screen) { house.copies.deleted }
            #expect(house.copies.trouble == nil)
        }

        @Test func deletingEverythingTakesEveryLinkBackFirst() async throws {
            let links = try await [made(root.screen(.share), [:]).link, made(root.screen(.share), [:]).link]
            for link in links { #expect(try clinic.shown(link) != nil) }
            house.share.forget()
            let screen = root.screen(.deleteAll)
            await screen.stubRunTasks()
            #expect(words(screen).contains("2 links that were shared still open. They are taken back first."))
            await house.copies.deleteEverything()
            #expect(house.copies.deleted && house.copies.trouble == nil)
            for link in links { #expect(try clinic.shown(link) == nil) }
        }
    }
}
#endif
