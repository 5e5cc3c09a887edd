package nocte.runner

import nocte.core.DeliveredReminder
import nocte.core.LogEntry
import nocte.core.LogStatus
import nocte.core.PlannedHold
import nocte.core.PlannedSnooze
import nocte.core.PlannerPlan
import nocte.core.PlannerState
import nocte.core.PlannerStep
import nocte.core.ReminderParams
import nocte.core.reminderDefaults

/** The plan, and the file's defaults under its own parameters; an action case may have neither. */
fun planAndParams(case: Fields, file: Fields): Pair<PlannerPlan, ReminderParams> {
    var params = reminderDefaults()
    file.below("defaults")?.let { params = params.with(it) }
    val fields = case.below("plan") ?: return PlannerPlan(emptyList(), null) to params
    fields.only("steps", "params", "reeval_night")
    fields.below("params")?.let { params = params.with(it) }
    val steps = fields.each("steps").map {
        it.only("id", "first_night", "last_night")
        PlannerStep(it.needText("id"), it.needText("first_night"), it.text("last_night"))
    }
    return PlannerPlan(steps, fields.text("reeval_night")) to params
}

/** The parameters given, laid over those in force. */
private fun ReminderParams.with(given: Fields): ReminderParams {
    given.only(
        "bedtime", "cutover", "lead_min", "followups_min", "quiet_after_min", "late_window_min", "snooze_min",
        "max_snoozes", "horizon_nights", "followup_nights", "confirm_nights", "day_time", "eve_time", "min_gap_min",
        "stock_lead_nights", "expiry_lead_days", "reeval_lead_days", "review_weekday", "checkin_every_days",
        "sentinels", "budget", "silence_nights",
    )
    return ReminderParams(
        bedtime = given.text("bedtime") ?: bedtime,
        cutover = given.text("cutover") ?: cutover,
        leadMin = given.uint("lead_min") ?: leadMin,
        followupsMin = given.uints("followups_min") ?: followupsMin,
        quietAfterMin = given.uint("quiet_after_min") ?: quietAfterMin,
        lateWindowMin = given.uint("late_window_min") ?: lateWindowMin,
        snoozeMin = given.uint("snooze_min") ?: snoozeMin,
        maxSnoozes = given.uint("max_snoozes") ?: maxSnoozes,
        horizonNights = given.uint("horizon_nights") ?: horizonNights,
        followupNights = given.uint("followup_nights") ?: followupNights,
        confirmNights = given.uint("confirm_nights") ?: confirmNights,
        dayTime = given.text("day_time") ?: dayTime,
        eveTime = given.text("eve_time") ?: eveTime,
        minGapMin = given.uint("min_gap_min") ?: minGapMin,
        stockLeadNights = given.uint("stock_lead_nights") ?: stockLeadNights,
        expiryLeadDays = given.uints("expiry_lead_days") ?: expiryLeadDays,
        reevalLeadDays = given.uint("reeval_lead_days") ?: reevalLeadDays,
        reviewWeekday = given.uint("review_weekday")?.toUByte() ?: reviewWeekday,
        checkinEveryDays = given.uint("checkin_every_days") ?: checkinEveryDays,
        sentinels = given.flag("sentinels") ?: sentinels,
        budget = given.uint("budget") ?: budget,
        silenceNights = given.uint("silence_nights") ?: silenceNights,
    )
}

/** What has happened, as the case tells it. The zones are a remark: an app hands over the window of the pinned one. */
fun plannerState(case: Fields): PlannerState {
    val fields = case.below("state")
    fields?.only(
        "log", "delivered", "snooze", "holds", "stock_doses", "stock_acknowledged", "bottle_expiry", "known_from",
        "changed_nights", "review_answered", "pinned_zone", "device_zone",
    )
    return PlannerState(
        log = fields?.each("log").orEmpty().map(::logEntry),
        delivered = fields?.texts("delivered").orEmpty().map { DeliveredReminder(it) },
        snooze = fields?.below("snooze")?.let(::snooze),
        holds = fields?.each("holds").orEmpty().map(::hold),
        stockDoses = fields?.uint("stock_doses"),
        stockAcknowledged = fields?.flag("stock_acknowledged") ?: false,
        bottleExpiry = fields?.text("bottle_expiry"),
        knownFrom = fields?.text("known_from"),
        changedNights = fields?.texts("changed_nights").orEmpty(),
        reviewAnswered = fields?.text("review_answered"),
    )
}

private fun logEntry(fields: Fields): LogEntry {
    fields.only("night", "status", "at", "source")
    val name = fields.needText("status")
    val status = LogStatus.entries.find { it.code() == name } ?: throw Unfit("log status $name is unknown")
    return LogEntry(fields.needText("night"), status, fields.needMillis("at"), fields.text("source"))
}

private fun snooze(fields: Fields): PlannedSnooze {
    fields.only("night", "count", "until")
    return PlannedSnooze(fields.needText("night"), fields.needUint("count"), fields.needMillis("until"), null)
}

private fun hold(fields: Fields): PlannedHold {
    // An expected end is read by nobody: passing it changes nothing.
    fields.onlyOrRemarks("from_night", "expected_until", "resumed_from")
    return PlannedHold(fields.needText("from_night"), fields.text("resumed_from"))
}
