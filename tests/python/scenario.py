"""Tells the shared scenario and compares it, byte for byte, with what every language tells."""

import difflib
import pathlib
import sys
import tempfile

import story

OUTCOME = pathlib.Path(__file__).parents[1] / "scenario" / "outcome.txt"


def main():
    with tempfile.TemporaryDirectory() as folder:
        told = story.tell(folder)
    if "--print" in sys.argv:
        sys.stdout.write(told)
        return 0
    expected = OUTCOME.read_bytes()
    same = told.encode() == expected
    if not same:
        lines = difflib.unified_diff(expected.decode().splitlines(), told.splitlines(), "expected", "told", n=1)
        print("\n".join(lines))
    print(f"{int(same)} passed, {int(not same)} failed")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
