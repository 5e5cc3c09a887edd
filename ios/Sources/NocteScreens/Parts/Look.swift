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
    case start, more, log, effect, note, ownScale, lab, plan, stepUp, resume, stop, retitrate, gate, recheck, askAgain,
        begin
    case notHere, bottles, newBottle, check, questions, redFlags, card, history, clinic, certificate, settings
    case evening, syringe, capsules, supply, correct, oneOrTwo, restored, selfCheck, backup, export, restore, deleteAll
    case working, evidence, getting, papers, share
    /// A bottle by its letter.
    case bottle(String)
    /// Why a bottle ends, by its letter.
    case endBottle(String)
    /// An earlier night, with its day in words.
    case night(String, day: String)
}
