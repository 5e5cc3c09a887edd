import Foundation
import NocteCore
import Testing

@testable import NocteKit

/// The string catalogue, and the words on notices.
@Suite struct TextsTests {
    private static let dosed = ["Done", "Later (20 min)", "Skip tonight"]
    private static let notices: [(Reminder, String, String, [String])] = [
        (dose("base", .base), "Bedtime reminder", "Tap Done when it's done.", dosed),
        (dose("fu1", .followup), "Bedtime reminder", "Still open for tonight.", dosed),
        (dose("fu2", .followup), "Last reminder tonight", "It stays quiet after this.", ["Done", "Skip tonight"]),
        (dose("snz1", .snooze), "Bedtime reminder", "As you asked, from 22:30.", dosed),
        (day(.confirm("2026-11-22")), "About last night", "Done before sleep?", ["Yes", "No", "Not sure"]),
        (day(.step("2")), "A change starts tonight", "Open to see it before bed.", ["Open"]),
        (day(.sentinel), "Reminders end in 2 days", "Open the app once and they go on.", ["Open"]),
        (day(.stopped), "Reminders have stopped", "Open the app to start them again.", ["Open"]),
        (day(.reeval), "A review is due", "Open for the next step.", ["Open"]),
        (day(.holdCheck), "Still on pause?", "Nothing to do if so.", ["Open"]),
        (day(.stock), "Supply check", "A few nights left. Open to plan.", ["Open"]),
        (day(.checkin), "A short check-in", "Two minutes, whenever it suits.", ["Open"]),
        (day(.review), "Weekly look back", "Two minutes, whenever it suits.", ["Open"]),
    ]

    private static func dose(_ what: String, _ kind: ReminderKind, openOnly: Bool = false) -> Reminder {
        Reminder(
            id: "d/2026-11-22/\(what)", kind: kind, night: "2026-11-22", at: 0, local: "2026-11-22T22:30",
            offsetS: 3600, trigger: .floating, step: "1", parts: [], immediate: false, deferred: false, quiet: false,
            openOnly: openOnly)
    }

    private static func day(_ part: ReminderPart) -> Reminder {
        Reminder(
            id: "day/2026-11-23", kind: .day, night: nil, at: 0, local: "2026-11-23T10:00", offsetS: 3600,
            trigger: .floating, step: nil, parts: [part], immediate: false, deferred: false, quiet: false,
            openOnly: false)
    }

    @Test func everyNoticeSaysWhatIsWrittenDown() throws {
        let texts = Texts(.en)
        for (reminder, title, body, actions) in Self.notices {
            let notice = try #require(Notice(reminder, rev: "", since: "22:30", texts: texts))
            #expect(notice.title == title)
            #expect(notice.body == body)
            #expect(notice.category.actions.map { texts($0.phrase) } == actions)
        }
    }

    @Test func afterAChangeTheFirstNightOffersOpenOnly() throws {
        for what in [("base", ReminderKind.base), ("fu1", .followup), ("fu2", .followup), ("snz1", .snooze)] {
            let reminder = Self.dose(what.0, what.1, openOnly: true)
            let notice = try #require(Notice(reminder, rev: "", since: nil, texts: Texts(.en)))
            #expect(notice.category == .open)
            #expect(!notice.body.contains("Done"))
        }
    }

    @Test func theMorningQuestionKnowsItsNight() throws {
        let notice = try #require(Notice(Self.day(.confirm("2026-11-22")), rev: "", since: nil, texts: Texts(.en)))
        #expect(notice.night == "2026-11-22")
    }

    @Test func everyPhraseIsInTheCatalogueInBothLanguagesAndNothingElseIs() {
        let strings = Catalogue.shipped.strings
        #expect(Set(strings.keys) == Set(Phrase.allCases.map(\.rawValue)))
        for (key, entry) in strings {
            let (en, de) = (entry.localizations["en"]?.stringUnit.value, entry.localizations["de"]?.stringUnit.value)
            #expect(en?.isEmpty == false && de?.isEmpty == false, "\(key)")
            let places = { (text: String?) in text?.components(separatedBy: "%@").count }
            #expect(places(en) == places(de), "\(key) has as many places in both")
        }
    }

    @Test func noPhraseIsThereTwiceAndEachIsUsed() throws {
        let strings = Catalogue.shipped.strings
        let said = Dictionary(grouping: strings.keys) { key in
            ["en", "de"].map { strings[key]?.localizations[$0]?.stringUnit.value ?? "" }
        }
        for (words, keys) in said where keys.count > 1 { Issue.record("\(keys) all say \(words)") }
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = package.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let swift = (files?.compactMap { $0 as? URL } ?? []).filter {
            $0.pathExtension == "swift" && !["Phrase.swift", "NocteCore.swift"].contains($0.lastPathComponent)
        }
        let code = try swift.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        let used = Set(code.matches(of: /\.`?(\w+)/).map { String($0.1) })
        let unused = strings.keys.filter { !used.contains($0) }
        #expect(unused.isEmpty, "said nowhere: \(unused.sorted())")
    }

    @Test(arguments: [Lang.en, .de]) func noNoticeTellsAnythingToWhoLooksOn(lang: Lang) throws {
        let words = "naltrexon ldn dose dosis mg ml medic medik drug opioid symptom tablet".split(separator: " ")
        for (reminder, _, _, _) in Self.notices {
            let notice = try #require(Notice(reminder, rev: "", since: "22:30", texts: Texts(lang)))
            let said = [notice.title, notice.body] + notice.category.actions.map { Texts(lang)($0.phrase) }
            for text in said {
                #expect(!words.contains { text.lowercased().contains($0) }, "\(text)")
                #expect(!text.contains("!") && !text.contains("%"), "\(text)")
            }
            #expect(notice.title.split(separator: " ").count <= 6, "\(notice.title)")
        }
    }

    @Test func aWallClockIsReadAndNothingElse() {
        #expect(WallClock("2026-11-22T22:30")?.minute == 30)
        #expect(WallClock("2026-11-22T22:30:15")?.second == 15)
        #expect(WallClock("2026-11-22") == nil)
        #expect(WallClock("tonight") == nil)
    }
}
