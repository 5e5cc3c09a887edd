#if os(Linux)
import Foundation
import NocteApple
import NocteCore
import NocteSign
import SwiftUI
import Testing
import WidgetKit

@testable import NocteKit
@testable import NocteWidgetParts

/// A board that tells of what is hung out.
private struct Watched: SignBoard {
    let hung: @Sendable (Sign) -> Void

    func show(_ sign: Sign) { hung(sign) }
}

/// The widget's sign: from a real store to the file of the group to the timeline.
@Suite struct SignTests {
    private let world: World
    private let keeper: SignKeeper
    private let group: URL

    init() async throws {
        world = try World()
        group = world.folder.appendingPathComponent("group")
        try FileManager.default.createDirectory(at: group, withIntermediateDirectories: true)
        keeper = SignKeeper(lane: world.lane, clock: world.phone.clock, board: AppleSignBoard(folder: group))
    }

    private func date(_ instant: String) -> Date { Date(timeIntervalSince1970: Double(millis(instant)) / 1000) }

    private func words(at instant: String) -> String { Sign.read(from: group).words(at: date(instant)) }

    @Test func notYetThenDoneThenNothingOfTheNextNight() async throws {
        try await world.begin()
        await keeper.show()
        #expect(words(at: "2026-11-02T21:31:00Z") == "Not yet")
        #expect(words(at: "2026-11-03T11:00:00Z") == "–", "an app that does not run says nothing of the next night")
        world.phone.now = millis("2026-11-02T21:31:00Z")
        try await world.lane.ask { _ = try $0.log(told: .answer(.taken(Swallowed())), night: "2026-11-02") }
        await keeper.show()
        #expect(words(at: "2026-11-03T07:00:00Z") == "Done", "did I take it?, asked in the morning")
        #expect(words(at: "2026-11-03T10:59:59Z") == "Done")
        #expect(words(at: "2026-11-03T11:00:00Z") == "–", "at noon the next night begins")
    }

    @Test func whatWasNotTakenIsNotCalledDone() async throws {
        try await world.begin()
        world.phone.now = millis("2026-11-02T21:31:00Z")
        for (answer, said) in [(DoseAnswer.skipped, "Skipped"), (.unknown, "Not sure")] {
            try await world.lane.ask { nocte in
                _ = try nocte.log(told: .answer(answer), night: "2026-11-02")
            }
            await keeper.show()
            #expect(words(at: "2026-11-02T21:31:00Z") == said)
            try await world.lane.ask { _ = try $0.log(told: .undo(entry: nil), night: "2026-11-02") }
        }
    }

    @Test func aHoldALockedPhoneAndNoPlanSayNothing() async throws {
        await keeper.show()
        #expect(words(at: "2026-11-02T21:31:00Z") == "–")
        try await world.begin()
        try await world.lane.ask { _ = try $0.hold(wish: .patient, from: nil) }
        await keeper.show()
        #expect(words(at: "2026-11-02T21:31:00Z") == "–")
        await world.lane.close()
        world.box.failing = .locked
        await keeper.show()
        #expect(words(at: "2026-11-02T21:31:00Z") == "–")
    }

    @Test func itFollowsWhatIsStoredAndTellsNobodyAnythingElse() async throws {
        try await world.begin()
        let (board, shown, changes) = (AppleSignBoard(folder: group), Lines(), world.lane.changes())
        let watched = Watched { sign in
            board.show(sign)
            shown.write(sign.words)
        }
        let keeper = SignKeeper(lane: world.lane, clock: world.phone.clock, board: watched)
        let following = Task { await keeper.follow(changes) }
        defer { following.cancel() }
        world.phone.now = millis("2026-11-02T21:31:00Z")
        let before = WidgetCenter.shared.stubReloads
        try await world.lane.ask { _ = try $0.log(told: .answer(.taken(Swallowed())), night: "2026-11-02") }
        #expect(await comes { shown.all.last == "Done" })
        #expect(words(at: "2026-11-02T21:31:00Z") == "Done" && WidgetCenter.shared.stubReloads > before)
        let kept = try String(contentsOf: Sign.file(in: group), encoding: .utf8)
        for word in ["mg", "altrex", "2026", "onday", "ottle"] { #expect(!kept.contains(word), "\(kept)") }
    }

    @Test @MainActor func theTimelineHasWhatStandsAndWhatFollows() async throws {
        try Sign(words: "Not yet", until: date("2026-11-03T01:30:00Z"), after: "–").write(to: group)
        let (now, lines) = (date("2026-11-02T21:31:00Z"), Lines())
        let provider = SignProvider(folder: group, now: { now })
        provider.getTimeline(in: .init(isPreview: false)) { timeline in
            for entry in timeline.entries { lines.write("\(entry.date.timeIntervalSince1970) \(entry.words)") }
        }
        let (first, second) = (now.timeIntervalSince1970, date("2026-11-03T01:30:00Z").timeIntervalSince1970)
        #expect(lines.all == ["\(first) Not yet", "\(second) –"])
        provider.getSnapshot(in: .init(isPreview: true)) { lines.write($0.words) }
        #expect(lines.all.last == "Not yet")
        let text = SignView(entry: SignEntry(date: now, words: "Not yet")).stubNodes.flatMap(\.all)
        #expect(text.map(\.text) == ["Not yet"])
        #expect(provider.placeholder(in: .init(isPreview: true)).words == "–")
    }
}
#endif
