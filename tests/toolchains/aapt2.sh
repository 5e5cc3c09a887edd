#!/usr/bin/env bash
# aapt2, which makes an app's resources: this machine's if it has one, else Debian's in a root. Prints its path.
# NOCTE_AAPT2=debian asks for the root in any case. 30 seconds and 0.2 GB, once.
source "$(dirname "${BASH_SOURCE[0]}")/debian-root.sh"

prune() {
  mkdir -p "$1/home/bin"
  cat >"$1/home/bin/aapt2" <<'END'
#!/bin/sh
# Made by tests/toolchains/aapt2.sh: aapt2 of this root, among this machine's own files.
root=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
exec bwrap --dev-bind / / --ro-bind "$root/usr" /usr --die-with-parent /usr/bin/aapt2 "$@"
END
  chmod +x "$1/home/bin/aapt2"
}

prove() { "$1/home/bin/aapt2" version; }

if [ "${NOCTE_AAPT2:-}" != debian ] && command -v aapt2; then exit 0; fi
debian_root aapt2 1 aapt "$@"
printf '%s\n' "$root/home/bin/aapt2"
