#!/usr/bin/env bash
# PostgreSQL, from 14 on: whatever is here, or Debian's. The service that Debian sets up is not used; `postgres/up.sh`
# starts a private one. Prints the folder of its programs.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
programs() {
  local dir
  for dir in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) ${PATH//:/ }; do
    [ -x "$dir/initdb" ] && [ -x "$dir/pg_ctl" ] && { printf '%s\n' "$dir"; return; }
  done
  return 1
}
programs || { [ "${1:-}" != --find ] || exit 1; from_debian postgresql; programs; }
