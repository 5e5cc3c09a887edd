import Foundation
import NocteApple
import NocteCore
import SwiftUI
import Testing
import UIKit
import UserNotifications

@testable import NocteApp
@testable import NocteKit
@testable import NocteScreens

/// The notices over the stand-in of `UNUserNotificationCenter`, with the real library below. One centre is shared, as on a
/// phone, so the tests come one after another.
@Suite(.serialized) struct AppleNoticesTests {
    private let world: World
    private let reminders: Reminders
    private let answers: Answers
    private var center: UNUserNotificationCenter { .current() }

    init() async throws {
        world = try World()
        try await world.begin()
        reminders = Reminders(lane: world.lane, center: AppleNotices(), kept: world.kept)
        answers = Answers(lane: world.lane, reminders: reminders, center: AppleNotices())
        center.removeAllPendingNotificationRequests()
        center.removeAllDeliveredNotifications()
    }

    private func request(_ id: String) async throws -> UNNotificationRequest {
        let all = await center.pendingNotificationRequests()
        return try #require(all.first { $0.identifier == id })
    }

    @Test func aDoseIsADateWithoutAZoneTimeSensitiveAndOnce() async throws {
        let done = await reminders.reconcile(.opened)
        #expect(done.trouble == nil && done.pending > 28)
        let base = try await request("d/2026-11-03/base")
        let trigger = try #require(base.trigger as? UNCalendarNotificationTrigger)
        #expect(trigger.dateComponents.timeZone == nil && !trigger.repeats)
        #expect(trigger.dateComponents.day == 3 && trigger.dateComponents.hour == 22)
        #expect(base.content.interruptionLevel == .timeSensitive && base.content.sound != nil)
        #expect(base.content.categoryIdentifier == "dose" && base.content.title == "Bedtime reminder")
        #expect(await reminders.reconcile(.opened).added == 0, "its revision comes back from the system")
    }

    @Test func aClockShownTwiceIsHandedOverWithItsOffset() async throws {
        let clock = try #require(WallClock("2026-10-25T02:30"))
        try await AppleNotices().add(
            Notice(
                id: "x", rev: "1", night: "2026-10-24", title: "t", body: "b", category: .dose,
                when: .offset(clock, 7200), clock: "02:30", sounds: false, timeSensitive: false))
        let held = try await request("x")
        let trigger = try #require(held.trigger as? UNCalendarNotificationTrigger)
        #expect(trigger.dateComponents.timeZone?.secondsFromGMT() == 7200)
        #expect(held.content.sound == nil && held.content.interruptionLevel == .active)
    }

    @Test func everyCategoryHasItsButtonsInOrderAndOnlyOpeningOnesOpen() async throws {
        await AppleNotices().offer(OfferedCategory.all(Texts(.en)))
        let categories = await center.notificationCategories()
        let dose = try #require(categories.first { $0.identifier == "dose" })
        #expect(dose.actions.map(\.title) == ["Done", "Later (20 min)", "Skip tonight"])
        #expect(dose.options.contains(.customDismissAction) && dose.options.contains(.hiddenPreviewsShowTitle))
        #expect(dose.hiddenPreviewsBodyPlaceholder == "Still open for tonight.", "neutral where no preview is shown")
        for action in categories.flatMap(\.actions) {
            #expect(action.options.contains(.foreground) == ["open", "yes"].contains(action.identifier))
            #expect(!action.options.contains(.authenticationRequired))
        }
        #expect(categories.count == NoticeCategory.allCases.count)
    }

    @Test func aTapReachesItsNight() async throws {
        let opened = Lines()
        let taps = NoticeTaps(answers: answers) { opened.write($0 ?? "-") }
        center.delegate = taps
        await reminders.reconcile(.opened)
        world.phone.now = millis("2026-11-03T21:31:00Z")
        center.stubDeliver("d/2026-11-03/base", at: Date(timeIntervalSince1970: Double(world.phone.now) / 1000))
        await center.stubTap(UNNotificationDismissActionIdentifier, on: "d/2026-11-03/base")
        var doses = try await world.lane.ask { try $0.history(from: "2026-11-03", to: "2026-11-03").counts.doses }
        #expect(doses == 0, "wiping it away is no answer")
        center.stubDeliver("d/2026-11-03/fu1", at: Date(timeIntervalSince1970: Double(world.phone.now) / 1000))
        await center.stubTap("done", on: "d/2026-11-03/fu1")
        doses = try await world.lane.ask { try $0.history(from: "2026-11-03", to: "2026-11-03").counts.doses }
        #expect(doses == 1)
        #expect(await !center.pendingNotificationRequests().contains { $0.identifier.contains("2026-11-03/") })
        #expect(opened.all.isEmpty)
        center.stubDeliver("d/2026-11-04/base", at: Date())
        await center.stubTap(UNNotificationDefaultActionIdentifier, on: "d/2026-11-04/base")
        #expect(opened.all == ["2026-11-04"])
    }

    #if os(Linux)
    @Test @MainActor func s8TheSystemsWordOfAnotherDayBringsTheScreenAndTheRemindersToIt() async throws {
        let launch = Launch()
        launch.home = Home(support: world.folder.appendingPathComponent("app"), clock: world.phone.clock)
        let house = launch.home.house
        #expect(launch.application(UIApplication(), didFinishLaunchingWithOptions: nil))
        try await World.begin(house.desk.lane)
        await launch.home.opened()
        #expect(house.tonight.card?.night == "2026-11-02")
        #expect(try await request("d/2026-11-02/base").content.title == "Bedtime reminder")
        world.phone.now = millis("2026-11-04T19:00:00Z")
        world.phone.zone = try #require(TimeZone(identifier: "America/New_York"))
        launch.applicationSignificantTimeChange(UIApplication())
        #expect(await comes { house.tonight.card?.night == "2026-11-04" })
        let held = await center.pendingNotificationRequests().map(\.identifier)
        #expect(!held.contains("d/2026-11-02/base") && held.contains("d/2026-11-04/base"))
    }
    #endif

    @Test func whatTheUserAllowsIsTold() async throws {
        center.stubSettings = UNNotificationSettings(
            authorizationStatus: .denied, timeSensitiveSetting: .disabled, showPreviewsSetting: .always)
        #expect(
            await AppleNotices().allowance()
                == Allowance(shown: false, timeSensitive: false, unasked: false, hidesPreviews: false))
        #expect(await !AppleNotices().askAllowance())
        center.stubSettings = UNNotificationSettings(
            authorizationStatus: .authorized, timeSensitiveSetting: .enabled, showPreviewsSetting: .whenAuthenticated)
        #expect(
            await AppleNotices().allowance()
                == Allowance(shown: true, timeSensitive: true, unasked: false, hidesPreviews: true))
    }
}
