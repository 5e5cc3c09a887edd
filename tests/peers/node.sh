#!/usr/bin/env bash
# node: runs Medplum's router and the OpenID provider. Any version from 18 on; Debian's if there is none.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
fit() { command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; }
fit || { [ "${1:-}" != --find ] || exit 1; from_debian nodejs npm; fit || { echo "error: node 18 or newer did not come" >&2; exit 1; }; }
command -v node
