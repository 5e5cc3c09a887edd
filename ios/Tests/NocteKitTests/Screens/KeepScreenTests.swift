#if os(Linux)
import Foundation
import NocteCore
import SwiftUI
import Testing
import UIKit

@testable import NocteKit
@testable import NocteScreens

/// Copies out and in, the look, the self-check and a link from outside, through the screens.
@MainActor @Suite(.serialized) struct KeepScreenTests {
    private let world: World
    private let house: House
    private let look = Look(texts: Texts(.en), palette: .day)
    private let gone = Lines()

    init() async throws {
        world = try World()
        try await world.begin()
        house = world.house
    }

    private func outside(_ name: String) -> URL {
        FileManager.default.temporaryDirectory.appendingPathComponent("picked-\(UUID().uuidString)-\(name)")
    }

    /// A copy at a place the user picked, and the phrase on its paper.
    private func copied(to place: URL) async throws -> String {
        let gone = gone
        let screen = BackupScreen(model: house.copies, look: look, back: { gone.write("back") })
        await screen.stubRunTasks()
        let phrase = try #require(house.copies.phrase)
        await house.copies.backup(typed: "11111 22222")
        #expect(house.copies.waiting == nil && words(screen).contains(Texts(.en)(.phraseDiffers)))
        await house.copies.backup(typed: phrase.filter { $0 != " " })
        #expect(screen.stubPick(place), "the system asks for a place")
        #expect(house.copies.waiting == nil && house.copies.phrase == nil)
        #expect(words(screen).contains(Texts(.en)(.backupDone)))
        return phrase
    }

    @Test func aCopyGoesWhereTheUserWantsItAndComesBackFromThere() async throws {
        let place = outside("copy")
        let phrase = try await copied(to: place)
        #expect(FileManager.default.fileExists(atPath: place.path))
        let gone = gone
        let screen = RestoreScreen(model: house.copies, look: look, go: { gone.write("\($0)") })
        await screen.stubRunTasks()
        #expect(!screen.stubPick(place), "no chooser before it is asked for")
        await house.copies.restore(picked: place, phrase: "not these words at all")
        #expect(house.copies.trouble == .field("backup_wrongPassphrase"))
        try await press("Pick the copy", on: screen) { screen.stubNodes.flatMap(\.all).contains { $0.pick != nil } }
        place.stubLend()
        await house.copies.restore(picked: place, phrase: phrase)
        #expect(
            house.copies.restored == Restored(copied: "2026-11-02 19:00", doses: 0, setAside: true)
                && house.copies.trouble == nil)
        #expect(URL.stubOpen == 0, "what was lent is given back")
        #expect(words(screen).contains("Restored from 2026-11-02 19:00. What was taken since is not known."))
        #expect(words(screen).contains("What was here before is set aside, not deleted."))
        try await press("Look through what was restored", on: screen) { gone.all.contains("restored") }
        await house.tonight.load()
        #expect(house.tonight.card?.reasons.contains { $0.code == "restored" } == true, "a restore is not amnesia")
        let looked = RestoredScreen(
            model: house.tonight, look: look, go: { gone.write("\($0)") }, back: { gone.write("home") })
        await looked.stubRunTasks()
        #expect(!looked.stubPress("I have looked at all of it"), "each is looked at first")
        let ways = [("To the plan", "plan"), ("To the bottles", "bottles"), ("Name a medicine", "check")]
        for (way, place) in ways { try await press(way, on: looked) { gone.all.last == place } }
        let ticks = looked.stubNodes.flatMap(\.all).filter { $0.kind == "Toggle" }
        for tick in ticks { tick.action?() }
        try await press("I have looked at all of it", on: looked) { house.tonight.unknownNights != nil }
        #expect(words(looked).first == "1 night since the copy is recorded as not sure.")
        try await press("Ready", on: looked) { gone.all.contains("home") }
        #expect(left() == [])
    }

    /// What is left of any copy inside the app.
    private func left() -> [String] {
        let copies = world.folder.lastPathComponent + "-copies"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(copies)
        return (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }

    @Test func whoPicksNoPlaceLeavesNothingReadableBehind() async throws {
        let screen = ExportScreen(model: house.copies, look: look)
        await screen.stubRunTasks()
        try await press("Everything", on: screen) { house.copies.waiting != nil }
        #expect(left() == ["nocte-2026-11-02.json"])
        #expect(screen.stubPick(nil))
        #expect(left() == [] && house.copies.written == nil)
        try await press("Doses and ratings as a table", on: screen) { house.copies.waiting != nil }
        let place = outside("table.csv")
        #expect(screen.stubPick(place))
        #expect(words(screen).contains("Written.") && left() == [])
        #expect(try String(contentsOf: place, encoding: .utf8).isEmpty == false)
    }

    @Test func theOverviewShowsNothingWhileAPhraseIsShown() async throws {
        let root = RootView(house: house, speak: { _ in })
        house.path = [.settings, .backup]
        #expect(!root.stubCurtained)
        await root.screen(.backup).stubRunTasks()
        #expect(root.stubCurtained && !house.evening.hidden, "nobody has asked for it")
        house.path = [.settings]
        #expect(!root.stubCurtained)
    }

    @Test func everythingIsDeletedAndTheFirstDayBeginsAnew() async throws {
        house.themes.choose(.night)
        await world.reminders.reconcile(.opened)
        let gone = gone
        let screen = DeleteScreen(
            model: house.copies, look: look, go: { gone.write("\($0)") }, back: { gone.write("back") })
        await screen.stubRunTasks()
        #expect(!screen.stubPress("Delete everything now"), "it is asked twice")
        try await press("Make a copy", on: screen) { gone.all.contains("backup") }
        #expect(screen.stubPress("I want that"))
        try await press("Delete everything now", on: screen) { house.copies.deleted }
        #expect(house.copies.trouble == nil && words(screen).contains("Everything is deleted."))
        #expect(world.center.held.isEmpty && world.center.shown.isEmpty)
        #expect(try world.box.read() == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder.path).isEmpty)
        #expect(ThemeChoice(folder: world.folder).theme == .system)
        await house.settings.load()
        #expect(house.settings.page?.empty == true)
    }

    @Test func theLookIsChosenByHandAndRemembered() async throws {
        let root = RootView(house: house, speak: { _ in })
        await house.tonight.load()
        #expect(root.stubNodes.flatMap(\.all).contains { $0.traits["scheme"] == "-" })
        let settings = root.screen(.settings)
        await settings.stubRunTasks()
        try await press("Night: red on black", on: settings) { house.themes.theme == .night }
        #expect(root.look.palette == .night)
        #expect(root.stubNodes.flatMap(\.all).contains { $0.traits["scheme"] == "dark" })
        let chosen = root.screen(.settings).stubNodes.flatMap(\.all).filter { $0.traits["selected"] == "true" }
        #expect(chosen.map { $0.traits["label"] } == ["Night: red on black"])
        #expect(ThemeChoice(folder: world.folder).theme == .night)
    }

    @Test func aLinkFromTheCameraOpensTheClinicAndWaitsForATap() async throws {
        let root = RootView(house: house, speak: { _ in })
        let link = try #require(URL(string: "shlink:/eyJhIjoxfQ"))
        root.stubOpen(link)
        #expect(house.path == [.clinic] && house.clinic.offered == link.absoluteString)
        let clinic = ClinicScreen(model: house.clinic, look: look, go: { _ in })
        await clinic.stubRunTasks()
        let typed = clinic.stubNodes.flatMap(\.all).filter { $0.kind == "TextField" }.compactMap { $0.traits["value"] }
        #expect(typed.contains(link.absoluteString))
        #expect(house.clinic.pairing == nil && !house.clinic.outside, "nothing is asked of anybody before a tap")
        #expect(!world.log.all.contains { $0.contains("shlink") })
    }

    @Test func aNoticeThatIsTappedLeadsStraightToTonight() async {
        house.path = [.more, .settings]
        await house.front()
        #expect(house.path.isEmpty && house.tonight.card != nil)
    }

    @Test func theSelfCheckHasItsButtonAndTheWayToTheSystemsPage() async throws {
        let screen = SelfCheckScreen(model: house.selfCheck, look: look)
        await screen.stubRunTasks()
        try await press("Show a notice now", on: screen) { !world.center.shown.isEmpty }
        OpenURLAction.stubOpened = []
        try await press("The system's page for this app", on: screen) { !OpenURLAction.stubOpened.isEmpty }
        #expect(OpenURLAction.stubOpened.map(\.absoluteString) == [UIApplication.openSettingsURLString])
    }
}
#endif
