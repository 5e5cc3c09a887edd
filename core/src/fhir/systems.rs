//! Addresses: our own, which all hang on one, and those of others.

/// The address under which everything of our own stands: systems, extensions.
macro_rules! own {
    ($path:literal) => {
        concat!("https://nocte.example/fhir/", $path)
    };
}

/// What a fact holds beyond R4's fields, as typed parts.
pub(super) const FACT: &str = own!("StructureDefinition/fact");
/// A fact was taken back: the tombstone, as typed parts.
pub(super) const TAKEN_BACK: &str = own!("StructureDefinition/taken-back");
/// The status a record had before it was marked as entered in error.
pub(super) const STATUS_BEFORE: &str = own!("StructureDefinition/status-before");
/// What must hold before the next step.
pub(super) const GATE: &str = own!("StructureDefinition/step-gate");
/// What a step holds beyond R4's fields.
pub(super) const STEP: &str = own!("StructureDefinition/step");
/// What an order holds beyond R4's fields.
pub(super) const ORDER: &str = own!("StructureDefinition/order");
/// The kinds of fact.
pub(super) const FACT_KIND: &str = own!("CodeSystem/fact");
/// Scales of our own wording.
pub(super) const SCALE: &str = own!("CodeSystem/scale");
/// What is written down besides scores.
pub(super) const DIARY: &str = own!("CodeSystem/diary");
/// How bad an effect is.
pub(super) const SEVERITY: &str = own!("CodeSystem/severity");
/// What a task asks.
pub(super) const ASKS: &str = own!("CodeSystem/task");

/// The system of identifiers that are addresses themselves.
pub(super) const URI: &str = "urn:ietf:rfc:3986";
/// Units.
pub(super) const UCUM: &str = "http://unitsofmeasure.org";
/// Medicines.
pub(super) const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
/// Findings.
pub(super) const SNOMED: &str = "http://snomed.info/sct";
/// Observations.
pub(super) const LOINC: &str = "http://loinc.org";
/// Substances.
pub(super) const UNII: &str = "http://fdasis.nlm.nih.gov";

/// A code system of the specification itself.
macro_rules! hl7 {
    ($name:literal) => {
        concat!("http://terminology.hl7.org/CodeSystem/", $name)
    };
}

/// "The patient said so."
pub(super) const OBSERVATION_VALUE: &str = hl7!("v3-ObservationValue");
/// "A patient supplied it."
pub(super) const US_CORE_TAGS: &str = "http://hl7.org/fhir/us/core/CodeSystem/us-core-tags";
/// Survey, laboratory.
pub(super) const OBSERVATION_CATEGORY: &str = hl7!("observation-category");
/// Where a dose was given.
pub(super) const ADMINISTRATION_CATEGORY: &str = hl7!("medication-admin-category");
/// Where an order is carried out.
pub(super) const REQUEST_CATEGORY: &str = hl7!("medicationrequest-category");
/// Ordered, calculated.
pub(super) const DOSE_RATE: &str = hl7!("dose-rate-type");
/// Update, nullify.
pub(super) const DATA_OPERATION: &str = hl7!("v3-DataOperation");
/// Author, assembler.
pub(super) const PARTICIPANT: &str = hl7!("provenance-participant-type");
/// Kinds of conflict.
pub(super) const ACT: &str = hl7!("v3-ActCode");
/// What a task asks, by the specification.
pub(super) const TASK_CODE: &str = "http://hl7.org/fhir/CodeSystem/task-code";
/// Kinds of message.
pub(super) const COMMUNICATION_CATEGORY: &str = hl7!("communication-category");
/// What a flag warns about.
pub(super) const FLAG_CATEGORY: &str = hl7!("flag-category");
/// How bad a reaction is.
pub(super) const REACTION_SEVERITY: &str = hl7!("adverse-event-severity");
/// How serious a reaction is.
pub(super) const SERIOUSNESS: &str = hl7!("adverse-event-seriousness");
/// What a consent is about.
pub(super) const CONSENT_SCOPE: &str = hl7!("consentscope");
/// Who has a part in something.
pub(super) const PARTICIPATION: &str = hl7!("v3-ParticipationType");
/// What a consent permits.
pub(super) const CONSENT_ACTION: &str = hl7!("consentaction");
/// Why a list is empty.
pub(super) const EMPTY_REASON: &str = hl7!("list-empty-reason");
/// Where our own systems and extensions begin.
pub(super) const OWN: &str = own!("");
