//! The resource types this server keeps: whose they are, who writes them, what R4 demands of them.

/// How a resource names its patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// It is the patient.
    Itself,
    /// By the reference in this element, which must be there.
    By(&'static str),
    /// Not at all in R4: it belongs to the compartment it was written to.
    Unnamed,
}

/// Who writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// The phone; the clinic adds beside it.
    Phone,
    /// The clinic; a phone never does.
    Clinic,
    /// The clinic's orders, and the phone's own record of them with `intent=plan`.
    Plans,
    /// The phone creates it, the clinic adds to it.
    PhoneOnce,
    /// Both, each in its own states.
    Both,
}

/// One type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// Whose.
    pub subject: Subject,
    /// Who writes it.
    pub writer: Writer,
    /// Elements with a minimum of one; `[x]` stands for any type of a choice.
    pub required: &'static [&'static str],
    /// The codes R4 allows for `status`; empty where it has none.
    pub statuses: &'static [&'static str],
    /// Standard names of its date parameter besides `date`.
    pub dates: &'static [&'static str],
}

const ADMINISTRATION: [&str; 7] =
    ["in-progress", "not-done", "on-hold", "completed", "entered-in-error", "stopped", "unknown"];
const STATEMENT: [&str; 8] =
    ["active", "completed", "entered-in-error", "intended", "stopped", "on-hold", "unknown", "not-taken"];
const REQUEST: [&str; 8] =
    ["active", "on-hold", "cancelled", "completed", "entered-in-error", "stopped", "draft", "unknown"];
const OBSERVATION: [&str; 8] = [
    "registered",
    "preliminary",
    "final",
    "amended",
    "corrected",
    "cancelled",
    "entered-in-error",
    "unknown",
];
const TASK: [&str; 12] = [
    "draft",
    "requested",
    "received",
    "accepted",
    "rejected",
    "ready",
    "cancelled",
    "in-progress",
    "on-hold",
    "failed",
    "completed",
    "entered-in-error",
];
const EVENT: [&str; 8] = [
    "preparation",
    "in-progress",
    "not-done",
    "on-hold",
    "stopped",
    "completed",
    "entered-in-error",
    "unknown",
];
const CONSENT: [&str; 6] = ["draft", "proposed", "active", "rejected", "inactive", "entered-in-error"];
const RESPONSE: [&str; 5] = ["in-progress", "completed", "amended", "entered-in-error", "stopped"];
const MEDICATION: [&str; 3] = ["active", "inactive", "entered-in-error"];
const DEVICE: [&str; 4] = ["active", "inactive", "entered-in-error", "unknown"];

/// Shorthand for the table.
const fn kind(
    name: &'static str,
    subject: Subject,
    writer: Writer,
    required: &'static [&'static str],
    statuses: &'static [&'static str],
    dates: &'static [&'static str],
) -> Kind {
    Kind { name, subject, writer, required, statuses, dates }
}

/// The table. What is not in it is not kept; `AuditEvent` is read from the audit itself.
pub const KINDS: [Kind; 16] = [
    kind("Patient", Subject::Itself, Writer::Clinic, &[], &[], &[]),
    kind("Device", Subject::By("patient"), Writer::Phone, &[], &DEVICE, &[]),
    kind("Medication", Subject::Unnamed, Writer::Phone, &[], &MEDICATION, &[]),
    kind(
        "MedicationRequest",
        Subject::By("subject"),
        Writer::Plans,
        &["status", "intent", "medication[x]", "subject"],
        &REQUEST,
        &["authoredon"],
    ),
    kind(
        "MedicationAdministration",
        Subject::By("subject"),
        Writer::Phone,
        &["status", "medication[x]", "subject", "effective[x]"],
        &ADMINISTRATION,
        &["effective-time"],
    ),
    kind(
        "MedicationStatement",
        Subject::By("subject"),
        Writer::Phone,
        &["status", "medication[x]", "subject"],
        &STATEMENT,
        &["effective"],
    ),
    kind("Observation", Subject::By("subject"), Writer::Phone, &["status", "code"], &OBSERVATION, &[]),
    kind("AdverseEvent", Subject::By("subject"), Writer::Phone, &["actuality", "subject"], &[], &[]),
    kind(
        "DetectedIssue",
        Subject::By("patient"),
        Writer::PhoneOnce,
        &["status"],
        &OBSERVATION,
        &["identified"],
    ),
    kind(
        "Flag",
        Subject::By("subject"),
        Writer::Clinic,
        &["status", "code", "subject"],
        &["active", "inactive", "entered-in-error"],
        &[],
    ),
    kind("Task", Subject::By("for"), Writer::Both, &["status", "intent"], &TASK, &["authored-on"]),
    kind("Communication", Subject::By("subject"), Writer::Clinic, &["status"], &EVENT, &["sent"]),
    kind("Provenance", Subject::Unnamed, Writer::Phone, &["target", "recorded", "agent"], &[], &["recorded"]),
    kind("Consent", Subject::By("patient"), Writer::Phone, &["status", "scope", "category"], &CONSENT, &[]),
    kind("Basic", Subject::By("subject"), Writer::Phone, &["code"], &[], &["created"]),
    kind(
        "QuestionnaireResponse",
        Subject::By("subject"),
        Writer::Phone,
        &["status"],
        &RESPONSE,
        &["authored"],
    ),
];

/// The type of this name.
pub fn kind_of(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// Is it an id by R4's rule: 1 to 64 letters, digits, `-` and `.`?
pub(crate) fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
}
