//! What went wrong, as an OperationOutcome. Words are fixed texts: nothing of the request is repeated in them.

use crate::store::{Refusal, StoreError};
use serde_json::{Value, json};

/// Said of a body that is not the caller's.
const FOREIGN: &str = "a resource must name the token's own patient and no other";

/// One issue.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Issue {
    code: &'static str,
    words: String,
    /// A FHIRPath of the request's own shape: `Bundle.entry[3]`, `Observation.status`.
    at: Option<String>,
}

/// A refusal with its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    issues: Vec<Issue>,
}

impl Problem {
    /// One issue.
    pub(crate) fn new(status: u16, code: &'static str, words: impl Into<String>) -> Self {
        Self { status, issues: vec![Issue { code, words: words.into(), at: None }] }
    }

    /// Where in the request.
    pub(crate) fn at(mut self, path: impl Into<String>) -> Self {
        let path = path.into();
        for issue in &mut self.issues {
            issue.at = Some(path.clone());
        }
        self
    }

    /// The same, of the entry with this number.
    pub(crate) fn of_entry(mut self, number: usize) -> Self {
        for issue in &mut self.issues {
            let entry = format!("Bundle.entry[{number}]");
            let inside = issue.at.take().map_or(String::new(), |at| format!(".resource.{at}"));
            issue.at = Some(format!("{entry}{inside}"));
        }
        self
    }

    /// Several in one, under the status of the first.
    pub(crate) fn together(problems: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut problems = problems.into_iter();
        let mut first = problems.next()?;
        for other in problems {
            first.issues.extend(other.issues);
        }
        Some(first)
    }

    /// "Not there" and "not yours": one and the same.
    pub(crate) fn not_found() -> Self {
        Self::new(404, "not-found", "there is no such resource")
    }

    /// A resource type this server does not keep.
    pub(crate) fn unknown_type() -> Self {
        Self::new(404, "not-supported", "this server does not keep resources of this type")
    }

    /// A body that is no FHIR JSON.
    pub(crate) fn malformed(words: &'static str) -> Self {
        Self::new(400, "structure", words)
    }

    /// What the token's scopes do not open.
    pub(crate) fn scope() -> Self {
        Refusal::Scope.into()
    }

    /// A condition on a PUT that is not judged here.
    pub(crate) fn condition() -> Self {
        Self::new(412, "not-supported", "the one condition a PUT may carry is If-Match, with one version")
    }

    /// Another patient's, or nobody's: the two are not told apart.
    pub(crate) fn foreign() -> Self {
        Self::new(403, "forbidden", FOREIGN)
    }

    /// Is it another patient's, or nobody's?
    pub(crate) fn is_foreign(&self) -> bool {
        self.issues.iter().any(|issue| issue.words == FOREIGN)
    }

    /// As JSON text.
    pub(crate) fn json(&self) -> String {
        self.value().to_string()
    }

    /// As JSON.
    pub(crate) fn value(&self) -> Value {
        let issues: Vec<Value> = self.issues.iter().map(issue).collect();
        json!({"resourceType": "OperationOutcome", "issue": issues})
    }
}

fn issue(issue: &Issue) -> Value {
    let mut value = json!({
        "severity": "error",
        "code": issue.code,
        "details": {"text": issue.words},
        "diagnostics": issue.words,
    });
    if let (Some(at), Some(fields)) = (&issue.at, value.as_object_mut()) {
        fields.insert("expression".to_owned(), json!([at]));
    }
    value
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.status(), refusal.code(), refusal.words())
    }
}

impl From<StoreError> for Problem {
    /// What failed inside stays inside: a client can only come again.
    fn from(_: StoreError) -> Self {
        Self::new(
            503,
            "transient",
            "the store did not answer; nothing of this request is known to be written",
        )
    }
}
