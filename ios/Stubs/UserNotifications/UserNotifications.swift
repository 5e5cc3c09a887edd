// Stand-in for Apple's UserNotifications: the declarations Nocte uses, kept in memory, so that
// `AppleNotifications` is compiled and run on Linux. Signatures follow Apple's; add, never alter.
import Foundation

public struct UNAuthorizationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let badge = Self(rawValue: 1), sound = Self(rawValue: 2), alert = Self(rawValue: 4)
}
public struct UNNotificationActionOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let authenticationRequired = Self(rawValue: 1), destructive = Self(rawValue: 2), foreground = Self(rawValue: 4)
}
public struct UNNotificationCategoryOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let customDismissAction = Self(rawValue: 1), hiddenPreviewsShowTitle = Self(rawValue: 4)
}
public struct UNNotificationPresentationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let sound = Self(rawValue: 2), list = Self(rawValue: 8), banner = Self(rawValue: 16)
}
public enum UNNotificationInterruptionLevel: UInt, Sendable { case passive, active, timeSensitive, critical }
public enum UNAuthorizationStatus: Int, Sendable { case notDetermined, denied, authorized, provisional, ephemeral }
public enum UNShowPreviewsSetting: Int, Sendable { case always, whenAuthenticated, never }
public enum UNNotificationSetting: Int, Sendable { case notSupported, disabled, enabled }

public let UNNotificationDefaultActionIdentifier = "com.apple.UNNotificationDefaultActionIdentifier"
public let UNNotificationDismissActionIdentifier = "com.apple.UNNotificationDismissActionIdentifier"

open class UNNotificationSound: NSObject, @unchecked Sendable {
    public static let `default` = UNNotificationSound()
}
open class UNNotificationContent: NSObject {
    public internal(set) var title = "", body = "", subtitle = "", categoryIdentifier = "", threadIdentifier = ""
    public internal(set) var interruptionLevel = UNNotificationInterruptionLevel.active
    public internal(set) var sound: UNNotificationSound?
    public internal(set) var userInfo: [AnyHashable: Any] = [:]
}
open class UNMutableNotificationContent: UNNotificationContent {
    public override var title: String { get { super.title } set { super.title = newValue } }
    public override var body: String { get { super.body } set { super.body = newValue } }
    public override var subtitle: String { get { super.subtitle } set { super.subtitle = newValue } }
    public override var categoryIdentifier: String { get { super.categoryIdentifier } set { super.categoryIdentifier = newValue } }
    public override var threadIdentifier: String { get { super.threadIdentifier } set { super.threadIdentifier = newValue } }
    public override var interruptionLevel: UNNotificationInterruptionLevel { get { super.interruptionLevel } set { super.interruptionLevel = newValue } }
    public override var sound: UNNotificationSound? { get { super.sound } set { super.sound = newValue } }
    public override var userInfo: [AnyHashable: Any] { get { super.userInfo } set { super.userInfo = newValue } }
}
open class UNNotificationTrigger: NSObject { public let repeats: Bool; init(repeats: Bool) { self.repeats = repeats } }
open class UNCalendarNotificationTrigger: UNNotificationTrigger {
    public let dateComponents: DateComponents
    public init(dateMatching dateComponents: DateComponents, repeats: Bool) {
        self.dateComponents = dateComponents
        super.init(repeats: repeats)
    }
    /// Only in the stand-in: what the clock shows. Until it is set nothing is past.
    public nonisolated(unsafe) static var stubNow = Date.distantPast
    public func nextTriggerDate() -> Date? { Calendar(identifier: .gregorian).date(from: dateComponents).flatMap { $0 > Self.stubNow ? $0 : nil } }
}
open class UNNotificationRequest: NSObject, @unchecked Sendable {
    public let identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?
    public init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {
        self.identifier = identifier
        self.content = content
        self.trigger = trigger
    }
}
open class UNNotification: NSObject, @unchecked Sendable { public let request: UNNotificationRequest, date: Date; init(request: UNNotificationRequest, date: Date) { self.request = request; self.date = date } }
open class UNNotificationResponse: NSObject {
    public let notification: UNNotification, actionIdentifier: String
    init(notification: UNNotification, actionIdentifier: String) { self.notification = notification; self.actionIdentifier = actionIdentifier }
}
open class UNNotificationAction: NSObject, @unchecked Sendable {
    public let identifier: String, title: String, options: UNNotificationActionOptions
    public init(identifier: String, title: String, options: UNNotificationActionOptions = []) {
        self.identifier = identifier
        self.title = title
        self.options = options
    }
}
open class UNNotificationCategory: NSObject, @unchecked Sendable {
    public let identifier: String, actions: [UNNotificationAction], options: UNNotificationCategoryOptions
    public let hiddenPreviewsBodyPlaceholder: String
    public init(identifier: String, actions: [UNNotificationAction], intentIdentifiers: [String], hiddenPreviewsBodyPlaceholder: String, options: UNNotificationCategoryOptions = []) {
        self.identifier = identifier
        self.hiddenPreviewsBodyPlaceholder = hiddenPreviewsBodyPlaceholder
        self.actions = actions
        self.options = options
    }
}
open class UNNotificationSettings: NSObject {
    public let authorizationStatus: UNAuthorizationStatus, timeSensitiveSetting: UNNotificationSetting, showPreviewsSetting: UNShowPreviewsSetting
    public init(authorizationStatus: UNAuthorizationStatus, timeSensitiveSetting: UNNotificationSetting, showPreviewsSetting: UNShowPreviewsSetting) {
        self.authorizationStatus = authorizationStatus
        self.showPreviewsSetting = showPreviewsSetting
        self.timeSensitiveSetting = timeSensitiveSetting
    }
}
public protocol UNUserNotificationCenterDelegate: AnyObject {
    func userNotificationCenter(_ center: UNUserNotificationCenter, willPresent notification: UNNotification) async -> UNNotificationPresentationOptions
    func userNotificationCenter(_ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse) async
}
extension UNUserNotificationCenterDelegate {   // optional members in Apple's protocol
    public func userNotificationCenter(_ center: UNUserNotificationCenter, willPresent notification: UNNotification) async -> UNNotificationPresentationOptions { [] }
    public func userNotificationCenter(_ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse) async {}
}
open class UNUserNotificationCenter: NSObject, @unchecked Sendable {
    private static let shared = UNUserNotificationCenter()
    private let lock = NSLock()
    private var requests: [String: UNNotificationRequest] = [:]
    private var shade: [String: UNNotification] = [:]
    private var categories: Set<UNNotificationCategory> = []
    public weak var delegate: (any UNUserNotificationCenterDelegate)?
    /// Only in the stand-in: what the user has allowed.
    public var stubSettings = UNNotificationSettings(authorizationStatus: .authorized, timeSensitiveSetting: .enabled, showPreviewsSetting: .whenAuthenticated)

    open class func current() -> UNUserNotificationCenter { shared }
    open func requestAuthorization(options: UNAuthorizationOptions = []) async throws -> Bool { stubSettings.authorizationStatus == .authorized }
    open func setNotificationCategories(_ categories: Set<UNNotificationCategory>) { lock.withLock { self.categories = categories } }
    open func notificationCategories() async -> Set<UNNotificationCategory> { lock.withLock { categories } }
    open func notificationSettings() async -> UNNotificationSettings { stubSettings }
    open func add(_ request: UNNotificationRequest) async throws {
        lock.withLock {
            if request.trigger == nil { shade[request.identifier] = UNNotification(request: request, date: Date()) } else { requests[request.identifier] = request }
        }
    }
    open func pendingNotificationRequests() async -> [UNNotificationRequest] { lock.withLock { Array(requests.values) } }
    open func deliveredNotifications() async -> [UNNotification] { lock.withLock { Array(shade.values) } }
    open func removePendingNotificationRequests(withIdentifiers identifiers: [String]) { lock.withLock { for id in identifiers { requests[id] = nil } } }
    open func removeDeliveredNotifications(withIdentifiers identifiers: [String]) { lock.withLock { for id in identifiers { shade[id] = nil } } }
    open func removeAllPendingNotificationRequests() { lock.withLock { requests = [:] } }
    open func removeAllDeliveredNotifications() { lock.withLock { shade = [:] } }

    /// Only in the stand-in: a request's time comes.
    public func stubDeliver(_ id: String, at date: Date) {
        lock.withLock { if let request = requests.removeValue(forKey: id) { shade[id] = UNNotification(request: request, date: date) } }
    }

    /// Only in the stand-in: a tap on one of a delivered notification's actions, which goes away with it.
    public func stubTap(_ action: String, on id: String) async {
        guard let notification = lock.withLock({ shade.removeValue(forKey: id) }) else { return }
        await delegate?.userNotificationCenter(self, didReceive: .init(notification: notification, actionIdentifier: action))
    }
}
