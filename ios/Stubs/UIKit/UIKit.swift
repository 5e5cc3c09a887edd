// Stand-in for UIKit: on Apple it brings Foundation along, with the classes of file protection.
@_exported import Foundation

@MainActor open class UIApplication: NSObject {
    public struct LaunchOptionsKey: Hashable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}
@MainActor @preconcurrency public protocol UIApplicationDelegate: AnyObject {
    init()   // made by the Objective-C runtime on Apple
    func application(_ application: UIApplication, didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]?) -> Bool
    func applicationSignificantTimeChange(_ application: UIApplication)
}
extension UIApplicationDelegate {   // optional members in Apple's protocol
    public func application(_ application: UIApplication, didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]?) -> Bool { true }
    public func applicationSignificantTimeChange(_ application: UIApplication) {}
}
extension URL {   // Apple's Foundation has them, Linux's has not
    public static var applicationSupportDirectory: URL { FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask)[0] }
    public static var documentsDirectory: URL { FileManager.default.urls(for: .documentDirectory, in: .userDomainMask)[0] }
}
