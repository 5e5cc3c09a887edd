//! The habits of servers, as they were seen.

/// Answers to a version guard that is out of date, inside a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// 412 for the whole bundle.
    Whole412,
    /// 400 for the whole bundle, and the number only in the text.
    Whole400,
    /// 200 for the bundle, 412 for the entry, the rest stored.
    Entry412,
}

/// How a long answer is cut into pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// `next` links, no `total`.
    NextNoTotal,
    /// A `total`, no `next`, and never more than ten.
    TotalNoNext,
}

/// One server's habits.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "a table of habits, each there or not")]
pub struct Quirks {
    /// The answer to a PUT that creates.
    pub created: u16,
    /// Does it create by PUT, and say so?
    pub update_create: bool,
    /// Does it know `ifNoneExist`, and say so?
    pub conditional_create: bool,
    /// Does it know transactions, and say so?
    pub transactions: bool,
    /// The first so many transactions are stored and answered with 500.
    pub stored_but_500: u32,
    /// The first so many conditional creates make a duplicate.
    pub duplicates: u32,
    /// Out-of-date version guards.
    pub stale: Stale,
    /// 422 for an Observation without `code` when it comes alone; in a bundle it is taken.
    pub picky_alone: bool,
    /// 400 for a conditional URL with a raw `/` in its system.
    pub raw_slash_refused: bool,
    /// `gt` a time returns what was stored at that time.
    pub gt_includes: bool,
    /// Long answers.
    pub paging: Paging,
    /// 400 for an unknown search parameter when asked to be strict; else it is ignored.
    pub strict: bool,
    /// The answer to a compressed request, when it is none.
    pub gzip_refused: Option<u16>,
    /// How it spells a header's name.
    pub spelling: fn(&str) -> String,
}

impl Quirks {
    /// A server in Go on PostgreSQL.
    pub fn go() -> Self {
        Self {
            created: 201,
            update_create: true,
            conditional_create: true,
            transactions: true,
            stored_but_500: 0,
            duplicates: 0,
            stale: Stale::Whole412,
            picky_alone: true,
            raw_slash_refused: true,
            gt_includes: true,
            paging: Paging::NextNoTotal,
            strict: false,
            gzip_refused: Some(400),
            spelling: |name| if name == "ETag" { "Etag".to_owned() } else { name.to_owned() },
        }
    }

    /// Helios FHIR Server.
    pub fn hfs() -> Self {
        Self {
            stale: Stale::Whole400,
            picky_alone: false,
            raw_slash_refused: false,
            gt_includes: false,
            strict: true,
            gzip_refused: None,
            spelling: str::to_owned,
            ..Self::go()
        }
    }

    /// Medplum's router, for what the real one should be provoked to and cannot.
    pub fn medplum() -> Self {
        Self {
            created: 200,
            stale: Stale::Entry412,
            picky_alone: false,
            raw_slash_refused: false,
            gt_includes: false,
            paging: Paging::TotalNoNext,
            gzip_refused: Some(500),
            spelling: str::to_lowercase,
            ..Self::go()
        }
    }

    /// An EHR as most are: Observations may be created one by one, and nothing else.
    pub fn create_only() -> Self {
        Self { update_create: false, conditional_create: false, transactions: false, ..Self::hfs() }
    }

    /// A server that gives ids itself and knows conditional creates.
    pub fn conditional() -> Self {
        Self { update_create: false, ..Self::hfs() }
    }
}
