package nocte.runner

import nocte.core.ActionKind
import nocte.core.PendingReminder
import nocte.core.Reminder
import nocte.core.ReminderAction
import nocte.core.ReminderKind
import nocte.core.ReminderPart
import nocte.core.ReminderPlan
import nocte.core.applyAction
import nocte.core.diff
import nocte.core.nightOf
import nocte.core.planReminders
import nocte.core.resolve

/** Cases of time and reminders: `resolve`, `attribute`, `plan`, `action`, `diff`. */
fun remindersCase(case: Fields, file: Fields): List<String> = when (case.text("type")) {
    "resolve" -> resolved(case)
    "attribute" -> attributed(case)
    "plan" -> planned(case, file)
    "action" -> acted(case, file)
    else -> differed(case, file)
}

private fun resolved(case: Fields): List<String> {
    case.onlyOrRemarks("zone_window", "night", "bedtime", "cutover", "expect")
    val got = resolve(Windows.of(case), case.needText("night"), case.needText("cutover"), case.needText("bedtime"))
    return case.expectation().apply {
        text("local_nominal", got.nominal)
        text("resolution", got.resolved.resolution.code())
        flag("notify", got.notify)
        // Of an evening that never was, nothing more is said.
        val resolved = got.resolved.takeIf { got.notify }
        instant("instant", resolved?.instant)
        text("local", resolved?.local)
        number("offset_s", resolved?.offsetS?.toLong())
        number("shift_s", resolved?.shiftS)
        text("trigger", resolved?.trigger?.code())
    }.close()
}

private fun attributed(case: Fields): List<String> {
    case.onlyOrRemarks("zone_window", "cutover", "at", "explicit_night", "expect")
    val computed = nightOf(Windows.of(case), case.needText("cutover"), case.needMillis("at"))
    // A notification carries its night; the time of the tap never decides.
    return case.expectation().apply { text("night", case.text("explicit_night") ?: computed) }.close()
}

private fun plan(case: Fields, file: Fields): ReminderPlan {
    val (plan, params) = planAndParams(case, file)
    return planReminders(plannerState(case), plan, params, case.needMillis("now"), Windows.of(case))
}

private fun planned(case: Fields, file: Fields): List<String> {
    case.onlyOrRemarks("zone_window", "now", "plan", "state", "expect")
    val got = plan(case, file)
    val all = got.notifications
    return case.expectation().apply {
        text("tonight", got.tonight)
        each("nights", got.nights) {
            text("night", it.night)
            text("key", it.key)
            text("status", it.status.code())
        }
        matched("notifications", all, Reminder::id) { told(it) }
        number("count", all.size.toULong())
        set("ids", all.map(Reminder::id))
        text("last_base", all.lastOrNull { it.kind == ReminderKind.BASE }?.id)
        matched("sentinel", all.filter { one -> one.parts.any { it == ReminderPart.Sentinel || it == ReminderPart.Stopped } }, Reminder::id) {
            told(it)
        }
        below("by_kind") {
            ReminderKind.entries.forEach { kind -> number(kind.code(), all.count { it.kind == kind }.toULong()) }
        }
        text("fault", got.fault?.code())
    }.close()
}

private fun Expectation.told(one: Reminder) {
    text("id", one.id)
    text("kind", one.kind.code())
    text("night", one.night)
    instant("at", one.at)
    text("local", one.local)
    number("offset_s", one.offsetS.toLong())
    text("trigger", one.trigger.code())
    text("step", one.step)
    texts("parts", one.parts.map { it.code() })
    unsetOrFlag("immediate", one.immediate)
    unsetOrFlag("deferred", one.deferred)
    unsetOrFlag("quiet", one.quiet)
    unsetOrFlag("open_only", one.openOnly)
}

private fun acted(case: Fields, file: Fields): List<String> {
    case.onlyOrRemarks("zone_window", "state", "action", "plan", "expect")
    val (_, params) = planAndParams(case, file)
    val tap = case.needBelow("action")
    tap.only("kind", "night", "at", "source", "minutes", "taken_at")
    val kind = when (val name = tap.needText("kind")) {
        "taken" -> ActionKind.Taken(tap.millis("taken_at"))
        "skip" -> ActionKind.Skip
        "undo" -> ActionKind.Undo
        "snooze" -> ActionKind.Snooze(tap.uint("minutes"))
        "dismissed" -> ActionKind.Dismissed
        else -> throw Unfit("action.kind $name is unknown")
    }
    val action = ReminderAction(kind, tap.needText("night"), tap.needMillis("at"), tap.text("source"))
    val got = applyAction(plannerState(case), action, params, Windows.of(case))
    return case.expectation().apply {
        text("result", got.result.code())
        text("warning", got.warning?.code())
        number("log_entries", got.state.log.size.toULong())
        number("stock_doses", got.state.stockDoses)
        flag("followups_kept", got.followupsKept)
    }.close()
}

private fun differed(case: Fields, file: Fields): List<String> {
    case.onlyOrRemarks("zone_window", "now", "plan", "state", "pending", "expect")
    val pending = case.each("pending").map {
        it.only("id", "rev")
        PendingReminder(it.needText("id"), it.needText("rev"))
    }
    val got = diff(pending, plan(case, file).notifications)
    return case.expectation().apply {
        set("add", got.add)
        set("replace", got.replace)
        set("remove", got.remove)
        set("keep", got.keep)
    }.close()
}
