#!/usr/bin/env bash
# A JDK from 21 on, and Maven: this machine's if it has both, else Debian's in a root. Prints the JDK's home.
# NOCTE_JDK=debian asks for the root in any case.
# A root's home has a `bin/mvn` too; a machine's own Maven is the `mvn` on the path. 30 seconds and 0.5 GB, once.
source "$(dirname "${BASH_SOURCE[0]}")/debian-root.sh"

OLDEST=21

# The first home whose compiler is new enough: what JAVA_HOME names, what the path leads to, what stands where JDKs stand.
homes() {
  printf '%s\n' "${JAVA_HOME:-}"
  ! command -v javac >/dev/null || dirname "$(dirname "$(readlink -f "$(command -v javac)")")"
  printf '%s\n' /usr/lib/jvm/* /opt/jdk* /opt/java/*
}

own_home() {
  local home version
  [ "${NOCTE_JDK:-}" != debian ] && command -v mvn >/dev/null || return 1
  while read -r home; do
    [ -x "$home/bin/javac" ] && [ -x "$home/bin/java" ] || continue
    version=$("$home/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge "$OLDEST" ] || continue
    printf '%s\n' "$home"
    return 0
  done < <(homes)
  return 1
}

# Java and Maven keep their settings in /etc, but at run time /etc is the machine's own (it knows the network):
# so they become files of the root's /usr. The two programs enter the root by themselves; every path of the machine
# outside /usr is where it was.
prune() {
  local link target program
  while read -r link; do
    target=$1$(readlink "$link")
    rm "$link"
    [ ! -e "$target" ] || cp -rL "$target" "$link"
  done < <(find "$1"/usr/lib/jvm/java-* "$1"/usr/share/maven -type l -lname '/etc/*')
  local jvm java=$1/usr/lib/jvm
  jvm=$(cd "$java" && printf '%s\n' java-[0-9][0-9]-openjdk-*)
  mkdir -p "$1/home/bin"
  for program in java javac jar; do
    program_in "usr/lib/jvm/$jvm/bin/$program" "$jvm" >"$1/home/bin/$program"
  done
  program_in usr/share/maven/bin/mvn "$jvm" >"$1/home/bin/mvn"
  chmod +x "$1"/home/bin/*
}

program_in() {
  cat <<END
#!/bin/sh
# Made by tests/toolchains/jdk.sh: /$1 of this root, among this machine's own files.
root=\$(dirname "\$(dirname "\$(dirname "\$(readlink -f "\$0")")")")
trust=/usr/lib/jvm/$2/lib/security/cacerts
set -- env JAVA_HOME=/usr/lib/jvm/$2 /$1 "\$@"
# The machine's own certificates win over those of the root.
[ ! -f /etc/ssl/certs/java/cacerts ] || set -- --ro-bind /etc/ssl/certs/java/cacerts "\$trust" "\$@"
exec bwrap --dev-bind / / --ro-bind "\$root/usr" /usr --die-with-parent "\$@"
END
}

prove() { "$1/home/bin/java" -version && "$1/home/bin/mvn" --version; }

if own_home; then exit 0; fi
debian_root jdk 1 openjdk-21-jdk-headless,maven "$@"
printf '%s\n' "$root/home"
