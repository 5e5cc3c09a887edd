import Foundation
import NocteCore
import Testing

@testable import NocteKit

/// The other models over a real store.
@MainActor @Suite struct ModelTests {
    private let world: World

    init() async throws {
        world = try World()
        try await world.begin()
    }

    @Test func theDiaryKeepsAndShows() async {
        let model = DiaryModel(world.desk)
        await model.load()
        #expect(model.page?.scales.count == 6 && model.page?.badDay == false)
        await model.rate("pain", 7)
        await model.effect("vivid dreams", .moderate)
        await model.ownScale("itch")
        await model.badDay()
        await model.note("slept well")
        #expect(model.page?.scales.first { $0.code == "pain" }?.tonight == 7)
        #expect(model.page?.openEffects == ["vivid dreams"] && model.page?.badDay == true)
        #expect(model.page?.scales.last == Scale(code: "itch", own: true, tonight: nil))
        await model.effectGone("vivid dreams")
        #expect(model.page?.openEffects == [] && model.trouble == nil)
        await model.rate("pain", 11)
        #expect(model.trouble == .field("symptom"))
    }

    @Test func thePlanIsShownHeldAndGoesOn() async {
        let model = PlanModel(world.desk)
        await model.load()
        #expect(model.page?.steps.map(\.standing) == [.here] && model.page?.agreedBy == "Dr Example")
        #expect(model.page?.signed == false && model.page?.held == false)
        await model.hold()
        #expect(model.page?.held == true)
        await model.resume(noOpioids: true)
        #expect(model.page?.held == false && model.trouble == nil)
        await model.stepUp(noOpioids: true, symptomFree: true)
        guard case .refused(_, let reason, let next) = model.trouble else {
            return #expect(Bool(false), "\(String(describing: model.trouble))")
        }
        #expect(!reason.isEmpty && !next.isEmpty)
    }

    @Test func aPlanIsBegunAsTypedAndAHighFirstDoseIsTypedTwice() async throws {
        let fresh = try World()
        let model = PlanModel(fresh.desk)
        await model.load()
        #expect(model.page == nil && model.trouble == nil)
        await model.loadProtocols()
        #expect(!model.protocols.isEmpty && model.protocols.allSatisfy { !$0.provenance.isEmpty })
        var beginning = Beginning()
        beginning.steps = [TypedStep(milligrams: "3 mg", nights: "")]
        (beginning.by, beginning.on) = ("Dr Example", "2026-11-02")
        await model.begin(beginning)
        guard case .refused(let code, _, _) = model.trouble else {
            return #expect(Bool(false), "\(String(describing: model.trouble))")
        }
        #expect(code == "type_twice")
        beginning.typedTwice = true
        await model.begin(beginning)
        #expect(model.page?.steps.count == 1 && model.trouble == nil)
        #expect(!model.warnings.isEmpty, "nothing is clinically reviewed yet, and that is said")
    }

    @Test func aCheckThatFindsAnOpioidEndsInAnAnswer() async {
        let model = CheckModel(world.desk)
        await model.check("Tramadol", surgery: nil)
        #expect(model.answer?.toAnswer == ["Tramadol"] && model.answer?.reviewed == false)
        #expect(model.answer?.finding != .clear && model.answer?.words.isEmpty == false)
        await model.record("Tramadol", .tookOn("2026-11-02"))
        #expect(model.kept?.holds == true && model.answer == nil)
        #expect(!model.clocks.isEmpty && model.trouble == nil)
    }

    @Test func theQuestionsTheCardAndTheRedFlagsAreThere() async throws {
        let fresh = try World()
        let model = CheckModel(fresh.desk)
        #expect(!model.redFlags.isEmpty, "without a store and without a network")
        await model.load()
        #expect(Set(model.questions.map(\.question)) == Set(Asked.allCases))
        for question in Asked.allCases { await model.answer(question, yes: false, on: nil) }
        #expect(model.questions.isEmpty && model.trouble == nil)
        let begun = CheckModel(world.desk)
        await begun.load()
        #expect(!begun.card.isEmpty)
    }

    @Test func aBottleIsReadBackMadeAndEnded() async {
        let model = BottlesModel(world.desk)
        await model.load()
        #expect(model.page?.bottles.map(\.letter) == ["A"])
        let bottle = NewBottle.tablets(milligrams: "50 mg", count: 1, water: "50 mL")
        await model.readBack(bottle)
        #expect(model.readBack == "1\u{a0}mg/mL")
        await model.make(bottle, noOpioids: true)
        #expect(model.made?.letter == "B" && model.made?.label.isEmpty == false && model.made?.guide.isEmpty == false)
        await model.end("A", .discarded)
        #expect(model.page?.bottles.map(\.usable) == [true, false])
        await model.readBack(.tablets(milligrams: "50 mg", count: 1, water: "fifty"))
        #expect(model.readBack == nil && model.trouble != nil)
    }

    @Test func historyIsNewestFirstWithItsCurves() async throws {
        let tonight = TonightModel(world.desk)
        for night in 2...4 {
            world.phone.now = millis("2026-11-0\(night)T21:31:00Z")
            await tonight.load()
            await tonight.say(.taken)
            try await world.lane.ask {
                _ = try $0.keep(entry: .rating(scale: "pain", value: UInt8(night), night: nil))
            }
        }
        let model = HistoryModel(world.desk)
        await model.load()
        #expect(model.page?.nights.map(\.night) == ["2026-11-04", "2026-11-03", "2026-11-02"])
        #expect(model.page?.nights.allSatisfy { $0.status == .taken && $0.amount == "1.5\u{a0}mg" } == true)
        #expect(model.page?.curves == [ScaleCurve(code: "pain", values: [2, 3, 4])])
        #expect(model.page?.days.count == 3)
    }

    @Test func whatTheLastExchangeMetIsShownBesideWhatStands() {
        let page = ClinicPage(paired: true, troubles: [.partly])
        #expect(page.having(met: [.offline, .partly]).troubles == [.partly, .offline])
        #expect(page.having(met: []) == page)
    }

    @Test func withoutAClinicItsPageBeginsWithPairing() async {
        let model = ClinicModel(world.desk, scratch: world.kept.scratch)
        await model.load()
        #expect(model.page?.paired == false && model.trouble == nil)
        await model.sync()
        #expect(model.trouble == .notPaired && !model.outside)
        await model.pair(link: "no link", passcode: "")
        #expect(model.trouble == .field("pairing_notALink"))
    }

    @Test func settingsAreKept() async throws {
        let model = SettingsModel(world.desk)
        await model.load()
        #expect(model.page?.bedtime == "22:30" && model.page?.leadMinutes == 0 && model.page?.hasSyringe == true)
        await model.bedtime("23:00")
        #expect(model.page?.bedtime == "23:00")
        await model.tabletsLeft(" 12 ")
        #expect(model.page?.tabletsLeft == 12 && model.trouble == nil)
        await model.tabletsLeft("a dozen")
        #expect(model.page?.tabletsLeft == 12 && model.trouble == .field("choice"))
        await model.giveHere()
        #expect(model.trouble == nil)
        await model.syringe("nonsense")
        #expect(model.trouble != nil)
    }

    @Test func whatChangesTonightChangesTheReminders() async throws {
        await world.reminders.reconcile(.opened)
        let reminders = world.reminders
        let changes = world.lane.changes()
        let following = Task { await reminders.follow(changes) }
        defer { following.cancel() }
        try await world.lane.ask { _ = try $0.hold(wish: .patient, from: nil) }
        #expect(await comes { !world.center.held.contains { $0.id.hasPrefix("d/") } })
    }
}
