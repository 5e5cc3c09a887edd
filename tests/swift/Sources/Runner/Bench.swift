// What each call of a screen costs from Swift. `bindings/examples/screens.rs` makes the same calls in Rust.
import Foundation
import NocteCore

private let batch: UInt64 = 4_000_000
private let batches = 60

/// Prints a line a call.
func bench() async throws {
    try await inFolder { folder in
        let story = try Story(in: folder) { _ in "" }
        try story.begun()
        for (name, call) in try calls(story.app) { try row(name, call) }
        try story.app.closeStore()
    }
}

private func calls(_ app: Nocte) throws -> [(String, () throws -> Void)] {
    let strength = try parseStrength(text: "1 mg/mL", mark: .point)
    let syringe = try parseSyringe(text: "1mL/0.01mL", mark: .point)
    return [
        ("tonight", { _ = try app.tonight() }),
        ("plan", { _ = try app.plan() }),
        ("medicines", { _ = try app.medicines() }),
        ("bottles", { _ = try app.bottles(nights: 30) }),
        ("history", { _ = try app.history(from: "2026-10-30", to: "2026-11-05") }),
        ("reminders", { _ = try app.reminders(delivered: [], pending: [], nights: nil) }),
        ("settings", { _ = try app.settings() }),
        ("card", { _ = try app.card() }),
        (
            "dilute",
            { _ = try dilute(strength: strength, water: nil, dose: 1_500_000, syringe: syringe, lang: .en) }
        ),
    ]
}

/// Warms up, then times batches and prints the quickest and the middle one, in nanoseconds.
private func row(_ name: String, _ call: () throws -> Void) throws {
    let start = DispatchTime.now().uptimeNanoseconds
    var count: UInt64 = 0
    while DispatchTime.now().uptimeNanoseconds - start < 300_000_000 {
        try call()
        count += 1
    }
    let size = max(1, batch * count / (DispatchTime.now().uptimeNanoseconds - start))
    var figures: [UInt64] = []
    for _ in 0..<batches {
        let begun = DispatchTime.now().uptimeNanoseconds
        for _ in 0..<size { try call() }
        figures.append((DispatchTime.now().uptimeNanoseconds - begun) / size)
    }
    figures.sort()
    print("\(name) \(figures[0]) \(figures[batches / 2])")
}
