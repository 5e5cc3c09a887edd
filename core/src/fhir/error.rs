//! Why a text is no resource. Where it stands, never what it says.

use core::fmt;
use serde_json::error::Category;

/// Why JSON cannot be read as a resource. Nothing of the text is kept: it is somebody's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FhirError {
    /// Not JSON, or cut off. Line and column as the parser counts them, from 1.
    Syntax {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// JSON, but a field has another type than R4 gives it.
    Shape {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// One object names a field twice: readers disagree on which of them counts, so neither does.
    Duplicate {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// Nested deeper than any resource is.
    TooDeep,
    /// No `resourceType`, or one that is no name.
    NoKind,
}

impl FhirError {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Syntax { .. } => "syntax",
            Self::Shape { .. } => "shape",
            Self::Duplicate { .. } => "duplicate",
            Self::TooDeep => "too_deep",
            Self::NoKind => "no_kind",
        }
    }
}

impl fmt::Display for FhirError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a resource: {}", self.code())?;
        match self {
            Self::Syntax { line, column }
            | Self::Shape { line, column }
            | Self::Duplicate { line, column } => write!(f, " at {line}:{column}"),
            Self::TooDeep | Self::NoKind => Ok(()),
        }
    }
}

impl core::error::Error for FhirError {}

/// How a nested object that goes too deep is told from one of a wrong shape, through the parser's own error.
pub(super) const TOO_DEEP: &str = "nested too deep";

impl From<serde_json::Error> for FhirError {
    /// The parser's own text may quote the record, so only its kind and place are taken over.
    fn from(error: serde_json::Error) -> Self {
        let (line, column, says) = (error.line(), error.column(), error.to_string());
        if says.starts_with("recursion limit") || says.starts_with(TOO_DEEP) {
            return Self::TooDeep;
        }
        match error.classify() {
            Category::Data if says.starts_with("duplicate field") => Self::Duplicate { line, column },
            Category::Data => Self::Shape { line, column },
            Category::Syntax | Category::Eof | Category::Io => Self::Syntax { line, column },
        }
    }
}
