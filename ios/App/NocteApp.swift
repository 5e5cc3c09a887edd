import NocteScreens
import SwiftUI
import UIKit

/// The app: one window over the house.
@main
struct NocteApp: App {
    @UIApplicationDelegateAdaptor private var launch: Launch
    @Environment(\.scenePhase) private var phase

    var body: some Scene {
        WindowGroup {
            RootView(house: launch.home.house, speak: launch.home.speak)
        }
        .onChange(of: phase) { _, new in
            Task {
                switch new {
                case .active: await launch.home.opened()
                case .background: await launch.home.left()
                default: break
                }
            }
        }
    }
}

/// What the system tells the app. Everything it may call on a locked phone is set before the launch is over.
final class Launch: NSObject, UIApplicationDelegate {
    lazy var home = Home()

    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]? = nil
    ) -> Bool {
        home.start()
        return true
    }

    /// Another day, another zone, another clock; told late to an app that slept, and then once.
    func applicationSignificantTimeChange(_ application: UIApplication) {
        Task { await home.timeChanged() }
    }
}
