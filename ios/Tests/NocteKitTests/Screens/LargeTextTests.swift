#if os(Linux)
import Foundation
import NocteCore
import SwiftUI
import Testing

@testable import NocteKit
@testable import NocteScreens

/// Every screen at the largest text size, as far as a tree of words tells: what stands side by side, what has a fixed height
/// or a last line, and what is pushed over an edge. Whether it fits is layout, and nothing is laid out here.
@MainActor @Suite struct LargeTextTests {
    private let house: House
    private let root: RootView
    private let log: LogScreen

    init() async throws {
        let world = try World()
        try await world.begin()
        house = world.house
        root = RootView(house: house, speak: { _ in })
        for model in [house.tonight, house.plan, house.bottles, house.history, house.settings] as [any Asking] {
            await model.load()
        }
        await house.diary.load()
        log = LogScreen(model: house.diary, look: root.look, go: { _ in })
        _ = log.stubPress("Pain")
        let log = log
        let opened = { log.stubNodes.flatMap(\.all).contains { $0.kind == "HStack" } }
        #expect(await comes { opened() })
    }

    /// Everything that is on the screens at a text size, and where. Nothing waits between setting it and setting it back.
    private func nodes(_ size: DynamicTypeSize) -> [(place: String, node: StubNode)] {
        EnvironmentValues.stubTextSize = size
        defer { EnvironmentValues.stubTextSize = .large }
        let screens = Place.all.map { ("\($0)", root.screen($0).stubNodes) }
        let all = screens + [("tonight", root.stubNodes), ("a scale", log.stubNodes)]
        return all.flatMap { place, nodes in nodes.flatMap(\.all).map { (place, $0) } }
    }

    private func words(_ node: StubNode) -> [String] { node.all.filter { $0.kind == "Text" }.map(\.text) }

    @Test func atTheLargestSizeWordsStandBelowEachOther() {
        var rows = 0
        for (place, node) in nodes(.accessibility5) where node.kind == "HStack" {
            let words = words(node)
            #expect(words.count <= 3 && words.allSatisfy { $0.count <= 2 }, "\(place): \(words) side by side")
            rows += 1
        }
        #expect(rows >= 4, "the numbers of a scale are looked at")
        let beside = nodes(.large).filter { $0.node.kind == "HStack" }.map { words($0.node) }
        #expect(beside.contains(["Later", "Skip tonight"]), "at other sizes they stand beside each other")
    }

    @Test func noWordHasAFixedHeightOrALastLine() {
        for (place, node) in nodes(.accessibility5) {
            if node.traits["fixed"] != nil { #expect(words(node).isEmpty, "\(place): \(words(node)) in a fixed frame") }
            #expect(node.traits["lines"] == nil, "\(place): \(node.outline())")
        }
    }

    @Test func nothingIsPushedOverAnEdge() {
        let all = nodes(.accessibility5).filter { $0.node.traits["padding"] != nil }
        #expect(all.count > Place.all.count)
        for (place, node) in all {
            let length = Double(node.traits["padding"] ?? "") ?? -1
            #expect(length >= 0 && length <= 32, "\(place): a margin of \(length)")
        }
    }

    @Test func theScaleOfTheSyringeStaysADrawing() {
        let canvases = nodes(.accessibility5).map(\.node).filter { $0.kind == "Canvas" && $0.traits["label"] != nil }
        #expect(!canvases.isEmpty && canvases.allSatisfy { $0.traits["sizes"] == "some" })
    }
}
#endif
