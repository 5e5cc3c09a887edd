"""Cases of plans: `advance_plan`, from facts to the step in force and what the next one waits for.

A case names its facts by short ids ("v1", "h1"); each becomes a fact id, the same for the same name.
"""

import datetime
import uuid

import nocte
from answer import Unrunnable, only
from crossing import cased, code

DAY = datetime.timedelta(days=1)
SOME_DAY = "1970-01-01"


class Names:
    """The short ids of a case, in order of appearance."""

    def __init__(self):
        self.names = []

    def id(self, name):
        if name not in self.names:
            self.names.append(name)
        return str(uuid.UUID(int=self.names.index(name) + 1))

    def fresh(self):
        return self.id(f"#{len(self.names)}")

    def of(self, fact):
        return self.names[uuid.UUID(fact).int - 1]


def stamp():
    return nocte.Stamp(recorded_at=0, zone="UTC", offset_s=0, source="phone", clock_suspect=False)


def agreement():
    return nocte.Agreement(kind=nocte.AgreementKind.REPORTED, by="Dr Example", on=SOME_DAY)


def version(of, index, names):
    only(of, {"id", "follows", "effective_night", "start_step", "cap_ng", "stop_after", "steps"})
    own = names.id(of["id"])
    follows = names.id(of["follows"]) if of.get("follows") else None
    return nocte.PlanVersion(
        id=own,
        version=index + 1,
        follows=follows,
        effective_night=of["effective_night"],
        protocol=None,
        agreement=agreement(),
        reason=nocte.PlanReason.NEW,
        steps=[step(one) for one in of["steps"]],
        start_step=of.get("start_step") or 0,
        cap=of.get("cap_ng"),
        stop_after=of.get("stop_after"),
        already_since=None,
        terms=nocte.PlanTerms(on_reaction=[], recheck=None, completed=[], ask_again=None),
        stamp=stamp(),
    )


def step(of):
    only(of, {"id", "dose_ng", "min_nights", "max_nights", "gate"})
    return nocte.PlanStep(
        id=of["id"], dose=of["dose_ng"], min_nights=of["min_nights"], max_nights=of.get("max_nights"),
        gate=gate(of.get("gate") or {"kind": "nights"}))


def gate(of):
    if of["kind"] == "symptom_free":
        return nocte.StepGate.SYMPTOM_FREE(of["nights"])
    plain = {"nights": nocte.StepGate.NIGHTS, "patient": nocte.StepGate.PATIENT, "clinician": nocte.StepGate.CLINICIAN}
    if of["kind"] not in plain:
        raise Unrunnable(f"no gate is called {of['kind']}")
    return plain[of["kind"]]()


def nights(of, names):
    """One entry, or the same for every night from `night` to `to`."""
    only(of, {"night", "to", "status"})
    status = cased(nocte.DoseStatus, of["status"])
    night = of["night"]
    date, last = day(night), day(of.get("to") or night)
    while True:
        yield nocte.DoseEntry(
            id=names.fresh(), night=night, status=status, taken_at=None, planned=None, step=None,
            volume=None, bottle=None, strength=None, syringe=None, swallowed=None, corrects=None, stamp=stamp())
        if date >= last:
            return
        date += DAY
        night = date.isoformat()


def day(night):
    """The date of a night's evening; `+2` marks the second night of a repeated date."""
    return datetime.date.fromisoformat(night.removesuffix("+2"))


def effect(of, names):
    only(of, {"id", "night", "what", "severity", "course", "continues"})
    own = names.id(of["id"])
    return nocte.SideEffect(
        id=own,
        night=of["night"],
        what=of["what"],
        severity=cased(nocte.Severity, of["severity"]),
        course=cased(nocte.EffectCourse, of.get("course") or "open"),
        continues=names.id(of["continues"]) if of.get("continues") else None,
        stamp=stamp(),
    )


def decision(id, plan, kind, night):
    # `from` is a word of Python's own, so the generated field is called `_from`.
    return nocte.Decision(id=id, plan=plan, kind=kind, _from=night, stamp=stamp())


def hold(of, plan, names):
    """A hold, and its end where `until` names the first night again."""
    only(of, {"id", "why", "from", "until"})
    own, why = names.id(of["id"]), of["why"]
    reason = nocte.HoldReason
    reasons = {
        "patient": reason.PATIENT,
        "clinician": reason.CLINICIAN,
        "opioid": lambda: reason.OPIOID(names.fresh()),
        "effect": lambda: reason.EFFECT(names.fresh()),
        "surgery": lambda: reason.SURGERY(SOME_DAY),
    }
    if why not in reasons:
        raise Unrunnable(f"no hold is called {why}")
    yield decision(own, plan, nocte.DecisionKind.HOLD_BEGIN(reasons[why]()), of["from"])
    if of.get("until"):
        yield decision(names.fresh(), plan, nocte.DecisionKind.HOLD_END(own), of["until"])


def decided(of, names):
    only(of, {"plan", "kind", "step", "over", "from"})
    kinds = nocte.DecisionKind
    kind = {
        "step_up": lambda: kinds.STEP_UP(of["step"]),
        "symptom_free": lambda: kinds.SYMPTOM_FREE(of["step"]),
        "clinician": lambda: kinds.CLINICIAN_GATE(of["step"], agreement()),
        "choose": lambda: kinds.CHOOSE(names.id(of["over"])),
    }.get(of["kind"])
    if kind is None:
        raise Unrunnable(f"no decision is called {of['kind']}")
    plan = names.id(of["plan"])
    return decision(names.fresh(), plan, kind(), of["from"])


def advance_plan(case, _file):
    only(case, {"tonight", "plans", "nights", "effects", "holds", "decisions", "expect"}, remarks=True)
    names = Names()
    plans = [version(of, index, names) for index, of in enumerate(case["plans"])]
    doses = [entry for of in case.get("nights") or [] for entry in nights(of, names)]
    effects = [effect(of, names) for of in case.get("effects") or []]
    decisions = [one for of in case.get("holds") or [] for one in hold(of, plans[0].id, names)]
    decisions += [decided(of, names) for of in case.get("decisions") or []]
    facts = nocte.PlanFacts(plans=plans, decisions=decisions, doses=doses, effects=effects)
    got = nocte.advance_plan(facts, case["tonight"])
    if got is None:
        return {"plan": None}
    return {
        "plan": names.of(got.plan),
        "step": got.step,
        "dose_ng": got.dose,
        "nights_taken": got.nights_taken,
        "nights_needed": got.nights_needed,
        "next_dose_ng": got.next.dose if got.next else None,
        "may_step_up": got.may_step_up,
        "blocks": [code(block) for block in got.blocks],
        "review_due": got.review_due,
        "state": code(got.state),
    }


RUNNERS = {"advance_plan": advance_plan}
