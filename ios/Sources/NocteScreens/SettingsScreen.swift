import NocteKit
import SwiftUI

/// What can be chosen, and where everything is kept, checked and taken away.
struct SettingsScreen: View {
    let model: SettingsModel
    let themes: ThemeChoice
    let plan: PlanModel
    let look: Look
    let go: @MainActor (Place) -> Void
    @State private var bedtime = ""
    @State private var holder = ""

    var body: some View {
        Page(title: look(.settings), look: look, trouble: model.trouble) {
            if let page = model.page {
                evening(page)
                theme
                measure(page)
                carers
                keeping(page)
            }
        }
        .task { await model.load() }
    }

    @ViewBuilder private func evening(_ page: SettingsPage) -> some View {
        Heading(look(.evening))
        Sentence(look(.lightsOutIs, page.bedtime))
        Field(look(.otherTime), "22:30", text: $bedtime)
        Press(look(.keep), look, spoken: look(.lightsOutIs, bedtime)) { await model.bedtime(bedtime) }
        Remark(look(.leadMeans, "\(page.leadMinutes)"), look)
        Press(look(.eveningMore), look) { go(.evening) }
        Remark(look.count(page.notices, .noticesOne, .noticesOther), look)
        Press(look(.pauseAll), look) {
            await plan.hold()
            if plan.trouble == nil { go(.plan) }
        }
        Remark(look(.pauseAllMeans), look)
        Press(look(.selfCheck), look) { go(.selfCheck) }
    }

    @ViewBuilder private var theme: some View {
        Heading(look(.look))
        let choices: [(Theme, Phrase)] = [(.system, .lookSystem), (.dark, .lookDark), (.night, .lookNight)]
        ForEach(choices, id: \.0) { theme, phrase in
            let chosen = themes.theme == theme
            Press(look(phrase), look, chosen ? .main : .side, chosen: chosen) { themes.choose(theme) }
        }
        Remark(look(.lookMeans), look)
    }

    @ViewBuilder private func measure(_ page: SettingsPage) -> some View {
        Heading(look(.measure))
        let syringe = page.syringe ?? look(page.hasSyringe ? .syringeOwn : .syringeNone)
        Press(look(.syringeIs, syringe), look) { go(.syringe) }
        let capsules = page.capsules.joined(separator: ", ")
        Press(capsules.isEmpty ? look(.capsules) : "\(look(.capsules)): \(capsules)", look) { go(.capsules) }
        Press(look(.tabletsAndCosts), look) { go(.supply) }
    }

    @ViewBuilder private var carers: some View {
        Heading(look(.carers))
        Remark(look(.carersMeans), look)
        Field(look(.holder), look(.holderHint), text: $holder)
        Press(look(.keep), look, spoken: look(.holder)) { await model.holder(holder) }
        Press(look(.giveHere), look) { await model.giveHere() }
    }

    @ViewBuilder private func keeping(_ page: SettingsPage) -> some View {
        Heading(look(.keeping))
        Remark(look(.keepingMeans), look)
        if !page.empty {
            Press(look(.backup), look) { go(.backup) }
            Press(look(.export), look) { go(.export) }
        }
        Press(look(.restore), look) { go(.restore) }
        Press(look(.deleteAll), look, .bare) { go(.deleteAll) }
    }
}
