import NocteCore

/// Why there is no answer, one case for each thing that can be done about it. Nothing was stored.
///
/// The same words as in the Android shell. What a rule says is for the screen: a trouble prints no word of it.
public enum Trouble: Error, Equatable, Sendable {
    /// A rule says no: show the reason and the next step. `code` is for choosing a picture.
    case refused(code: String, reason: String, next: String)
    /// The key cannot be read: try again when the phone is unlocked; offer a restore if it stays so.
    case locked
    /// The key is another store's: offer a restore.
    case wrongKey
    /// The store is damaged and was set aside: offer a restore.
    case damaged
    /// Written by a newer version: offer the update.
    case newer
    /// No space is left.
    case full
    /// Try again later.
    case busy
    /// Ended by the user's wish, or by the system's.
    case cancelled
    /// There is nothing on record yet.
    case empty
    /// Load the screen again: what was meant is no longer on record.
    case gone
    /// Offer to pair.
    case notPaired
    /// Not the link's passcode. So many tries are left, where its server says so.
    case wrongPasscode(left: Int?)
    /// What was typed or chosen cannot be kept: mark the field. `field` names its kind.
    case field(String)
    /// A mistake of the program: report it, and go on.
    case `internal`
}

extension Trouble: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Its kind alone: the words may name a medicine.
    public var description: String {
        switch self {
        case .refused: "refused"
        case .locked: "locked"
        case .wrongKey: "wrongKey"
        case .damaged: "damaged"
        case .newer: "newer"
        case .full: "full"
        case .busy: "busy"
        case .cancelled: "cancelled"
        case .empty: "empty"
        case .gone: "gone"
        case .notPaired: "notPaired"
        case .wrongPasscode: "wrongPasscode"
        case .field(let field): "field \(field)"
        case .internal: "internal"
        }
    }

    public var debugDescription: String { description }

    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Trouble {
    /// The boundary's error as a trouble. What nobody expected is a mistake of ours, and its words are dropped.
    init(_ error: any Error, lang: Lang) {
        self =
            switch error {
            case let trouble as Trouble: trouble
            case is CancellationError: .cancelled
            case let error as ApiError: Self.of(error, lang: lang)
            default: .internal
            }
    }

    private static func of(_ error: ApiError, lang: Lang) -> Trouble {
        switch error {
        case .Refused(let refusal):
            let words = refusal.words(lang: lang)
            return .refused(code: refusal.code(), reason: words.reason, next: words.next)
        case .Locked: return .locked
        case .WrongKey: return .wrongKey
        case .Damaged: return .damaged
        case .Newer: return .newer
        case .Full: return .full
        case .Busy: return .busy
        case .Cancelled: return .cancelled
        case .Empty: return .empty
        case .NoSuch: return .gone
        case .NotPaired: return .notPaired
        case .Input(let kind): return .field("\(kind)")
        case .Symptom: return .field("symptom")
        case .Choice(let why): return .field("choice_\(why)")
        case .Certificate: return .field("certificate")
        case .Backup(let why): return .field("backup_\(why)")
        case .Pairing(.wrongPasscode(let left)): return .wrongPasscode(left: left.map(Int.init))
        case .Pairing(let why): return .field("pairing_\(kind(of: why))")
        case .Port, .Closed, .Internal: return .internal
        }
    }

    private static func kind(of problem: PairProblem) -> String {
        switch problem {
        case .notALink: "notALink"
        case .linkEnded: "linkEnded"
        case .passcodeNeeded: "passcodeNeeded"
        case .wrongPasscode: "wrongPasscode"
        case .noAnswer: "noAnswer"
        case .differs: "differs"
        }
    }
}
