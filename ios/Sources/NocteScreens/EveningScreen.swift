import NocteKit
import SwiftUI

/// How long before lights-out the first notice comes, where a night begins, and what a notice may name.
struct EveningScreen: View {
    let model: EveningModel
    let look: Look
    @State private var minutes = ""
    @State private var bedtime = ""

    var body: some View {
        Page(title: look(.evening), look: look, trouble: model.trouble) {
            if let page = model.page {
                Remark(look(.leadMeans, "\(page.leadMinutes)"), look)
                Sentence(look(.leadChoice))
                Field(look(.lead), look(.leadHint), text: $minutes)
                Press(look(.keep), look, spoken: look(.lead)) { await model.lead(minutes) }
                Remark(look.count(page.notices, .noticesOne, .noticesOther), look)
                night(page)
                discretion(page)
            }
        }
        .task { await model.load() }
    }

    @ViewBuilder private func night(_ page: EveningPage) -> some View {
        Heading(look(.nightBegins))
        Sentence(look(.lightsOutIs, page.bedtime))
        Remark(look(.nightBeginsMeans), look)
        Field(look(.otherTime), "22:30", text: $bedtime)
        ForEach([false, true], id: \.self) { day in
            let chosen = page.byDay == day
            Press(look(day ? .byDay : .byNight), look, chosen ? .main : .side, chosen: chosen) {
                await model.byDay(day, bedtime: bedtime.isEmpty ? page.bedtime : bedtime)
            }
        }
    }

    @ViewBuilder private func discretion(_ page: EveningPage) -> some View {
        Heading(look(.discretion))
        Tick(look(.hiddenFromOverview), Binding(get: { model.hidden }, set: { on in Task { await model.hide(on) } }))
        Tick(look(.detailed), Binding(get: { page.detailed }, set: { on in Task { await model.name(on) } }))
        Remark(look(page.mayName ? .detailedMeans : .detailedNot), look)
    }
}
