//! The hazard log against the tests: a hazard without a test fails here, and so does a rule without a hazard.

/// `cargo xtask test` runs these in the lane `architecture`.
mod house {
    use nocte_tests::house::{Tree, hazards};

    #[test]
    fn every_safety_rule_has_a_hazard_and_every_hazard_a_test() {
        let tree = Tree::read().expect("the tests run in a clone with git");
        let log = tree.text(hazards::LOG).expect("the hazard log is committed");
        let tests = hazards::test_names(&tree.sources);
        let faults = hazards::faults(&hazards::read(log), &tests);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
