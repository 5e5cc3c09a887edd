"""Tells the shared scenario on stdout. `cargo xtask test python` compares it with what every language tells.

A line that begins with `? ` is a question to the clinic, whose answer is the next line on stdin.
"""

import sys
import tempfile

import story


def ask(question):
    """Asks the clinic beside the story."""
    print(f"? {question}", flush=True)
    return sys.stdin.readline().strip()


def main():
    # The story is the same on every machine, whatever its locale.
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(story.tell(folder, ask))


if __name__ == "__main__":
    main()
