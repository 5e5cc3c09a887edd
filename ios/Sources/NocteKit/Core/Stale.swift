import Foundation
import NocteCore

/// A screen whose values are out of date: ask for them again when it is shown.
public enum Stale: String, CaseIterable, Sendable {
    case tonight, plan, medicines, bottles, history, settings, clinic

    init(_ screen: Screen) {
        self =
            switch screen {
            case .tonight: .tonight
            case .plan: .plan
            case .medicines: .medicines
            case .bottles: .bottles
            case .history: .history
            case .settings: .settings
            case .clinic: .clinic
            }
    }
}

/// Hears from the core what was stored, and tells whoever listens. The core calls it on the thread that stored.
final class Ears: ChangeListener, @unchecked Sendable {
    private let lock = NSLock()
    private var streams: [UUID: AsyncStream<Set<Stale>>.Continuation] = [:]

    func changed(screens: [Screen]) throws {
        let stale = Set(screens.map(Stale.init))
        for stream in lock.withLock({ Array(streams.values) }) { stream.yield(stale) }
    }

    /// What becomes stale from now on, until the listener goes away.
    func stream() -> AsyncStream<Set<Stale>> {
        let name = UUID()
        return AsyncStream { continuation in
            continuation.onTermination = { [weak self] _ in
                guard let self else { return }
                _ = self.lock.withLock { self.streams.removeValue(forKey: name) }
            }
            lock.withLock { streams[name] = continuation }
        }
    }
}
