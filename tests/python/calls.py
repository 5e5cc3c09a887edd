"""Generated calls: every exported function with typed nonsense. An answer or an `ApiError` may come, nothing else.

2,000 calls of each function and 60 of each method; NOCTE_CALLS=100000 in the slow lane. The seed is printed, and
NOCTE_SEED plays one run again.
"""

import ast
import enum
import inspect
import os
import random
import sys
import tempfile

import nocte
import story
from ports import Clock, Vault

CALLS = int(os.environ.get("NOCTE_CALLS", "2000"))
SEED = int(os.environ.get("NOCTE_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)

# What each kind of value is drawn from: mostly plausible, some at the edge.
POOLS = {
    "Night": ["2026-11-02", "2026-11-03", "2026-11-09", "2026-10-25", "2026-03-29", "2011-12-30", "2026-11-01+2", "0001-01-01", "9999-12-31"],
    "Day": ["2026-11-02", "2026-11-03", "2026-11-16", "2026-10-25", "2020-02-29", "0001-01-01", "9999-12-31"],
    "TimeOfDay": ["22:30", "00:00", "12:00", "23:59", "04:00"],
    "WallTime": ["2026-11-02T22:30", "2026-10-25T02:30:15", "9999-12-31T23:59"],
    "Instant": [1_793_638_800_000, 1_793_639_999_999, 1_793_725_000_000, 1_761_352_200_000, 0, -62_135_596_800_000, 2**62, -(2**62)],
    "FactId": ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002", "01936f5e-0000-7000-8000-00000000abcd"],
    "Dose": [0, 1, 500_000, 1_000_000, 4_500_000, 6_000_000, 12_000_001, 50_000_000, 2**64 - 1],
    "Volume": [0, 1, 10, 500, 1_000, 50_000, 2**63, 2**64 - 1],
    "Ratio": ["1", "100", "50/3", "4500000", "340282366920938463463374607431768211455", "1/18446744073709551615"],
    "Strength": ["1000", "100", "1", "50/3", "18446744073709551615/7"],
    "DayOfWeek": [0, 3, 6, 7, 255],
    "Index": [0, 1, 2, 2**32 - 1],
    "str": [
        "1", "2", "0.5 mg", "4,5 mg", "1 mL", "1mL/0.01mL", "0.1 mg/mL", "50 mg in 50 mL", "P2", "pain", "Tramadol", "A",
        "", "M\u00e9thadone\u00a0\u202e", "naltrexone" * 40, "\ufffd\u0000x", "d/2026-11-02/base", "sleep",
    ],
    "int": [0, 1, 2, 3, 7, 10, 20, 28, 45, 60, 255, 256, 365, 3600, -3600, 65_536, 2**31 - 1, -(2**31), 2**32 - 1, 2**64 - 1],
    "Secret": ["", "1234", "a name \ufffd"],
    "bool": [False, True],
    "bytes": [b"", b"short", bytes(32)],
}

# The generated code does not say what the unnamed field of a case is.
UNNAMED = {
    "Told.ANSWER": "DoseAnswer", "DoseAnswer.TAKEN": "Swallowed", "DoseAnswer.EXTRA": "Swallowed",
    "ReminderPart.CONFIRM": "Night", "ReminderPart.STEP": "str", "StepBlock.EFFECT_OPEN": "OpenEffect",
    "Said.TOOK_ON": "Day", "Said.STARTING_ON": "Day", "DiaryEntry.EFFECT": "EffectReport",
}

# What speaks to a server, ends the object, or is not a function of ours.
LEFT_OUT = {"open", "close_store", "restore", "backup", "export", "listen", "set_clinic_certificates"}


def written():
    """What each function and class takes, by the names the generated code writes: `Night`, not `str`."""
    takes = {}

    def look(body, above):
        for node in body:
            if isinstance(node, ast.ClassDef):
                look(node.body, f"{above}{node.name}.")
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                given = node.args.args + node.args.kwonlyargs
                hints = {one.arg: one.annotation for one in given if one.arg not in ("self", "cls")}
                name = above.rstrip(".") if node.name == "__init__" else above + node.name
                takes.setdefault(name, hints)

    look(ast.parse(inspect.getsource(nocte)).body, "")
    return takes


TAKES = written()


class Source:
    """Typed arguments, most of them plausible."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def value(self, hint, depth=0):
        if isinstance(hint, ast.Subscript):
            of = hint.value.attr
            if of == "Optional":
                return None if self.random.random() < 0.4 else self.value(hint.slice, depth)
            most = 3 if depth < 3 else 1
            return [self.value(hint.slice, depth + 1) for _ in range(self.random.randint(0, most))]
        return self.named(hint.id, depth)

    def named(self, name, depth):
        if name in POOLS:
            if isinstance(POOLS[name][0], str) and self.random.random() < 0.01:
                return self.random.choice(POOLS["str"])
            # The plausible ones stand in front.
            return POOLS[name][min(int(self.random.expovariate(0.35)), len(POOLS[name]) - 1)]
        if name == "Syringe":
            return nocte.SyringeLines(capacity=self.random.choice([1000, 500, 300, 0]), graduation=self.random.choice([10, 5, 7]))
        kind = getattr(nocte, name)
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            return self.random.choice(list(kind))
        cases = [case for case in vars(kind) if case.isupper() and inspect.isclass(getattr(kind, case))]
        if not cases:
            return kind(**self.arguments(name, depth + 1))
        case = self.random.choice(cases)
        if f"{name}.{case}" in UNNAMED:
            return getattr(kind, case)(self.named(UNNAMED[f"{name}.{case}"], depth + 1))
        return getattr(kind, case)(**self.arguments(f"{name}.{case}", depth + 1))

    def arguments(self, name, depth=0):
        return {key: self.value(hint, depth) for key, hint in TAKES[name].items()}


def functions():
    for name, call in vars(nocte).items():
        generated = inspect.isfunction(call) and call.__module__ == "nocte" and not name.startswith("_")
        if generated and not inspect.iscoroutinefunction(call) and "laboratory" not in name and "uniffi" not in name:
            yield name, call


def methods():
    for name, call in vars(nocte.Nocte).items():
        known = name.startswith("_") or name in LEFT_OUT or "laboratory" in name or "uniffi" in name
        if inspect.isfunction(call) and not known and not inspect.iscoroutinefunction(call):
            yield name


def play(name, call, source, count):
    """So many calls; answers how many gave an answer, how many were refused, and what else came."""
    answered = refused = 0
    wrong = []
    while answered + refused + len(wrong) < count:
        try:
            given = source.arguments(name)
        except (ValueError, OverflowError):
            continue
        try:
            call(**given)
            answered += 1
        except nocte.ApiError:
            refused += 1
        except (ValueError, OverflowError):
            continue  # a number too large for its type is stopped in Python, before the call
        except Exception as error:  # anything else is what this program looks for
            wrong.append(f"{type(error).__name__}: {error}"[:200])
            if len(wrong) > 3:
                break
    return answered, refused, wrong


def main():
    print(f"seed {SEED}, {CALLS} calls of each function")
    passed = failed = 0

    def judge(name, result):
        nonlocal passed, failed
        answered, refused, wrong = result
        good = not wrong
        passed, failed = passed + good, failed + (not good)
        if wrong or "--rows" in sys.argv:
            print(f"{name:<24} {answered} answered, {refused} refused {' | '.join(wrong)}")

    for name, call in functions():
        judge(name, play(name, call, Source(f"{SEED} {name}"), CALLS))
    for name in methods():
        with tempfile.TemporaryDirectory() as folder:
            app = nocte.Nocte.open(f"{folder}/nocte.db", Vault(), Clock("2026-11-02T18:00:00Z"), "phone", nocte.Lang.EN)
            story.begin(story.Story(), app)
            source = Source(f"{SEED} {name}")
            call = getattr(app, name)
            judge(name, play(f"Nocte.{name}", call, source, max(60, CALLS // 50) if CALLS > 2000 else 60))
            app.close_store()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
