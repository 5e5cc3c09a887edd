#!/usr/bin/env bash
# Medplum's FHIR router 5.2.13 with its in-memory repository, its validator and the R4 definitions. 116 MB.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
bash "$here/node.sh" "$@" >/dev/null
install() { from_npm "$here/medplum" "$1"; }
bring medplum install "${1:-}" "$here/medplum/package-lock.json"
