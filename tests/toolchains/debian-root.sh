#!/usr/bin/env bash
# Sourced by the scripts beside it: makes a folder that holds a Debian system with one toolchain in it, once.
#
#   debian_root NAME RECIPE PACKAGES [--find]       (calls `prune ROOT` and `prove ROOT`, which the script defines)
#
# For toolchains that this machine's release does not carry. Nothing is installed into the machine itself but
# mmdebstrap and bubblewrap. A finished root answers in milliseconds; two at once wait for each other; an interrupted
# one leaves nothing that looks finished, since it is built beside its place and moved there after its own program has
# answered. Only making it needs root; entering it (enter.sh) needs none.
#
#   NOCTE_DEBIAN_MIRROR   the mirror to use; by default the one this machine's apt uses
set -euo pipefail

SUITE=trixie

debian_root() {
  local name=$1 recipe=$2 packages=$3 mode=${4:-}
  local cache=${NOCTE_CACHE:-$HOME/.cache/nocte}
  # The recipe's number is part of the name: a root made by another recipe is made anew.
  root="$cache/roots/$name-$SUITE-$recipe"
  [ ! -f "$root/.complete" ] || ! command -v bwrap >/dev/null || return 0
  [ "$mode" != --find ] || return 1
  mkdir -p "$cache/roots"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "error: making $root needs root (entering it does not)" >&2; return 1; }
    sudo env NOCTE_CACHE="$cache" NOCTE_DEBIAN_MIRROR="${NOCTE_DEBIAN_MIRROR:-}" bash "$0" >/dev/null
    [ -f "$root/.complete" ]
    return
  fi
  (
    exec 9>"$root.lock"
    flock 9
    bring_makers >&2
    [ ! -f "$root/.complete" ] || exit 0 # it was only bubblewrap, or another one made it while we waited
    make_root "$root" "$packages" >&2
  )
}

make_root() {
  local root=$1 packages=$2 mirror=${NOCTE_DEBIAN_MIRROR:-}
  if [ -z "$mirror" ]; then
    # The archive apt already uses for Debian itself, not the security one or a vendor's.
    mirror=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' |
      awk -F'|' '$1 == "Debian" && $2 == "Debian" { print $3; exit }')
  fi
  [ -n "$mirror" ] || { echo "error: apt knows no Debian mirror; set NOCTE_DEBIAN_MIRROR" >&2; return 1; }

  part=$root.part
  rm -rf --one-file-system "$part"
  trap 'rm -rf --one-file-system "$part"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  # In a mount and process namespace of its own: even `kill -9` then leaves no mount and no process behind.
  unshare --mount --pid --mount-proc --fork --kill-child \
    mmdebstrap --quiet --mode=root --variant=apt --include="$packages" "$SUITE" "$part" "$mirror"
  rm -rf "$part"/var/cache/apt/* "$part"/var/lib/apt/lists/* "$part"/usr/share/{doc,man,locale,info}
  rm -f "$part"/etc/apt/sources.list "$part"/etc/resolv.conf "$part"/etc/hostname
  prune "$part"
  prove "$part" || { echo "error: the toolchain in the new root does not answer" >&2; return 1; }
  touch "$part/.complete"
  rm -rf --one-file-system "$root"
  mv -T "$part" "$root"
  trap - EXIT INT TERM
}

bring_makers() {
  if ! command -v mmdebstrap >/dev/null || ! command -v bwrap >/dev/null; then
    apt-get -qq -o DPkg::Lock::Timeout=300 update
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends \
      mmdebstrap bubblewrap >/dev/null
  fi
}
