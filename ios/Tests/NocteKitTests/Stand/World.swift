import Foundation
import NocteApple
import NocteCore
import NocteKit
import NocteScreens

private let mg: UInt64 = 1_000_000

/// A phone with the app on it: the real library over a real store, in a folder of its own.
final class World: @unchecked Sendable {
    let folder: URL
    let phone: Phone
    let center: PhoneCenter
    let box = MemoryBox()
    let log = Lines()
    let lane: NocteLane
    let reminders: Reminders
    let answers: Answers

    /// `watched`: it is looked at whether the clock was moved by hand.
    init(
        _ now: String = "2026-11-02T18:00:00Z", zone: String = "Europe/Berlin", lang: Lang = .en, watched: Bool = false
    ) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("nocte-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        phone = Phone(now, zone, watch: watched ? ClockWatch(folder: folder) : nil)
        center = PhoneCenter(phone)
        let path = folder.appendingPathComponent("nocte.db").path
        let lines = log
        lane = NocteLane(
            path: path, vault: Vault(box: box, store: path), clock: phone.clock,
            log: RedactedLog { lines.write($0) }, language: { lang })
        reminders = Reminders(lane: lane, center: center, kept: Self.kept(folder))
        answers = Answers(lane: lane, reminders: reminders, center: center)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
        kept.scratch.clear()
    }

    /// Where things stand besides the store, on this phone.
    var kept: KeptPlaces { Self.kept(folder) }

    private static func kept(_ folder: URL) -> KeptPlaces {
        let copies = folder.deletingLastPathComponent().appendingPathComponent("\(folder.lastPathComponent)-copies")
        return KeptPlaces(folder: folder, scratch: Scratch(folder: copies, picked: ApplePicked()))
    }

    /// Every model over it.
    @MainActor var house: House {
        House(desk, reminders: reminders, center: center, eraser: eraser, kept: kept)
    }

    var eraser: Eraser { Eraser(lane: lane, box: box, center: center, store: store) }

    var desk: Desk { Desk(lane: lane, clock: phone.clock) }

    var store: String { folder.appendingPathComponent("nocte.db").path }

    /// The app after a restart of the phone or an update: everything of it anew, over the same store and centre.
    func restarted() -> (lane: NocteLane, reminders: Reminders, answers: Answers) {
        let lines = log
        let lane = NocteLane(
            path: store, vault: Vault(box: box, store: store), clock: phone.clock,
            log: RedactedLog { lines.write($0) }, language: { .en })
        let reminders = Reminders(lane: lane, center: center, kept: kept)
        return (lane, reminders, Answers(lane: lane, reminders: reminders, center: center))
    }

    /// A plan that goes on, a bottle and every question answered. Bedtime 22:30, the reminder at that time.
    func begin() async throws { try await Self.begin(lane) }

    /// The same over another lane.
    static func begin(_ lane: NocteLane) async throws {
        try await lane.ask { nocte in
            let syringe = try parseSyringe(text: "1mL/0.01mL", mark: .point)
            let today = try nocte.tonight().night
            try nocte.choose(choices: [.syringe(syringe: syringe), .bedtime(at: "22:30"), .lead(minutes: 0)])
            for question in [Question.opioids, .liver, .pregnancy, .transplant, .surgery] {
                _ = try nocte.answer(answering: Answering(question: question, yes: false))
            }
            let step = PlanStep(id: "1", dose: 3 * mg / 2, minNights: 0, maxNights: nil, gate: .nights)
            let agreed = Agreement(kind: .reported, by: "Dr Example", on: today)
            let start = PlanStart.typed(steps: [step], cap: 9 * mg / 2)
            _ = try nocte.changePlan(
                change: .begin(start: start, agreement: agreed, taking: nil), when: When())
            let made = BottleMade.tabletInWater(tablets: [50 * mg], water: 50_000)
            _ = try nocte.makeBottle(
                request: BottleRequest(made: made, madeOn: today, syringe: syringe), noOpioids: true)
        }
    }

    /// A phone on the evening on which everything has begun, and every screen over it.
    @MainActor static func begun() async throws -> (World, House, RootView) {
        let world = try World()
        try await world.begin()
        let house = world.house
        return (world, house, RootView(house: house, speak: { _ in }))
    }

    /// Two steps of one night each, and the first night taken: the day after, the next waits for its gate alone.
    func stepped(gate: StepGate) async throws {
        try await begin()
        phone.now = millis("2026-11-02T21:31:00Z")
        try await lane.ask { nocte in
            let steps = [3 * mg / 2, 2 * mg].enumerated().map { place, dose in
                PlanStep(id: "\(place + 1)", dose: dose, minNights: 1, maxNights: nil, gate: gate)
            }
            let agreed = Agreement(kind: .reported, by: "Dr Example", on: "2026-11-02")
            let change = PlanChange.steps(steps: steps, startStep: 0, cap: 9 * mg / 2, agreement: agreed)
            _ = try nocte.changePlan(change: change, when: When())
            _ = try nocte.log(told: .answer(.taken(Swallowed())), night: "2026-11-02")
        }
        phone.now = millis("2026-11-03T18:00:00Z")
    }

    /// The plan of the year's story, as Android's tests begin it: bedtime 22:30 with the shipped lead.
    func beginYear() async throws {
        try await lane.ask { nocte in
            let today = try nocte.tonight().night
            try nocte.choose(choices: [
                .syringe(syringe: Self.syringe()), .bedtime(at: "22:30"), .lead(minutes: 45),
                .baseline(accepted: false),
            ])
            for question in [Question.opioids, .liver, .pregnancy, .transplant, .surgery] {
                _ = try nocte.answer(answering: Answering(question: question, yes: false))
            }
            let step = PlanStep(id: "1", dose: mg / 2, minNights: 0, maxNights: nil, gate: .nights)
            let agreed = Agreement(kind: .reported, by: "Dr Canary", on: today)
            let start = PlanStart.typed(steps: [step], cap: 9 * mg / 2)
            _ = try nocte.changePlan(
                change: .begin(start: start, agreement: agreed, taking: nil), when: When())
            try Self.newBottle(nocte, on: today)
        }
    }

    /// A new bottle in place of the one in use.
    static func newBottle(_ nocte: Nocte, on day: String) throws {
        for card in try nocte.bottles(nights: 0).bottles where card.stateText == nil {
            _ = try nocte.endBottle(letter: card.view.bottle.letter, why: .discarded)
        }
        let made = BottleMade.tabletInWater(tablets: [50 * mg], water: 50_000)
        _ = try nocte.makeBottle(
            request: BottleRequest(made: made, madeOn: day, syringe: syringe()), noOpioids: true)
    }

    private static func syringe() throws -> Syringe { try parseSyringe(text: "3 mL/0.1 mL", mark: .point) }

    /// The time goes by to this instant; nothing of the app runs meanwhile.
    func pass(to instant: String) { center.pass(to: millis(instant)) }
}
