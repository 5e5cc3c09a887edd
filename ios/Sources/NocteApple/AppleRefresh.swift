import BackgroundTasks
import Foundation
import NocteKit

/// The system hands a task over for good; only its completion is called from elsewhere.
/// (`nonisolated(unsafe) let` says the same, but the 6.0.3 compiler of Debian crashes on it.)
private struct Granted: @unchecked Sendable {
    let task: BGTask
}

/// Background refresh over `BGAppRefreshTask`. The identifier stands in the app's Info.plist too.
public struct AppleRefresh: BackgroundRefresh {
    public static let identifier = "org.nocte.refresh"

    private let name: String

    public init(name: String = Self.identifier) {
        self.name = name
    }

    public func register(_ work: @escaping @Sendable () async -> Bool) {
        BGTaskScheduler.shared.register(forTaskWithIdentifier: name, using: nil) { task in
            let granted = Granted(task: task)
            // One moment is granted for one wish: without a new one there would be no further.
            try? ask()
            let running = Task {
                let good = await work()
                granted.task.setTaskCompleted(success: good)
            }
            task.expirationHandler = { running.cancel() }
        }
    }

    public func ask() throws {
        // When is left to the system.
        try BGTaskScheduler.shared.submit(BGAppRefreshTaskRequest(identifier: name))
    }
}
