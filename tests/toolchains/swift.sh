#!/usr/bin/env bash
# Swift 6: Debian's own compiler with Foundation, XCTest and swift-format, in a root that enter.sh enters.
# Prints the root's folder. About a minute and 1.4 GB, once.
source "$(dirname "${BASH_SOURCE[0]}")/debian-root.sh"

# What a build and a test never touch: 2.6 GB become 1.4 GB.
prune() {
  local swift=$1/usr/libexec/swift
  rm -rf "$swift"/lib/swift_static "$swift"/lib/swift/embedded "$swift"/lib/liblldb* "$swift"/lib/libsourcekitd* \
    "$swift"/local
  (cd "$swift/bin" && rm -f lldb lldb-server lldb-dap lldb-argdumper repl_swift clangd sourcekit-lsp docc wasm-ld \
    ld64.lld lld-link llvm-cov llvm-profdata swift-api-digester swift-build-sdk-interfaces swift-help)
  mkdir -p "$1/pkg" "$1/lib-rust" # where enter.sh puts what it is given
}

prove() {
  bwrap --ro-bind "$1" / --dev /dev --proc /proc --tmpfs /tmp --setenv HOME /tmp --die-with-parent \
    swiftc --version >&2
}

debian_root swift 1 swiftlang,libc6-dev,libstdc++-14-dev "$@"
printf '%s\n' "$root"
