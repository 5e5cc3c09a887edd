import NocteKit
import SwiftUI

/// A page that is read: headings, sentences, and what stands behind them.
struct ReadingScreen: View {
    let model: ReadingModel
    let page: ReadPage
    let look: Look

    var body: some View {
        Page(title: look(title), look: look, trouble: model.trouble) {
            let passages = model.passages[page] ?? []
            ForEach(Array(passages.indices), id: \.self) { place in
                switch passages[place] {
                case .heading(let text): Heading(text)
                case .sentence(let text): Sentence(text)
                case .remark(let text): Remark(text, look)
                }
            }
        }
        .task { await model.load(page) }
    }

    private var title: Phrase {
        switch page {
        case .working: .working
        case .evidence: .evidence
        case .getting: .getting
        }
    }
}

/// What goes on paper: the doctor's page that is wanted now first, then the others, and the share sheet of the system.
struct PapersScreen: View {
    let model: PapersModel
    let look: Look

    var body: some View {
        Page(title: look(.forDoctor), look: look, trouble: model.trouble) {
            Sentence(look(.papersMean))
            ForEach(PaperKind.allCases, id: \.self) { kind in
                let chosen = model.page?.kind == kind
                let main = chosen || (model.page == nil && model.usual == kind)
                Press(look(name(kind)), look, main ? .main : .side, chosen: chosen) { await model.open(kind) }
            }
            if let page = model.page { paper(page) }
        }
        .task { await model.load() }
        .onDisappear { model.close() }
    }

    @ViewBuilder private func paper(_ page: PaperPage) -> some View {
        Heading(page.title)
        if let file = model.file {
            Remark(look(.paperLeaves), look)
            // The system's sheet shares, prints and saves it; which of them, the user says there.
            ShareLink(item: file) {
                Text(verbatim: look(.sharePdf))
                    .font(.title3)
                    .frame(maxWidth: .infinity, minHeight: Weight.main.height)
                    .foregroundStyle(Color(look.palette.onAction))
                    .background(Color(look.palette.action))
                    .clipShape(RoundedRectangle(cornerRadius: 14))
            }
            ShareLink(item: page.text) { Text(verbatim: look(.shareText)) }
        }
        Sentences(page.lines)
    }

    private func name(_ kind: PaperKind) -> Phrase {
        switch kind {
        case .start: .paperStart
        case .followUp: .paperFollowUp
        case .anaesthetist: .paperAnaesthetist
        case .travel: .paperTravel
        case .card: .card
        case .month: .paperMonth
        case .label: .paperLabel
        }
    }
}
