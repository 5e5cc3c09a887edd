//! Values as they are kept: instants as milliseconds, digests as bytes.

use crate::keyring::Digest;
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use tokio_postgres::Row;

/// An instant as it is kept.
pub(super) fn ms(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// An instant as it was kept.
pub(super) fn instant(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

/// An instant of a column.
pub(super) fn at(row: &Row, column: usize) -> Result<DateTime<Utc>, StoreError> {
    Ok(instant(row.try_get(column)?))
}

/// An instant of a column that may be empty.
pub(super) fn maybe_at(row: &Row, column: usize) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(row.try_get::<_, Option<i64>>(column)?.map(instant))
}

/// Bytes of a known length.
pub(super) fn bytes<const N: usize>(row: &Row, column: usize) -> Result<[u8; N], StoreError> {
    row.try_get::<_, &[u8]>(column)?.try_into().map_err(|_| StoreError::Damaged("bytes"))
}

/// A digest of a column.
pub(super) fn digest(row: &Row, column: usize) -> Result<Digest, StoreError> {
    bytes(row, column).map(Digest)
}

/// A digest of a column that may be empty.
pub(super) fn maybe_digest(row: &Row, column: usize) -> Result<Option<Digest>, StoreError> {
    match row.try_get::<_, Option<&[u8]>>(column)? {
        None => Ok(None),
        Some(bytes) => {
            bytes.try_into().map(|bytes| Some(Digest(bytes))).map_err(|_| StoreError::Damaged("bytes"))
        }
    }
}

/// A count.
pub(super) fn count(row: &Row, column: usize) -> Result<u64, StoreError> {
    Ok(u64::try_from(row.try_get::<_, i64>(column)?).unwrap_or(0))
}

/// A text that PostgreSQL keeps: it has no place for U+0000, which nobody types.
pub(super) fn clean(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}
