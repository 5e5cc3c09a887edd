#!/usr/bin/env bash
# oidc-provider 9.13.3: an OpenID provider nobody here wrote, for SMART App Launch.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
bash "$here/node.sh" "$@" >/dev/null
install() { from_npm "$here/oidc" "$1"; }
bring oidc install "${1:-}" "$here/oidc/package-lock.json"
