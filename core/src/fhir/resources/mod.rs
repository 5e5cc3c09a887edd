//! The resources, one type each, in the order of `fhir.md`'s table.

mod administration;
mod basic;
mod bundle;
mod capability;
mod finding;
mod medication;
mod outcome;
mod person;
mod workflow;

pub use administration::{MedicationAdministration, MedicationStatement, Performer};
pub use basic::{Basic, CarePlan, PlanDefinition, Provenance, ProvenanceAgent, QuestionnaireResponse};
pub use bundle::{Bundle, BundleEntry, BundleLink, BundleRequest, BundleResponse};
pub use capability::{CapabilityResource, CapabilityRest, CapabilityStatement, Interaction, SearchParameter};
pub use finding::{
    AdverseEvent, AuditEvent, DetectedIssue, Flag, Observation, ObservationComponent, SuspectEntity,
};
pub use medication::{Batch, DispenseRequest, Ingredient, Medication, MedicationRequest};
pub use outcome::{OperationOutcome, OutcomeIssue};
pub use person::{Consent, Device, DeviceName, DeviceVersion, Patient};
pub use workflow::{Communication, CommunicationPayload, FhirTask, TaskParameter};
