import NocteKit
import SwiftUI

/// A bottle is made: as typed, read back, then a step a time with a counter for every filling.
struct NewBottleScreen: View {
    let model: BottlesModel
    let look: Look
    let go: @MainActor (Place) -> Void
    let back: @MainActor () -> Void
    @State private var kind = Kind.tablets
    @State private var strength = ""
    @State private var count = "1"
    @State private var volume = ""
    @State private var printed = ""
    @State private var from = ""
    @State private var plain = false
    @State private var noOpioids = false
    @State private var step = 0
    @State private var filled = 0

    enum Kind: Hashable { case tablets, pharmacy, second }

    var body: some View {
        Page(title: look(.newBottle), look: look, trouble: model.trouble) {
            if let made = model.made {
                making(made)
            } else if model.page?.hasSyringe == false {
                Sentence(look(.syringeFirst))
                Press(look(.chooseSyringe), look, .main) { go(.syringe) }
            } else if let strength = model.readBack {
                check(strength)
            } else {
                ask
            }
        }
        .task { await model.load() }
    }

    @ViewBuilder private var ask: some View {
        Picker(LocalizedStringKey(look(.newBottle)), selection: $kind) {
            Text(verbatim: look(.madeOfTablets)).tag(Kind.tablets)
            Text(verbatim: look(.madeByPharmacy)).tag(Kind.pharmacy)
            Text(verbatim: look(.madeOfBottle)).tag(Kind.second)
        }
        switch kind {
        case .tablets:
            Field(look(.tabletStrength), look(.tabletStrengthHint), text: $strength)
            Field(look(.tabletCount), look(.tabletCountHint), text: $count)
            Field(look(.water), look(.waterHint), text: $volume)
            Tick(look(.plainTablets), $plain)
            if !plain { Remark(look(.plainFirst), look) }
        case .pharmacy:
            Field(look(.labelStrength), look(.labelStrengthHint), text: $strength)
            Field(look(.labelVolume), look(.waterHint), text: $volume)
            DayPick(look(.printedDate), look, model.desk.clock, day: $printed)
        case .second: Field(look(.fromBottle), look(.correctBottleHint), text: $from)
        }
        Press(look(.readBack), look, .main) { await model.readBack(bottle) }
            .disabled(kind == .tablets && !plain)
    }

    @ViewBuilder private func check(_ strength: String) -> some View {
        Sentence(look(.readBackMeans))
        Text(verbatim: strength).font(.largeTitle)
        Sentence(look(.readBackCheck))
        Tick(look(.noOpioids), $noOpioids)
        Press(look(.nameMedicine), look, .bare) { go(.check) }
        Press(look(.rightMake), look, .main) {
            (step, filled) = (0, 0)
            await model.make(bottle, noOpioids: noOpioids)
        }
        Press(look(.wrongAgain), look) { model.forget() }
    }

    @ViewBuilder private func making(_ made: BottlePage) -> some View {
        if step < made.guide.count {
            let one = made.guide[step]
            Sentence(one.words, large: true)
            if one.fillings > 0 {
                Sentence(look(.placeOf, "\(filled)", "\(one.fillings)"))
                Press(look(.filledOne), look, .main) { filled = min(filled + 1, one.fillings) }
                Press(look(.filledLess), look) { filled = max(filled - 1, 0) }
            }
            Press(look(.nextStep), look, one.fillings > 0 ? .side : .main) { (step, filled) = (step + 1, 0) }
                .disabled(filled < one.fillings)
            if step > 0 { Press(look(.stepBefore), look) { (step, filled) = (step - 1, 0) } }
        } else {
            Heading(look(.label))
            Remark(look(.labelMeans), look)
            Sentences(made.label)
            Press(look(.ready), look, .main) {
                model.forget()
                back()
            }
        }
        Press(look(.notMade), look, .bare) { go(.endBottle(made.letter)) }
    }

    private var bottle: NewBottle {
        switch kind {
        case .tablets: .tablets(milligrams: strength, count: Int(UInt8(count) ?? 0), water: volume)
        case .pharmacy: .pharmacy(strength: strength, volume: volume, printed: printed)
        case .second: .second(from: from)
        }
    }
}
