import NocteKit
import SwiftUI

/// The choices, the self-check and the copies.
struct SettingsScreen: View {
    let model: SettingsModel
    let look: Look
    let go: @MainActor (Place) -> Void
    /// Where a copy goes: the system asks for the place afterwards.
    let copy: @MainActor () -> String
    @State private var bedtime = ""
    @State private var syringe = ""
    @State private var holder = ""
    @State private var again = ""
    @State private var deletes = false

    var body: some View {
        Page(title: look(.settings), look: look, trouble: model.trouble) {
            if let page = model.page {
                Heading(look(.evening))
                Sentence(look(.lightsOutIs, page.bedtime))
                Field(look(.otherTime), "22:30", text: $bedtime)
                Press(look(.keep), look, spoken: look(.lightsOutIs, bedtime)) { await model.bedtime(bedtime) }
                Remark(look(.leadMeans, "\(page.leadMinutes)"), look)
                Remark(look.count(page.notices, .noticesOne, .noticesOther), look)
                Heading(look(.measure))
                Remark(look(.syringeMeans), look)
                Field(look(.syringeOther), look(.syringeHint), text: $syringe)
                Press(look(.keep), look, spoken: look(.syringeIs, syringe)) { await model.syringe(syringe) }
                Heading(look(.carers))
                Remark(look(.carersMeans), look)
                Field(look(.holder), look(.holderHint), text: $holder)
                Press(look(.keep), look, spoken: look(.holder)) { await model.holder(holder) }
                selfCheck(page)
                keeping
            }
        }
        .task { await model.load() }
    }

    @ViewBuilder private func selfCheck(_ page: SettingsPage) -> some View {
        Heading(look(.selfCheck))
        if let allowance = model.allowance {
            Sentence(look(allowance.shown ? .mayNotify : .mayNotifyNot))
            if allowance.unasked {
                Sentence(look(.permissionNotices))
                Press(look(.allowNotices), look, .main) { await model.askAllowance() }
            }
            Sentence(look(allowance.timeSensitive ? .throughFocus : .throughFocusNot))
        }
        Heading(look(.nextNotices))
        if page.next.isEmpty { Sentence(look(.noNotices)) }
        Sentences(page.next)
        Heading(look(.store))
        Press(look(.verify), look) { await model.verify() }
        if let problems = model.problems {
            Sentence(look(problems.isEmpty ? .storeWhole : .storeBroken))
            Sentences(problems)
        }
    }

    @ViewBuilder private var keeping: some View {
        Heading(look(.keeping))
        Remark(look(.keepingMeans), look)
        if let phrase = model.phrase {
            Sentence(look(.backupMeans))
            Text(verbatim: phrase).font(.title2).privacySensitive()
            Field(look(.phraseAgain), look(.phraseAgainHint), text: $again)
            if !again.isEmpty && again != phrase { Remark(look(.phraseDiffers), look) }
            Press(look(.backupNow), look, .main) { await model.backup(to: copy(), phrase: phrase) }
                .disabled(again != phrase)
        } else {
            Press(look(.backup), look) { await model.newPhrase() }
        }
        if let copied = model.copied { Sentence(look(.restored, copied)) }
        if deletes {
            Sentence(look(.deleteMeans))
            Press(look(.deleteNow), look, .main) { await model.deleteEverything() }
            Press(look(.keepAll), look) { deletes = false }
        } else {
            Press(look(.deleteAll), look, .bare) { deletes = true }
        }
        if model.deleted { Sentence(look(.deleted)) }
    }
}
