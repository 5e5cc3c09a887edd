import NocteKit
import SwiftUI

/// One card: what to take, or why not, and the one button that answers it.
public struct TonightScreen: View {
    let model: TonightModel
    let theme: Theme
    /// A reminder did not come, and nobody has been told yet.
    let missed: Bool
    let go: @MainActor (Place) -> Void
    /// Reads a sentence aloud.
    let speak: @MainActor (String) -> Void
    @Environment(\.dynamicTypeSize) private var textSize
    @Environment(\.colorScheme) private var scheme

    public init(
        model: TonightModel, theme: Theme = .system, missed: Bool = false, go: @escaping @MainActor (Place) -> Void,
        speak: @escaping @MainActor (String) -> Void
    ) {
        (self.model, self.theme, self.missed) = (model, theme, missed)
        (self.go, self.speak) = (go, speak)
    }

    /// Advice after which there is nothing left to do.
    private static let calm = ["tonight_as_usual", "nothing_to_take_now"]

    private var look: Look {
        Look(
            texts: Texts(model.desk.lane.lang),
            palette: .of(theme, evening: model.card?.evening ?? false, scheme: scheme))
    }

    public var body: some View {
        Page(title: model.card?.heading ?? look(.tonight), look: look, trouble: model.trouble) {
            if let said = model.said { answer(said) }
            if let card = model.card {
                if card.clockMoved {
                    Sentence(look(.clockMoved))
                    Press(look(.clockRight), look, .bare) { await model.clockIsRight() }
                }
                TonightFace(card: card, look: look, speak: speak)
                if model.said == nil || card.phase != .closed { reasons(card) }
                buttons(card)
            }
        }
        .task { await model.load() }
        .sensoryFeedback(.success, trigger: model.said)
    }

    /// What became of the last tap, the most urgent advice first.
    @ViewBuilder private func answer(_ said: Said) -> some View {
        Sentence(said.text, large: true).accessibilityAddTraits(.updatesFrequently)
        Sentences(said.advice.map(\.text).filter { !said.text.contains($0) })
        if said.stored && said.advice.allSatisfy({ Self.calm.contains($0.code) }) {
            Remark(look(.goodNight), look)
        }
        if said.advice.contains(where: { $0.code == "withdrawal_page" }) {
            Press(look(.withdrawal), look) { go(.redFlags) }
        }
        if said.asksTime { Press(look(.sayTime), look, .main) { go(.correct) } }
    }

    @ViewBuilder private func reasons(_ card: TonightCard) -> some View {
        Sentences(card.reasons.map(\.text).filter { !card.state.contains($0) })
        ForEach(Array(card.beside.indices), id: \.self) { Remark(card.beside[$0].text, look) }
        ForEach(Way.all(card.reasons.map(\.code)), id: \.self) { way in
            Press(look(way.phrase), look) { go(way.place) }
        }
    }

    @ViewBuilder private func buttons(_ card: TonightCard) -> some View {
        switch card.phase {
        case .open: open(card)
        case .morning:
            // All three are fine answers: none stands out.
            Press(look(.yes), look) { await model.say(.taken) }
            Press(look(.no), look) { await model.say(.skipped) }
            Press(look(.notSure), look) { await model.say(.unsure) }
        case .closed:
            if model.mayUndo { Press(look(.undo), look, .main) { await model.undo() } }
            Press(look(.change), look) { go(.correct) }
            Press(look(.log), look) { go(.log) }
        case .quiet: Press(look(.log), look) { go(.log) }
        }
        // At night there is one thing to do, and this is none of it.
        if missed && !card.evening { Press(look(.missedHere), look) { go(.selfCheck) } }
        Press(look(.more), look, .bare) { go(.more) }
    }

    @ViewBuilder private func open(_ card: TonightCard) -> some View {
        if model.asksToLook {
            Press(look(.sawBothLines), look, .main) { model.look() }
        } else if model.offersDone {
            Press(look(.done), look, .main, spoken: look(.doneSpoken, card.heading), height: 96) {
                await model.say(.taken)
            }
        } else if card.offersMyself {
            Press(look(.gaveItMyself), look, .main) { await model.say(.myself) }
        }
        if textSize.isAccessibilitySize {
            VStack(spacing: 16) { laterAndSkip(card) }
        } else {
            HStack(spacing: 16) { laterAndSkip(card) }
        }
        if !card.offersDone { Press(look(.tookItAnyway), look, .bare) { go(.correct) } }
    }

    @ViewBuilder private func laterAndSkip(_ card: TonightCard) -> some View {
        Press(look(.later), look, spoken: look(.laterSpoken, card.heading)) { await model.later() }
        Press(look(.skipTonight), look, spoken: look(.skipSpoken, card.heading)) { await model.say(.skipped) }
    }
}

/// The card itself: dose, bottle, line; or the state in a sentence.
struct TonightFace: View {
    let card: TonightCard
    let look: Look
    let speak: @MainActor (String) -> Void

    var body: some View {
        if let line = card.line, let dose = card.dose, card.phase == .open {
            Text(verbatim: dose).font(.largeTitle).bold().accessibilityLabel(card.spoken).privacySensitive()
            if let bottle = card.bottle { Sentence(look(.bottleOf, bottle, card.strength ?? "")) }
            ForEach(Array(card.at.indices), id: \.self) { draw in
                if card.at.count > 1 { Remark(look(.drawOf, "\(draw + 1)", "\(card.at.count)"), look) }
                SyringeView(marks: card.marks, at: card.at[draw], spoken: line, look: look)
            }
            Sentence(line)
            if let changed = card.changed { Text(verbatim: changed).bold() }
            if let left = card.left { Remark(left, look) }
            Press(look(.readAloud), look, .bare) { speak(card.spoken) }
        } else {
            Text(verbatim: card.state).font(.title2).accessibilityLabel(card.spoken)
        }
    }
}

/// Where a reason is answered; nothing where only time or a person can.
enum Way: Hashable {
    case questions, name, begin, bottles, plan, restored, oneOrTwo, clinic, syringe

    /// Two reasons with one way are one button.
    static func all(_ codes: [String]) -> [Way] {
        codes.compactMap(of).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func of(_ code: String) -> Way? {
        switch code {
        case "question_open": .questions
        case "opioid_not_named", "opioid_unanswered", "opioid_ask_again": .name
        case "no_plan": .begin
        case "no_bottle", "bottle_expired", "bottle_warm", "bottle_empty", "bottle_unnamed", "two_bottles": .bottles
        case "held", "ended", "plan_ahead", "review": .plan
        case "restored": .restored
        case "one_dose_or_two": .oneOrTwo
        case "not_giving": .clinic
        case "no_line", "rounded_too_far", "steps_share_a_line": .syringe
        default: nil
        }
    }

    var phrase: Phrase {
        switch self {
        case .questions: .answerQuestions
        case .name: .nameMedicine
        case .begin: .begin
        case .bottles: .toBottles
        case .plan: .toPlan
        case .restored: .confirmRestore
        case .oneOrTwo: .answerOneOrTwo
        case .clinic: .toClinic
        case .syringe: .otherSyringe
        }
    }

    var place: Place {
        switch self {
        case .questions: .questions
        case .name: .check
        case .begin: .start
        case .bottles: .bottles
        case .plan: .plan
        case .restored: .restored
        case .oneOrTwo: .oneOrTwo
        case .clinic: .clinic
        case .syringe: .syringe
        }
    }
}
