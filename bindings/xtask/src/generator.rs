//! The bindings generator: uniffi's own command, pinned to the version the library is built with.

fn main() {
    uniffi::uniffi_bindgen_main();
}
