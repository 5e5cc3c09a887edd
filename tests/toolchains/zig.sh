#!/usr/bin/env bash
# zig and cargo-zigbuild: a C compiler and linker for aarch64, to measure what a phone would be shipped. Both come
# compiled from Python packages; 0.3 GB, once. Prints cargo-zigbuild, which finds its zig by itself.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"

install() {
  python3 -m pip install --quiet --no-deps --target "$2/site" "ziglang==0.17.0" "cargo-zigbuild==$1"
  mkdir -p "$2/bin"
  cat >"$2/bin/zig" <<'END'
#!/bin/sh
# Made by tests/toolchains/zig.sh: the zig of the package beside it.
exec "$(dirname "$(dirname "$(readlink -f "$0")")")/site/ziglang/zig" "$@"
END
  cat >"$2/bin/zig-cargo" <<'END'
#!/bin/sh
# Made by tests/toolchains/zig.sh.
here=$(dirname "$(readlink -f "$0")")
PATH=$here:$PATH CARGO_ZIGBUILD_ZIG_PATH=$here/zig exec "$here/../site/bin/cargo-zigbuild" "$@"
END
  chmod +x "$2"/bin/*
  "$2/bin/zig" version && "$2/bin/zig-cargo" --version
}

bring zig-cargo 0.24.0 install "$@"
