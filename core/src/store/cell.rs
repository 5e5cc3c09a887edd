//! One cell of one row: how each value of the domain is written into a column and read back unchanged.

use super::error::StoreError;
use crate::domain::amount::{Dose, Volume};
use crate::domain::bottle::{BottleEndReason, Recipe};
use crate::domain::clinic::{Arrival, ReplyKind};
use crate::domain::entry::DoseStatus;
use crate::domain::fact_id::FactId;
use crate::domain::medicine::{Course, MedicineClass, Question};
use crate::domain::night::Night;
use crate::domain::parked::ParkedReason;
use crate::domain::phone::PhoneSays;
use crate::domain::plan::{AgreementKind, DecisionKind, PlanReason, PlanTerms, Step};
use crate::domain::setting::Choice;
use crate::domain::symptom::{EffectCourse, Severity};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rusqlite::Row;
use rusqlite::types::{FromSqlError, FromSqlResult, Type, Value, ValueRef};
use serde::de::IntoDeserializer;
use serde::{Deserialize, Serialize};

/// A value that fits one column.
pub(super) trait Cell: Sized {
    /// As SQLite keeps it.
    fn to_cell(&self) -> Result<Value, StoreError>;
    /// As the domain knows it.
    fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self>;
}

/// The cells of a row to be written, in the order of its columns.
#[derive(Default)]
pub(super) struct Cells(pub(super) Vec<Value>);

impl Cells {
    pub(super) fn put(&mut self, value: &impl Cell) -> Result<&mut Self, StoreError> {
        self.0.push(value.to_cell()?);
        Ok(self)
    }
}

/// The cells of a row being read, one after the other.
pub(super) struct Reader<'row, 'stmt> {
    row: &'row Row<'stmt>,
    next: usize,
}

impl<'row, 'stmt> Reader<'row, 'stmt> {
    pub(super) fn new(row: &'row Row<'stmt>) -> Self {
        Self { row, next: 0 }
    }

    pub(super) fn take<T: Cell>(&mut self) -> rusqlite::Result<T> {
        let at = self.next;
        self.next += 1;
        let cell = self.row.get_ref(at)?;
        T::from_cell(cell).map_err(|error| {
            let kind = cell.data_type();
            rusqlite::Error::FromSqlConversionFailure(at, kind, Box::new(error))
        })
    }
}

/// The error for a pair of columns that belong together and do not.
pub(super) fn torn_pair() -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Null, Box::new(FromSqlError::InvalidType))
}

impl<T: Cell> Cell for Option<T> {
    fn to_cell(&self) -> Result<Value, StoreError> {
        self.as_ref().map_or(Ok(Value::Null), Cell::to_cell)
    }

    fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
        if cell == ValueRef::Null { Ok(None) } else { T::from_cell(cell).map(Some) }
    }
}

impl Cell for String {
    fn to_cell(&self) -> Result<Value, StoreError> {
        Ok(Value::Text(self.clone()))
    }

    fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
        cell.as_str().map(str::to_owned)
    }
}

impl Cell for bool {
    fn to_cell(&self) -> Result<Value, StoreError> {
        Ok(Value::Integer(i64::from(*self)))
    }

    fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
        cell.as_i64().map(|number| number != 0)
    }
}

/// Whole numbers; what does not fit SQLite's 63 bits is refused by name, never cut.
macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl Cell for $type {
            fn to_cell(&self) -> Result<Value, StoreError> {
                let number = i64::try_from(*self);
                number.map(Value::Integer).map_err(|_| StoreError::OutOfRange { what: "a number" })
            }

            fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
                let number = cell.as_i64()?;
                Self::try_from(number).map_err(|_| FromSqlError::OutOfRange(number))
            }
        }
    )+};
}

numbers!(u8, u32, i32, i64, u64, usize);

impl Cell for Dose {
    fn to_cell(&self) -> Result<Value, StoreError> {
        self.ng().to_cell().map_err(|_| StoreError::OutOfRange { what: "a dose" })
    }

    fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
        u64::from_cell(cell).map(Self::from_ng)
    }
}

impl Cell for Volume {
    fn to_cell(&self) -> Result<Value, StoreError> {
        self.ul().to_cell().map_err(|_| StoreError::OutOfRange { what: "a volume" })
    }

    fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
        u64::from_cell(cell).map(Self::from_ul)
    }
}

impl Cell for FactId {
    fn to_cell(&self) -> Result<Value, StoreError> {
        Ok(Value::Blob(self.0.to_be_bytes().to_vec()))
    }

    fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
        let blob = cell.as_blob()?;
        let bytes = <[u8; 16]>::try_from(blob);
        bytes.map(|bytes| Self(u128::from_be_bytes(bytes))).map_err(|_| FromSqlError::InvalidType)
    }
}

impl Cell for Night {
    fn to_cell(&self) -> Result<Value, StoreError> {
        if !is_plain_date(self.date) {
            return Err(StoreError::OutOfRange { what: "a night" });
        }
        Ok(Value::Text(self.to_string()))
    }

    fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = cell.as_str()?;
        match text.strip_suffix("+2") {
            Some(date) => day(date).map(Self::second_of),
            None => day(text).map(Self::of),
        }
    }
}

impl Cell for NaiveDate {
    fn to_cell(&self) -> Result<Value, StoreError> {
        if !is_plain_date(*self) {
            return Err(StoreError::OutOfRange { what: "a date" });
        }
        Ok(Value::Text(self.to_string()))
    }

    fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
        day(cell.as_str()?)
    }
}

impl Cell for DateTime<Utc> {
    /// With as many decimals as it has: nothing is rounded, so that an export equals its import.
    fn to_cell(&self) -> Result<Value, StoreError> {
        if !is_plain_date(self.date_naive()) {
            return Err(StoreError::OutOfRange { what: "an instant" });
        }
        Ok(Value::Text(self.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
    }

    fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
        let read = DateTime::parse_from_rfc3339(cell.as_str()?);
        read.map(|instant| instant.to_utc()).map_err(FromSqlError::other)
    }
}

/// `YYYY-MM-DD`, read digit by digit: a long log has tens of thousands of them before tonight is shown.
fn day(text: &str) -> FromSqlResult<NaiveDate> {
    let read = || {
        let bytes = <&[u8; 10]>::try_from(text.as_bytes()).ok()?;
        let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *bytes else { return None };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u32, |sum, digit| {
                digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'))
            })
        };
        let year = i32::try_from(number(&[y0, y1, y2, y3])?).ok()?;
        NaiveDate::from_ymd_opt(year, number(&[m0, m1])?, number(&[d0, d1])?)
    };
    read().ok_or(FromSqlError::InvalidType)
}

/// A year of four digits: anything else sorts wrongly as text and is no date of a patient's.
fn is_plain_date(date: NaiveDate) -> bool {
    (0..=9999).contains(&chrono::Datelike::year(&date))
}

/// Kinds are kept under the one word that JSON uses for them.
macro_rules! words {
    ($($type:ty),+ $(,)?) => {$(
        impl Cell for $type {
            fn to_cell(&self) -> Result<Value, StoreError> {
                word_of(self)
            }

            fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
                from_word(cell.as_str()?)
            }
        }
    )+};
}

words!(
    AgreementKind,
    BottleEndReason,
    DoseStatus,
    EffectCourse,
    MedicineClass,
    PlanReason,
    Question,
    Recipe,
    Severity,
);

fn word_of<T: Serialize>(value: &T) -> Result<Value, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(Value::Text(word)),
        _ => Err(StoreError::OutOfRange { what: "a kind" }),
    }
}

fn from_word<'de, T: Deserialize<'de>>(word: &'de str) -> FromSqlResult<T> {
    let word: serde::de::value::BorrowedStrDeserializer<'de, serde::de::value::Error> =
        serde::de::value::BorrowedStrDeserializer::new(word);
    T::deserialize(word.into_deserializer()).map_err(FromSqlError::other)
}

/// Small trees that are read and written as one, and that no query looks into.
macro_rules! trees {
    ($($type:ty),+ $(,)?) => {$(
        impl Cell for $type {
            fn to_cell(&self) -> Result<Value, StoreError> {
                let text = serde_json::to_string(self);
                text.map(Value::Text).map_err(|_| StoreError::OutOfRange { what: "a value" })
            }

            fn from_cell(cell: ValueRef<'_>) -> FromSqlResult<Self> {
                serde_json::from_str(cell.as_str()?).map_err(FromSqlError::other)
            }
        }
    )+};
}

trees!(
    Arrival,
    Choice,
    Course,
    DecisionKind,
    ParkedReason,
    PhoneSays,
    PlanTerms,
    ReplyKind,
    Vec<Dose>,
    Vec<Step>
);
