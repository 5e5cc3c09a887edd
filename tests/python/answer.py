"""Comparing: what an expectation says and a typed answer does not.

The same rules as in every other language: a field absent from `expect` is not compared; a field nobody answers
differs; some lists are sets; a flag of a notification that is not expected must not be set.
"""

import json

SETS = {"notifications", "sentinel", "ids", "add", "replace", "remove", "keep"}
FLAGS = ("immediate", "deferred", "quiet", "open_only")


class Unrunnable(Exception):
    """A case that says something the runner does not know."""


def only(fields, known, remarks=False):
    """Refuses what a runner does not read; with `remarks`, texts are let through."""
    for key, value in fields.items():
        if key not in known and not (remarks and isinstance(value, str)):
            raise Unrunnable(f"unknown field {key}")


def differences(expect, got):
    found = []
    walk("", "", expect, got, found)
    return found


def same(a, b):
    """Equal, and of one kind: in Python 1 == True."""
    return type(a) is type(b) and a == b


def walk(path, key, expect, got, found):
    if got is None and (expect is None or expect is False):
        return
    if isinstance(expect, dict) and isinstance(got, dict):
        walk_object(path, expect, got, found)
    elif isinstance(expect, list) and isinstance(got, list) and key in SETS:
        walk_set(path, expect, got, found)
    elif isinstance(expect, list) and isinstance(got, list) and len(expect) == len(got):
        for index, (one, other) in enumerate(zip(expect, got)):
            walk(f"{path}[{index}]", "", one, other, found)
    elif not same(expect, got):
        found.append(f"{path or 'expect'}: expected {text(expect)}, got {text(got)}")


def walk_object(path, expect, got, found):
    for key, value in expect.items():
        walk(f"{path}.{key}" if path else key, key, value, got.get(key), found)
    if "id" in expect and "trigger" in got:
        for flag in FLAGS:
            if flag not in expect and got.get(flag):
                found.append(f"{path}.{flag}: expected false, got true")


def name(value):
    return json.dumps(value["id"] if isinstance(value, dict) and "id" in value else value, sort_keys=True)


def walk_set(path, expect, got, found):
    wanted, present = {name(one) for one in expect}, {name(one) for one in got}
    if wanted != present:
        found.append(f"{path}: expected also {sorted(wanted - present)}, got also {sorted(present - wanted)}")
    elif len(expect) != len(got):
        found.append(f"{path}: expected {len(expect)} elements, got {len(got)}")
    others = {name(one): one for one in got}
    for one in expect:
        if name(one) in others:
            walk(f"{path}[{name(one)}]", "", one, others[name(one)], found)


def text(value):
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)
