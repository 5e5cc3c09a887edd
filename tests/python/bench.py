"""What each call of a screen costs from Python. `bindings/examples/screens.rs` makes the same calls in Rust."""

import tempfile
import time

import nocte
import story

BATCH, BATCHES = 4_000_000, 60


def calls(app):
    strength = nocte.parse_strength("1 mg/mL", nocte.DecimalMark.POINT)
    syringe = nocte.parse_syringe("1mL/0.01mL", nocte.DecimalMark.POINT)
    return {
        "tonight": app.tonight,
        "plan": app.plan,
        "medicines": app.medicines,
        "bottles": lambda: app.bottles(30),
        "history": lambda: app.history("2026-10-30", "2026-11-05"),
        "reminders": lambda: app.reminders([], [], None),
        "settings": app.settings,
        "card": app.card,
        "dilute": lambda: nocte.dilute(strength, None, 1_500_000, syringe, nocte.Lang.EN),
    }


def row(name, call):
    """Warms up, then times batches and prints the quickest and the middle one, in nanoseconds."""
    started, count = time.perf_counter_ns(), 0
    while time.perf_counter_ns() - started < 300_000_000:
        call()
        count += 1
    size = max(1, BATCH * count // (time.perf_counter_ns() - started))
    figures = []
    for _ in range(BATCHES):
        started = time.perf_counter_ns()
        for _ in range(size):
            call()
        figures.append((time.perf_counter_ns() - started) // size)
    figures.sort()
    print(name, figures[0], figures[BATCHES // 2], flush=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        app = story.begun(folder)
        for name, call in calls(app).items():
            row(name, call)
        app.close_store()


if __name__ == "__main__":
    main()
