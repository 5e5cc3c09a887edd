//! What is told is the same in every language, byte for byte.

use crate::story;
use nocte_tests::desk::Desk;
use std::path::Path;

#[test]
fn rust_tells_the_scenario_as_every_language_does() {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs the tests");
    let outcome = Path::new(&root).join("../tests/scenario/outcome.txt");
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk::open().expect("a clinic");
    let told = story::tell(folder.path(), &desk);
    let expected = std::fs::read_to_string(outcome).expect("the outcome is in the repository");
    for (number, (expected, told)) in expected.lines().zip(told.lines()).enumerate() {
        assert_eq!(expected, told, "line {}", number + 1);
    }
    assert_eq!(expected, told);
}
