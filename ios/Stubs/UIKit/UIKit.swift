// Stand-in for UIKit: on Apple it brings Foundation along, with the classes of file protection.
@_exported import Foundation

@MainActor open class UIApplication: NSObject {
    public nonisolated static let openSettingsURLString = "app-settings:"
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
    /// Only what the chooser has lent can be read, and only until it is given back.
    public func startAccessingSecurityScopedResource() -> Bool { lent.withLock { $0.paths.contains(path) && $0.open.insert(path).inserted } }
    public func stopAccessingSecurityScopedResource() { lent.withLock { $0.open.remove(path) } }
    /// Only in the stand-in: the chooser lends a file; how many are open now.
    public func stubLend() { lent.withLock { $0.paths.insert(path) } }
    public static var stubOpen: Int { lent.withLock { $0.open.count } }
    public static var documentsDirectory: URL { FileManager.default.urls(for: .documentDirectory, in: .userDomainMask)[0] }
}
extension FileManager {   // Apple's Foundation has it: nothing without the group's entitlement
    public func containerURL(forSecurityApplicationGroupIdentifier groupIdentifier: String) -> URL? { nil }
}
private final class Lent: @unchecked Sendable {
    private let lock = NSLock()
    var paths: Set<String> = [], open: Set<String> = []
    func withLock<T>(_ body: (Lent) -> T) -> T { lock.withLock { body(self) } }
}
private let lent = Lent()
