// Cases of time and reminders: `resolve`, `attribute`, `plan`, `action`, `diff`.
import NocteCore

func resolved(_ one: Fields, _ platform: Platform) throws -> [String] {
    try one.onlyOrRemarks("zone_window", "night", "bedtime", "cutover", "expect")
    let got = try resolve(
        window: platform.window(of: one), night: one.needText("night"), cutover: one.needText("cutover"),
        bedtime: one.needText("bedtime"))
    let expected = try one.expectation()
    expected.text("local_nominal", got.nominal)
    expected.text("resolution", code(got.resolved.resolution))
    expected.flag("notify", got.notify)
    // Of an evening that never was, nothing more is said.
    let resolved = got.notify ? got.resolved : nil
    expected.instant("instant", resolved?.instant)
    expected.text("local", resolved?.local)
    expected.number("offset_s", resolved?.offsetS)
    expected.number("shift_s", resolved?.shiftS)
    expected.text("trigger", resolved.map { code($0.trigger) })
    return expected.close()
}

func attributed(_ one: Fields, _ platform: Platform) throws -> [String] {
    try one.onlyOrRemarks("zone_window", "cutover", "at", "explicit_night", "expect")
    let computed = try nightOf(
        window: platform.window(of: one), cutover: one.needText("cutover"), at: one.needMillis("at"))
    // A notification carries its night; the time of the tap never decides.
    let expected = try one.expectation()
    expected.text("night", try one.text("explicit_night") ?? computed)
    return expected.close()
}

private func plan(_ one: Fields, _ file: Fields, _ platform: Platform) throws -> ReminderPlan {
    let (plan, params) = try planAndParams(one, file)
    return try planReminders(
        state: plannerState(one), plan: plan, params: params, now: one.needMillis("now"),
        window: platform.window(of: one))
}

func planned(_ one: Fields, _ file: Fields, _ platform: Platform) throws -> [String] {
    try one.onlyOrRemarks("zone_window", "now", "plan", "state", "expect")
    let got = try plan(one, file, platform)
    let all = got.notifications
    let expected = try one.expectation()
    expected.text("tonight", got.tonight)
    expected.each("nights", got.nights) { expected, night in
        expected.text("night", night.night)
        expected.text("key", night.key)
        expected.text("status", code(night.status))
    }
    expected.matched("notifications", all, id: \.id, compare)
    expected.number("count", all.count)
    expected.set("ids", all.map(\.id))
    expected.text("last_base", all.last { $0.kind == .base }?.id)
    let ends = all.filter { $0.parts.contains(.sentinel) || $0.parts.contains(.stopped) }
    expected.matched("sentinel", ends, id: \.id, compare)
    expected.below("by_kind") { expected in
        for kind: ReminderKind in [.base, .followup, .snooze, .day, .eve] {
            expected.number(code(kind), all.filter { $0.kind == kind }.count)
        }
    }
    expected.text("fault", got.fault.map { code($0) })
    return expected.close()
}

private func compare(_ expected: Expectation, _ one: Reminder) {
    expected.text("id", one.id)
    expected.text("kind", code(one.kind))
    expected.text("night", one.night)
    expected.instant("at", one.at)
    expected.text("local", one.local)
    expected.number("offset_s", one.offsetS)
    expected.text("trigger", code(one.trigger))
    expected.text("step", one.step)
    expected.texts("parts", one.parts.map { code($0) })
    expected.unsetOrFlag("immediate", one.immediate)
    expected.unsetOrFlag("deferred", one.deferred)
    expected.unsetOrFlag("quiet", one.quiet)
    expected.unsetOrFlag("open_only", one.openOnly)
}

func acted(_ one: Fields, _ file: Fields, _ platform: Platform) throws -> [String] {
    try one.onlyOrRemarks("zone_window", "state", "action", "plan", "expect")
    let (_, params) = try planAndParams(one, file)
    let tap = try one.needBelow("action")
    try tap.only("kind", "night", "at", "source", "minutes", "taken_at")
    let kinds: [String: ActionKind] = [
        "taken": .taken(takenAt: try tap.millis("taken_at")), "skip": .skip, "undo": .undo,
        "snooze": .snooze(minutes: try tap.number("minutes")), "dismissed": .dismissed,
    ]
    let action = ReminderAction(
        kind: try tap.needed("kind", tap.word("kind", kinds)), night: try tap.needText("night"),
        at: try tap.needMillis("at"), source: try tap.text("source"))
    let got = try applyAction(
        state: plannerState(one), action: action, params: params, window: platform.window(of: one))
    let expected = try one.expectation()
    expected.text("result", code(got.result))
    expected.text("warning", got.warning.map { code($0) })
    expected.number("log_entries", got.state.log.count)
    expected.number("stock_doses", got.state.stockDoses)
    expected.flag("followups_kept", got.followupsKept)
    return expected.close()
}

func differed(_ one: Fields, _ file: Fields, _ platform: Platform) throws -> [String] {
    try one.onlyOrRemarks("zone_window", "now", "plan", "state", "pending", "expect")
    let pending = try one.each("pending").map { request in
        try request.only("id", "rev")
        return PendingReminder(id: try request.needText("id"), rev: try request.needText("rev"))
    }
    let got = try diff(pending: pending, reminders: plan(one, file, platform).notifications)
    let expected = try one.expectation()
    expected.set("add", got.add)
    expected.set("replace", got.replace)
    expected.set("remove", got.remove)
    expected.set("keep", got.keep)
    return expected.close()
}
