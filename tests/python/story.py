"""The shared scenario: open, plan, log, reminders, clinic, restore. Every language tells it alike, byte for byte.

What is told is in `tests/scenario/outcome.txt`; `bindings/tests/bridge/story.rs` is the same story in Rust.
"""

import nocte
from crossing import code, instant_text
from ports import Clock, Listener, Vault, note
from visit import visit, visit_again

MG = 1_000_000
AGREED = nocte.Agreement(kind=nocte.AgreementKind.REPORTED, by="Dr Example", on="2026-11-02")


class Story:
    """What was told so far."""

    def __init__(self):
        self.lines = []

    def say(self, what, value):
        self.lines.append(f"{what}: {shown(value)}")

    def each(self, what, values):
        self.say(what, len(values))
        self.lines.extend(f"- {shown(value)}" for value in values)

    def text(self):
        return "\n".join(self.lines) + "\n"

    def tonight(self, app):
        tell_tonight(self, app)

    def plan(self, app):
        tell_plan(self, app)

    @staticmethod
    def refusal(call):
        return refusal(call)


def shown(value):
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def worded(of):
    return f"{of.code} {of.text}"


def refusal(call):
    """What a call that must fail fails with."""
    try:
        call()
    except nocte.ApiError.Refused as error:
        words = error.refusal.words(nocte.Lang.EN)
        return f"refused {error.refusal.code()}: {words.reason} | {words.next}"
    except nocte.ApiError as error:
        return type(error).__name__
    return "went through"


def tell_tonight(story, app):
    view = app.tonight()
    story.say("night", view.night)
    story.say("state", code(view.state))
    story.say("text", view.text)
    story.say("spoken", view.spoken)
    story.say("dose", view.dose_text)
    story.say("line", view.line)
    story.say("bottle", view.bottle)
    story.say("strength", view.strength_text)
    story.each("reasons", [worded(one) for one in view.reasons])
    story.each("beside", [worded(one) for one in view.beside])


def tell_logged(story, view):
    story.say("logged", code(view.result))
    story.say("night", view.night)
    story.say("text", view.text)
    story.each("advice", [worded(one) for one in view.advice])


def begin(story, app):
    tell_tonight(story, app)
    syringe = nocte.parse_syringe("1mL/0.01mL", nocte.DecimalMark.POINT)
    app.choose([nocte.Choice.SYRINGE(syringe), nocte.Choice.BEDTIME("22:30")])
    for question in (
        nocte.Question.OPIOIDS, nocte.Question.LIVER, nocte.Question.PREGNANCY, nocte.Question.TRANSPLANT,
        nocte.Question.SURGERY,
    ):
        app.answer(nocte.Answering(question=question, yes=False))
    steps = [step("1", MG // 2, 2), step("2", MG, 14), step("3", 3 * MG // 2, 0)]
    start = nocte.PlanStart.TYPED(steps, 9 * MG // 2)
    made = app.change_plan(nocte.PlanChange.BEGIN(start, AGREED, None), nocte.When())
    story.say("plan", made.made.plan.version)
    story.each("warnings", made.warnings)
    request = nocte.BottleRequest(
        made=nocte.BottleMade.TABLET_IN_WATER([50 * MG], 50_000), made_on="2026-11-02", syringe=syringe)
    bottle = app.make_bottle(request, True)
    story.say("bottle", bottle.view.bottle.letter)
    story.each("label", bottle.label)
    tell_tonight(story, app)


def step(id, dose, nights):
    return nocte.PlanStep(id=id, dose=dose, min_nights=nights, max_nights=None, gate=nocte.StepGate.NIGHTS())


def remind(story, app):
    view = app.reminders([], [], 3)
    for reminder, rev in zip(view.plan.notifications, view.revs):
        story.say(reminder.id, rev)
    held = [nocte.PendingReminder(id=one.id, rev=rev) for one, rev in zip(view.plan.notifications, view.revs)]
    story.say("to add", len(view.changes.add))
    again = app.reminders([], held + [nocte.PendingReminder(id="d/2020-01-01/base", rev="old")], 3)
    story.say("to keep", len(again.changes.keep))
    story.each("to remove", again.changes.remove)


def live(story, app, clock):
    taken = nocte.Told.ANSWER(nocte.DoseAnswer.TAKEN(nocte.Swallowed()))
    clock.at = "2026-11-02T21:20:00Z"
    tell_logged(story, app.log(taken, "2026-11-02"))
    tell_logged(story, app.log(taken, "2026-11-02"))
    clock.at = "2026-11-03T21:25:00Z"
    tell_logged(story, app.log(nocte.Told.ANSWER(nocte.DoseAnswer.SKIPPED()), None))
    story.say("too early", refusal(lambda: app.step_up(nocte.StepTap(no_opioids=True))))
    clock.at = "2026-11-04T21:30:00Z"
    tell_logged(story, app.log(taken, None))
    app.keep(nocte.DiaryEntry.RATING("pain", 4, None))
    story.say("eleven", refusal(lambda: app.keep(nocte.DiaryEntry.RATING("pain", 11, None))))
    app.keep(nocte.DiaryEntry.EFFECT(nocte.EffectReport(
        what="vivid dreams", severity=nocte.Severity.MILD, course=nocte.EffectCourse.OPEN, night=None)))
    app.keep(note("slept well"))
    tell_plan(story, app)
    clock.at = "2026-11-05T19:00:00Z"
    app.step_up(nocte.StepTap(no_opioids=True))
    tell_plan(story, app)
    tell_tonight(story, app)


def tell_plan(story, app):
    view = app.plan()
    story.say("plan state", view.state_text)
    story.each("steps", view.steps)
    progress = view.page.progress
    story.say("step", progress.step)
    story.say("nights taken", progress.nights_taken)
    story.each("waits for", [worded(one) for one in view.waits_for])


def check(story, app):
    found = app.check(nocte.CheckQuery(names=["Tramadol", "Ibuprofen"]), "2026-11-05")
    story.say("check", f"{code(found.answer.verdict)}: {found.verdict_text}")
    story.each("because", [worded(one) for one in found.reasons])
    added = app.add_medicine("Tramadol", nocte.Said.TOOK_ON("2026-11-05"))
    story.say("held from", added.hold._from if added.hold else None)
    story.say("on top", added.on_top)
    page = app.medicines()
    story.each("clocks", [one.text for one in page.clocks])
    tell_tonight(story, app)
    story.say("resume", refusal(lambda: app.resume(None, True)))
    story.each("card", app.card())


def keep(story, app, clock, folder):
    copy = f"{folder}/copy.nocte"
    story.say("short", refusal(lambda: app.backup(copy, "short")))
    counts = app.backup(copy, "seven small grey stones")
    story.say("kept doses", counts.doses)
    clock.at = "2026-11-07T19:00:00Z"
    app.keep(note("after the copy"))
    story.say("wrong", refusal(lambda: app.restore(copy, "seven small grey mice!")))
    restored = app.restore(copy, "seven small grey stones")
    story.say("copied at", instant_text(restored.copied_at))
    story.say("former kept", restored.kept_former)
    story.say("restored notes", restored.counts.notes)
    tell_tonight(story, app)
    story.say("unknown nights", app.confirm_restore())
    story.say("nothing open", refusal(app.confirm_restore))
    view = app.history("2026-11-01", "2026-11-07")
    story.each("doses", [
        f"{one.night} {code(one.status)} {shown(amount)}"
        for one, amount in zip(view.history.doses, view.amounts)
    ])
    story.each("effects", [f"{one.night} {one.what}" for one in view.history.effects])
    story.say("counts", f"{view.counts.doses} {view.counts.scores} {view.counts.effects} {view.counts.notes}")
    story.each("problems", app.verify())


def begun(folder):
    """A store with the first days of the story in it: what benches ask."""
    story, clock = Story(), Clock("2026-11-02T18:00:00Z")
    app = nocte.Nocte.open(f"{folder}/nocte.db", Vault(), clock, "phone", nocte.Lang.EN)
    begin(story, app)
    live(story, app, clock)
    return app


def tell(folder, ask):
    """The whole story over a store in `folder`; `ask` asks the clinic."""
    story, clock, listener = Story(), Clock("2026-11-02T18:00:00Z"), Listener()
    app = nocte.Nocte.open(f"{folder}/nocte.db", Vault(), clock, "phone", nocte.Lang.EN)
    app.listen(listener, None)
    begin(story, app)
    remind(story, app)
    live(story, app, clock)
    visit(story, app, clock, ask)
    check(story, app)
    keep(story, app, clock, folder)
    visit_again(story, app, clock, ask)
    story.say("told of changes", len(listener.heard))
    app.close_store()
    story.say("after close", refusal(app.tonight))
    return story.text()
