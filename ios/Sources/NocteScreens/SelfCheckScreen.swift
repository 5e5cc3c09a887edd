import NocteKit
import SwiftUI
import UIKit

/// Whether a reminder can come at all: what the system allows, when the next ones are, whether the store is whole.
struct SelfCheckScreen: View {
    let model: SelfCheckModel
    let look: Look
    @Environment(\.openURL) private var openURL

    var body: some View {
        Page(title: look(.selfCheck), look: look, trouble: model.trouble) {
            if let page = model.page {
                allowed(page.allowance)
                Press(look(.testNotice), look) { await model.tryNotice() }
                notices(page)
            }
            store
        }
        .task {
            await model.load()
            model.shown()
        }
    }

    @ViewBuilder private func allowed(_ allowance: Allowance) -> some View {
        Sentence(look(allowance.shown ? .mayNotify : .mayNotifyNot))
        if allowance.unasked {
            Sentence(look(.permissionNotices))
            Press(look(.allowNotices), look, .main) { await model.askAllowance() }
        }
        Sentence(look(allowance.timeSensitive ? .throughFocus : .throughFocusNot))
        Press(look(.systemPage), look) {
            if let page = URL(string: UIApplication.openSettingsURLString) { openURL(page) }
        }
    }

    @ViewBuilder private func notices(_ page: SelfCheckPage) -> some View {
        ForEach(page.missed, id: \.self) { Sentence(look(.missedOn, $0)) }
        if !page.missed.isEmpty { Remark(look(.missedMeans), look) }
        Heading(look(.nextNotices))
        if page.next.isEmpty { Sentence(look(.noNotices)) }
        Sentences(page.next)
        if let run = page.lastRun {
            Remark(look.count(run.pending, .heldOne, .heldOther), look)
            if let trouble = run.trouble { TroubleCard(trouble: trouble, look: look) }
        }
        if !page.came.isEmpty { Heading(look(.cameNotices)) }
        Sentences(page.came)
    }

    @ViewBuilder private var store: some View {
        Heading(look(.store))
        Press(look(.verify), look) { await model.verify() }
        if let problems = model.problems {
            Sentence(look(problems.isEmpty ? .storeWhole : .storeBroken))
            Sentences(problems)
        }
    }
}
