#!/usr/bin/env bash
# cargo-deny: licences, bans and sources of every dependency. About three minutes to compile.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
install() { from_crate cargo-deny "$1" "$2"; }
bring cargo-deny 0.20.2 install "$@"
