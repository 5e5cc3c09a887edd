/// What can be answered on a notice. The order is that of the buttons; a banner shows the first two.
public enum NoticeCategory: String, CaseIterable, Sendable {
    /// A dose is due.
    case dose
    /// The last reminder of the night: no *Later*.
    case last
    /// The morning question.
    case question
    /// Nothing is answered on it: the screen is opened.
    case open

    var hidden: Phrase {
        switch self {
        case .dose: .followupBody
        case .last: .lastBody
        case .question: .questionBody
        case .open: .saidBody
        }
    }

    public var actions: [NoticeAction] {
        switch self {
        case .dose: [.done, .later, .skip]
        case .last: [.done, .skip]
        case .question: [.yes, .no, .notSure]
        case .open: [.open]
        }
    }
}

/// What can be tapped on a notice.
public enum NoticeAction: String, CaseIterable, Sendable {
    case done, later, skip, yes, no, notSure, open

    /// It brings the app to the front. The others work on a locked phone, without the app being seen. *Yes* in the
    /// morning does, because the core then asks at what time it was.
    public var opensApp: Bool { self == .open || self == .yes }

    var phrase: Phrase {
        switch self {
        case .done: .done
        case .later: .later20
        case .skip: .skipTonight
        case .yes: .yes
        case .no: .no
        case .notSure: .notSure
        case .open: .open
        }
    }
}

/// A category with the words on its buttons.
public struct OfferedCategory: Equatable, Sendable {
    public let category: NoticeCategory
    public let titles: [String]
    /// What stands in its place on a screen that shows no previews.
    public let hidden: String

    /// All of them, in one language.
    public static func all(_ texts: Texts) -> [OfferedCategory] {
        NoticeCategory.allCases.map { category in
            OfferedCategory(
                category: category, titles: category.actions.map { texts($0.phrase) }, hidden: texts(category.hidden))
        }
    }
}
