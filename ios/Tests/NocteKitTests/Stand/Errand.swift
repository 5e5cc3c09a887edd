import NocteCore
import NocteKit
import Testing

/// Asks again until the answer is yes: for what nobody tells of. What does not come within a minute is said not to have come.
func soon(_ holds: () async -> Bool) async -> Bool {
    let late = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < late {
        if await holds() { return true }
        await Task.yield()
    }
    return false
}

extension World {
    /// An errand that is out and waits until its task is cancelled. The core lets one out at a time: another is told so.
    func occupied() async -> Task<Void, any Error> {
        let lane = lane
        let waiting = Task {
            // Whoever asks whether it is out may be out itself for a moment.
            while true {
                do throws(Trouble) {
                    return try await lane.away { try await $0.laboratoryWaitAway() }
                } catch {
                    guard error == .busy else { throw error }
                    await Task.yield()
                }
            }
        }
        #expect(await soon { await Self.refused(by: lane) == .busy })
        return waiting
    }

    /// Why another errand is not let out, or does nothing: nobody is spoken to.
    private static func refused(by lane: NocteLane) async -> Trouble? {
        do {
            _ = try await lane.away { try await $0.pair(link: "no link", passcode: nil) }
            return nil
        } catch {
            return error
        }
    }
}
