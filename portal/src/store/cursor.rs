//! A place in an ordered answer, opaque to clients.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Where a page ends: the sort value and the commit order of its last row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The value sorted by; 0 where the order is the commit order itself.
    pub value: i64,
    /// The row's place in commit order.
    pub seq: i64,
}

impl Cursor {
    /// As it stands in a link.
    pub fn to_text(self) -> String {
        let mut bytes = Vec::with_capacity(17);
        bytes.push(1);
        bytes.extend_from_slice(&self.value.to_be_bytes());
        bytes.extend_from_slice(&self.seq.to_be_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// From a link; `None` for anything this server did not write.
    pub fn of_text(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let bytes: [u8; 17] = bytes.try_into().ok()?;
        let (first, rest) = bytes.split_first()?;
        let (value, seq) = rest.split_first_chunk::<8>()?;
        let seq: [u8; 8] = seq.try_into().ok()?;
        (*first == 1).then(|| Self { value: i64::from_be_bytes(*value), seq: i64::from_be_bytes(seq) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_nonsense_does_not() {
        let cursor = Cursor { value: -7, seq: 9_000_000_000 };
        assert_eq!(Cursor::of_text(&cursor.to_text()), Some(cursor));
        for text in ["", "x", "12", "AAAA", "AgAAAAAAAAAAAAAAAAAAAAA", "\u{e9}"] {
            assert_eq!(Cursor::of_text(text), None, "{text}");
        }
    }
}
