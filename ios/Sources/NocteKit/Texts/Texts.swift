import Foundation
import NocteCore

/// The shell's own words, from the string catalogue beside this file. Everything else on a screen is said by the core.
///
/// The catalogue is read here and not by the system, so that what is tested on Linux is what a phone shows.
public struct Texts: Sendable {
    public let lang: Lang

    public init(_ lang: Lang) {
        self.lang = lang
    }

    /// A phrase; `%@` in it are filled in order.
    public func callAsFunction(_ phrase: Phrase, _ words: String...) -> String { filled(phrase, words) }

    /// The same with a list.
    public func filled(_ phrase: Phrase, _ words: [String]) -> String {
        var rest = Catalogue.shipped.text(phrase.rawValue, lang)[...]
        var text = ""
        for word in words {
            guard let place = rest.range(of: "%@") else { break }
            text += rest[..<place.lowerBound] + word
            rest = rest[place.upperBound...]
        }
        return text + rest
    }
}

/// The string catalogue as it is written.
struct Catalogue: Decodable, Sendable {
    struct Entry: Decodable, Sendable {
        let localizations: [String: Translation]
    }

    struct Translation: Decodable, Sendable {
        let stringUnit: Unit
    }

    struct Unit: Decodable, Sendable {
        let value: String
    }

    let strings: [String: Entry]

    /// The one of this build. A build without it is broken, which every test would see.
    static let shipped: Catalogue = {
        guard let file = Bundle.module.url(forResource: "Texts", withExtension: "xcstrings"),
            let data = try? Data(contentsOf: file), let read = try? JSONDecoder().decode(Catalogue.self, from: data)
        else { fatalError("Texts.xcstrings is not in the bundle") }
        return read
    }()

    /// In English where there is no other; the key itself where there is neither.
    func text(_ key: String, _ lang: Lang) -> String {
        let code = lang == .de ? "de" : "en"
        let entry = strings[key]?.localizations
        return (entry?[code] ?? entry?["en"])?.stringUnit.value ?? key
    }
}
