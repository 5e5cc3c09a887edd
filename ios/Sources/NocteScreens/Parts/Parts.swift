import NocteKit
import SwiftUI

/// One screen: its title, the trouble of the last question if there was one, and a list of parts.
struct Page<Content: View>: View {
    let title: String
    let look: Look
    var trouble: Trouble?
    @ViewBuilder let content: () -> Content

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 16) {
                if let trouble { TroubleCard(trouble: trouble, look: look) }
                content()
            }
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(16)
        }
        .background(Color(look.palette.ground))
        .foregroundStyle(Color(look.palette.text))
        .navigationTitle(title)
    }
}

/// A sentence.
struct Sentence: View {
    let text: String
    var large = false

    init(_ text: String, large: Bool = false) { (self.text, self.large) = (text, large) }

    var body: some View { Text(verbatim: text).font(large ? .title2 : .body) }
}

/// A heading within a screen.
struct Heading: View {
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View { Text(verbatim: text).font(.headline).accessibilityAddTraits(.isHeader) }
}

/// A sentence in the fainter colour.
struct Remark: View {
    let text: String
    let look: Look

    init(_ text: String, _ look: Look) { (self.text, self.look) = (text, look) }

    var body: some View { Text(verbatim: text).font(.callout).foregroundStyle(Color(look.palette.faint)) }
}

/// Sentences, one below the other.
struct Sentences: View {
    let texts: [String]

    init(_ texts: [String]) { self.texts = texts }

    var body: some View { ForEach(Array(texts.indices), id: \.self) { Sentence(texts[$0]) } }
}

/// What a button is among others.
enum Weight {
    /// The one that answers, across the width.
    case main
    /// Beside or below it.
    case side
    /// A way to somewhere else.
    case bare

    /// In points; never below what a thumb finds in the dark.
    var height: CGFloat { self == .main ? 64 : self == .side ? 56 : 44 }
}

/// A button of ours: one line of words, or as many as the text size needs.
struct Press: View {
    let title: String
    let look: Look
    var weight = Weight.side
    var spoken: String?
    var height: CGFloat?
    /// The one of several that is in force.
    var chosen = false
    let action: @MainActor () async -> Void

    init(
        _ title: String, _ look: Look, _ weight: Weight = .side, spoken: String? = nil, height: CGFloat? = nil,
        chosen: Bool = false, action: @escaping @MainActor () async -> Void
    ) {
        (self.title, self.look, self.weight, self.spoken) = (title, look, weight, spoken)
        (self.height, self.chosen, self.action) = (height, chosen, action)
    }

    var body: some View {
        let (ground, text) = colours
        Button {
            Task { await action() }
        } label: {
            Text(verbatim: title)
                .font(weight == .bare ? .body : .title3)
                .frame(maxWidth: .infinity, minHeight: height ?? weight.height)
                .foregroundStyle(Color(text))
                .background(Color(ground))
                .clipShape(RoundedRectangle(cornerRadius: 14))
        }
        .accessibilityLabel(spoken ?? title)
        .accessibilityAddTraits(chosen ? .isSelected : [])
    }

    private var colours: (UInt32, UInt32) {
        switch weight {
        case .main: (look.palette.action, look.palette.onAction)
        case .side: (look.palette.quiet, look.palette.onQuiet)
        case .bare: (look.palette.ground, look.palette.accent)
        }
    }
}

/// A line to type into, with what to type.
struct Field: View {
    let title: String
    let hint: String
    @Binding var text: String
    /// Nobody beside reads what is typed.
    var secret = false

    init(_ title: String, _ hint: String, text: Binding<String>, secret: Bool = false) {
        (self.title, self.hint, self.secret) = (title, hint, secret)
        _text = text
    }

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Text(verbatim: title).font(.headline)
            if secret {
                SecureField(LocalizedStringKey(hint), text: $text).accessibilityLabel(title)
            } else {
                TextField(LocalizedStringKey(hint), text: $text).accessibilityLabel(title)
            }
        }
    }
}

/// A sentence to agree to.
struct Tick: View {
    let title: String
    @Binding var on: Bool

    init(_ title: String, _ on: Binding<Bool>) {
        self.title = title
        _on = on
    }

    var body: some View { Toggle(isOn: $on) { Text(verbatim: title) } }
}
