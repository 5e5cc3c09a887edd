#!/usr/bin/env bash
# Sourced by the scripts beside it: brings one pinned tool into the cache.
#
#   bring NAME VERSION INSTALLER [--find]
#
# Prints the path of the tool's program on its last line. The tool is built in a folder of its own and moved into
# place in one rename, so that an interrupted install leaves nothing that looks finished, and two at once
# do not disturb each other. `--find` installs nothing and fails when the tool is not there.
set -euo pipefail

bring() {
  local name=$1 version=$2 installer=$3 mode=${4:-}
  local cache=${NOCTE_CACHE:-$HOME/.cache/nocte}
  local place="$cache/tools/$name-$version"
  if [ ! -x "$place/bin/$name" ]; then
    [ "$mode" != --find ] || return 1
    mkdir -p "$cache/tools"
    local half
    half=$(mktemp -d "$cache/tools/.half-$name-XXXXXX")
    # shellcheck disable=SC2064  # the folder of this run, not of the moment the trap fires
    trap "rm -rf '$half'" EXIT
    "$installer" "$version" "$half" >&2
    [ -x "$half/bin/$name" ] || { echo "error: $name $version did not install a program" >&2; return 1; }
    if ! mv -T "$half" "$place" 2>/dev/null; then
      [ -x "$place/bin/$name" ] || { rm -rf "$place"; mv -T "$half" "$place"; }
    fi
  fi
  printf '%s\n' "$place/bin/$name"
}

# A cargo program, compiled here from the registry with its own lock file.
from_crate() {
  cargo install --quiet --locked --version "$2" --root "$3" "$1"
}
