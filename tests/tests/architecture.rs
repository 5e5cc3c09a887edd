//! The rules of the house, on the repository as it stands. Each failure says what to do instead.
//! The rules themselves, with planted violations that they must catch, are in `nocte_tests::house`.

/// `cargo xtask test` runs these as a lane of their own.
mod house {
    use nocte_tests::house::{Finding, Tree, listed};
    use nocte_tests::house::{android, arrows, files, german, ios, manifests, names, pinned, portal, purity};
    use std::process::Command;

    fn tree() -> Tree {
        Tree::read().expect("the tests run in a clone with git")
    }

    fn none(findings: &[Finding]) {
        assert!(findings.is_empty(), "{}", listed(findings));
    }

    #[test]
    fn there_is_something_to_judge() {
        let tree = tree();
        let files = tree.rust().count();
        assert!(files > 50, "the walk over the repository found {files} files");
        assert!(tree.text("core/src/domain/mod.rs").is_some());
    }

    #[test]
    fn rooms_name_only_what_the_drawing_allows() {
        let tree = tree();
        let manifest = tree.text("Cargo.toml").expect("the root has a manifest");
        none(&arrows::rooms(&tree.sources, &arrows::known_crates(manifest)));
    }

    #[test]
    fn reserved_words_stay_in_their_folders() {
        none(&arrows::reserved(&tree().sources));
    }

    #[test]
    fn the_portal_keeps_to_its_side() {
        none(&portal::rooms(&tree().sources));
    }

    #[test]
    fn domain_names_no_machine() {
        none(&purity::machine(&tree().sources));
    }

    #[test]
    fn the_core_has_no_floats() {
        none(&purity::floats(&tree().sources));
    }

    #[test]
    fn only_the_store_writes_sql() {
        none(&purity::sql(&tree().sources));
    }

    #[test]
    fn domain_returns_no_sentences() {
        none(&purity::sentences(&tree().sources));
    }

    #[test]
    fn files_and_modules_have_names_that_say_something() {
        none(&names::empty_names(&tree().sources));
    }

    #[test]
    fn german_says_sie() {
        none(&german::familiar(&tree().sources));
    }

    #[test]
    fn exported_types_have_names_no_language_owns() {
        none(&names::type_names(&tree().sources));
    }

    #[test]
    fn files_are_split_at_400_lines() {
        none(&names::long_files(&tree().sources));
    }

    #[test]
    fn the_bridge_stays_thin() {
        none(&names::thick_facade(&tree().sources));
    }

    #[test]
    fn gradle_and_maven_name_the_same_sources_and_versions() {
        none(&android::builds(&tree()));
    }

    #[test]
    fn kotlin_names_generated_code_in_impl_only() {
        none(&android::generated_code(&tree().sources));
    }

    #[test]
    fn kotlin_counts_with_no_date_and_no_dose() {
        none(&android::arithmetic(&tree().sources));
    }

    #[test]
    fn each_requirement_of_the_reminders_is_held_by_a_test_of_androids_or_says_why_not() {
        none(&android::requirements(&tree()));
    }

    #[test]
    fn ios_screens_name_no_generated_code() {
        none(&ios::generated_code(&tree().sources));
    }

    #[test]
    fn swift_counts_with_no_date_and_no_dose() {
        none(&ios::arithmetic(&tree().sources));
    }

    #[test]
    fn exceptions_to_lints_have_reasons() {
        none(&names::silent_exceptions(&tree().sources));
    }

    #[test]
    fn nothing_binary_or_generated_is_committed() {
        let tree = tree();
        none(&files::binaries(&tree.binaries));
        none(&files::generated(&tree));
    }

    #[test]
    fn no_registry_host_and_no_foreign_path_stands_here() {
        none(&files::banned(&tree().sources));
    }

    #[test]
    fn versions_and_lints_stand_in_one_table() {
        none(&manifests::one_table(&tree().sources));
    }

    #[test]
    fn pinned_files_are_as_they_came() {
        let tree = tree();
        let list = tree.text(pinned::LIST).expect("the list of pinned files is committed");
        none(&pinned::changed(&tree.sources, list));
    }

    #[test]
    fn the_core_carries_no_time_zone_database() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let words = "tree --package nocte-core --edges normal --prefix none --all-features";
        let output = Command::new(cargo)
            .args(words.split(' '))
            .current_dir(tree().root)
            .output()
            .expect("cargo runs the tests, so it is here");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && text.starts_with("nocte-core"),
            "cargo tree failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let found = manifests::time_zone_databases(&text);
        assert!(
            found.is_empty(),
            "below nocte-core stands {found:?}: shells hand in a zone snapshot instead"
        );
    }
}
