//! The table of medicines, read once from `core/data/medicines.json`.
//!
//! Every opioid of the reference list stands in it with its RxNorm code and how far that code can be trusted;
//! the names without a code gate all the same (`safety.md` 3).

use crate::domain::medicine::MedicineTable;
use std::sync::LazyLock;

static TABLE: LazyLock<MedicineTable> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/medicines.json"))
        .expect("the shipped table of medicines is read by a test of this module")
});

/// The shipped table of medicines.
pub fn medicines() -> &'static MedicineTable {
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::medicine_table::CodeStatus;
    use crate::domain::safety::recognise::{is_opioid, recognise};
    use std::collections::BTreeSet;

    #[test]
    fn safety_03_every_name_of_the_table_is_recognised_as_what_it_is() {
        let table = medicines();
        for substance in &table.substances {
            for name in &substance.names {
                let known = recognise(&name.name, table).expect("a name of the table is known");
                assert_eq!(known.found.len(), 1, "{}", name.name);
                assert_eq!(known.found[0].substance.id, substance.id, "{}", name.name);
            }
        }
        for product in &table.products {
            for name in &product.names {
                let known = recognise(name, table).expect("a product of the table is known");
                let found: BTreeSet<&str> =
                    known.found.iter().map(|found| found.substance.id.as_str()).collect();
                assert_eq!(found, product.contains.iter().map(String::as_str).collect(), "{name}");
            }
        }
    }

    #[test]
    fn safety_03_a_code_from_memory_is_marked_and_its_name_gates_all_the_same() {
        let table = medicines();
        for id in ["sufentanil", "alfentanil", "remifentanil"] {
            let substance = table.substances.iter().find(|one| one.id == id).expect("listed");
            let code = substance.rxnorm.as_ref().expect("listed with a code from memory");
            assert_eq!(code.status, CodeStatus::Verify);
            assert!(is_opioid(substance.class));
        }
        let kratom = recognise("Kratom powder", table).expect("listed without a code");
        assert!(kratom.found[0].substance.rxnorm.is_none() && is_opioid(kratom.class()));
    }

    #[test]
    fn a_code_or_a_name_stands_for_one_thing_only() {
        let (mut codes, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for substance in &medicines().substances {
            assert!(ids.insert(&substance.id), "{} twice", substance.id);
            if let Some(code) = &substance.rxnorm {
                assert!(codes.insert(&code.code), "{} twice", code.code);
                assert!(code.code.bytes().all(|b| b.is_ascii_digit()) && !code.source.is_empty());
            }
        }
        for product in &medicines().products {
            assert!(product.contains.iter().all(|id| ids.contains(id)), "{:?}", product.names);
        }
    }
}
