"""Takes the R4 definitions out of Medplum's bundles, one file each, as pyrofile reads them."""

import json
import os
import sys

BUNDLES = (
    "profiles-types.json",
    "profiles-resources.json",
    "valuesets.json",
    "v3-codesystems.json",
    "v2-tables.json",
)
KINDS = ("StructureDefinition", "ValueSet", "CodeSystem")

source, place = sys.argv[1:]
os.makedirs(os.path.join(place, "r4"))
for bundle in BUNDLES:
    with open(os.path.join(source, bundle), encoding="utf-8") as file:
        entries = json.load(file)["entry"]
    for entry in entries:
        resource = entry["resource"]
        if resource["resourceType"] in KINDS:
            name = "%s-%s.json" % (resource["resourceType"], resource["id"])
            with open(os.path.join(place, "r4", name), "w", encoding="utf-8") as file:
                json.dump(resource, file)
with open(os.path.join(source, "fhir.schema.json"), encoding="utf-8") as file:
    schema = file.read()
with open(os.path.join(place, "fhir.schema.json"), "w", encoding="utf-8") as file:
    file.write(schema)
