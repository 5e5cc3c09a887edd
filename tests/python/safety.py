"""Checks of medicine names and operations, against the shipped tables."""

import nocte
from crossing import code, refused


def check(case, file):
    def given(key):
        return case[key] if key in case else file["defaults"].get(key)

    query = nocte.CheckQuery(
        names=case["names"], last=given("last"), starting=given("starting"), surgery=given("surgery"))
    try:
        answer = nocte.check(query, given("today"), given("tonight"))
    except nocte.ApiError.Refused as error:
        return {"error": refused(error)}
    # `from` is a word of Python's own, so the generated field is called `_from`.
    return {
        "verdict": code(answer.verdict),
        "from": answer._from,
        "until": answer.until,
        "rules": sorted({code(reason.rule) for reason in answer.reasons}),
    }


RUNNERS = {"check": check}
