#if os(Linux)
import Observation
import SwiftUI
import Testing

@testable import NocteScreens

/// Rung when something has changed that is no model's: a log, the notification centre.
final class Bell: Observable, Sendable {
    private let registrar = ObservationRegistrar()
    private var change: Int { 0 }

    /// Somebody looks at what it is rung for.
    func heard() { registrar.access(self, keyPath: \.change) }

    /// It has changed.
    func ring() { registrar.withMutation(of: self, keyPath: \.change) {} }
}

/// Waits until it holds. It is looked at again when something that it looked at has changed, and never by the clock; what does
/// not come at all within a minute is said not to have come.
@MainActor func comes(_ holds: @MainActor () -> Bool) async -> Bool {
    let late = ContinuousClock.now + .seconds(60)
    while true {
        let (changes, change) = AsyncStream<Void>.makeStream()
        // Most is changed on the main actor, to which the loop comes back when the change is made; the rest rings after it.
        if withObservationTracking(holds, onChange: { change.yield() }) { return true }
        let limit = Task {
            try? await Task.sleep(until: late)
            change.finish()
        }
        var waiting = changes.makeAsyncIterator()
        let changed = await waiting.next() != nil
        limit.cancel()
        if !changed { return holds() }
    }
}

/// Every word on a screen, in order.
@MainActor func words(_ screen: some View) -> [String] {
    screen.stubNodes.flatMap(\.all).filter { $0.kind == "Text" }.map(\.text)
}

/// Presses a button and waits for what it does.
@MainActor func press(
    _ label: String, on screen: some View, at place: SourceLocation = #_sourceLocation,
    until holds: @MainActor () -> Bool
) async throws {
    try #require(
        screen.stubPress(label), "nothing is called \(label):\n\(screen.stubOutline)", sourceLocation: place)
    let came = await comes(holds)
    #expect(came, "\(label) did nothing:\n\(screen.stubOutline)", sourceLocation: place)
}

extension RootView {
    /// What the system's picture for the overview of apps shows is the curtain.
    @MainActor var stubCurtained: Bool {
        EnvironmentValues.stubScenePhase = .inactive
        defer { EnvironmentValues.stubScenePhase = .active }
        return words(self).contains("Nocte")
    }
}

extension View {
    /// Names a day: without that there is none.
    @MainActor func stubPickDay() async throws {
        #expect(!stubNodes.flatMap(\.all).contains { $0.kind == "DatePicker" }, "nobody has named a day")
        try await press("On which day?", on: self) {
            stubNodes.flatMap(\.all).contains { $0.kind == "DatePicker" }
        }
    }

    /// Types into a field, by what stands over it.
    @MainActor func stubType(_ text: String, into field: String) -> Bool {
        let fields = stubNodes.flatMap(\.all).filter { $0.typed != nil && $0.traits["label"] == field }
        fields.first?.typed?(text)
        return !fields.isEmpty
    }
}
#endif
