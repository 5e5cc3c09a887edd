import NocteKit
import SwiftUI

/// The patient's own syringe: its size and its lines, never assumed.
struct SyringeScreen: View {
    let model: SettingsModel
    let look: Look
    let back: @MainActor () -> Void
    @State private var typed = ""

    var body: some View {
        Page(title: look(.syringe), look: look, trouble: model.trouble) {
            Sentence(look(.syringeMeans))
            if let page = model.page {
                ForEach(page.syringes, id: \.self) { one in
                    let chosen = one == page.syringe
                    Press(one, look, chosen ? .main : .side, chosen: chosen) { await choose(one) }
                }
            }
            Field(look(.syringeOther), look(.syringeHint), text: $typed)
            Press(look(.keep), look, spoken: look(.syringeIs, typed)) { await choose(typed) }
        }
        .task { await model.load() }
    }

    private func choose(_ printed: String) async {
        await model.syringe(printed)
        if model.trouble == nil { back() }
    }
}

/// The strengths of the capsules at hand, for who swallows them and draws nothing.
struct CapsulesScreen: View {
    let model: SettingsModel
    let look: Look
    let back: @MainActor () -> Void
    @State private var typed: [String]?

    /// As they are shown they are typed: a plain space between number and unit is what a keyboard has.
    private var lines: [String] {
        let kept = (model.page?.capsules ?? []).map { $0.replacingOccurrences(of: "\u{a0}", with: " ") }
        return typed ?? (kept.isEmpty ? [""] : kept)
    }

    var body: some View {
        Page(title: look(.capsules), look: look, trouble: model.trouble) {
            Sentence(look(.capsulesMeans))
            ForEach(Array(lines.indices), id: \.self) { place in
                Field(look(.capsule), look(.stepDoseHint), text: line(place))
            }
            Press(look(.anotherCapsule), look, .bare) { typed = lines + [""] }
            Press(look(.keep), look, .main) { await keep(lines) }
            Press(look(.capsulesNone), look) { await keep([]) }
        }
        .task { await model.load() }
    }

    private func line(_ place: Int) -> Binding<String> {
        Binding(
            get: { lines[place] },
            set: { text in
                var all = lines
                all[place] = text
                typed = all
            })
    }

    private func keep(_ lines: [String]) async {
        await model.capsules(lines)
        if model.trouble == nil { back() }
    }
}

/// Tablets in the cupboard and what one costs: what the supply is reckoned from.
struct SupplyScreen: View {
    let model: SettingsModel
    let look: Look
    let back: @MainActor () -> Void
    @State private var tablets = ""
    @State private var price: String?
    @State private var currency: String?

    private static let currencies = ["EUR", "GBP", "CHF", "USD"]

    var body: some View {
        Page(title: look(.tabletsAndCosts), look: look, trouble: model.trouble) {
            if let left = model.page?.tabletsLeft { Sentence(look.count(left, .tabletsLeftOne, .tabletsLeftOther)) }
            Field(look(.tablets), look(.tabletCountHint), text: $tablets)
            Press(look(.keep), look, spoken: look(.tablets)) { await done { await model.tabletsLeft(tablets) } }
            Heading(look(.costs))
            Field(look(.price), look(.priceHint), text: kept)
            Remark(look(.currency), look)
            ForEach(all, id: \.self) { one in
                Press(one, look, one == chosen ? .main : .side, chosen: one == chosen) { currency = one }
            }
            Press(look(.keepPrice), look) { await done { await model.price(kept.wrappedValue, chosen) } }
        }
        .task { await model.load() }
    }

    /// What is kept already stands there until something else is typed.
    private var kept: Binding<String> {
        Binding(get: { price ?? model.page?.price ?? "" }, set: { price = $0 })
    }

    private var chosen: String { currency ?? model.page?.currency ?? Self.currencies[0] }

    /// Another one that is kept already stands below.
    private var all: [String] {
        let own = model.page?.currency.map { [$0] } ?? []
        return Self.currencies + own.filter { !Self.currencies.contains($0) }
    }

    private func done(_ keep: () async -> Void) async {
        await keep()
        if model.trouble == nil { back() }
    }
}
