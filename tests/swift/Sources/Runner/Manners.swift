// What an app does wrong, and what goes wrong under it: the process lives and the error says what to do.
import Foundation
import NocteCore

private let now = "2026-11-02T18:00:00Z"

/// Something that does not hold.
struct Broken: Error {
    let why: String
}

/// Runs all of them; `N passed, N failed` is the last line.
func manners() async -> Bool {
    let tests: [(String, (String) async throws -> Void)] = [
        ("a clock that throws anything is an error without its words", throwingClock),
        ("a vault says what it means", throwingVault),
        ("a listener that throws takes nothing back", throwingListener),
        ("a panic is an error and the app lives", panicking),
        ("every call after close is closed", closed),
        ("cancel ends what waits and the next call goes through", cancelled),
        ("a cancelled task ends what it waited for", dropped),
        ("close ends what waits", ended),
        ("an object let go of closes its store", letGo),
        ("calls from many tasks", many),
        ("a refusal prints nothing personal", personal),
    ]
    var failed = 0
    for (name, test) in tests {
        do {
            try await inFolder(test)
        } catch {
            print("\(name): \(error)")
            failed += 1
        }
    }
    print("\(tests.count - failed) passed, \(failed) failed")
    return failed == 0
}

private func throwingClock(_ folder: String) async throws {
    try thrown("Port") { _ = try opened(folder, StandingClock(nil)) }
    let (clock, log) = (StandingClock(now), Lines())
    let app = try opened(folder, clock)
    app.listen(listener: nil, log: log)
    clock.at.value = nil
    try thrown("Port") { _ = try app.tonight() }
    clock.at.value = now
    try same("2026-11-02", try app.tonight().night)
    try same(["tonight: a port of the shell failed: Clock"], log.lines.value)
}

private func throwingVault(_ folder: String) async throws {
    // A store has to be there before anybody asks for its key.
    let kept = MemoryVault()
    let app = try opened(folder, StandingClock(now), kept)
    _ = try app.keep(entry: note("kept"))
    try app.closeStore()
    try thrown("Locked") { _ = try opened(folder, StandingClock(now), OddVault { throw PortError.Unavailable }) }
    try thrown("Port") {
        _ = try opened(folder, StandingClock(now), OddVault { throw Foreign(words: "private words") })
    }
    try thrown("Port") { _ = try opened(folder, StandingClock(now), OddVault { Data([1]) }) }
    try same(1, try opened(folder, StandingClock(now), kept).history(from: "2026-11-02", to: "2026-11-02").counts.notes)
}

private func throwingListener(_ folder: String) async throws {
    let (app, ear) = (try opened(folder, StandingClock(now)), Ear(loud: true))
    app.listen(listener: ear, log: nil)
    _ = try app.keep(entry: note("kept"))
    try same(1, ear.heard.value.count)
    try same(1, try app.history(from: "2026-11-02", to: "2026-11-02").counts.notes)
}

private func panicking(_ folder: String) async throws {
    let app = try opened(folder, StandingClock(now))
    try thrown("rustPanic") { try laboratoryPanic() }
    try thrown("Internal") { try app.laboratoryPanic() }
    try await thrown("Internal", awaiting: { try await app.laboratoryPanicAway() })
    try same("2026-11-02", try app.tonight().night)
}

private func closed(_ folder: String) async throws {
    let app = try opened(folder, StandingClock(now))
    try app.closeStore()
    try app.closeStore()
    try thrown("Closed") { _ = try app.tonight() }
    try thrown("Closed") { _ = try app.keep(entry: note("x")) }
    try thrown("Closed") { _ = try app.reminders(delivered: [], pending: [], nights: nil) }
    try thrown("Closed") { _ = try app.restore(file: "/nowhere", secret: "seven small grey stones") }
    try await thrown("Closed", awaiting: { _ = try await app.sync() })
}

private func cancelled(_ folder: String) async throws {
    let app = try opened(folder, StandingClock(now))
    let waiting = Task { try await app.laboratoryWaitAway() }
    try await Task.sleep(for: .milliseconds(50))
    try await thrown("Busy", awaiting: { _ = try await app.sync() })
    app.cancelSync()
    try await thrown("Cancelled", awaiting: { try await waiting.value })
    // Nobody is out any more: the next one gets as far as finding no clinic.
    try await thrown("NotPaired", awaiting: { _ = try await app.sync() })
}

private func dropped(_ folder: String) async throws {
    let app = try opened(folder, StandingClock(now))
    // Swift's cancellation does not reach the core by itself; this is how an app hands it on.
    let waiting = Task {
        try await withTaskCancellationHandler {
            try await app.laboratoryWaitAway()
        } onCancel: {
            app.cancelSync()
        }
    }
    try await Task.sleep(for: .milliseconds(50))
    waiting.cancel()
    try await thrown("Cancelled", awaiting: { try await waiting.value })
    try await thrown("NotPaired", awaiting: { _ = try await app.sync() })
}

private func ended(_ folder: String) async throws {
    let app = try opened(folder, StandingClock(now))
    let waiting = Task { try await app.laboratoryWaitAway() }
    try await Task.sleep(for: .milliseconds(50))
    try app.closeStore()
    try await thrown("Cancelled", awaiting: { try await waiting.value })
    try thrown("Closed") { _ = try app.tonight() }
}

private func letGo(_ folder: String) async throws {
    let vault = MemoryVault()
    do {
        let app = try opened(folder, StandingClock(now), vault)
        _ = try app.keep(entry: note("kept"))
    }
    let again = try opened(folder, StandingClock(now), vault)
    try same(1, try again.history(from: "2026-11-02", to: "2026-11-02").counts.notes)
}

private func many(_ folder: String) async throws {
    let app = try opened(folder, StandingClock(now))
    try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<8 {
            group.addTask {
                for count in 0..<20 {
                    _ = try app.keep(entry: note("\(number) \(count)"))
                    _ = try app.tonight()
                }
            }
        }
        try await group.waitForAll()
    }
    try same(160, try app.history(from: "2026-11-02", to: "2026-11-02").counts.notes)
}

private func personal(_ folder: String) async throws {
    let app = try opened(folder, StandingClock(now))
    _ = try app.addMedicine(name: "Tramadol", said: .tookOn("2026-11-02"))
    do {
        _ = try app.resume(from: nil, noOpioids: true)
    } catch {
        let said = "\(error) \(error.localizedDescription) \(String(reflecting: error))"
        if said.contains("ramadol") || said.contains("opioid") { throw Broken(why: said) }
        return
    }
    throw Broken(why: "it went through")
}

private func same<T: Equatable>(_ expected: T, _ got: T) throws {
    if expected != got { throw Broken(why: "expected \(expected), got \(got)") }
}

/// Holds that `call` fails with the case called `name`, and that nothing private is said.
private func thrown(_ name: String, _ call: () throws -> Void) throws {
    do {
        try call()
    } catch {
        return try isCalled(name, error)
    }
    throw Broken(why: "expected \(name), it went through")
}

private func thrown(_ name: String, awaiting call: () async throws -> Void) async throws {
    do {
        try await call()
    } catch {
        return try isCalled(name, error)
    }
    throw Broken(why: "expected \(name), it went through")
}

private func isCalled(_ name: String, _ error: any Error) throws {
    let said = "\(error)"
    if said.prefix(while: { $0 != "(" }) != name { throw Broken(why: "expected \(name), got \(said)") }
    if said.contains("private") { throw Broken(why: "a port's words came through: \(said)") }
}
