#!/usr/bin/env bash
# Makes R.java and the package of resources with aapt2 alone, as the Android plugin does in the Gradle build.
#   resources.sh AAPT2 FRAMEWORK INTO MIN_SDK TARGET_SDK        (from the app's folder; the Maven build calls it)
# The manifest of the sources names no package and no SDK, since Gradle wants to say both; here they are put in.
set -euo pipefail
aapt2=$1 framework=$2 into=$3 min=$4 target=$5
rm -rf "$into/r" "$into/res.zip" \
  2> >(grep -v '^aapt2 W ' >&2)
mkdir -p "$into/r"
sed -e "s|<manifest |<manifest package=\"org.nocte.app\" android:versionCode=\"1\" android:versionName=\"0.1\" |" \
  -e "s|<application|<uses-sdk android:minSdkVersion=\"$min\" android:targetSdkVersion=\"$target\"/>\n    <application|" \
  src/main/AndroidManifest.xml >"$into/AndroidManifest.xml"
"$aapt2" compile --dir src/main/res -o "$into/res.zip"
# It warns of the framework's own table, which is compressed in that jar: no fault here.
"$aapt2" link -I "$framework" --manifest "$into/AndroidManifest.xml" -o "$into/resources.apk" --java "$into/r" "$into/res.zip" \
  2> >(grep -v '^aapt2 W ' >&2)
