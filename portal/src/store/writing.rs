//! What is written, on which conditions, and what came of it.

use super::access::{Access, Party};
use super::draft::Draft;
use super::index::Ident;
use super::stored::Stored;
use serde_json::Value;

/// Whether a version may follow the current one: asked inside the commit, with what is there at that moment.
pub type Judge = fn(by: Party, current: Option<&Stored>, kind: &str, next: &Value) -> Result<(), Refusal>;

/// Whether a first and whether a further version may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct May {
    /// A first one.
    pub create: bool,
    /// A further one.
    pub update: bool,
}

impl May {
    /// Both.
    pub const BOTH: Self = Self { create: true, update: true };
}

/// One write.
#[derive(Clone)]
pub enum Write {
    /// Create or update under the client's id.
    Put {
        /// What.
        draft: Box<Draft>,
        /// The version it must replace, from `If-Match`.
        if_match: Option<String>,
        /// What the token's scopes leave open.
        may: May,
    },
    /// Create under the id in the draft, unless a resource with this identifier is there.
    Create {
        /// What.
        draft: Box<Draft>,
        /// From `If-None-Exist`: all must match one resource.
        if_none_exist: Option<Ident>,
    },
}

impl Write {
    /// What is to be written.
    pub fn draft(&self) -> &Draft {
        match self {
            Self::Put { draft, .. } | Self::Create { draft, .. } => draft,
        }
    }
}

/// Writes of one request to one patient's compartment.
#[derive(Clone)]
pub struct Work {
    /// Who and when.
    pub access: Access,
    /// Whose compartment.
    pub patient: String,
    /// What, in order.
    pub writes: Vec<Write>,
    /// All or nothing.
    pub whole: bool,
    /// The rules of who may write what.
    pub judge: Judge,
}

/// What came of one write.
#[derive(Clone, PartialEq, Eq)]
pub enum Done {
    /// A first version.
    Created(Box<Stored>),
    /// A further version.
    Updated(Box<Stored>),
    /// The current version has this very body: nothing was written.
    Same(Box<Stored>),
    /// `If-None-Exist` found it.
    There(Box<Stored>),
    /// Not written.
    Refused(Refusal),
}

impl Done {
    /// The status of the answer to it.
    pub fn status(&self) -> u16 {
        match self {
            Self::Created(_) => 201,
            Self::Updated(_) | Self::Same(_) | Self::There(_) => 200,
            Self::Refused(refusal) => refusal.status(),
        }
    }

    /// The version it speaks of.
    pub fn stored(&self) -> Option<&Stored> {
        match self {
            Self::Created(stored) | Self::Updated(stored) | Self::Same(stored) | Self::There(stored) => {
                Some(stored)
            }
            Self::Refused(_) => None,
        }
    }
}

/// Why a write was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// `If-Match` names another version than the current one, or there is none.
    Stale,
    /// More than one resource has the identifier of `If-None-Exist`.
    Several,
    /// This caller does not write this type.
    NotWriter,
    /// The token's scopes do not open it.
    Scope,
    /// A rule of the resource's life forbids it; the text says which and names nothing personal.
    Rule(&'static str),
    /// Another entry of the same transaction was refused.
    Withheld,
}

impl Refusal {
    /// The HTTP status.
    pub fn status(self) -> u16 {
        match self {
            Self::Stale | Self::Several => 412,
            Self::NotWriter | Self::Scope => 403,
            Self::Rule(_) => 422,
            Self::Withheld => 424,
        }
    }

    /// The code of `OperationOutcome.issue`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stale => "conflict",
            Self::Several => "multiple-matches",
            Self::NotWriter | Self::Scope => "forbidden",
            Self::Rule(_) => "business-rule",
            Self::Withheld => "transient",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Stale => "the version named by If-Match is not the current one",
            Self::Several => "more than one resource has this identifier",
            Self::NotWriter => "this resource is not written by a patient",
            Self::Scope => "the token's scopes do not open this",
            Self::Rule(words) => words,
            Self::Withheld => "not written, because another entry of the transaction was refused",
        }
    }
}
