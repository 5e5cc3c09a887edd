import Foundation
import NocteKit
import UserNotifications

/// The notices over `UNUserNotificationCenter`.
public struct AppleNotices: NoticeCenter {
    public init() {}

    private var center: UNUserNotificationCenter { .current() }

    public func allowance() async -> Allowance {
        let settings = await center.notificationSettings()
        return Allowance(
            shown: settings.authorizationStatus == .authorized,
            timeSensitive: settings.timeSensitiveSetting == .enabled,
            unasked: settings.authorizationStatus == .notDetermined,
            hidesPreviews: settings.showPreviewsSetting != .always)
    }

    public func askAllowance() async -> Bool {
        // No badge: a red number on the icon is a count of what was not done.
        (try? await center.requestAuthorization(options: [.alert, .sound])) ?? false
    }

    public func offer(_ categories: [OfferedCategory]) async {
        center.setNotificationCategories(Set(categories.map(Self.category)))
    }

    public func pending() async -> [HeldNotice] {
        await center.pendingNotificationRequests().map { request in
            let trigger = request.trigger as? UNCalendarNotificationTrigger
            return HeldNotice(
                id: request.identifier, rev: request.content.userInfo[Key.rev] as? String ?? "",
                body: request.content.body, past: trigger.map { $0.nextTriggerDate() == nil } ?? false)
        }
    }

    public func delivered() async -> [ShownNotice] {
        await center.deliveredNotifications().map { notification in
            let request = notification.request
            return ShownNotice(
                id: request.identifier, at: Int64((notification.date.timeIntervalSince1970 * 1000).rounded(.down)),
                clock: request.content.userInfo[Key.clock] as? String)
        }
    }

    public func add(_ notice: Notice) async throws {
        try await center.add(
            UNNotificationRequest(
                identifier: notice.id, content: Self.content(notice), trigger: Self.trigger(notice.when)))
    }

    public func removePending(_ ids: [String]) async {
        center.removePendingNotificationRequests(withIdentifiers: ids)
    }

    public func removeDelivered(_ ids: [String]) async {
        center.removeDeliveredNotifications(withIdentifiers: ids)
    }

    /// What travels with a notice: nothing of the patient's but the night.
    enum Key {
        static let night = "night"
        static let rev = "rev"
        static let clock = "clock"
    }

    private static func category(_ offered: OfferedCategory) -> UNNotificationCategory {
        let actions = zip(offered.category.actions, offered.titles).map { action, title in
            // Nothing needs the phone unlocked: *Done* works on the lock screen.
            UNNotificationAction(
                identifier: action.rawValue, title: title, options: action.opensApp ? [.foreground] : [])
        }
        return UNNotificationCategory(
            identifier: offered.category.rawValue, actions: actions, intentIdentifiers: [],
            hiddenPreviewsBodyPlaceholder: offered.hidden, options: [.customDismissAction, .hiddenPreviewsShowTitle])
    }

    private static func content(_ notice: Notice) -> UNMutableNotificationContent {
        let content = UNMutableNotificationContent()
        content.title = notice.title
        content.body = notice.body
        content.categoryIdentifier = notice.category.rawValue
        content.interruptionLevel = notice.timeSensitive ? .timeSensitive : .active
        content.sound = notice.sounds ? .default : nil
        content.userInfo = [Key.rev: notice.rev, Key.clock: notice.clock]
        if let night = notice.night { content.userInfo[Key.night] = night }
        return content
    }

    private static func trigger(_ when: NoticeTime) -> UNNotificationTrigger? {
        switch when {
        case .now: nil
        // Without a zone in its parts it follows the clock on the wall, wherever the phone is by then.
        case .wall(let wall): UNCalendarNotificationTrigger(dateMatching: parts(wall), repeats: false)
        case .offset(let wall, let offset):
            UNCalendarNotificationTrigger(dateMatching: parts(wall, TimeZone(secondsFromGMT: offset)), repeats: false)
        }
    }

    private static func parts(_ wall: WallClock, _ zone: TimeZone? = nil) -> DateComponents {
        DateComponents(
            timeZone: zone, year: wall.year, month: wall.month, day: wall.day, hour: wall.hour, minute: wall.minute,
            second: wall.second)
    }
}
