#!/usr/bin/env bash
# One contact sheet per screen out of the pictures that the lane `android` leaves in its build folder.
#   contact-sheets.sh PICTURES INTO        e.g. target/android/maven/app/screens docs/screens/android
# Rows: System by day, Dark, Night. Columns: English, German, English at twice the letters, German at twice the letters.
# Long pages are cut at the bottom. Needs ImageMagick (montage) and pngquant.
set -euo pipefail
pictures=$1 into=$2
mkdir -p "$into"
for first in "$pictures"/*-en-system-1.png; do
  screen=$(basename "$first" -en-system-1.png)
  tiles=()
  for theme in system dark night; do
    for column in en-"$theme"-1 de-"$theme"-1 en-"$theme"-2 de-"$theme"-2; do
      tiles+=("$pictures/$screen-$column.png")
    done
  done
  montage "${tiles[@]}" -resize 220x -gravity north -crop 220x500+0+0 +repage -background '#777777' \
    -tile 4x3 -geometry 220x500+5+5 "$into/$screen.png"
  pngquant --force --ext .png --speed 1 32 "$into/$screen.png"
done
