import NocteKit
import SwiftUI

/// How a plan begins: by a protocol or as typed, who agreed to it, and what is taken already.
struct BeginScreen: View {
    let model: PlanModel
    let look: Look
    let go: @MainActor (Place) -> Void
    let back: @MainActor () -> Void
    @State private var beginning = Beginning()
    @State private var taking = false

    var body: some View {
        Page(title: look(.startPlanTitle), look: look, trouble: model.trouble) {
            Sentence(look(.startPlan))
            Tick(look(.takingAlready), $taking)
            if taking {
                Field(look(.presentDose), look(.stepDoseHint), text: $beginning.takingMilligrams)
                DayPick(look(.since), look, model.desk.clock, day: $beginning.takingSince)
            }
            source
            Heading(look(.whoAgreed))
            Remark(look(.whoAgreedMeans), look)
            Field(look(.agreedBy), look(.agreedByHint), text: $beginning.by)
            DayPick(look(.whichDay), look, model.desk.clock, day: $beginning.on)
            if case .refused("type_twice", _, _) = model.trouble { Tick(look(.typedTwice), $beginning.typedTwice) }
            Press(look(.beginNow), look, .main) {
                if !taking { beginning.takingMilligrams = "" }
                await model.begin(beginning)
                if model.trouble == nil { back() }
            }.disabled(beginning.on.isEmpty || taking && beginning.takingSince.isEmpty)
        }
        .task { await model.loadProtocols() }
    }

    @ViewBuilder private var source: some View {
        Heading(look(.planSource))
        ForEach(model.protocols.filter(\.executable), id: \.id) { one in
            let chosen = beginning.protocol == one.id
            Press(one.title, look, chosen ? .main : .side, chosen: chosen) {
                beginning.protocol = chosen ? nil : one.id
            }
            Sentence(one.provenance)
            Sentences(one.steps + one.rules)
            LeftOpen(missing: one.missing, look: look)
        }
        if model.protocols.contains(where: { !$0.executable }) {
            Press(look(.notHere), look, .bare) { go(.notHere) }
        }
        if beginning.protocol == nil {
            Heading(look(.typedPlan))
            ForEach(Array(beginning.steps.indices), id: \.self) { place in
                Heading(look(.stepNumber, "\(place + 1)"))
                Field(look(.stepDose), look(.stepDoseHint), text: $beginning.steps[place].milligrams)
                Field(look(.stepNights), look(.stepNightsHint), text: $beginning.steps[place].nights)
            }
            Press(look(.anotherStep), look) { beginning.steps.append(TypedStep()) }
            Remark(look(.lastStepOpen), look)
        }
    }
}

/// What a source leaves to the prescriber.
struct LeftOpen: View {
    let missing: [String]
    let look: Look

    var body: some View {
        if !missing.isEmpty {
            Sentence(look(.leftOpen))
            Sentences(missing)
        }
    }
}

/// Protocols that are shown and cannot be begun here, each with its reason.
struct NotHereScreen: View {
    let model: PlanModel
    let look: Look

    var body: some View {
        Page(title: look(.notHere), look: look, trouble: model.trouble) {
            Sentence(look(.notHereMeans))
            ForEach(model.protocols.filter { !$0.executable }, id: \.id) { one in
                Heading(one.id)
                Sentence(one.provenance)
                Sentences(one.steps + one.rules)
                Sentence(look(.notExecutable))
                LeftOpen(missing: one.missing, look: look)
            }
        }
        .task { await model.loadProtocols() }
    }
}
