#!/usr/bin/env bash
# cargo-mutants: plants mistakes and asks whether a test notices.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
install() { from_crate cargo-mutants "$1" "$2"; }
bring cargo-mutants 27.1.0 install "$@"
