"""Doses, volumes, strengths and syringes: as typed, as shown, as drawn."""

import nocte
from answer import Unrunnable, only
from crossing import cased, dose, refused, strength, syringe, volume

FRAME = {"id", "type", "title", "expect"}


def known(case, inputs):
    only(case, FRAME | inputs)


def language(case, file):
    return cased(nocte.Lang, case.get("lang") or file.get("defaults", {}).get("lang") or "en")


def syringe_name(of):
    """A syringe as typed, from the two volumes it is made of."""
    if of is None:
        return None
    return f"{millilitres(of.capacity)}mL/{millilitres(of.graduation)}mL"


def millilitres(ul):
    whole, rest = divmod(ul, 1000)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".")


def liquid(case):
    """What is drawn from: a label's strength, or tablets in water with the volume they make."""
    tablets = case.get("tablets")
    if tablets is None:
        return strength(case["strength"]), None
    water = volume(case["water"])
    try:
        return nocte.strength_of([dose(tablet) for tablet in tablets], water), water
    except nocte.ApiError.Refused as error:
        raise Unrunnable(refused(error)) from None


def step(one):
    return {
        "dose_ng": one.dose,
        "volume_ul": one.volume,
        "draws": one.draws,
        "line_ul": one.line,
        "line_dose_ng": one.line_dose,
        "exact": one.exact,
    }


def warning(one):
    better = one.warning.syringe if one.warning.is_BETTER_SYRINGE() else None
    return {"code": one.code, "text": one.text, "syringe": syringe_name(better)}


def dilute(case, file):
    known(case, {"tablets", "water", "strength", "dose", "syringe", "steps", "lang"})
    lang, drawn_with = language(case, file), syringe(case["syringe"])
    of, water = liquid(case)
    try:
        one = nocte.dilute(of, water, dose(case["dose"]), drawn_with, lang)
    except nocte.ApiError.Refused as error:
        return {"refused": refused(error), "better": syringe_name(error.refusal.better_syringe())}
    answer = step(one) | {
        "strength": one.strength_text,
        "strength_ng_per_ul": one.strength,
        "lines_ul": one.lines,
        "text": one.text,
        "warnings": [warning(other) for other in one.warnings],
    }
    if case.get("steps") is not None:
        answer["steps"] = [step(nocte.dilute(of, None, dose(text), drawn_with, lang)) for text in case["steps"]]
    return answer


def plan_on_syringe(case, file):
    known(case, {"strength", "doses", "syringe"})
    doses = [dose(text) for text in case["doses"]]
    try:
        lines = nocte.plan_on_syringe(
            strength(case["strength"]), doses, syringe(case["syringe"]), language(case, file))
    except nocte.ApiError.Refused as error:
        return {"refused": refused(error), "better": syringe_name(error.refusal.better_syringe())}
    return {"lines_ul": [one.line for one in lines]}


def second_dilution(case, _file):
    known(case, {"from", "to"})
    try:
        stages = nocte.second_dilution(strength(case["from"]), strength(case["to"]), nocte.Lang.EN)
    except nocte.ApiError.Refused as error:
        return {"refused": refused(error)}
    return {
        "stages": [
            {"name": one.name, "take_ul": one.take, "water_ul": one.water, "strength": one.strength_text}
            for one in stages
        ]
    }


def show(case, file):
    known(case, {"lang", "dose_ng", "ng", "volume_ul", "strength"})
    lang = language(case, file)
    if case.get("dose_ng") is not None:
        shown = nocte.show_dose(case["dose_ng"], lang)
    elif case.get("ng") is not None:
        shown = nocte.show_ratio(case["ng"], lang)
    else:
        shown = nocte.show_volume(case["volume_ul"], strength(case["strength"]), lang)
    return {"text": shown.text, "spoken": shown.spoken}


def parse(case, file):
    known(case, {"what", "text", "mark", "mcg"})
    mark = cased(nocte.DecimalMark, case.get("mark") or file.get("defaults", {}).get("mark") or "point")
    what, text = case["what"], case["text"]
    try:
        if what == "dose":
            return {"ng": nocte.parse_dose(text, mark, case.get("mcg") or False)}
        if what == "volume":
            return {"ul": nocte.parse_volume(text, mark)}
        if what == "strength":
            return {"ng_per_ul": nocte.parse_strength(text, mark)}
        if what == "syringe":
            of = nocte.parse_syringe(text, mark)
            return {"capacity_ul": of.capacity, "graduation_ul": of.graduation}
    except nocte.ApiError.Refused as error:
        return {"refused": refused(error)}
    raise Unrunnable(f"nothing to read as {what}")


RUNNERS = {
    "dilute": dilute,
    "plan_on_syringe": plan_on_syringe,
    "second_dilution": second_dilution,
    "show": show,
    "parse": parse,
}
