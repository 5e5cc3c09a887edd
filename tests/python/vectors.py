"""Runs files of golden cases through the bindings: one line a failing case, then `N passed, N failed`.

Exit 0 all passed, 1 a case failed, 2 a file cannot be read (nothing on stdout then).
`cargo xtask vectors --language python FILE...` builds the bindings and calls it.
"""

import json
import sys

import amounts
import plans
import reminders
import safety
from answer import Unrunnable, differences

RUNNERS = {**reminders.RUNNERS, **amounts.RUNNERS, **safety.RUNNERS, **plans.RUNNERS}


def run_case(case, file):
    """What is wrong with a case, or nothing."""
    runner = RUNNERS.get(case.get("type"))
    if runner is None:
        return f"type: expected a known case type, got {case.get('type')!r}"
    expect = case.get("expect")
    if not isinstance(expect, dict):
        return "expect: expected an object, got none"
    try:
        got = runner(case, file)
    except Unrunnable as why:
        return f"could not be run: {why}"
    found = differences(expect, got)
    if not found:
        return None
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return found[0] + more


def read(path):
    """The file's object, or a refusal."""
    try:
        with open(path, encoding="utf-8") as stream:
            file = json.load(stream)
    except (OSError, ValueError) as error:
        raise SystemExit(refuse(f"{path}: {error}")) from None
    if not isinstance(file, dict) or not isinstance(file.get("cases"), list):
        raise SystemExit(refuse(f"{path}: no list of cases in it"))
    return file


def refuse(reason):
    print(" ".join(reason.split()), file=sys.stderr)
    print("give a JSON file with a list of cases, as tests/vectors/reminders.json", file=sys.stderr)
    return 2


def main(paths):
    if not paths:
        return refuse("no file given")
    passed = failed = 0
    for file in [read(path) for path in paths]:
        for index, case in enumerate(file["cases"]):
            case = case if isinstance(case, dict) else {}
            wrong = run_case(case, file)
            if wrong is None:
                passed += 1
            else:
                failed += 1
                print(case.get("id", f"cases[{index}]"), " ".join(wrong.split()))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
