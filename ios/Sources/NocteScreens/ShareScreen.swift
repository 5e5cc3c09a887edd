import NocteKit
import SwiftUI

/// A sealed summary for whoever can point a camera: made, seen once, taken back.
struct ShareScreen: View {
    let model: ShareModel
    let look: Look
    @State private var wish = ShareWish()

    var body: some View {
        Page(title: look(.share), look: look, trouble: model.trouble) {
            if let made = model.made {
                self.made(made)
            } else if let page = model.page {
                if let left = model.takenBack, !left.isEmpty { Sentence(left) }
                form(page)
                links(page.open, .shareOpen)
                links(page.over, .shareOver)
            }
        }
        .task { await model.load() }
        .onDisappear { model.forget() }
    }

    @ViewBuilder private func form(_ page: SharePage) -> some View {
        ForEach(ShareWith.allCases, id: \.self) { one in
            let (name, chosen) = (look(one == .doctor ? .shareDoctor : .shareCarer), wish.with == one)
            Press(name, look, chosen ? .main : .side, chosen: chosen) {
                wish.with = one
                wish.lasts = one == .doctor ? .week : .quarter
            }
        }
        Sentence(page.about[wish.with] ?? "")
        Field(look(.shareLabel), look(.agreedByHint), text: $wish.label)
        Picker(LocalizedStringKey(look(.shareLasts)), selection: $wish.lasts) {
            ForEach(ShareFor.of(wish.with), id: \.self) { Text(verbatim: look.lasts($0)).tag($0) }
        }
        Field(look(.sharePasscode), look(.sharePasscodeHint), text: $wish.passcode, secret: true)
        if wish.with == .doctor {
            Field(look(.shareName), look(.shareNameHint), text: $wish.name)
            Field(look(.shareBorn), "1980-04-12", text: $wish.born)
        }
        Field(look(.shareServer), look(.shareServerHint), text: $wish.server)
        Press(look(.shareMake), look, .main) {
            await model.make(wish)
            begunAnew()
        }
        Remark(page.aboutFile, look)
        Press(look(.shareFile), look) {
            await model.makeFile(wish)
            begunAnew()
        }
    }

    /// The next one is another's: no name and no passcode of this one goes into it.
    private func begunAnew() { if model.made != nil { wish = ShareWish() } }

    @ViewBuilder private func made(_ made: MadeShare) -> some View {
        if let squares = made.squares { SquaresView(squares: squares, spoken: look(.shareSquares)) }
        if let file = made.file {
            ShareLink(item: file) { Text(verbatim: look(.shareSend)) }
            Sentence(look(.shareCode))
            Text(verbatim: made.link).privacySensitive()
        } else {
            ShareLink(item: made.link) { Text(verbatim: look(.shareSend)) }
        }
        Sentences(made.told)
        if made.hasPasscode { Sentence(look(.shareTellPasscode)) }
        Press(look(.ready), look, .main) { model.forget() }
    }

    @ViewBuilder private func links(_ lines: [ShareLine], _ title: Phrase) -> some View {
        if !lines.isEmpty { Heading(look(title)) }
        ForEach(lines, id: \.id) { line in
            Sentences(line.lines)
            if line.passcode { Remark(look(.sharePasscodeAsked), look) }
            if line.mayRevoke {
                Press(look(.takeBack), look, spoken: look(.takeBack) + ". " + (line.lines.first ?? "")) {
                    await model.takeBack(line.id)
                }
            }
        }
        if !lines.isEmpty && title == .shareOpen {
            Press(look(.shareRefresh), look, .bare) { await model.refresh() }
            if lines.count > 1 { Press(look(.takeAllBack), look, .bare) { await model.takeAllBack() } }
        }
    }
}

extension Look {
    func lasts(_ time: ShareFor) -> String {
        switch time {
        case .hour: self(.shareHour)
        case .day: self(.shareDay)
        case .week: self(.shareWeek)
        case .month: self(.shareMonth)
        case .quarter: self(.shareQuarter)
        case .year: self(.shareYear)
        }
    }
}

/// The squares as a picture, dark on white with white around it, whatever the theme: cameras read nothing else.
struct SquaresView: View {
    let squares: Squares
    let spoken: String

    var body: some View {
        Canvas { context, size in
            context.fill(Path(CGRect(x: 0, y: 0, width: size.width, height: size.height)), with: .color(.white))
            let side = min(size.width, size.height) / CGFloat(squares.width + 8)
            for (place, dark) in squares.dark.enumerated() where dark {
                let x = CGFloat(place % squares.width + 4) * side
                let y = CGFloat(place / squares.width + 4) * side
                context.fill(Path(CGRect(x: x, y: y, width: side, height: side)), with: .color(.black))
            }
        }
        .frame(height: 320)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(spoken)
    }
}
