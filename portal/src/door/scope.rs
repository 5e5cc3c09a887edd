//! What a paired phone may do, in the words of SMART App Launch 2.2: its own patient's record and nothing else.

/// The scopes of a pairing. Reading what the clinic writes, reading and writing what the phone writes.
pub const PAIRED: &str = "launch/patient offline_access patient/Patient.rs patient/Device.crus \
    patient/Consent.crus patient/Medication.crus patient/MedicationRequest.crus \
    patient/MedicationAdministration.crus patient/MedicationStatement.crus patient/Observation.crus \
    patient/AdverseEvent.crus patient/DetectedIssue.crus patient/Provenance.crus patient/Basic.crus \
    patient/QuestionnaireResponse.crus patient/Task.crus patient/Communication.rs patient/Flag.rs \
    patient/AuditEvent.rs";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scopes_are_one_line_without_doubles() {
        let scopes: Vec<&str> = PAIRED.split(' ').collect();
        assert!(scopes.iter().all(|scope| !scope.is_empty() && !scope.contains(char::is_whitespace)));
        let mut sorted = scopes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), scopes.len());
    }
}
