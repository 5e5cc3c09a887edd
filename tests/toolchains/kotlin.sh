#!/usr/bin/env bash
# Kotlin's compiler for the JVM and the libraries the runner needs, by Maven from the versions of tests/kotlin/pom.xml.
# Prints a program that compiles as `kotlinc` does; the jars to run with stand in `run` beside its `bin`. Needs a JDK
# (jdk.sh, or JAVA_HOME) and, once, the network; 100 MB.
here=$(dirname "${BASH_SOURCE[0]}")
source "$here/bring.sh"

pom=$(realpath "$here/../kotlin/pom.xml")
version=$(sed -n 's/.*<kotlin.version>\(.*\)<.*/\1/p' "$pom")-$(sha256sum "$pom" | cut -c1-8)

install() {
  local into=$2 home mvn
  home=${JAVA_HOME:-$(bash "$here/jdk.sh")}
  mvn=mvn
  [ ! -x "$home/bin/mvn" ] || mvn=$home/bin/mvn
  copy() {
    JAVA_HOME=$home "$mvn" -B -q -ntp -f "$pom" "-Dmaven.repo.local=${NOCTE_CACHE:-$HOME/.cache/nocte}/maven" \
      dependency:copy-dependencies "-DincludeScope=$1" "-DoutputDirectory=$2"
  }
  copy runtime "$into/run"
  copy compile "$into/lib" # Maven counts what is provided as needed to compile
  mkdir -p "$into/bin"
  cat >"$into/bin/kotlin" <<'END'
#!/bin/sh
# Made by tests/toolchains/kotlin.sh: the Kotlin compiler, without its daemon.
home=$(dirname "$(dirname "$(readlink -f "$0")")")
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx2g -cp "$home/lib/*" org.jetbrains.kotlin.cli.jvm.K2JVMCompiler "$@"
END
  chmod +x "$into/bin/kotlin"
}

bring kotlin "$version" install "$@"
