//! What the weekly count found: fewer records at the clinic than this phone delivered.

use crate::words::Lang;

/// "The clinic's server has 12 of the 14 dose entries this phone delivered. …"; `kind` is the resource's type.
pub fn shortfall(kind: &str, here: u64, there: u64, lang: Lang) -> String {
    let name = name(kind, lang);
    match lang {
        Lang::En => format!(
            "The clinic's server has {there} of the {here} {name} this phone delivered. Tell the clinic; on this \
             phone nothing is missing."
        ),
        Lang::De => format!(
            "Der Server der Praxis hat {there} von {here} {name}, die dieses Telefon zugestellt hat. Sagen Sie es \
             der Praxis; auf diesem Telefon fehlt nichts."
        ),
    }
}

fn name(kind: &str, lang: Lang) -> &str {
    match (kind, lang) {
        ("MedicationAdministration", Lang::En) => "dose entries",
        ("MedicationAdministration", Lang::De) => "Dosiseinträgen",
        ("Observation", Lang::En) => "symptom and laboratory entries",
        ("Observation", Lang::De) => "Symptom- und Laboreinträgen",
        ("MedicationStatement", Lang::En) => "entries on other medicines",
        ("MedicationStatement", Lang::De) => "Einträgen zu anderen Medikamenten",
        ("MedicationRequest", Lang::En) => "plan versions",
        ("MedicationRequest", Lang::De) => "Planfassungen",
        ("AdverseEvent", Lang::En) => "reactions",
        ("AdverseEvent", Lang::De) => "Reaktionen",
        ("Basic", Lang::En) => "decisions and choices",
        ("Basic", Lang::De) => "Entscheidungen und Einstellungen",
        (other, _) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortfall_names_both_numbers_and_that_nothing_is_missing_here() {
        let english = shortfall("Observation", 14, 12, Lang::En);
        assert!(
            english.starts_with("The clinic's server has 12 of the 14 symptom and laboratory entries"),
            "{english}"
        );
        let german = shortfall("MedicationAdministration", 3, 2, Lang::De);
        assert!(german.starts_with("Der Server der Praxis hat 2 von 3 Dosiseinträgen"), "{german}");
    }
}
