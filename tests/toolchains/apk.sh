#!/usr/bin/env bash
# What makes a package of a phone's app out of classes, besides aapt2.sh: R8 and JNA's libraries for phones by Maven,
# zipalign and apksigner of Debian's in a root (an older apksigner moves libraries back to pages of 4 kB). Prints a program:
# `apk zipalign …`, `apk apksigner …`, `apk r8 …`, `apk jna` (the path of the archive). Needs a JDK (jdk.sh, or JAVA_HOME)
# and, once, the network; 0.4 GB.
here=$(dirname "${BASH_SOURCE[0]}")
source "$here/debian-root.sh"

R8=9.5.28

prune() {
  local home mvn jna repository=${NOCTE_CACHE:-$HOME/.cache/nocte}/maven
  home=${JAVA_HOME:-$(bash "$here/jdk.sh")}
  mvn=mvn
  [ ! -x "$home/bin/mvn" ] || mvn=$home/bin/mvn
  jna=$(sed -n 's/.*<jna.version>\(.*\)<.*/\1/p' "$here/../../android/pom.xml")
  get() { JAVA_HOME=$home "$mvn" -B -q -ntp "-Dmaven.repo.local=$repository" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get -Dtransitive=false "-Dartifact=$1"; }
  get "com.android.tools:r8:$R8"
  get "net.java.dev.jna:jna:$jna:aar"
  mkdir -p "$1/home/bin"
  cat >"$1/home/bin/apk" <<END
#!/bin/sh
# Made by tests/toolchains/apk.sh: the tools of a package, by their names.
root=\$(dirname "\$(dirname "\$(dirname "\$(readlink -f "\$0")")")")
tool=\$1
shift
case \$tool in
  zipalign) exec bwrap --dev-bind / / --ro-bind "\$root/usr" /usr --die-with-parent /usr/bin/zipalign "\$@" ;;
  apksigner) exec "\$JAVA_HOME/bin/java" -cp "\$root/usr/share/java/*" com.android.apksigner.ApkSignerTool "\$@" ;;
  r8) exec "\$JAVA_HOME/bin/java" -Xmx3g -cp "$repository/com/android/tools/r8/$R8/r8-$R8.jar" com.android.tools.r8.R8 "\$@" ;;
  jna) echo "$repository/net/java/dev/jna/jna/$jna/jna-$jna.aar" ;;
  *) echo "apk: no tool is called \$tool" >&2; exit 2 ;;
esac
END
  chmod +x "$1/home/bin/apk"
}

prove() {
  local home
  home=${JAVA_HOME:-$(bash "$here/jdk.sh")}
  JAVA_HOME=$home "$1/home/bin/apk" apksigner version
}

debian_root apk 1 apksigner,zipalign "$@"
printf '%s\n' "$root/home/bin/apk"
