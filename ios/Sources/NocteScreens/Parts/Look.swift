import NocteKit
import SwiftUI

/// What every part is drawn with: the words and the colours.
struct Look {
    let texts: Texts
    let palette: Palette

    func callAsFunction(_ phrase: Phrase, _ words: String...) -> String { texts.filled(phrase, words) }

    /// A phrase that counts something.
    func count(_ number: Int, _ one: Phrase, _ other: Phrase) -> String {
        self(number == 1 ? one : other, "\(number)")
    }
}

/// Where a screen can lead.
public enum Place: Hashable, Sendable {
    case start, more, log, effect, note, ownScale, plan, stepUp, resume, stop, begin, bottles, newBottle, check,
        questions
    case redFlags, card, history, clinic, settings, correct, restored
    case selfCheck, backup, export, restore, deleteAll, working, evidence, getting, papers, share
}
