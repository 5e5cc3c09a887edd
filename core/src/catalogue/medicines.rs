//! The table of medicines, read once from `core/data/medicines.json`.
//!
//! Its RxNorm codes come from the table of codes with how far each can be trusted;
//! names without a code, or with a doubtful one, gate all the same (`safety.md` 3).

use super::codes::codes;
use crate::domain::medicine::MedicineTable;
use std::sync::LazyLock;

static TABLE: LazyLock<MedicineTable> = LazyLock::new(|| {
    let mut table: MedicineTable = serde_json::from_str(include_str!("../../data/medicines.json"))
        .expect("the shipped table of medicines is read by a test of this module");
    for substance in &mut table.substances {
        substance.rxnorm = codes().find(&format!("ingredient/{}", substance.id)).cloned();
    }
    table.indexed()
});

/// The shipped table of medicines.
pub fn medicines() -> &'static MedicineTable {
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::CodeStatus;
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
    fn every_ingredient_code_belongs_to_a_substance_and_every_product_to_substances() {
        let ids: BTreeSet<&str> = medicines().substances.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), medicines().substances.len(), "an id stands for one thing");
        for code in &codes().codes {
            if let Some(id) = code.what.strip_prefix("ingredient/") {
                assert!(ids.contains(id), "{id} has a code and no entry");
            }
        }
        for product in &medicines().products {
            assert!(product.contains.iter().all(|id| ids.contains(id.as_str())), "{:?}", product.names);
        }
    }
}
