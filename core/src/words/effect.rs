//! Names of side effects. The log keeps a short name for the common ones; what a patient typed stays as typed.

use super::Lang;

/// The common side effects of the log and the code table: short name, English, German.
const NAMES: [(&str, &str, &str); 32] = [
    ("abdominal_pain", "abdominal pain", "Bauchschmerzen"),
    ("anaphylaxis", "anaphylaxis", "Anaphylaxie"),
    ("adverse_reaction_caused_by_drug", "reaction to a medicine", "Arzneimittelreaktion"),
    ("angioedema", "swelling of face or throat", "Schwellung von Gesicht oder Rachen"),
    ("constipation", "constipation", "Verstopfung"),
    ("decrease_in_appetite", "less appetite", "weniger Appetit"),
    ("diarrhoea", "diarrhoea", "Durchfall"),
    ("difficulty_sleeping", "difficulty sleeping", "Schlafstörung"),
    ("dizziness", "dizziness", "Schwindel"),
    ("headache", "headache", "Kopfschmerzen"),
    ("drug_allergy", "allergy to a medicine", "Arzneimittelallergie"),
    ("hallucinations", "hallucinations", "Halluzinationen"),
    ("hypersensitivity", "allergic reaction", "allergische Reaktion"),
    ("insomnia", "insomnia", "Schlaflosigkeit"),
    ("jaundice", "yellow skin or eyes", "gelbe Haut oder Augen"),
    ("nausea", "nausea", "Übelkeit"),
    ("nightmares", "nightmares", "Albträume"),
    ("opioid_withdrawal", "opioid withdrawal", "Opioidentzug"),
    ("priapism", "lasting erection", "Dauererektion"),
    ("shortness_of_breath", "shortness of breath", "Atemnot"),
    ("skin_eruption", "rash", "Hautausschlag"),
    ("suicidal_thoughts", "thoughts of suicide", "Gedanken an Suizid"),
    ("tachycardia", "fast heartbeat", "schneller Herzschlag"),
    ("urticaria", "hives", "Nesselsucht"),
    ("vivid_dreams", "vivid dreams", "lebhafte Träume"),
    ("vomiting", "vomiting", "Erbrechen"),
    ("weight_decreased", "weight decreased", "Gewicht verringert"),
    ("weight_loss", "weight loss", "Gewichtsverlust"),
    // Marks: no side effects, shown beside the verdict.
    ("infection", "infection", "Infekt"),
    ("exertion", "exertion", "Anstrengung"),
    ("crash", "crash", "Einbruch"),
    ("period", "period", "Periode"),
];

/// A side effect as a person reads it.
pub fn effect(what: &str, lang: Lang) -> &str {
    let known = NAMES.iter().find(|(short, _, _)| *short == what);
    match (known, lang) {
        (Some((_, english, _)), Lang::En) => english,
        (Some((_, _, german)), Lang::De) => german,
        (None, _) => what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn every_effect_of_the_code_table_has_a_name() {
        for entry in &catalogue::codes().codes {
            let Some(what) = entry.what.strip_prefix("effect/") else { continue };
            for lang in [Lang::En, Lang::De] {
                assert!(NAMES.iter().any(|(short, _, _)| *short == what), "{what}");
                assert!(!effect(what, lang).contains('_'), "{what}");
            }
        }
    }

    #[test]
    fn own_words_stay_as_they_were_typed() {
        assert_eq!(effect("a_b itchy  elbow", Lang::De), "a_b itchy  elbow");
        assert_eq!(effect("vivid_dreams", Lang::En), "vivid dreams");
    }
}
