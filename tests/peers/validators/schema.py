"""Judges resources by the R4 JSON Schema.

    schema.py FOLDER-OF-DEFINITIONS FILE…

Prints one JSON object: for each file its errors, none when it is valid.
"""

import json
import sys

from jsonschema import Draft6Validator

with open(sys.argv[1] + "/fhir.schema.json", encoding="utf-8") as file:
    schema = json.load(file)
definitions = schema["definitions"]
# The schema's top is a choice of all resources; judging by the one that is meant says where the error is.
judges = {}


def judge(kind):
    if kind not in judges:
        judges[kind] = Draft6Validator({"definitions": definitions, "$ref": "#/definitions/" + kind})
    return judges[kind]


answer = {}
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        resource = json.load(file)
    kind = resource.get("resourceType")
    if kind not in definitions:
        errors = ["no such resource type"]
    else:
        errors = ["/".join(map(str, e.absolute_path)) + ": " + e.validator for e in judge(kind).iter_errors(resource)]
    answer[name] = {"errors": errors, "warnings": []}
print(json.dumps(answer))
