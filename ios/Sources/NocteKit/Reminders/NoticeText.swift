import NocteCore

/// What a notice says. Neutral: no medicine, no dose, no symptom, no number of reminders, no praise and no blame.
struct NoticeText {
    let title: String
    let body: String
    let category: NoticeCategory

    /// `since` is what the clock showed at the night's first reminder, where it is known.
    init(_ reminder: Reminder, since: String?, texts: Texts) {
        let (title, body, category) = Self.phrases(of: reminder)
        self.title = texts(title)
        if reminder.kind == .snooze, let since {
            self.body = texts(.snoozeBody, since)
        } else {
            self.body = texts(body)
        }
        // The first night after a change: both lines are seen before anything can be answered.
        self.category = reminder.openOnly ? .open : category
    }

    private static func phrases(of reminder: Reminder) -> (Phrase, Phrase, NoticeCategory) {
        switch reminder.kind {
        case .base where reminder.openOnly: (.baseTitle, .stepBody, .open)
        // The core has two at most, and says so by their numbers.
        case .followup where reminder.id.hasSuffix("/fu2"): (.lastTitle, .lastBody, .last)
        case .followup where reminder.openOnly: (.baseTitle, .stepBody, .open)
        case .base: (.baseTitle, .baseBody, .dose)
        case .followup: (.baseTitle, .followupBody, .dose)
        case .snooze: (.baseTitle, .snoozeBodyAlone, .dose)
        case .day, .eve: phrases(of: spokenOf(reminder.parts))
        }
    }

    /// A digest is called after its most urgent part, the first, except that the end of the reminders is nowhere else
    /// said and a question has an answer to give.
    private static func spokenOf(_ parts: [ReminderPart]) -> ReminderPart? {
        let end = parts.first { $0 == .stopped || $0 == .sentinel }
        let question = parts.first { if case .confirm = $0 { true } else { false } }
        return end ?? question ?? parts.first
    }

    private static func phrases(of part: ReminderPart?) -> (Phrase, Phrase, NoticeCategory) {
        switch part {
        case .confirm: (.questionTitle, .questionBody, .question)
        case .step: (.stepTitle, .stepBody, .open)
        case .sentinel: (.sentinelTitle, .sentinelBody, .open)
        case .stopped: (.stoppedTitle, .stoppedBody, .open)
        case .reeval, .silence: (.reevalTitle, .reevalBody, .open)
        case .holdCheck: (.holdTitle, .holdBody, .open)
        case .stock, .expiry: (.supplyTitle, .supplyBody, .open)
        case .checkin: (.checkinTitle, .reviewBody, .open)
        case .review: (.reviewTitle, .reviewBody, .open)
        case nil: (.saidTitle, .saidBody, .open)
        }
    }
}

extension Notice {
    /// A reminder of the core's as the system takes it; nothing when its clock cannot be read. `detail` names drug and dose,
    /// for the doses of the night it was made for.
    init?(_ reminder: Reminder, rev: String, since: String?, detail: String? = nil, texts: Texts) {
        guard let wall = WallClock(reminder.local) else { return nil }
        let text = NoticeText(reminder, since: since, texts: texts)
        let isDose = [.base, .followup, .snooze].contains(reminder.kind)
        let when: NoticeTime =
            switch (reminder.immediate, reminder.trigger) {
            case (true, _): .now
            case (false, .floating): .wall(wall)
            case (false, .fixedOffset): .offset(wall, Int(reminder.offsetS))
            }
        self.init(
            id: reminder.id, rev: rev, night: reminder.night ?? reminder.asked, title: text.title,
            body: isDose ? detail ?? text.body : text.body, category: text.category, when: when, clock: wall.text,
            sounds: !reminder.quiet,
            timeSensitive: isDose && !reminder.quiet)
    }
}

extension Notice {
    /// One shown at once to see how it looks and sounds here. It belongs to no night, so nothing can be answered on it.
    static func trial(_ texts: Texts) -> Notice {
        Notice(
            id: "trial", rev: "", night: nil, title: texts(.baseTitle), body: texts(.trialBody), category: .open,
            when: .now, clock: "", sounds: true, timeSensitive: true)
    }
}

extension Reminder {
    /// The night a morning question asks about.
    fileprivate var asked: String? {
        for case .confirm(let night) in parts { return night }
        return nil
    }
}
