// The planner's inputs from a case: plan, parameters and state.
import NocteCore

/// The plan, and the file's defaults under its own parameters; an action case may have neither.
func planAndParams(_ one: Fields, _ file: Fields) throws -> (PlannerPlan, ReminderParams) {
    var params = try reminderDefaults()
    if let defaults = try file.below("defaults") { params = try params.with(defaults) }
    guard let fields = try one.below("plan") else { return (PlannerPlan(steps: [], reevalNight: nil), params) }
    try fields.only("steps", "params", "reeval_night")
    if let own = try fields.below("params") { params = try params.with(own) }
    let steps = try fields.each("steps").map { step in
        try step.only("id", "first_night", "last_night")
        return PlannerStep(
            id: try step.needText("id"), firstNight: try step.needText("first_night"),
            lastNight: try step.text("last_night"))
    }
    return (PlannerPlan(steps: steps, reevalNight: try fields.text("reeval_night")), params)
}

extension ReminderParams {
    /// The parameters given, laid over those in force.
    fileprivate func with(_ given: Fields) throws -> Self {
        try given.only(
            "bedtime", "cutover", "lead_min", "followups_min", "quiet_after_min", "late_window_min", "snooze_min",
            "max_snoozes", "horizon_nights", "followup_nights", "confirm_nights", "day_time", "eve_time",
            "min_gap_min", "stock_lead_nights", "expiry_lead_days", "reeval_lead_days", "review_weekday",
            "checkin_every_days", "sentinels", "budget", "silence_nights")
        return try Self(
            bedtime: given.text("bedtime") ?? bedtime,
            cutover: given.text("cutover") ?? cutover,
            leadMin: given.number("lead_min") ?? leadMin,
            followupsMin: given.numbers("followups_min") ?? followupsMin,
            quietAfterMin: given.number("quiet_after_min") ?? quietAfterMin,
            lateWindowMin: given.number("late_window_min") ?? lateWindowMin,
            snoozeMin: given.number("snooze_min") ?? snoozeMin,
            maxSnoozes: given.number("max_snoozes") ?? maxSnoozes,
            horizonNights: given.number("horizon_nights") ?? horizonNights,
            followupNights: given.number("followup_nights") ?? followupNights,
            confirmNights: given.number("confirm_nights") ?? confirmNights,
            dayTime: given.text("day_time") ?? dayTime,
            eveTime: given.text("eve_time") ?? eveTime,
            minGapMin: given.number("min_gap_min") ?? minGapMin,
            stockLeadNights: given.number("stock_lead_nights") ?? stockLeadNights,
            expiryLeadDays: given.numbers("expiry_lead_days") ?? expiryLeadDays,
            reevalLeadDays: given.number("reeval_lead_days") ?? reevalLeadDays,
            reviewWeekday: given.number("review_weekday") ?? reviewWeekday,
            checkinEveryDays: given.number("checkin_every_days") ?? checkinEveryDays,
            sentinels: given.flag("sentinels") ?? sentinels,
            budget: given.number("budget") ?? budget,
            silenceNights: given.number("silence_nights") ?? silenceNights)
    }
}

/// What has happened, as the case tells it. The zones are a remark: an app hands over the window of the pinned one.
func plannerState(_ one: Fields) throws -> PlannerState {
    let fields = try one.below("state") ?? Fields([:])
    try fields.only(
        "log", "delivered", "snooze", "holds", "stock_doses", "stock_acknowledged", "bottle_expiry", "known_from",
        "changed_nights", "review_answered", "pinned_zone", "device_zone")
    return PlannerState(
        log: try fields.each("log").map(logEntry),
        delivered: try fields.texts("delivered")?.map { DeliveredReminder(id: $0) } ?? [],
        snooze: try fields.below("snooze").map(snooze),
        holds: try fields.each("holds").map(hold),
        stockDoses: try fields.number("stock_doses"),
        stockAcknowledged: try fields.flag("stock_acknowledged") ?? false,
        bottleExpiry: try fields.text("bottle_expiry"),
        knownFrom: try fields.text("known_from"),
        changedNights: try fields.texts("changed_nights") ?? [],
        reviewAnswered: try fields.text("review_answered"))
}

private func logEntry(_ fields: Fields) throws -> LogEntry {
    try fields.only("night", "status", "at", "source")
    let words: [String: LogStatus] = ["taken": .taken, "skipped": .skipped, "unknown": .unknown, "extra": .extra]
    return LogEntry(
        night: try fields.needText("night"), status: try fields.needed("status", fields.word("status", words)),
        at: try fields.needMillis("at"), source: try fields.text("source"))
}

private func snooze(_ fields: Fields) throws -> PlannedSnooze {
    try fields.only("night", "count", "until")
    return PlannedSnooze(
        night: try fields.needText("night"), count: try fields.needNumber("count"),
        until: try fields.needMillis("until"), bedtime: nil)
}

private func hold(_ fields: Fields) throws -> PlannedHold {
    // An expected end is read by nobody: passing it changes nothing.
    try fields.onlyOrRemarks("from_night", "expected_until", "resumed_from")
    return PlannedHold(fromNight: try fields.needText("from_night"), resumedFrom: try fields.text("resumed_from"))
}
