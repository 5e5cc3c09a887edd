import NocteCore

/// What is done in a moment that the system grants: the reminders are topped up, the clinic is spoken to, and the reminders
/// follow what came of it. No reminder hangs on any of it.
///
/// When the system takes the moment back, its task is cancelled and the errand ends at its next wait; what was
/// delivered is delivered.
public struct Exchange: Sendable {
    private let lane: NocteLane
    private let reminders: Reminders

    public init(lane: NocteLane, reminders: Reminders) {
        (self.lane, self.reminders) = (lane, reminders)
    }

    /// Whether everything was done. Without a clinic there is nobody to speak to.
    public func run() async -> Bool {
        let renewed = await reminders.reconcile(.refreshed)
        let spoken = await speak()
        // A stop of the clinic's takes requests back in the same moment.
        let after = await reminders.reconcile(.refreshed)
        return spoken && renewed.trouble == nil && after.trouble == nil
    }

    private func speak() async -> Bool {
        do {
            return try await lane.away { try await $0.sync() }.troubles.isEmpty
        } catch {
            return error == .notPaired
        }
    }
}
