//! The red flags, read once from `core/data/red_flags.json`.

use crate::domain::safety::RedFlags;
use std::sync::LazyLock;

static RED_FLAGS: LazyLock<RedFlags> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/red_flags.json"))
        .expect("the shipped red flags are read by a test of this module")
});

/// The shipped red flags.
pub fn red_flags() -> &'static RedFlags {
    &RED_FLAGS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::safety::{RedFlagAction, RedFlagSign};
    use std::collections::BTreeSet;

    #[test]
    fn safety_22_every_sign_is_on_the_list_once_with_its_basis() {
        let list = red_flags();
        let signs: BTreeSet<RedFlagSign> = list.flags.iter().map(|flag| flag.sign).collect();
        assert_eq!(signs, RedFlagSign::ALL.into_iter().collect());
        assert_eq!(list.flags.len(), RedFlagSign::ALL.len());
        assert!(list.flags.iter().all(|flag| !flag.basis.is_empty() && !flag.source.is_empty()));
        assert!(list.reviewed_by.is_some() || list.flags.iter().all(|flag| flag.verify));
    }

    #[test]
    fn safety_22_someone_else_swallowing_it_is_an_emergency_or_the_poison_line() {
        let flag = red_flags().flags.iter().find(|flag| flag.sign == RedFlagSign::SomeoneElse);
        assert_eq!(flag.expect("on the list").action, RedFlagAction::EmergencyOrPoisonLine);
    }
}
