// The shared scenario: open, plan, log, reminders, clinic, restore. Every language tells it alike, byte for byte.
// `bindings/tests/bridge/story.rs` is the same story in Rust.
import Foundation
import NocteCore

private let mg: UInt64 = 1_000_000

final class Story {
    private let folder: String
    private let clock = StandingClock("2026-11-02T18:00:00Z")
    private let ear = Ear()
    let app: Nocte
    private let ask: (String) -> String
    private var lines: [String] = []

    init(in folder: String, ask: @escaping (String) -> String) throws {
        (self.folder, self.ask) = (folder, ask)
        app = try opened(folder, clock)
    }

    /// The first days only: what benches ask.
    func begun() throws {
        try begin()
        try live()
    }

    /// Tells it all.
    func tell() async throws -> String {
        app.listen(listener: ear, log: nil)
        try begin()
        try remind()
        try live()
        let visit = Visit(self, app, clock, ask)
        try await visit.first()
        try check()
        try keep()
        try await visit.again()
        say("told of changes", ear.heard.value.count)
        try app.closeStore()
        say("after close", refusal { _ = try app.tonight() })
        return lines.joined(separator: "\n") + "\n"
    }

    func say(_ what: String, _ value: Any?) { lines.append("\(what): \(shown(value))") }

    func each(_ what: String, _ values: [Any]) {
        say(what, values.count)
        lines += values.map { "- \(shown($0))" }
    }

    private func shown(_ value: Any?) -> String {
        switch value {
        case nil: "nothing"
        case let flag as Bool: flag ? "yes" : "no"
        case let worded as Worded: "\(worded.code) \(worded.text)"
        case let other?: "\(other)"
        }
    }

    /// What a call that must fail fails with.
    func refusal(_ call: () throws -> Void) -> String {
        do {
            try call()
            return "went through"
        } catch {
            return said(of: error)
        }
    }

    /// The same of a call that is waited for.
    func refusal(awaiting call: () async throws -> Void) async -> String {
        do {
            try await call()
            return "went through"
        } catch {
            return said(of: error)
        }
    }

    private func said(of error: any Error) -> String {
        if case ApiError.Refused(let refusal) = error {
            let words = refusal.words(lang: .en)
            return "refused \(refusal.code()): \(words.reason) | \(words.next)"
        }
        // `Symptom(why: …)` is a Symptom.
        return String("\(error)".prefix { $0 != "(" })
    }

    func tellTonight() throws {
        let view = try app.tonight()
        say("night", view.night)
        say("state", code(view.state))
        say("text", view.text)
        say("spoken", view.spoken)
        say("dose", view.doseText)
        say("line", view.line)
        say("bottle", view.bottle)
        say("strength", view.strengthText)
        each("reasons", view.reasons)
        each("beside", view.beside)
    }

    private func tellLogged(_ view: LoggedView) {
        say("logged", code(view.result))
        say("night", view.night)
        say("text", view.text)
        each("advice", view.advice)
    }

    func tellPlan() throws {
        let view = try app.plan()
        say("plan state", view?.stateText)
        each("steps", view?.steps ?? [])
        let progress = view?.page.progress
        say("step", progress?.step)
        say("nights taken", progress?.nightsTaken)
        each("waits for", view?.waitsFor ?? [])
    }

    private func begin() throws {
        try tellTonight()
        let syringe = try parseSyringe(text: "1mL/0.01mL", mark: .point)
        try app.choose(choices: [.syringe(syringe: syringe), .bedtime(at: "22:30")])
        for question in [Question.opioids, .liver, .pregnancy, .transplant, .surgery] {
            _ = try app.answer(answering: Answering(question: question, yes: false))
        }
        let steps = [step("1", mg / 2, 2), step("2", mg, 14), step("3", 3 * mg / 2, 0)]
        let agreed = Agreement(kind: .reported, by: "Dr Example", on: "2026-11-02")
        let start = PlanStart.typed(steps: steps, cap: 9 * mg / 2)
        let planned = try app.changePlan(
            change: .begin(start: start, agreement: agreed, taking: nil), when: When())
        say("plan", planned.made.plan.version)
        each("warnings", planned.warnings)
        let made = BottleMade.tabletInWater(tablets: [50 * mg], water: 50_000)
        let bottle = try app.makeBottle(
            request: BottleRequest(made: made, madeOn: "2026-11-02", syringe: syringe), noOpioids: true)
        say("bottle", bottle.view.bottle.letter)
        each("label", bottle.label)
        try tellTonight()
    }

    private func step(_ id: String, _ dose: UInt64, _ nights: UInt32) -> PlanStep {
        PlanStep(id: id, dose: dose, minNights: nights, maxNights: nil, gate: .nights)
    }

    private func remind() throws {
        let view = try app.reminders(delivered: [], pending: [], nights: 3)
        let held = zip(view.plan.notifications, view.revs).map { PendingReminder(id: $0.id, rev: $1) }
        held.forEach { say($0.id, $0.rev) }
        say("to add", view.changes.add.count)
        let old = PendingReminder(id: "d/2020-01-01/base", rev: "old")
        let again = try app.reminders(delivered: [], pending: held + [old], nights: 3)
        say("to keep", again.changes.keep.count)
        each("to remove", again.changes.remove)
    }

    private func live() throws {
        let taken = Told.answer(.taken(Swallowed()))
        clock.at.value = "2026-11-02T21:20:00Z"
        tellLogged(try app.log(told: taken, night: "2026-11-02"))
        tellLogged(try app.log(told: taken, night: "2026-11-02"))
        clock.at.value = "2026-11-03T21:25:00Z"
        tellLogged(try app.log(told: .answer(.skipped), night: nil))
        say("too early", refusal { _ = try app.stepUp(tap: StepTap(noOpioids: true)) })
        clock.at.value = "2026-11-04T21:30:00Z"
        tellLogged(try app.log(told: taken, night: nil))
        _ = try app.keep(entry: .rating(scale: "pain", value: 4, night: nil))
        say("eleven", refusal { _ = try app.keep(entry: .rating(scale: "pain", value: 11, night: nil)) })
        let dreams = EffectReport(what: "vivid dreams", severity: .mild, course: .open, night: nil)
        _ = try app.keep(entry: .effect(dreams))
        _ = try app.keep(entry: note("slept well"))
        try tellPlan()
        clock.at.value = "2026-11-05T19:00:00Z"
        _ = try app.stepUp(tap: StepTap(noOpioids: true))
        try tellPlan()
        try tellTonight()
    }

    private func check() throws {
        let found = try app.check(query: CheckQuery(names: ["Tramadol", "Ibuprofen"]), today: "2026-11-05")
        say("check", "\(code(found.answer.verdict)): \(found.verdictText)")
        each("because", found.reasons)
        let added = try app.addMedicine(name: "Tramadol", said: .tookOn("2026-11-05"))
        say("held from", added.hold?.from)
        say("on top", added.onTop)
        each("clocks", try app.medicines().clocks.map(\.text))
        try tellTonight()
        say("resume", refusal { _ = try app.resume(from: nil, noOpioids: true) })
        each("card", try app.card())
    }

    private func keep() throws {
        let copy = "\(folder)/copy.nocte"
        say("short", refusal { _ = try app.backup(file: copy, secret: "short") })
        say("kept doses", try app.backup(file: copy, secret: "seven small grey stones").doses)
        clock.at.value = "2026-11-07T19:00:00Z"
        _ = try app.keep(entry: note("after the copy"))
        say("wrong", refusal { _ = try app.restore(file: copy, secret: "seven small grey mice!") })
        let restored = try app.restore(file: copy, secret: "seven small grey stones")
        say("copied at", Date(timeIntervalSince1970: Double(restored.copiedAt) / 1000).formatted(.iso8601))
        say("former kept", restored.keptFormer)
        say("restored notes", restored.counts.notes)
        try tellTonight()
        say("unknown nights", try app.confirmRestore())
        say("nothing open", refusal { _ = try app.confirmRestore() })
        let view = try app.history(from: "2026-11-01", to: "2026-11-07")
        each(
            "doses",
            zip(view.history.doses, view.amounts).map { "\($0.night) \(code($0.status)) \(shown($1))" })
        each("effects", view.history.effects.map { "\($0.night) \($0.what)" })
        let counts = view.counts
        say("counts", "\(counts.doses) \(counts.scores) \(counts.effects) \(counts.notes)")
        each("problems", try app.verify())
    }
}
