#if os(Linux)
import Foundation
import NocteCore
import SwiftUI
import Testing

@testable import NocteKit
@testable import NocteScreens

/// The pages beside the nights: read, put on paper, shared.
@MainActor @Suite struct ReadingTests {
    private let world: World
    private let house: House
    private let root: RootView

    init() async throws {
        (world, house, root) = try await World.begun()
    }

    @Test(arguments: [Lang.en, .de]) func isItWorkingSaysFirstThatNothingIsReviewedAndPromisesNothing(
        lang: Lang
    ) async throws {
        let world = try World(lang: lang)
        try await world.begin()
        let root = RootView(house: world.house, speak: { _ in })
        try await world.lane.ask { _ = try $0.keep(entry: .rating(scale: "pain", value: 4, night: nil)) }
        let view = try await world.lane.ask { try $0.response() }
        let screen = root.screen(.working)
        await screen.stubRunTasks()
        let said = words(screen)
        #expect(said.first == view.notices.first?.text)
        for scale in view.scales { #expect(said.contains(scale.scale.text) && said.contains(scale.verdict.text)) }
        #expect(view.scales.count >= 3 && said.contains(view.caution))
        for text in said { #expect(!text.contains("it works") && !text.contains("es wirkt"), "\(text)") }
    }

    @Test func levelsAreShownWithTheirNightsAndTheirInterval() {
        let levels = LevelsView(
            before: "6.07", after: "4.5", beforeNights: 28, afterNights: 1, points: "1.5",
            percent: "25 % less than before",
            interval: "0.4 to 2.6", responder: false, hundredths: [157, 40, 260])
        let scale = ScaleView(
            scale: Worded(code: "pain", text: "Pain"), verdict: Worded(code: "x", text: "A verdict."), nightsTaken: 70,
            levels: levels)
        let view = ResponseView(
            notices: [], scales: [scale], caution: "A caution.", recheck: [], markedNote: "Marks:", marked: [],
            effects: [], sleep: "", rungs: [], changed: ["The dose was 1 mg."], labsNote: "Values:", labs: [])
        let after: [Passage] = [
            .heading("Pain"), .sentence("A verdict."), .remark("70 nights taken since the first dose."),
            .remark("Before, 28 nights rated: 6.07"),
            .remark("Now, 1 night rated: 4.5"), .remark("The fall: 1.5 · 25 % less than before"),
            .remark("Between: 0.4 to 2.6"), .remark("A caution."), .heading("Since the last agreement"),
            .sentence("The dose was 1 mg."),
        ]
        #expect(Passage.of(view, Texts(.en)) == after, "what is empty has no heading")
    }

    @Test func everyStatementStandsWithItsSideAndItsSources() async throws {
        let view = try await world.lane.ask { try $0.evidence() }
        let screen = root.screen(.evidence)
        await screen.stubRunTasks()
        let said = words(screen)
        #expect(said.prefix(1 + view.notices.count) == [view.preface] + view.notices.map(\.text))
        for card in view.topics.flatMap(\.cards) {
            let whole = [card.claim.text, "\(card.side.text) · \(card.found)"] + card.sources
            // Another card may name it before, as what else is said of the same.
            let places = said.indices.filter { said[$0] == card.claim.text }
            let stands = places.contains { Array(said[$0...].prefix(whole.count)) == whole }
            #expect(stands && !card.sources.isEmpty, "\(whole)")
        }
        let getting = root.screen(.getting)
        await getting.stubRunTasks()
        let asked = try await world.lane.ask { try $0.gettingIt().asked }
        for one in asked { #expect(words(getting).contains(one.of.text)) }
    }

    @Test func thePageIsSeenSharedAndGoneWhenTheScreenIsLeft() async throws {
        let screen = root.screen(.papers)
        await screen.stubRunTasks()
        #expect(house.papers.usual == .start, "nothing was taken yet")
        #expect(screen.stubPress("Starting the conversation"))
        #expect(await comes { house.papers.file != nil })
        let file = try #require(house.papers.file)
        #expect(try Data(contentsOf: file).prefix(5) == Data("%PDF-".utf8))
        #expect(file.lastPathComponent == "nocte-start-2026-11-02.pdf", "a day, and nothing of the patient")
        let page = try #require(house.papers.page)
        #expect(page.lines.allSatisfy { words(screen).contains($0) })
        let shared = screen.stubNodes.flatMap(\.all).filter { $0.kind == "ShareLink" }.compactMap { $0.traits["item"] }
        #expect(shared == [file.absoluteString, page.text])
        screen.stubLeave()
        #expect(house.papers.file == nil && !FileManager.default.fileExists(atPath: file.path))
    }

    @Test func aPageToHandOverNeedsNobodyAndIsGoneWhenTheScreenIsLeft() async throws {
        let screen = root.screen(.share)
        await screen.stubRunTasks()
        let page = try #require(house.share.page)
        #expect(page.open.isEmpty && words(screen).contains(page.aboutFile))
        await house.share.makeFile(ShareWish())
        #expect(house.share.trouble == nil)
        let file = try #require(house.share.made?.file)
        let html = try String(contentsOf: file, encoding: .utf8)
        #expect(html.contains("<html") && !html.contains("altrexone"), "it is sealed")
        screen.stubLeave()
        #expect(house.share.made == nil && !FileManager.default.fileExists(atPath: file.path))
    }

    @Test func labelsWithoutABottleAreNoPage() async throws {
        try await world.lane.ask { _ = try $0.endBottle(letter: "A", why: .discarded) }
        await house.papers.open(.label)
        #expect(house.papers.trouble == .gone && house.papers.page == nil && house.papers.file == nil)
    }
}
#endif
