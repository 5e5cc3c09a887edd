import NocteKit
import SwiftUI

/// The plan: its steps, where one stands, what the next one waits for, and every way off it.
struct PlanScreen: View {
    let model: PlanModel
    let look: Look
    let go: @MainActor (Place) -> Void
    @State private var surgery = ""

    var body: some View {
        Page(title: look(.plan), look: look, trouble: model.trouble) {
            if let plan = model.page {
                Sentence(plan.state)
                Remark(look(plan.signed ? .agreedSigned : .agreedReported, plan.agreedBy), look)
                Sentences(model.warnings)
                ForEach(Array(plan.steps.indices), id: \.self) { step(plan.steps[$0]) }
                next(plan)
                ways(plan)
            } else {
                Sentence(look(.noPlan))
                Press(look(.begin), look, .main) { go(.start) }
            }
        }
        .task { await model.load() }
    }

    private func step(_ line: PlanStepLine) -> some View {
        VStack(alignment: .leading, spacing: 4) {
            Text(verbatim: line.words).bold(line.standing == .here)
            Remark(standing(line), look)
        }
        .accessibilityElement(children: .combine)
    }

    private func standing(_ line: PlanStepLine) -> String {
        switch line.standing {
        case .done: look(.done)
        case .here: look.count(line.nights, .stepHereOne, .stepHereOther)
        case .ahead: look(.later)
        case .notUsed: look(.stepLeftOut)
        }
    }

    @ViewBuilder private func next(_ plan: PlanPage) -> some View {
        if !plan.waitsFor.isEmpty {
            Heading(look(.waitsFor))
            Sentences(plan.waitsFor.map(\.text))
        }
        if let again = plan.askAgain { Sentence(again) }
        if plan.asksClinician { Press(look(.gateSaid), look) { go(.gate) } }
        if plan.mayStepUp || plan.asksSymptomFree {
            Press(look(.stepUp), look, .main) { go(.stepUp) }
            Remark(look(.stepUpMeans), look)
        }
    }

    @ViewBuilder private func ways(_ plan: PlanPage) -> some View {
        Heading(look(.otherWays))
        if plan.held {
            Press(look(.resume), look, .main) { go(.resume) }
        } else {
            way(.hold, .holdMeans) { await model.hold() }
        }
        DayPick(look(.surgeryHold), look, model.desk.clock, day: $surgery)
        if !surgery.isEmpty { way(.surgeryHold, .surgeryHoldMeans) { await model.holdForSurgery(on: surgery) } }
        way(.repeat, .repeatMeans) { await model.turn(.repeat) }
        way(.stepBack, .stepBackMeans) { await model.turn(.back) }
        way(.backAndAsk, .backAndAskMeans) { go(.askAgain) }
        if plan.mayHalve { way(.halve, .halveMeans) { await model.turn(.halve) } }
        switch plan.recheck {
        case .running: way(.recheckEnd, .recheckEndMeans) { await model.endRecheck() }
        case .offered: way(.recheck, .recheckMeans) { await model.recheck(nil) }
        case .agreed: way(.recheck, .recheckMeans) { go(.recheck) }
        }
        way(.retitrate, .retitrateMeans) { go(.retitrate) }
        way(.stop, .stopMeans) { go(.stop) }
    }

    private func way(_ label: Phrase, _ means: Phrase, _ go: @escaping @MainActor () async -> Void) -> some View {
        VStack(alignment: .leading, spacing: 4) {
            Press(look(label), look, action: go)
            Remark(look(means), look)
        }
    }
}

/// What is said together with the tap that starts a step, or ends a pause: nothing does by itself.
struct TapScreen: View {
    let title, means, now: Phrase
    let asksSymptomFree: Bool
    let model: PlanModel
    let look: Look
    let go: @MainActor (Place) -> Void
    let tap: @MainActor (_ noOpioids: Bool, _ symptomFree: Bool) async -> Void
    let back: @MainActor () -> Void
    @State private var noOpioids = false
    @State private var symptomFree = false

    var body: some View {
        Page(title: look(title), look: look, trouble: model.trouble) {
            Sentence(look(means))
            Tick(look(.noOpioids), $noOpioids)
            if asksSymptomFree { Tick(look(.symptomFree), $symptomFree) }
            Press(look(.nameMedicine), look, .bare) { go(.check) }
            Press(look(now), look, .main) {
                await tap(noOpioids, symptomFree)
                if model.trouble == nil { back() }
            }
        }
    }
}

/// Something a prescriber has agreed to, as the patient tells it: who, and on which day.
struct AgreedScreen: View {
    let title, means, now: Phrase
    let model: PlanModel
    let look: Look
    let tell: @MainActor (AgreedWith) async -> Void
    let back: @MainActor () -> Void
    @State private var agreed = AgreedWith()

    var body: some View {
        Page(title: look(title), look: look, trouble: model.trouble) {
            Sentence(look(means))
            Field(look(.agreedBy), look(.agreedByHint), text: $agreed.by)
            DayPick(look(.whichDay), look, model.desk.clock, day: $agreed.on)
            if case .refused("type_twice", _, _) = model.trouble { Tick(look(.typedTwice), $agreed.typedTwice) }
            Press(look(now), look, .main) {
                await tell(agreed)
                if model.trouble == nil { back() }
            }.disabled(agreed.on.isEmpty)
        }
    }
}

/// One step back, and when the prescriber may be asked about the present one again. No step comes of it.
struct AskAgainScreen: View {
    let model: PlanModel
    let look: Look
    let back: @MainActor () -> Void
    @State private var months = ""

    var body: some View {
        Page(title: look(.backAndAsk), look: look, trouble: model.trouble) {
            Sentence(look(.backAndAskMeans))
            Field(look(.askAgainMonths), look(.askAgainHint), text: $months)
            Press(look(.backAndAskNow), look, .main) {
                await model.backAndAsk(months)
                if model.trouble == nil { back() }
            }
        }
    }
}
