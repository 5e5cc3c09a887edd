"""Cases of time and reminders: `resolve`, `attribute`, `plan`, `action`, `diff`."""

import nocte
from answer import Unrunnable, only
from crossing import cased, code, instant, instant_text, window

TIMES = {"bedtime", "cutover", "day_time", "eve_time"}
NUMBERS = {
    "lead_min", "followups_min", "quiet_after_min", "late_window_min", "snooze_min", "max_snoozes",
    "horizon_nights", "followup_nights", "confirm_nights", "min_gap_min", "stock_lead_nights",
    "expiry_lead_days", "reeval_lead_days", "review_weekday", "checkin_every_days", "sentinels", "budget",
    "silence_nights",
}


def params(case, file):
    given = dict(vars(nocte.reminder_defaults()))
    for own in (file.get("defaults"), (case.get("plan") or {}).get("params")):
        only(own or {}, TIMES | NUMBERS)
        given.update({key: value for key, value in (own or {}).items() if value is not None})
    return nocte.ReminderParams(**given)


def plan(case):
    of = case.get("plan") or {}
    only(of, {"steps", "params", "reeval_night"})
    steps = []
    for step in of.get("steps") or []:
        only(step, {"id", "first_night", "last_night"})
        steps.append(nocte.PlannerStep(
            id=step["id"], first_night=step["first_night"], last_night=step.get("last_night")))
    return nocte.PlannerPlan(steps=steps, reeval_night=of.get("reeval_night"))


def state(case):
    of = case.get("state") or {}
    only(of, {
        "log", "delivered", "snooze", "holds", "stock_doses", "stock_acknowledged", "bottle_expiry",
        "known_from", "changed_nights", "review_answered", "pinned_zone", "device_zone",
    })
    return nocte.PlannerState(
        log=[log_entry(entry) for entry in of.get("log") or []],
        delivered=[nocte.DeliveredReminder(id=shown, at=None) for shown in of.get("delivered") or []],
        snooze=snooze(of.get("snooze")),
        holds=[hold(one) for one in of.get("holds") or []],
        stock_doses=of.get("stock_doses"),
        stock_acknowledged=of.get("stock_acknowledged") or False,
        bottle_expiry=of.get("bottle_expiry"),
        known_from=of.get("known_from"),
        changed_nights=of.get("changed_nights") or [],
        review_answered=of.get("review_answered"),
    )


def log_entry(of):
    only(of, {"night", "status", "at", "source"})
    return nocte.LogEntry(
        night=of["night"], status=cased(nocte.LogStatus, of["status"]), at=instant(of["at"]),
        source=of.get("source"))


def snooze(of):
    if of is None:
        return None
    only(of, {"night", "count", "until"})
    return nocte.PlannedSnooze(
        night=of["night"], count=of["count"], until=instant(of["until"]), bedtime=None)


def hold(of):
    # An expected end is read by nobody: passing it changes nothing.
    only(of, {"from_night", "expected_until", "resumed_from"}, remarks=True)
    return nocte.PlannedHold(from_night=of["from_night"], resumed_from=of.get("resumed_from"))


def resolve(case, _file):
    only(case, {"zone_window", "night", "bedtime", "cutover", "expect"}, remarks=True)
    found = nocte.resolve(window(case), case["night"], case["cutover"], case["bedtime"])
    resolved = found.resolved
    name = code(resolved.resolution)
    answer = {
        "local_nominal": found.nominal,
        "resolution": "nonexistent_night" if name == "nonexistent" else name,
        "notify": found.notify,
    }
    if found.notify:
        answer |= {
            "instant": instant_text(resolved.instant),
            "local": resolved.local,
            "offset_s": resolved.offset_s,
            "shift_s": resolved.shift_s,
            "trigger": code(resolved.trigger),
        }
    return answer


def attribute(case, _file):
    only(case, {"zone_window", "cutover", "at", "explicit_night", "expect"}, remarks=True)
    computed = nocte.night_of(window(case), case["cutover"], instant(case["at"]))
    # A notification carries its night; the time of the tap never decides.
    return {"night": case.get("explicit_night") or computed}


def planned(case, file):
    return nocte.plan_reminders(state(case), plan(case), params(case, file), instant(case["now"]), window(case))


def part(of):
    name = code(of)
    return f"{name}:{of[0]}" if name in ("confirm", "step") else name


def reminder(one):
    return {
        "id": one.id,
        "kind": code(one.kind),
        "night": one.night,
        "at": instant_text(one.at),
        "local": one.local[:16],
        "offset_s": one.offset_s,
        "trigger": code(one.trigger),
        "step": one.step,
        "parts": [part(of) for of in one.parts] or None,
        "immediate": one.immediate,
        "deferred": one.deferred,
        "quiet": one.quiet,
        "open_only": one.open_only,
    }


def run_plan(case, file):
    only(case, {"zone_window", "now", "plan", "state", "expect"}, remarks=True)
    got = planned(case, file)
    if got.fault is not None:
        raise Unrunnable(f"the set was withheld: {code(got.fault)}")
    notifications = [reminder(one) for one in got.notifications]
    bases = [one["id"] for one in notifications if one["kind"] == "base"]
    ends = [one for one in notifications if {"sentinel", "stopped"} & set(one["parts"] or [])]
    kinds = ("base", "followup", "snooze", "day", "eve")
    return {
        "tonight": got.tonight,
        "nights": [
            {"night": one.night, "key": one.key, "status": code(one.status)} for one in got.nights
        ],
        "notifications": notifications,
        "count": len(notifications),
        "ids": [one["id"] for one in notifications],
        "last_base": bases[-1] if bases else None,
        "sentinel": ends,
        "by_kind": {kind: sum(one["kind"] == kind for one in notifications) for kind in kinds},
    }


def action_kind(of):
    kind = of["kind"]
    if kind == "taken":
        return nocte.ActionKind.TAKEN(instant(of.get("taken_at")))
    if kind == "snooze":
        return nocte.ActionKind.SNOOZE(of.get("minutes"))
    plain = {"skip": nocte.ActionKind.SKIP, "undo": nocte.ActionKind.UNDO, "dismissed": nocte.ActionKind.DISMISSED}
    if kind not in plain:
        raise Unrunnable(f"action.kind {kind} is unknown")
    return plain[kind]()


def action(case, file):
    only(case, {"zone_window", "state", "action", "plan", "expect"}, remarks=True)
    of = case["action"]
    only(of, {"kind", "night", "at", "source", "minutes", "taken_at"})
    tap = nocte.ReminderAction(
        kind=action_kind(of), night=of["night"], at=instant(of["at"]), source=of.get("source"))
    outcome = nocte.apply_action(state(case), tap, params(case, file), window(case))
    return {
        "result": code(outcome.result),
        "warning": outcome.warning and code(outcome.warning),
        "log_entries": len(outcome.state.log),
        "stock_doses": outcome.state.stock_doses,
        "followups_kept": outcome.followups_kept,
    }


def diff(case, file):
    only(case, {"zone_window", "now", "plan", "state", "pending", "expect"}, remarks=True)
    pending = []
    for one in case["pending"]:
        only(one, {"id", "rev"})
        pending.append(nocte.PendingReminder(id=one["id"], rev=one["rev"]))
    got = nocte.diff(pending, planned(case, file).notifications)
    return {"add": got.add, "replace": got.replace, "remove": got.remove, "keep": got.keep}


RUNNERS = {"resolve": resolve, "attribute": attribute, "plan": run_plan, "action": action, "diff": diff}
