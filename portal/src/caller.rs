//! Who calls: a patient's phone, known by its bearer token. The room `door` answers, the room `rest` asks.

use crate::store::StoreError;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use zeroize::Zeroizing;

/// A bearer token as it came in a header. Wiped when dropped, never printed.
#[derive(Clone)]
pub struct Bearer(Zeroizing<String>);

impl Bearer {
    /// From the text after `Bearer `.
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The token's text, for whoever hashes it.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bearer(..)")
    }
}

/// A caller whose token holds: one patient, never more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The id of the patient whose compartment this token opens.
    pub patient: String,
    /// What the token may do inside it.
    pub scopes: Scopes,
    /// The token's own id, not its text: what the audit names.
    pub token_id: String,
}

/// What is asked of a resource type, in SMART's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// `c`: a first version.
    Create,
    /// `r`: one resource, or one version of it.
    Read,
    /// `u`: a further version.
    Update,
    /// `s`: search and the history of a type.
    Search,
}

impl Verb {
    fn letter(self) -> char {
        match self {
            Self::Create => 'c',
            Self::Read => 'r',
            Self::Update => 'u',
            Self::Search => 's',
        }
    }
}

/// SMART scopes of the `patient/` family; others are kept but open nothing here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scopes(String);

impl Scopes {
    /// From the space-separated text of a token answer.
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As text again.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether a scope opens `verb` on resources of type `kind`. Scopes with a `?` filter open nothing: this server
    /// does not judge by them, and a filter that is not applied must not widen.
    pub fn allow(&self, kind: &str, verb: Verb) -> bool {
        self.0.split_ascii_whitespace().any(|scope| {
            let Some((named, verbs)) = scope.strip_prefix("patient/").and_then(|rest| rest.split_once('.'))
            else {
                return false;
            };
            let reads = matches!(verb, Verb::Read | Verb::Search);
            (named == "*" || named == kind)
                && match verbs {
                    "*" => true,
                    "read" => reads,
                    "write" => !reads,
                    // Letters only count in their order, and only when every one of them is known.
                    letters => {
                        letters.chars().all(|c| "cruds".contains(c)) && letters.contains(verb.letter())
                    }
                }
        })
    }
}

/// An answer that is still to come.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The door: who a bearer token belongs to, now.
pub trait Gate: Send + Sync {
    /// The caller, or `None` for a token that is unknown, expired or revoked. The three look alike outside.
    ///
    /// # Errors
    /// When the store behind it does not answer.
    fn caller<'a>(&'a self, bearer: &'a Bearer) -> Pending<'a, Result<Option<Caller>, StoreError>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_open_what_they_name_and_no_more() {
        let scopes = Scopes::new("launch/patient patient/Observation.crus patient/MedicationRequest.rs");
        assert!(scopes.allow("Observation", Verb::Create));
        assert!(scopes.allow("MedicationRequest", Verb::Search));
        assert!(!scopes.allow("MedicationRequest", Verb::Create));
        assert!(!scopes.allow("Flag", Verb::Read));
        assert!(Scopes::new("patient/*.read").allow("Flag", Verb::Search));
        assert!(!Scopes::new("patient/*.read").allow("Flag", Verb::Update));
        assert!(!Scopes::new("system/*.cruds user/*.cruds").allow("Flag", Verb::Read));
        assert!(!Scopes::new("patient/Observation.rs?category=survey").allow("Observation", Verb::Read));
    }

    #[test]
    fn a_bearer_prints_nothing() {
        assert_eq!(format!("{:?}", Bearer::new("secret")), "Bearer(..)");
    }
}
