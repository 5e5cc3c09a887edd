#!/usr/bin/env bash
# A browser for the clinic's pages: Debian's Chromium, driven by puppeteer-core and judged by axe-core, both pinned by
# the lock file beside this. Prints the folder of the two; `--find` only looks.
source "$(dirname "${BASH_SOURCE[0]}")/../peers/bring.sh"
own=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
command -v chromium >/dev/null || { [ "${1:-}" != --find ] || exit 1; from_debian chromium fonts-dejavu-core; }
bash "$here/node.sh" "$@" >/dev/null
install() { from_npm "$own" "$1"; }
bring browser install "${1:-}" "$own/package-lock.json"
