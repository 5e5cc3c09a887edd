//! The clinical parameters, read once from `core/data/parameters.json`.
//!
//! They stand in one file so that a reviewer reads one page and signs each number (`safety.md` 27).
//! Nobody has signed yet: every `reviewed_by` is null, and [`Parameters::reviewed`] says so.

use crate::domain::parameter::Parameters;
use std::sync::LazyLock;

static PARAMETERS: LazyLock<Parameters> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/parameters.json"))
        .expect("the shipped parameter file is read by a test of this module")
});

/// The shipped clinical parameters.
pub fn parameters() -> &'static Parameters {
    &PARAMETERS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::protocol::Grade;
    use chrono::{Days, NaiveDate};
    use std::collections::BTreeMap;

    #[test]
    fn safety_27_every_parameter_has_a_source_and_every_own_proposal_keeps_its_verify_mark() {
        for one in parameters().provenance() {
            assert!(!one.source.is_empty(), "{} has no source", one.name);
            if one.grade == Grade::Derived {
                assert!(one.verify, "{} is our own number and must stay marked", one.name);
            }
        }
    }

    #[test]
    fn safety_27_nothing_is_reviewed_while_one_reviewer_is_missing() {
        assert!(!parameters().reviewed());
        let file = include_str!("../../data/parameters.json");
        let signed: Parameters =
            serde_json::from_str(&file.replace("\"reviewed_by\": null", "\"reviewed_by\": \"A. Reviewer\""))
                .expect("a reviewer's name is text");
        assert!(signed.reviewed());
        let mut one_missing = signed.clone();
        one_missing.late_window_min.reviewed_by = None;
        assert!(!one_missing.reviewed());
        let mut blank = signed;
        blank.soft_cap.reviewed_by = Some(" ".to_owned());
        assert!(!blank.reviewed());
    }

    #[test]
    fn safety_27_the_table_is_out_of_date_from_the_day_after_its_review_by() {
        let last: NaiveDate = parameters().review_by;
        assert!(!parameters().out_of_date(last));
        assert!(parameters().out_of_date(last + Days::new(1)));
    }

    #[test]
    fn safety_27_the_page_of_sources_forgets_no_parameter_of_the_file() {
        let file: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(include_str!("../../data/parameters.json")).expect("the file is an object");
        assert_eq!(parameters().provenance().len(), file.len() - 1, "all but review_by");
        for one in parameters().provenance() {
            assert!(file.contains_key(one.name), "{} is not in the file", one.name);
        }
    }
}
