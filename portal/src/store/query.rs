//! What can be asked of a compartment.

use super::cursor::Cursor;

/// How a date in a search bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Within.
    Eq,
    /// After it.
    Gt,
    /// In it or after.
    Ge,
    /// Before it.
    Lt,
    /// In it or before.
    Le,
}

/// One condition; all of a query's hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// One of these ids.
    Id(Vec<String>),
    /// A code, status or category: `(system, code)`, `None` where any will do.
    Token {
        /// `code`, `status` or `category`.
        param: &'static str,
        /// Any of these.
        any: Vec<(Option<String>, Option<String>)>,
    },
    /// An identifier, likewise.
    Ident(Vec<(Option<String>, Option<String>)>),
    /// The type's own date.
    Date(Bound, super::Span),
    /// `_lastUpdated`.
    Updated(Bound, super::Span),
    /// Nothing matches: the search names another patient.
    Nothing,
}

/// The order of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As committed, which is also the order of `_lastUpdated`.
    Commit {
        /// Latest first.
        descending: bool,
    },
    /// By the type's own date.
    Date {
        /// Latest first.
        descending: bool,
    },
}

/// A page of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// After this row.
    pub after: Option<Cursor>,
    /// At most this many rows.
    pub count: usize,
}

/// A search of one type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The type.
    pub kind: String,
    /// Conditions.
    pub filters: Vec<Filter>,
    /// Order.
    pub order: Order,
    /// Which page.
    pub page: Page,
    /// The search as it was asked, for the audit.
    pub text: String,
}

/// Where a history begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// At the beginning.
    Beginning,
    /// After this place in commit order.
    Cursor(Cursor),
    /// At this instant, milliseconds since 1970.
    Instant(i64),
}

impl Since {
    /// The place after which a history begins, and the earliest `lastUpdated` in it.
    pub(super) fn begins(self) -> (i64, i64) {
        match self {
            Self::Beginning => (0, i64::MIN),
            Self::Cursor(cursor) => (cursor.seq, i64::MIN),
            Self::Instant(ms) => (0, ms),
        }
    }
}

/// One reading of a compartment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The current version.
    Current {
        /// Type.
        kind: String,
        /// Id.
        id: String,
    },
    /// One version.
    Version {
        /// Type.
        kind: String,
        /// Id.
        id: String,
        /// Its version.
        version: i64,
    },
    /// All versions of one resource, latest first.
    Versions {
        /// Type.
        kind: String,
        /// Id.
        id: String,
        /// Which page.
        page: Page,
    },
    /// All versions of a type, or of everything, in commit order.
    History {
        /// The type, all when `None`.
        kind: Option<String>,
        /// From where.
        since: Since,
        /// At most this many.
        count: usize,
    },
    /// A search.
    Search(Query),
    /// How many a search would find.
    Count(Query),
    /// Every current resource.
    Everything {
        /// Which page.
        page: Page,
        /// Only what was written since.
        since: Since,
        /// Only these types; all when empty.
        kinds: Vec<String>,
    },
}

impl Reading {
    /// The FHIR interaction, as the audit names it.
    pub fn interaction(&self) -> &'static str {
        match self {
            Self::Current { .. } => "read",
            Self::Version { .. } => "vread",
            Self::Versions { .. } => "history-instance",
            Self::History { kind: Some(_), .. } => "history-type",
            Self::History { kind: None, .. } => "history-system",
            Self::Search(_) | Self::Count(_) => "search-type",
            Self::Everything { .. } => "operation",
        }
    }
}
