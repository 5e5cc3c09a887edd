#!/usr/bin/env bash
# cargo-fuzz: drives libFuzzer; its targets compile with the nightly toolchain only.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
install() { from_crate cargo-fuzz "$1" "$2"; }
bring cargo-fuzz 0.13.2 install "$@"
