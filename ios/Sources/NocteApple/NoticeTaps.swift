import Foundation
import NocteKit
import UserNotifications

/// Hears the taps on notices. The system calls it, on a locked phone too; it is set before the app has launched.
public final class NoticeTaps: NSObject, UNUserNotificationCenterDelegate {
    private let answers: Answers
    private let open: @Sendable (String?) async -> Void

    /// `open` shows *Tonight*, for this night where there is one.
    public init(answers: Answers, open: @escaping @Sendable (String?) async -> Void) {
        self.answers = answers
        self.open = open
    }

    public func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification
    ) async -> UNNotificationPresentationOptions {
        [.banner, .list, .sound]
    }

    public func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse
    ) async {
        let night = response.notification.request.content.userInfo[AppleNotices.Key.night] as? String
        guard let action = Self.action(response.actionIdentifier) else { return }
        let heard = await answers.heard(action, night: night)
        if heard == .opened || heard == .asksTime { await open(night) }
    }

    /// Wiping a notice away is no answer.
    private static func action(_ identifier: String) -> NoticeAction? {
        identifier == UNNotificationDefaultActionIdentifier ? .open : NoticeAction(rawValue: identifier)
    }
}
