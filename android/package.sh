#!/usr/bin/env bash
# Makes a package of the app from what Maven built, as the Android plugin does in the Gradle build: resources, R8, JNA's
# libraries and ours for each kind of phone that has one, pages of 16 kB, a throwaway key, and a check of the signature.
#   package.sh AAPT2 APK BUILT REPOSITORY JNILIBS INTO      (`cargo xtask android --package` calls it)
# APK is the program of tests/toolchains/apk.sh, BUILT the Maven build's folder, JNILIBS the folder of `android --release`.
set -euo pipefail
aapt2=$1 apk=$2 built=$3 repository=$4 libraries=$5 into=$6
here=$(cd "$(dirname "$0")" && pwd)
version() { sed -n "s/.*<$1>\(.*\)<.*/\1/p" "$here/pom.xml"; }
jar() { echo "$repository/$1/$2/$(basename "$1")-$2.jar"; }
sdk34=$(version sdk34.version)
framework=$(jar org/robolectric/android-all "$(version framework.version)")
kotlin=$(jar org/jetbrains/kotlin/kotlin-stdlib "$(version kotlin.version)")
coroutines=$(jar org/jetbrains/kotlinx/kotlinx-coroutines-core-jvm "$(version coroutines.version)")
rm -rf "$into"
mkdir -p "$into/jna" "$into/stage"
unzip -qo "$("$apk" jna)" -d "$into/jna"

"$aapt2" link -I "$(jar org/robolectric/android-all-instrumented "$sdk34")" --manifest "$built/app/AndroidManifest.xml" \
  --proguard "$into/manifest.pro" -o "$into/base.apk" "$built/app/res.zip" 2> >(grep -v '^aapt2 W ' >&2)
"$apk" r8 --release --min-api "$(version minSdk)" --lib "$framework" --lib "$JAVA_HOME" \
  --pg-conf "$here/core/consumer-rules.pro" --pg-conf "$into/manifest.pro" --pg-map-output "$into/mapping.txt" \
  --output "$into/stage" "$built/app/app-1.jar" "$built/core/core-1.jar" "$built/facade/facade-1.jar" \
  "$kotlin" "$coroutines" "$into/jna/classes.jar"
ours=0
for processor in arm64-v8a armeabi-v7a x86_64; do
  mkdir -p "$into/stage/lib/$processor"
  cp "$into/jna/jni/$processor/libjnidispatch.so" "$into/stage/lib/$processor/"
  if [ -f "$libraries/$processor/libnocte_bindings.so" ]; then
    cp "$libraries/$processor/libnocte_bindings.so" "$into/stage/lib/$processor/"
    ours=$((ours + 1))
  fi
done
# Classes are compressed, libraries are not: the system maps them where they lie.
cp "$into/base.apk" "$into/whole.apk"
"$JAVA_HOME/bin/jar" --update --no-manifest --file "$into/whole.apk" -C "$into/stage" classes.dex
"$JAVA_HOME/bin/jar" --update --no-manifest --no-compress --file "$into/whole.apk" -C "$into/stage" lib
"$apk" zipalign -f 16384 "$into/whole.apk" "$into/aligned.apk"
"$JAVA_HOME/bin/keytool" -genkeypair -keystore "$into/throwaway.p12" -storetype PKCS12 -storepass throwaway -alias key \
  -keyalg EC -groupname secp256r1 -validity 2 -dname CN=throwaway 2>/dev/null
"$apk" apksigner sign --ks "$into/throwaway.p12" --ks-pass pass:throwaway --min-sdk-version "$(version minSdk)" \
  --alignment-preserved true --v1-signing-enabled false --v2-signing-enabled true --v3-signing-enabled true \
  --out "$into/nocte.apk" "$into/aligned.apk"
"$apk" apksigner verify --min-sdk-version "$(version minSdk)" --verbose "$into/nocte.apk" | grep -E '^Verifies|v[23] scheme'
"$apk" zipalign -c 16384 "$into/nocte.apk"
echo "$(stat -c %s "$into/nocte.apk") bytes, classes $(stat -c %s "$into/stage/classes.dex"), on pages of 16 kB"
echo "our library is in it for $ours of 3 processors$([ "$ours" -eq 3 ] || echo ': the others are built where an NDK is (cargo xtask android --release)')"
