#if os(Linux)
import Foundation
import NocteCore
import SwiftUI
import Testing

@testable import NocteKit
@testable import NocteScreens

/// Reads screens as trees of words: what is said, what can be pressed, what a screen reader hears.
@MainActor @Suite struct ScreenTests {
    private let world: World
    private let house: House
    private let gone = Lines()

    init() async throws {
        world = try World()
        house = world.house
    }

    private var tonight: TonightScreen {
        let gone = gone
        return TonightScreen(
            model: house.tonight, go: { gone.write("\($0)") }, speak: { gone.write("aloud: \($0)") })
    }

    private func begun() async throws {
        try await world.begin()
        world.phone.now = millis("2026-11-02T21:31:00Z")
        await tonight.stubRunTasks()
    }

    @Test func tonightSaysDoseBottleAndLineInThisOrderAndDoneComesFirst() async throws {
        try await begun()
        let words = words(tonight)
        let order = [
            "1.5\u{a0}mg", "Bottle A · 1\u{a0}mg/mL", "Read aloud", "Done", "Later", "Skip tonight", "Everything else",
        ]
        #expect(words.filter(order.contains) == order, "\(words)")
        let labels = tonight.stubNodes.flatMap(\.all).compactMap { $0.traits["label"] }
        #expect(labels.contains("Mark Monday night as done") && labels.contains("Mark Monday night as skipped"))
    }

    @Test func doneIsOneTapAndThenSaidWithUndo() async throws {
        try await begun()
        try await press("Done", on: tonight) { house.tonight.card?.phase == .closed }
        #expect(words(tonight).contains("Good night. You can put the phone away."))
        #expect(!tonight.stubPress("Done"), "the button is gone once the dose is logged")
        try await press("Undo", on: tonight) { house.tonight.card?.phase == .open }
    }

    @Test func theButtonReadsTheSentenceAloud() async throws {
        try await begun()
        try await press("Read aloud", on: tonight) { gone.all.contains { $0.hasPrefix("aloud: Monday night") } }
    }

    @Test func afterAChangeDoneComesAfterOneTapOnBothLines() async throws {
        try await begun()
        await house.tonight.say(.taken)
        world.phone.now = millis("2026-11-03T21:31:00Z")
        try await world.lane.ask { try World.newBottle($0, on: "2026-11-03") }
        await tonight.stubRunTasks()
        #expect(!words(tonight).contains("Done"))
        try await press("I have seen both lines", on: tonight) { house.tonight.offersDone }
        #expect(words(tonight).contains("Done"))
    }

    @Test func withoutAPlanItLeadsToOne() async throws {
        await tonight.stubRunTasks()
        try await press("Begin", on: tonight) { gone.all.contains("start") }
        #expect(!words(tonight).contains("Done"))
    }

    @Test func theSyringeIsDrawnToItsLine() throws {
        let marks = (0...10).map { $0 % 5 == 0 ? "\($0)" : "" }
        let look = Look(texts: Texts(.en), palette: .night)
        let view = SyringeView(marks: marks, at: 5, spoken: "half", look: look)
        let node = try #require(view.stubNodes.first)
        let svg = try #require(node.traits["svg"])
        // The canvas is 320 wide, its barrel from 18 to 286: the fifth of ten marks stands at 152.
        #expect(svg.contains("M152.0 26.0L152.0 40.0"), "the long mark")
        #expect(svg.contains("M18.0 40.0h134.0"), "the liquid ends there")
        #expect(node.traits["label"] == "half")
    }

    @Test(arguments: [Lang.en, .de]) func everyScreenOpensAndEveryButtonHasWords(lang: Lang) async throws {
        let world = try World(lang: lang)
        try await world.begin()
        let house = world.house
        let root = RootView(house: house, speak: { _ in })
        await root.stubRunTasks()
        let keys = Set(Phrase.allCases.map(\.rawValue).filter { $0.contains(where: \.isUppercase) })
        for place in Place.all {
            let screen = root.screen(place)
            await screen.stubRunTasks()
            let nodes = screen.stubNodes.flatMap(\.all)
            #expect(nodes.contains { $0.traits["title"]?.isEmpty == false }, "\(place) has no title")
            for node in nodes where node.kind == "Button" {
                #expect(node.all.contains { $0.kind == "Text" && !$0.text.isEmpty }, "\(place): a button without words")
            }
            for node in nodes where node.kind == "Text" {
                #expect(!keys.contains(node.text) && !node.text.contains("%@"), "\(place): \(node.text)")
            }
        }
    }

    @Test func theFirstRunLeadsFromWhatThisIsToWhatThePhoneMustAllow() async throws {
        let gone = gone
        let start = StartScreen(
            house: house, look: Look(texts: Texts(.en), palette: .day), go: { gone.write("\($0)") },
            back: { gone.write("back") })
        await start.stubRunTasks()
        #expect(words(start).contains("1 of 6") && words(start).contains { $0.hasPrefix("It never proposes a dose") })
        try await press("I have a copy to restore", on: start) { gone.all.contains("restore") }
        try await press("Go on", on: start) { words(start).contains("2 of 6") }
        #expect(words(start).contains("Lights out at 22:00") || words(start).contains { $0.hasPrefix("Lights out at") })
        try await press("Go on", on: start) { words(start).contains("3 of 6") }
        try await press("Four weeks first", on: start) { words(start).contains("4 of 6") }
        #expect(house.settings.page?.baseline == true)
        try await press("Begin", on: start) { gone.all.contains("begin") }
        try await press("Go on", on: start) { words(start).contains("5 of 6") }
        try await press("Answer the questions", on: start) { gone.all.contains("questions") }
        try await press("Later: until then no line is shown", on: start) { words(start).contains("6 of 6") }
        try await press("Ready", on: start) { gone.all.contains("back") }
    }

    @Test func aPlanThatWasMadeIsNotAskedForAgain() async throws {
        try await world.begin()
        let look = Look(texts: Texts(.en), palette: .day)
        let start = StartScreen(house: house, look: look, go: { _ in }, back: {})
        await start.stubRunTasks()
        for place in 2...3 { try await press("Go on", on: start) { words(start).contains("\(place) of 6") } }
        try await press("Start without", on: start) { words(start).contains("4 of 6") }
        #expect(words(start).contains("The plan is recorded.") && !words(start).contains("Begin"))
    }

    @Test func s8WhatIsSeenIsOfNowWhenTheAppComesBack() async throws {
        try await begun()
        let root = RootView(house: house, speak: { _ in })
        #expect(house.tonight.card?.night == "2026-11-02")
        world.phone.now = millis("2026-11-03T19:00:00Z")
        root.stubChange(to: ScenePhase.active)
        #expect(await comes { house.tonight.card?.night == "2026-11-03" })
        #expect(words(tonight).first != "Monday night")
    }

    @Test func everyTroubleHasItsReasonAndItsNextStep() {
        let look = Look(texts: Texts(.en), palette: .day)
        let fields =
            "symptom choice backup_notABackup backup_damaged backup_wrongPassphrase backup_shortPassphrase"
            + " backup_exists backup_newer pairing_notALink pairing_linkEnded pairing_passcodeNeeded"
            + " pairing_noAnswer pairing_differs certificate choice_nearCutover choice_lead choice_syncFirst night"
        let troubles: [Trouble] = [
            .locked, .wrongKey, .damaged, .newer, .full, .busy, .cancelled, .empty, .gone, .notPaired, .internal,
            .refused(code: "x", reason: "why", next: "next"), .wrongPasscode(left: nil), .wrongPasscode(left: 0),
            .wrongPasscode(left: 1), .wrongPasscode(left: 4),
        ]
        for trouble in troubles + fields.split(separator: " ").map({ .field(String($0)) }) {
            let (why, next) = TroubleCard(trouble: trouble, look: look).words
            #expect(!why.isEmpty && !next.isEmpty && why != next, "\(trouble)")
        }
    }

    @Test func aWrongPasscodeSaysHowManyTriesAreLeft() {
        let look = Look(texts: Texts(.en), palette: .day)
        let next = [nil, 0, 1, 4].map { TroubleCard(trouble: .wrongPasscode(left: $0), look: look).words.1 }
        #expect(next[0] == "Type it as the clinic gave it." && next[1].hasPrefix("That was the last try."))
        #expect(next[2].hasSuffix("1 try is left.") && next[3].hasSuffix("4 tries are left."))
    }

    @Test func aRefusalStandsAboveWhatWasShown() async throws {
        try await begun()
        house.tonight.trouble = .refused(code: "x", reason: "Not now.", next: "Ask.")
        #expect(words(tonight).prefix(2) == ["Not now.", "Ask."])
    }
}

extension Place {
    static let all: [Place] = [
        .start, .more, .log, .effect, .note, .ownScale, .lab, .plan, .stepUp, .resume, .stop, .retitrate, .gate,
        .recheck, .askAgain, .begin, .notHere, .bottles, .newBottle, .bottle("A"), .endBottle("A"), .check, .questions,
        .redFlags, .card, .history,
        .clinic, .certificate, .settings, .evening, .syringe, .capsules, .supply, .correct, .oneOrTwo,
        .night("2026-11-01", day: "Sunday"), .restored, .selfCheck, .backup, .export, .restore, .deleteAll, .working,
        .evidence, .getting, .papers, .share,
    ]
}
#endif
