import NocteKit
import SwiftUI

/// What is on record, newest first, and the curves with a table of the same numbers.
struct HistoryScreen: View {
    let model: HistoryModel
    let look: Look
    let go: @MainActor (Place) -> Void

    var body: some View {
        Page(title: look(.history), look: look, trouble: model.trouble) {
            if let page = model.page {
                if page.nights.isEmpty && page.curves.isEmpty { Sentence(look(.historyEmpty)) }
                if page.span.count == 2 { Remark(look(.historySpan, page.span[0], page.span[1]), look) }
                curves(page)
                nights(page)
                if page.hasEarlier { Press(look(.earlier), look) { await model.earlier() } }
                if !page.effects.isEmpty { Heading(look(.effects)) }
                Sentences(page.effects)
                if !page.marks.isEmpty { Heading(look(.happening)) }
                Sentences(page.marks.map { "\($0.day): \(look.happening($0.happening))" })
                if !page.notes.isEmpty { Heading(look(.notes)) }
                Sentences(page.notes)
                if !page.labs.isEmpty { Heading(look(.labs)) }
                Sentences(page.labs)
            }
        }
        .task { await model.load() }
    }

    @ViewBuilder private func curves(_ page: HistoryPage) -> some View {
        if !page.curves.isEmpty { Heading(look(.log)) }
        ForEach(page.curves, id: \.code) { curve in
            Sentence(look.scale(curve.code))
            CurveView(curve: curve, look: look)
            ForEach(said(curve, page.days), id: \.self) { Remark($0, look) }
        }
    }

    /// The same numbers in words: who does not see the curve has the table.
    private func said(_ curve: ScaleCurve, _ days: [String]) -> [String] {
        zip(days, curve.values).compactMap { day, value in value.map { look(.scaleSaid, day, "\($0)") } }.reversed()
    }

    @ViewBuilder private func nights(_ page: HistoryPage) -> some View {
        if !page.nights.isEmpty { Heading(look(.nights)) }
        ForEach(Array(page.nights.indices), id: \.self) { place in
            let line = page.nights[place]
            let said = [status(line.status), line.amount, line.source].compactMap { $0 }.joined(separator: " · ")
            Press("\(line.day) · \(said)", look, spoken: look(.nightChange, line.day, said)) {
                go(.night(line.night, day: line.day))
            }
        }
    }

    private func status(_ status: NightAnswer) -> String {
        switch status {
        case .taken: look(.taken)
        case .skipped: look(.skipped)
        case .unsure: look(.notSure)
        case .extra: look(.extra)
        }
    }
}

/// One scale, 0 below and 10 above. A night without a number is a gap.
struct CurveView: View {
    let curve: ScaleCurve
    let look: Look

    var body: some View {
        Canvas { context, size in
            let last = CGFloat(max(curve.values.count - 1, 1))
            for (place, value) in curve.values.enumerated() {
                guard let value else { continue }
                let x = 8 + (size.width - 16) * CGFloat(place) / last
                let y = 8 + (size.height - 16) * (1 - CGFloat(value) / 10)
                let dot = CGRect(x: x - 3, y: y - 3, width: 6, height: 6)
                context.fill(Path(ellipseIn: dot), with: .color(Color(look.palette.accent)))
            }
        }
        .frame(height: 96)
        .accessibilityHidden(true)
    }
}
