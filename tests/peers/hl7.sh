#!/usr/bin/env bash
# HL7's reader of SMART Health Links, in Java: the library of the FHIR validator, by Maven from the versions of
# hl7/pom.xml, each file held to its digest in hl7/jars.sha256. Needs a JDK (tests/toolchains/jdk.sh); 28 MB.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
home=$(bash "$here/../toolchains/jdk.sh" "$@" | tail -n 1)
[ -n "$home" ] || exit 1

install() {
  local mvn=mvn
  [ ! -x "$home/bin/mvn" ] || mvn=$home/bin/mvn
  JAVA_HOME=$home "$mvn" -B -q -ntp -f "$here/hl7/pom.xml" \
    "-Dmaven.repo.local=${NOCTE_CACHE:-$HOME/.cache/nocte}/maven" \
    dependency:copy-dependencies "-DoutputDirectory=$1/lib"
  (cd "$1/lib" && sha256sum --quiet --strict --check "$(realpath "$here/hl7/jars.sha256")")
  [ "$(ls "$1/lib" | wc -l)" = "$(wc -l <"$here/hl7/jars.sha256")" ] || { echo "a jar without a digest came" >&2; return 1; }
  "$home/bin/javac" --release 21 -cp "$1/lib/*" -d "$1" "$here/hl7/Read.java"
  cat >"$1/read" <<END
#!/bin/sh
# Made by tests/peers/hl7.sh: opens the link in LINK.
own=\$(dirname "\$(readlink -f "\$0")")
java=$home/bin/java
[ -x "\$java" ] || java=java
exec "\$java" -Xmx512m -XX:TieredStopAtLevel=1 -cp "\$own/lib/*:\$own" Read
END
  chmod +x "$1/read"
}

bring hl7 install "${1:-}" "$here/hl7/pom.xml" "$here/hl7/jars.sha256" "$here/hl7/Read.java"
