#!/usr/bin/env bash
# cargo-ndk: tells cargo where the compilers of an Android NDK are. The NDK itself is not brought.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
install() { from_crate cargo-ndk "$1" "$2"; }
bring cargo-ndk 4.1.2 install "$@"
