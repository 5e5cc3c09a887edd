#!/usr/bin/env bash
# enter.sh [--network] ROOT PACKAGE LIBRARIES COMMAND…: runs a command in a root made beside here, without privileges.
#
# PACKAGE becomes /pkg and may be written to; LIBRARIES (the Rust library's folder) becomes /lib-rust, read-only, as
# is the root itself. There is no network inside, unless --network lets the machine's own in.
set -euo pipefail
network=(--unshare-net)
[ "${1:-}" != --network ] || { network=(); shift; }
[ $# -ge 4 ] || { echo "usage: $0 [--network] ROOT PACKAGE LIBRARIES COMMAND…" >&2; exit 2; }
root=$1 package=$(realpath "$2") libraries=$(realpath "$3")
shift 3
exec bwrap --ro-bind "$root" / --bind "$package" /pkg --ro-bind "$libraries" /lib-rust \
  --dev /dev --proc /proc --tmpfs /tmp --tmpfs /root "${network[@]}" --unshare-pid --die-with-parent \
  --clearenv --setenv PATH /usr/bin:/bin --setenv HOME /tmp --setenv LANG C.UTF-8 \
  --setenv LD_LIBRARY_PATH /lib-rust --chdir /pkg "$@"
