#!/usr/bin/env bash
# Sourced by the scripts beside it: brings one pinned peer into the cache, once per lock file.
#
#   bring NAME INSTALLER WORD LOCKFILE…
#
# Prints the peer's folder on its last line. The folder is filled under another name and moved into place in one
# rename: an interrupted install leaves nothing that looks finished, and two at once do not disturb each other.
# With the word `--find` nothing is installed; it fails when the peer is not there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
peers=${NOCTE_CACHE:-$HOME/.cache/nocte}/peers

bring() {
  local name=$1 installer=$2 mode=$3
  shift 3
  local place
  place="$peers/$name-$(cat "$@" | sha256sum | cut -c1-16)"
  if [ ! -d "$place" ]; then
    [ "$mode" != --find ] || return 1
    mkdir -p "$peers"
    # What an interrupted install left behind a day ago.
    find "$peers" -maxdepth 1 -name '.half-*' -mtime +0 -exec rm -rf {} +
    local half
    half=$(mktemp -d "$peers/.half-$name-XXXXXX")
    # shellcheck disable=SC2064  # the folder of this run, not of the moment the trap fires
    trap "rm -rf '$half'" EXIT
    "$installer" "$half" >&2
    if ! mv -T "$half" "$place" 2>/dev/null; then
      [ -d "$place" ] # somebody else was quicker, with the same content
    fi
    # Former lock files would fill the disk; a branch that is still at work has used its own lately.
    find "$peers" -maxdepth 1 -name "$name-*" ! -path "$place" -atime +30 -exec rm -rf {} +
  fi
  printf '%s\n' "$place"
}

# Debian packages, with root's rights or sudo's. Services they carry are not started.
from_debian() {
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -y -qq --no-install-recommends "$@" >&2
}

# What stands in the folder's lock file, and no script of any package is run.
from_npm() {
  bash "$here/node.sh" >/dev/null
  cp "$1/package.json" "$1/package-lock.json" "$2/"
  (cd "$2" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
}
