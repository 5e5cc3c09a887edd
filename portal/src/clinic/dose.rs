//! The dose a phone last told of.

use super::{Clinic, ClinicError};
use nocte_core::domain::amount::Dose;
use serde_json::Value;

/// Administrations looked through for the newest one that was taken.
const LOOK_BACK: usize = 60;

/// Milligrams as FHIR text, in nanograms; `None` for what is no plain positive amount.
fn milligrams(text: &str) -> Option<Dose> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || part.len() > 6 || !digits(whole) || !digits(part) {
        return None;
    }
    let ng: u64 = format!("{whole}{part:0<6}").parse().ok()?;
    Some(Dose::from_ng(ng))
}

impl Clinic {
    /// The dose of the newest night the phone recorded as taken; `None` when it has told of none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn present_dose(&self, patient: &str) -> Result<Option<Dose>, ClinicError> {
        let taken = self.newest(patient, "MedicationAdministration", LOOK_BACK).await?;
        let mut newest: Option<(String, Dose)> = None;
        for stored in taken {
            let body: Value = serde_json::from_str(&stored.body).unwrap_or(Value::Null);
            let text = |path: &str| {
                body.pointer(path).map(|value| match value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                })
            };
            let (Some(status), Some(at), Some(value)) =
                (text("/status"), text("/effectiveDateTime"), text("/dosage/dose/value"))
            else {
                continue;
            };
            if status != "completed" {
                continue;
            }
            // The day is enough: the latest night wins, and of one night the latest commit, which comes first.
            let night = at.get(..10).unwrap_or_default().to_owned();
            if let Some(dose) = milligrams(&value)
                && newest.as_ref().is_none_or(|(latest, _)| night > *latest)
            {
                newest = Some((night, dose));
            }
        }
        Ok(newest.map(|(_, dose)| dose))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milligrams_are_read_exactly() {
        assert_eq!(milligrams("1.5"), Some(Dose::from_ng(1_500_000)));
        assert_eq!(milligrams("4.500000"), Some(Dose::from_ng(4_500_000)));
        assert_eq!(milligrams("0.000001"), Some(Dose::from_ng(1)));
        for text in ["", ".5", "-1", "1e3", "1.0000001", "9999999", "one"] {
            assert_eq!(milligrams(text), None, "{text}");
        }
    }
}
