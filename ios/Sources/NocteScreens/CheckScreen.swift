import NocteKit
import SwiftUI

/// A medicine or an operation: the verdict with its reasons, and an answer to what was found.
struct CheckScreen: View {
    let model: CheckModel
    let look: Look
    let go: @MainActor (Place) -> Void
    @State private var name = ""
    @State private var planned = false
    @State private var surgery = ""
    /// Of each medicine that was found.
    @State private var days: [String: String] = [:]

    var body: some View {
        Page(title: look(.check), look: look, trouble: model.trouble) {
            Field(look(.checkName), look(.checkNameHint), text: $name)
            Tick(look(.surgeryHold), $planned)
            if planned { DayPick(look(.checkSurgery), look, model.desk.clock, day: $surgery) }
            Press(look(.checkNow), look, .main) { await model.check(name, surgery: planned ? surgery : nil) }
                .disabled(planned && surgery.isEmpty)
            if let answer = model.answer { self.answer(answer) }
            if let kept = model.kept { self.kept(kept) }
            if !model.clocks.isEmpty {
                Heading(look(.clocks))
                Sentences(model.clocks)
            }
            Heading(look(.alwaysHere))
            Press(look(.redFlags), look) { go(.redFlags) }
            Press(look(.card), look) { go(.card) }
        }
        .task { await model.load() }
    }

    @ViewBuilder private func answer(_ answer: CheckPage) -> some View {
        Sentence(answer.words, large: true)
        Sentences(answer.reasons.map(\.text))
        if !answer.reviewed { Remark(look(.notReviewed), look) }
        ForEach(answer.toAnswer, id: \.self) { name in
            Heading(name)
            Press(look(.notTaking), look) { await model.record(name, .notTaking) }
            let day = days[of: name]
            DayPick(look(.whichDay), look, model.desk.clock, day: $days[of: name])
            Press(look(.tookOn), look) { await model.record(name, .tookOn(day)) }.disabled(day.isEmpty)
            Press(look(.startingOn), look) { await model.record(name, .startingOn(day)) }.disabled(day.isEmpty)
        }
    }

    @ViewBuilder private func kept(_ kept: MedicineKept) -> some View {
        Sentence(look(kept.holds ? .holdBegan : .kept))
        if kept.onTop {
            Sentence(look(.onTop))
            Press(look(.withdrawal), look, .main) { go(.redFlags) }
        }
    }
}

extension [String: String] {
    /// The day that was named for a medicine; empty until it is.
    fileprivate subscript(of name: String) -> String {
        get { self[name] ?? "" }
        set { self[name] = newValue }
    }
}

/// The questions that cannot be passed over before a line is shown.
struct QuestionsScreen: View {
    let model: CheckModel
    let look: Look
    let go: @MainActor (Place) -> Void
    @State private var day = ""

    var body: some View {
        Page(title: look(.questions), look: look, trouble: model.trouble) {
            if let one = model.questions.first {
                Remark(look.count(model.questions.count, .questionsLeftOne, .questionsLeftOther), look)
                Sentence(one.text, large: true)
                Remark(one.why, look)
                if one.question == .surgery { DayPick(look(.whichDay), look, model.desk.clock, day: $day) }
                Press(look(.yes), look) {
                    await model.answer(one.question, yes: true, on: one.question == .surgery ? day : nil)
                    if one.question == .opioids && model.trouble == nil { go(.check) }
                }.disabled(one.question == .surgery && day.isEmpty)
                Press(look(.no), look) { await model.answer(one.question, yes: false, on: nil) }
            } else {
                Sentence(look(.ready))
            }
        }
        .task { await model.load() }
    }
}

/// When not to wait; and the emergency card. Both without a network, the first without a store.
struct SentencesScreen: View {
    let title, intro: String
    let texts: [String]
    let look: Look

    var body: some View {
        Page(title: title, look: look) {
            Sentence(intro, large: true)
            Sentences(texts)
        }
    }
}
