#!/usr/bin/env bash
# typos: spelling. The Python package carries the compiled program and takes a second; without pip it is compiled.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
install() {
  if python3 -m pip --version >/dev/null 2>&1; then
    python3 -m pip install --quiet --no-deps --target "$2" "typos==$1" && return 0
    echo "pip could not bring typos $1; compiling it" >&2
    rm -rf "${2:?}"/*
  fi
  cargo install --quiet --locked --version "$1" --root "$2" typos-cli
}
bring typos 1.52.0 install "$@"
