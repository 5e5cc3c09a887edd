import Foundation
import NocteCore
import Testing

@testable import NocteKit

/// The lane over the real library and a real store.
@Suite struct LaneTests {
    private let world: World

    init() throws { world = try World() }

    private func note(_ text: String = "slept well") async throws {
        try await world.lane.ask { _ = try $0.keep(entry: .note(text: text, night: nil)) }
    }

    private func notes() async throws -> UInt64 {
        try await world.lane.ask { try $0.history(from: "2026-01-01", to: "2030-01-01").counts.notes }
    }

    @Test func theStoreAndItsKeyAreMadeByTheFirstFactAndNotBefore() async throws {
        let vault = Vault(box: world.box, store: world.store)
        #expect(try await !world.lane.ask { try $0.tonight().text }.isEmpty)
        #expect(vault.state == .absent)
        try await note()
        #expect(vault.state == .here)
        await world.lane.close()
        #expect(try await notes() == 1)
    }

    @Test func aLostKeyIsAStateAndNothingIsReplaced() async throws {
        try await note()
        await world.lane.close()
        try world.box.remove()
        #expect(Vault(box: world.box, store: world.store).state == .lost)
        await #expect(throws: Trouble.locked) { try await note() }
        #expect(try world.box.read() == nil, "no new key took the place of the lost one")
    }

    @Test func aWrongKeyIsAState() async throws {
        try await note()
        await world.lane.close()
        try world.box.remove()
        try world.box.add(Data(repeating: 7, count: 32))
        await #expect(throws: Trouble.wrongKey) { try await note() }
    }

    @Test func aKeychainThatThrowsIsAStateUntilItAnswersAgain() async throws {
        try await note()
        await world.lane.close()
        world.box.failing = .locked
        #expect(Vault(box: world.box, store: world.store).state == .locked)
        await #expect(throws: Trouble.locked) { try await note() }
        world.box.failing = .failed(code: -34018)
        await #expect(throws: Trouble.internal) { try await note() }
        world.box.failing = nil
        try await note()
        #expect(try await notes() == 2)
    }

    @Test func aCancelledTaskEndsWhatItWaitedFor() async throws {
        let lane = world.lane
        let waiting = await world.occupied()
        #expect(try await lane.ask { try $0.tonight().night } == "2026-11-02", "the lane is free meanwhile")
        waiting.cancel()
        await #expect(throws: Trouble.cancelled) { try await waiting.value }
        await #expect(throws: Trouble.notPaired) { _ = try await lane.away { try await $0.sync() } }
    }

    @Test func whatWasStoredIsToldToWhoListens() async throws {
        let changes = world.lane.changes()
        try await note()
        var heard: Set<Stale>?
        for await stale in changes {
            heard = stale
            break
        }
        #expect(heard == [.history, .plan, .tonight])
    }

    @Test func aRefusalIsShownAndNeverPrinted() async throws {
        try await world.lane.ask { _ = try $0.addMedicine(name: "Tramadol", said: .tookOn("2026-11-02")) }
        do {
            try await world.lane.ask { _ = try $0.resume(from: nil, noOpioids: true) }
            Issue.record("it went through")
        } catch {
            guard case .refused(_, let reason, let next) = error else { throw error }
            #expect(!reason.isEmpty && !next.isEmpty)
            var dumped = ""
            dump(error, to: &dumped)
            for said in ["\(error)", String(reflecting: error), error.localizedDescription, dumped] {
                #expect(!said.contains("ramadol") && !said.contains("opioid"), "\(said)")
            }
        }
    }

    @Test func aLineOfAnotherShapeIsHeldBackWhole() throws {
        let lines = Lines()
        let log = RedactedLog { lines.write($0) }
        try log.line(text: "log: the store is busy")
        try log.line(text: "change_plan: a value could not be read: Night")
        try log.line(text: "log: Tramadol 50 mg")
        let kept = ["log: the store is busy", "change_plan: a value could not be read: Night"]
        #expect(lines.all == kept + ["a line was held back"])
    }

    @Test func everyErrorOfTheCoreIsLogged() async throws {
        try await note()
        await #expect(throws: Trouble.self) {
            try await world.lane.ask { _ = try $0.log(told: .answer(.skipped), night: "not a night") }
        }
        world.box.failing = nil
        await #expect(throws: Trouble.notPaired) { _ = try await world.lane.away { try await $0.sync() } }
        #expect(world.log.all.contains("sync: not paired"))
    }
}
