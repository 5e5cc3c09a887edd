#!/usr/bin/env bash
# Everything android/ is built of and tested on, by Maven from the versions of its pom.xml files: Kotlin's compiler,
# Robolectric, and Android's own framework at three levels. Prints a program that runs Maven over them without a
# network, `android GOAL…`, and the two that judge the text, `android ktlint|detekt …`. Needs a JDK (jdk.sh, or JAVA_HOME) and, once, the network; 1.0 GB.
here=$(dirname "${BASH_SOURCE[0]}")
source "$here/bring.sh"

folder=$(realpath "$here/../../android")
version=$(cat "$folder"/pom.xml "$folder"/*/pom.xml | sha256sum | cut -c1-12)

SIGNATURE=$(sed -n 's/.*gummy-bears-api-.*<version>\(.*\)<.*/\1/p' "$folder/pom.xml")
value() { sed -n "s/.*<$1>\(.*\)<.*/\1/p" "$folder/pom.xml"; }
named() { sed -n "s/.*<$1\.version>\(.*\)<.*/\1/p" "$folder/pom.xml"; }

install() {
  local into=$2 home mvn repository sdk
  home=${JAVA_HOME:-$(bash "$here/jdk.sh")}
  mvn=mvn
  [ ! -x "$home/bin/mvn" ] || mvn=$home/bin/mvn
  repository=${NOCTE_CACHE:-$HOME/.cache/nocte}/maven
  run() { JAVA_HOME=$home "$mvn" -B -q -ntp -Dstyle.color=never -f "$folder/pom.xml" "-Dmaven.repo.local=$repository" "$@"; }
  # The modules stand in for each other, so what only they bring is not asked of a registry.
  run dependency:go-offline "-DexcludeGroupIds=org.nocte" "-Dnocte.target=$into/half"
  for sdk in $(named 'sdk[0-9]*'); do
    run dependency:get -Dtransitive=false "-Dartifact=org.robolectric:android-all-instrumented:$sdk"
  done
  # What runs the tests is named by no dependency of ours; the second is what Maven itself adds to a plugin.
  run dependency:get "-Dartifact=org.apache.maven.surefire:surefire-junit4:$(named surefire)"
  run dependency:get -Dartifact=org.codehaus.plexus:plexus-utils:1.1
  # The signature that hidden API is checked against, which stands in a plugin's settings.
  run dependency:get -Dtransitive=false "-Dartifact=com.toasttab.android:gummy-bears-api-$(value minSdk):$SIGNATURE:signature"
  run dependency:get -Dtransitive=false "-Dartifact=com.pinterest.ktlint:ktlint-cli:$(named ktlint):jar:all"
  run dependency:get -Dtransitive=false "-Dartifact=io.gitlab.arturbosch.detekt:detekt-cli:$(named detekt):jar:all"
  rm -rf "$into/half"
  local ktlint detekt
  ktlint=$repository/com/pinterest/ktlint/ktlint-cli/$(named ktlint)/ktlint-cli-$(named ktlint)-all.jar
  detekt=$repository/io/gitlab/arturbosch/detekt/detekt-cli/$(named detekt)/detekt-cli-$(named detekt)-all.jar
  mkdir -p "$into/bin"
  cat >"$into/bin/android" <<END
#!/bin/bash
# Made by tests/toolchains/android.sh: Maven over what was brought, without a network. What a new JDK says of an old
# Maven is left out.
case "\$1" in
  ktlint) shift; exec "\$JAVA_HOME/bin/java" -jar "$ktlint" "\$@" 2>/dev/null ;;
  detekt) shift; exec "\$JAVA_HOME/bin/java" -jar "$detekt" "\$@" 2>/dev/null ;;
esac
mvn=mvn
[ ! -x "\$JAVA_HOME/bin/mvn" ] || mvn=\$JAVA_HOME/bin/mvn
exec "\$mvn" -B -ntp -o -Dstyle.color=never "-Dmaven.repo.local=$repository" "\$@" \
  2> >(grep -v '^WARNING: .*\(sun.misc.Unsafe\|Please consider reporting\)' >&2)
END
  chmod +x "$into/bin/android"
}

bring android "$version" install "$@"
