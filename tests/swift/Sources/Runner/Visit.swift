// The part of the story with the clinic in it: paired with, synced with, an order confirmed, a stop obeyed.
// `bindings/tests/bridge/visit.rs` is the same in Rust.
import NocteCore

final class Visit {
    private let story: Story
    private let app: Nocte
    private let clock: StandingClock
    private let ask: (String) -> String

    init(_ story: Story, _ app: Nocte, _ clock: StandingClock, _ ask: @escaping (String) -> String) {
        (self.story, self.app, self.clock, self.ask) = (story, app, clock, ask)
    }

    /// The first visit.
    func first() async throws {
        at("2026-11-05T19:10:00Z")
        story.say("alone", await story.refusal(awaiting: { _ = try await app.sync() }))
        let words = ask("link").split(separator: " ").map(String.init)
        let wrong = await story.refusal(awaiting: { _ = try await app.pair(link: words[0], passcode: "none") })
        story.say("wrong passcode", wrong)
        tell(try await app.pair(link: words[0], passcode: words[1]))
        try await sync()
        let other = await story.refusal(awaiting: {
            _ = try await app.confirmMatch(initials: "x.y.", birthYear: 1980)
        })
        story.say("other initials", other)
        let page = try await app.confirmMatch(initials: "a.m.", birthYear: 1980)
        tell(page)
        _ = ask("match \(page.presentDose ?? 0)")
        _ = ask("order 750000 7")
        at("2026-11-05T19:20:00Z")
        try await sync()
        let view = try app.clinic()
        story.say("proposal", view.proposalText)
        story.each("changes", view.changes)
        let made = try app.confirmProposal(arrival: nil, how: Confirmation(noOpioids: true))
        story.say("plan", made.made.plan.version)
        story.each("warnings", made.warnings)
        try await sync()
        try story.tellPlan()
        try story.tellTonight()
        at("2026-11-05T19:30:00Z")
        _ = ask("stop")
        try await sync()
        story.each("stops", try app.clinic().stops)
        try story.tellTonight()
        let resumed = try app.resume(from: nil, noOpioids: true)
        story.say("ended holds", resumed.ended.count)
        story.say("from", resumed.from)
    }

    /// After a restore the phone is paired no more. Paired anew, it tells the clinic what it no longer knows.
    func again() async throws {
        at("2026-11-07T19:00:00Z")
        story.say("after the restore", await story.refusal(awaiting: { _ = try await app.sync() }))
        let words = ask("link").split(separator: " ").map(String.init)
        tell(try await app.pair(link: words[0], passcode: words[1]))
        try await sync()
        try await app.unpair()
        story.say("alone again", await story.refusal(awaiting: { _ = try await app.sync() }))
    }

    /// The same hour for the phone and the clinic.
    private func at(_ hour: String) {
        clock.at.value = hour
        _ = ask("now \(hour)")
    }

    private func tell(_ page: PairPage) {
        story.say("initials", page.initials)
        story.say("birth year", page.birthYear)
        story.say("present dose", page.presentDose)
        story.say("matched", page.matched)
    }

    private func sync() async throws {
        let view = try await app.sync()
        let counts = [Int(view.delivered), Int(view.pulled), Int(view.waiting), view.parked.count, view.troubles.count]
        story.say("synced", counts.map(String.init).joined(separator: " "))
    }
}
