#!/usr/bin/env bash
# Every peer of the test lanes. Without a word it brings what is missing; `--find` only looks.
# Prints the folder of the peers on its last line.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
for peer in node medplum oidc shl hl7 validators nginx; do
  bash "$here/$peer.sh" "$@" >/dev/null || { echo "peer $peer is not here" >&2; exit 1; }
done
printf '%s\n' "$peers"
