import Foundation
import NocteCore
import SwiftUI
import Testing

@testable import NocteKit
@testable import NocteScreens

/// A year of a phone, told in `tests/scenario/reminder_year.json`: the life of the reminders as one promise. The same
/// story is played over Android's framework.
@Suite struct YearTests {
    @Test func everyNightHasItsReminderAndNoneIsDoubledLoudOrInAHold() async throws {
        let story = try Story.read()
        let year = try PhoneYear(story)
        try await year.play()
        let hold = story.nights(from: "hold", to: "resume")
        let nights = story.nights.dropFirst()
        for night in nights {
            let shows = year.shows.filter { $0.notice.id.hasPrefix("d/\(night)/") }
            let bases = shows.filter { $0.notice.id.hasSuffix("/base") }
            if hold.contains(night) {
                #expect(shows.isEmpty, "\(night) is in a hold: \(shows.map(\.notice.id))")
                continue
            }
            // An answer before its time leaves nothing to remind of.
            #expect(bases.count == (year.early.contains(night) ? 0 : 1), "\(night): \(shows.map(\.notice.id))")
            #expect(Set(shows.map(\.notice.id)).count == shows.count, "\(night) has one twice")
            for base in bases {
                #expect(story.wall(base.at, base.zone) == "\(night)T21:45", "\(night) came at \(instant(base.at))")
                for show in shows { loud(show, after: base, year) }
            }
        }
        for show in year.shows where show.notice.id.hasPrefix("day/") {
            let clock = story.wall(show.at, show.zone).suffix(5)
            #expect(clock >= "09:30" && clock < "20:00", "\(show.notice.id) at \(clock)")
        }
        let kept = try await year.kept()
        #expect(kept == nights.filter { !hold.contains($0) }.count + 1, "no night is left without its answer")
        #expect(year.most <= Reminders.most, "\(year.most) at once")
        try year.write()
        await everyScreenOpens(year, kept)
    }

    /// Every model and every screen over a store of a year.
    @MainActor private func everyScreenOpens(_ year: PhoneYear, _ kept: Int) async {
        let house = year.house
        let models: [any Asking] = [
            house.tonight, house.diary, house.plan, house.check, house.bottles, house.history, house.clinic,
            house.settings, house.evening, house.selfCheck, house.reading, house.papers, house.share,
        ]
        for model in models {
            await model.load()
            #expect(model.trouble == nil, "\(type(of: model))")
        }
        var reads = 1
        while house.history.page?.hasEarlier == true, reads < 100 {
            let shown = house.history.page?.nights.count ?? 0
            await house.history.earlier()
            let more = (house.history.page?.nights.count ?? 0) - shown
            #expect(more > 0 && more <= Int(HistoryModel.stretch) + 1, "\(more) nights in one read")
            reads += 1
        }
        #expect(reads >= kept / (Int(HistoryModel.stretch) + 1), "a year is not read at once")
        #expect(house.history.page?.nights.count == kept)
        #expect(house.bottles.page?.bottles.count == 26)
        #expect(house.plan.page?.steps.map(\.standing) == [.here])
        #if os(Linux)
        let root = RootView(house: house, speak: { _ in })
        for place in Place.all { #expect(!root.screen(place).stubOutline.isEmpty, "\(place)") }
        #endif
    }

    private func loud(_ show: PhoneYear.Show, after base: PhoneYear.Show, _ year: PhoneYear) {
        let minutes = (show.at - base.at) / 60_000
        let asked = show.notice.id.contains("/snz")
        #expect(asked || !show.notice.sounds || minutes < 60, "\(show.notice.id) sounds after \(minutes) minutes")
        if let answered = year.answered[show.notice.id.split(separator: "/")[1].description] {
            #expect(show.at <= answered, "\(show.notice.id) came after its answer")
        }
    }
}
