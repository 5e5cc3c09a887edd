#if os(Linux)
import Foundation
import NocteCore
import SwiftUI
import Testing

@testable import NocteKit
@testable import NocteScreens

/// What is chosen once: syringe, capsules, price, the evening, what others may see, whom to trust.
@MainActor @Suite struct ChoiceScreenTests {
    private let world: World
    private let house: House
    private let root: RootView

    init() async throws {
        (world, house, root) = try await World.begun()
    }

    private func opened(_ place: Place) async -> some View {
        house.path = [.settings, place]
        let screen = root.screen(place)
        await screen.stubRunTasks()
        return screen
    }

    private func kept() async throws -> Settings { try await world.lane.ask { try $0.settings() } }

    private func chosen(_ screen: some View) -> [String?] {
        screen.stubNodes.flatMap(\.all).filter { $0.traits["selected"] == "true" }.map { $0.traits["label"] }
    }

    @Test func theSettingsSayWhatIsChosenAndLeadToEach() async throws {
        let settings = root.screen(.settings)
        await settings.stubRunTasks()
        let ways: [(String, Place)] = [
            ("Syringe: 1 mL/0.01 mL", .syringe), ("Capsules", .capsules), ("Tablets and costs", .supply),
            ("Lead, day sleepers, discretion", .evening),
        ]
        for (label, place) in ways {
            house.path = []
            try await press(label, on: settings) { house.path == [place] }
        }
    }

    @Test func theSyringeIsOneOfTheCommonOnesOrTyped() async throws {
        let screen = await opened(.syringe)
        #expect(chosen(screen) == ["1 mL/0.01 mL"])
        try await press("3 mL/0.1 mL", on: screen) { house.path == [.settings] }
        #expect(house.settings.page?.syringe == "3 mL/0.1 mL")
        let again = await opened(.syringe)
        #expect(again.stubType("100 units", into: "Another one, as it is printed"))
        try await press("Keep", on: again) { house.settings.trouble != nil }
        #expect(house.path.last == .syringe && house.settings.page?.syringe == "3 mL/0.1 mL")
    }

    @Test func withoutASyringeNoBottleIsMadeAndTheWayToOneIsShown() async throws {
        let house = try World().house
        let root = RootView(house: house, speak: { _ in })
        let screen = root.screen(.newBottle)
        await screen.stubRunTasks()
        #expect(words(screen).first?.hasPrefix("Which syringe do you draw with?") == true)
        try await press("Choose the syringe", on: screen) { house.path == [.syringe] }
        await house.bottles.make(.tablets(milligrams: "50 mg", count: 1, water: "50 mL"), noOpioids: true)
        #expect(house.bottles.made == nil && house.bottles.trouble == .field("choice"), "none is ever assumed")
    }

    @Test func theLabelOfABottleIsReadAgainWithTheWayItWasMade() async throws {
        let bottles = root.screen(.bottles)
        await bottles.stubRunTasks()
        try await press("Label", on: bottles) { house.path == [.bottle("A")] }
        let spoken = bottles.stubNodes.flatMap(\.all).compactMap { $0.traits["label"] }
        #expect(spoken.contains("Bottle A. Label"), "whose label it is, is heard")
        let label = root.screen(.bottle("A"))
        await label.stubRunTasks()
        let one = try #require(house.bottles.page?.bottles.first)
        for line in one.label + one.guide.map(\.words) { #expect(words(label).contains(line)) }
        #expect(!one.label.isEmpty && !one.guide.isEmpty)
    }

    @Test func capsulesAreNamedByTheirStrengthsAndTakenBack() async throws {
        let screen = await opened(.capsules)
        #expect(screen.stubType("1.5 mg", into: "Strength of a capsule"))
        try await press("Keep", on: screen) { house.path == [.settings] }
        #expect(try await kept().capsules == [1_500_000])
        #expect(words(root.screen(.settings)).contains("Capsules: 1.5\u{a0}mg"))
        let again = await opened(.capsules)
        let fields = again.stubNodes.flatMap(\.all).filter { $0.kind == "TextField" }.map { $0.traits["value"] }
        #expect(fields == ["1.5 mg"], "as a keyboard types it")
        try await press("Another strength", on: again) {
            again.stubNodes.flatMap(\.all).filter { $0.kind == "TextField" }.count == 2
        }
        try await press("I draw the dose", on: again) { house.path == [.settings] }
        #expect(try await kept().capsules == [])
        await house.settings.capsules(["a few"])
        #expect(house.settings.trouble != nil)
    }

    @Test func thePriceOfATabletIsKeptWithItsCurrencyAndTheSupplySaysWhatANightCosts() async throws {
        let screen = await opened(.supply)
        #expect(chosen(screen) == ["EUR"])
        #expect(screen.stubType("210", into: "Price of one tablet in cents"))
        try await press("GBP", on: screen) { chosen(screen) == ["GBP"] }
        try await press("Keep the price", on: screen) { house.path == [.settings] }
        #expect(try await kept().tabletPrice == TabletPrice(minorUnits: 210, currency: "GBP"))
        let again = await opened(.supply)
        let typed = again.stubNodes.flatMap(\.all).filter { $0.kind == "TextField" }.map { $0.traits["value"] }
        #expect(typed == ["", "210"] && chosen(again) == ["GBP"])
        let bottles = root.screen(.bottles)
        await bottles.stubRunTasks()
        let cost = try #require(house.bottles.page?.supply?.cost)
        #expect(words(bottles).contains(cost) && cost.contains("GBP"), "\(cost)")
        await house.settings.price("cheap", "EUR")
        #expect(house.settings.trouble == .field("choice"))
    }

    @Test func aNightThatBeginsTooNearToLightsOutIsRefusedInWords() async throws {
        let screen = await opened(.evening)
        #expect(screen.stubType("60", into: "Minutes before lights out"))
        try await press("Keep", on: screen) { house.evening.page?.leadMinutes == 60 }
        try await press("Midnight: I sleep by day, or take it in the morning", on: screen) {
            house.evening.trouble != nil
        }
        #expect(words(screen).first == "Lights out is too near to where a night begins.")
        #expect(screen.stubType("08:30", into: "Another time"))
        try await press("Midnight: I sleep by day, or take it in the morning", on: screen) {
            house.evening.page?.byDay == true
        }
        #expect(house.evening.trouble == nil)
        #expect(chosen(screen) == ["Midnight: I sleep by day, or take it in the morning"])
        let settings = try await kept()
        #expect([settings.cutover, settings.bedtime, "\(settings.leadMin)"] == ["00:00", "08:30", "60"])
        await house.evening.lead("an hour")
        #expect(house.evening.trouble == .field("choice") && house.evening.page?.leadMinutes == 60)
    }

    @Test func theOverviewShowsNothingWhenThatIsAskedFor() async throws {
        await house.tonight.load()
        #expect(!root.stubCurtained)
        let screen = await opened(.evening)
        try await press("Hide this app in the overview of apps", on: screen) { house.evening.hidden }
        #expect(root.stubCurtained && !words(root).contains("Nocte"), "in front it shows what it has")
        #expect(Discretion(folder: world.folder).hidden)
    }

    @Test func whereThePhoneShowsPreviewsNothingIsNamedAndItIsSaid() async throws {
        let screen = await opened(.evening)
        #expect(words(screen).contains(Texts(.en)(.detailedMeans)))
        world.center.hidesPreviews = false
        await screen.stubRunTasks()
        #expect(words(screen).contains(Texts(.en)(.detailedNot)))
    }

    @Test func aCertificateOfTheClinicsOwnIsTrustedUntilItIsTakenBack() async throws {
        let screen = await opened(.certificate)
        let file = world.folder.appendingPathComponent("given.pem")
        try Data("no certificate".utf8).write(to: file)
        file.stubLend()
        await house.clinic.trust(picked: file)
        #expect(house.clinic.trouble == .field("certificate") && !house.clinic.ownCertificate)
        #expect(words(screen).prefix(2) == ["That is no certificate.", "Pick the file the clinic gave you."])
        try Data(Self.certificate.utf8).write(to: file)
        try await press("Pick the file", on: screen) { screen.stubNodes.flatMap(\.all).contains { $0.pick != nil } }
        #expect(screen.stubPick(file))
        #expect(await comes { house.clinic.ownCertificate })
        #expect(house.clinic.trouble == nil && URL.stubOpen == 0)
        #expect(words(screen).contains("The clinic's certificate is trusted on this phone."))
        let after = NocteLane(
            path: world.store, vault: Vault(box: world.box, store: world.store), clock: world.phone.clock,
            log: RedactedLog { _ in }, language: { .en })
        #expect(after.certificates.kept, "a start of the app later it is still told")
        _ = try await after.ask { try $0.tonight() }
        try await press("Trust it no more", on: screen) { !house.clinic.ownCertificate }
        #expect(!after.certificates.kept)
    }

    @Test func aCertificateThatCannotBeKeptIsNotTrustedUntilTheNextStartEither() async throws {
        let place = world.folder.appendingPathComponent("clinic.pem/taken")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let told = try await world.lane.ask { Told(unsafeFromHandle: $0.uniffiCloneHandle()) }
        let pem = Data(Self.certificate.utf8)
        #expect(throws: Trouble.full) { try world.lane.certificates.trust(told, pem) }
        #expect(told.trusts == [pem, nil])
    }

    /// The core, and what it was told to trust.
    private final class Told: Nocte, @unchecked Sendable {
        private(set) var trusts: [Data?] = []

        override func setClinicCertificates(pem: Data?) throws {
            try super.setClinicCertificates(pem: pem)
            trusts.append(pem)
        }
    }

    /// Made for these tests; nobody has its key.
    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBLjCB4aADAgECAhQEC7sF/oTh2fx6O1kQQ4ubKPFw0TAFBgMrZXAwDDEKMAgG
        A1UEAwwBeDAgFw0yNjExMjYwNjA2NDNaGA8yMTI2MTEwMjA2MDY0M1owDDEKMAgG
        A1UEAwwBeDAqMAUGAytlcAMhALMTx5FWSNibMd2EsblDZmSQmdIKqPljGjiIGl34
        bPYto1MwUTAdBgNVHQ4EFgQUW6nQ2/Zxh2GH9E2JIey0WngLXTUwHwYDVR0jBBgw
        FoAUW6nQ2/Zxh2GH9E2JIey0WngLXTUwDwYDVR0TAQH/BAUwAwEB/zAFBgMrZXAD
        QQDYWVBIrkMUFMbAHPeH4YTPJgPNidJdgeL0K3/KdmglUjWHWUQsn2syT4OuMnMO
        ZbLi9qcatG5wpsD2aznya1MH
        -----END CERTIFICATE-----

        """
}
#endif
