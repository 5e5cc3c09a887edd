"""From a vector's JSON to the typed records of the bindings, and back."""

import datetime
import enum
import re

import nocte
from answer import Unrunnable

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MILLISECOND = datetime.timedelta(milliseconds=1)


def instant(text):
    """`2026-11-22T21:30:00Z` in milliseconds."""
    if text is None:
        return None
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text):
        raise Unrunnable(f"{text!r} is not an instant")
    return (datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) - EPOCH) // MILLISECOND


def instant_text(ms):
    return (EPOCH + ms * MILLISECOND).strftime("%Y-%m-%dT%H:%M:%SZ")


def code(case):
    """`GAP_SHIFT` as `gap_shift`: the name of an enum's case as a vector writes it."""
    name = case.name if isinstance(case, enum.Enum) else type(case).__name__
    return name.rpartition(".")[2].lower()


def cased(kind, text):
    """The case of a plain enum that a vector names."""
    try:
        return kind[text.upper()]
    except (KeyError, AttributeError):
        raise Unrunnable(f"no {kind.__name__} is called {text}") from None


def window(case):
    of = case["zone_window"]
    return nocte.ZoneWindow(
        zone=of["zone"],
        initial_offset_s=of["initial_offset_s"],
        transitions=[
            nocte.Transition(at=instant(change["at"]), offset_s=change["offset_s"])
            for change in of["transitions"]
        ],
        until=instant(of.get("until")),
    )


def syringe(text):
    return nocte.parse_syringe(text, nocte.DecimalMark.POINT)


def strength(text):
    return nocte.parse_strength(text, nocte.DecimalMark.POINT)


def dose(text):
    return nocte.parse_dose(text, nocte.DecimalMark.POINT, True)


def volume(text):
    return nocte.parse_volume(text, nocte.DecimalMark.POINT)


def refused(error):
    """What a refusal of the rules says, by its code."""
    return error.refusal.code()
