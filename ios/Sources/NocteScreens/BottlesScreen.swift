import NocteKit
import SwiftUI

/// Every bottle with its label, its clocks and the way it was made; and what the coming month needs.
struct BottlesScreen: View {
    let model: BottlesModel
    let look: Look
    let go: @MainActor (Place) -> Void

    var body: some View {
        Page(title: look(.bottles), look: look, trouble: model.trouble) {
            if let page = model.page {
                let (open, gone) = (page.bottles.filter(\.usable), page.bottles.filter { !$0.usable })
                if open.isEmpty { Sentence(look(.noBottle)) }
                ForEach(open, id: \.letter) { bottle($0) }
                Press(look(.newBottle), look, .main) { go(.newBottle) }
                if let supply = page.supply { self.supply(supply) }
                if !gone.isEmpty { Heading(look(.bottlesGone)) }
                ForEach(gone, id: \.letter) { one in
                    Sentence(look(.bottleLetter, one.letter))
                    Remark(one.state ?? "", look)
                    label(one)
                }
            }
        }
        .task { await model.load() }
    }

    @ViewBuilder private func bottle(_ one: BottlePage) -> some View {
        Heading(look(.bottleOf, one.letter, one.strength))
        Sentence(look(.leftIn, one.left))
        if let clocks = one.clocks { Remark(clocks, look) }
        label(one)
        Press(look(.endBottle, one.letter), look, .bare) { go(.endBottle(one.letter)) }
    }

    private func label(_ one: BottlePage) -> some View {
        let spoken = look(.bottleLetter, one.letter) + ". " + look(.label)
        return Press(look(.label), look, .bare, spoken: spoken) { go(.bottle(one.letter)) }
    }

    @ViewBuilder private func supply(_ supply: SupplyPage) -> some View {
        Heading(look(.supply))
        Remark(look(.supplyFrom, supply.letter), look)
        Sentence(look.count(supply.nights, .supplyNightsOne, .supplyNightsOther))
        Sentence(look.count(supply.bottles, .supplyBottlesOne, .supplyBottlesOther))
        Sentence(look.count(supply.tablets, .supplyTabletsOne, .supplyTabletsOther))
        if let left = supply.tabletsLeft { Sentence(look.count(left, .tabletsLeftOne, .tabletsLeftOther)) }
        if let cost = supply.cost { Remark(cost, look) }
    }
}

/// What is written on a bottle, line by line, and how it is made.
struct LabelScreen: View {
    let model: BottlesModel
    let letter: String
    let look: Look

    var body: some View {
        Page(title: look(.bottleLetter, letter), look: look, trouble: model.trouble) {
            if let one = model.page?.bottles.first(where: { $0.letter == letter }) {
                Heading(look(.label))
                Remark(look(.labelMeans), look)
                Sentences(one.label)
                if !one.guide.isEmpty { Heading(look(.howMade)) }
                Sentences(one.guide.map(\.words))
            }
        }
        .task { await model.load() }
    }
}

/// Why a bottle is not drawn from any more: a tap of its own, since none of the three can be taken back.
struct EndBottleScreen: View {
    let model: BottlesModel
    let letter: String
    let look: Look
    let back: @MainActor () -> Void

    private static let ends: [(Phrase, BottleEnd)] = [
        (.endEmpty, .empty), (.endDiscarded, .discarded), (.endWarm, .leftWarm),
    ]

    var body: some View {
        Page(title: look(.endBottle, letter), look: look, trouble: model.trouble) {
            Sentence(look(.endBottleMeans))
            ForEach(Self.ends, id: \.0) { phrase, why in
                Press(look(phrase), look) {
                    await model.end(letter, why)
                    if model.trouble == nil { back() }
                }
            }
        }
    }
}
