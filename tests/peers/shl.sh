#!/usr/bin/env bash
# Readers of SMART Health Links nobody here wrote: kill-the-clipboard, and jose for the seal alone.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
bash "$here/node.sh" "$@" >/dev/null
install() { from_npm "$here/shl" "$1"; }
bring shl install "${1:-}" "$here/shl/package-lock.json"
