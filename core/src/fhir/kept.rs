//! What is kept without being understood: unknown fields and decimals, as the text they came in.
//!
//! A field Nocte does not know belongs to somebody, and `0.10` says something `0.1` does not. Both are kept as
//! the sender wrote them and sent back so. Serde's `flatten` would not do: it buffers through a form in which
//! exact numbers become maps.

use super::error::TOO_DEEP;
use core::fmt;
use core::str::FromStr;
use serde::de::{DeserializeOwned, Error, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// Objects and lists inside one another, at most, in what is kept unread. No resource comes near it.
const DEEPEST: usize = 64;

/// A piece of JSON as it came.
#[derive(Clone)]
pub struct Kept(Box<RawValue>);

impl Kept {
    /// The JSON of a value.
    ///
    /// # Panics
    /// On a map whose keys are no text; nothing in this room has one.
    pub fn of(value: &impl Serialize) -> Self {
        Self(
            serde_json::value::to_raw_value(value)
                .expect("values of this room have text keys and never fail"),
        )
    }

    /// Its text.
    pub fn as_json(&self) -> &str {
        self.0.get()
    }

    /// It as a value; `None` when it is not of that type.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(self.0.get()).ok()
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.get())
    }
}

impl PartialEq for Kept {
    /// By value: white space and the order of fields make no difference, a trailing zero does.
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
            || match (self.read::<Value>(), other.read::<Value>()) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            }
    }
}

impl Serialize for Kept {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Kept {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(from)?;
        if is_deep(raw.get()) { Err(D::Error::custom(TOO_DEEP)) } else { Ok(Self(raw)) }
    }
}

/// Whether JSON nests deeper than [`DEEPEST`].
fn is_deep(json: &str) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// The fields of an object that this house does not name, in the order they came. One word where there are none,
/// because every object of every resource has one of these.
#[derive(Debug, Clone, Default)]
pub struct Other(Option<Box<Fields>>);

/// Names and values. Boxed above, because nearly all of them are empty and a list is three words wide.
type Fields = Vec<(Box<str>, Kept)>;

impl Other {
    /// The field of that name.
    pub fn get(&self, name: &str) -> Option<&Kept> {
        self.fields().iter().find(|(key, _)| **key == *name).map(|(_, kept)| kept)
    }

    /// Puts a field in, over one of the same name.
    pub fn set(&mut self, name: &str, value: &impl Serialize) {
        let fields = self.0.get_or_insert_default();
        fields.retain(|(key, _)| **key != *name);
        fields.push((name.into(), Kept::of(value)));
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.fields().is_empty()
    }

    fn fields(&self) -> &[(Box<str>, Kept)] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }

    /// Takes the value of an unknown field; a name that came before is refused.
    pub(super) fn fill<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        if self.get(name).is_some() {
            return Err(A::Error::custom("duplicate field"));
        }
        self.0.get_or_insert_default().push((name.into(), map.next_value()?));
        Ok(())
    }

    /// Writes the fields behind the known ones.
    pub(super) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.fields().iter().try_for_each(|(name, kept)| map.serialize_entry(&**name, kept))
    }
}

impl PartialEq for Other {
    fn eq(&self, other: &Self) -> bool {
        self.fields().len() == other.fields().len()
            && self.fields().iter().all(|(name, kept)| other.get(name) == Some(kept))
    }
}

/// A decimal as its text: `0.10` stays `0.10`, and no float ever sees it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(Box<str>);

/// Text that is not a JSON number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADecimal;

impl fmt::Display for NotADecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl core::error::Error for NotADecimal {}

impl Decimal {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<u64> for Decimal {
    fn from(whole: u64) -> Self {
        Self(whole.to_string().into())
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let is_number = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        let reads = is_number && serde_json::from_str::<&RawValue>(text).is_ok_and(|raw| raw.get() == text);
        if reads { Ok(Self(text.into())) } else { Err(NotADecimal) }
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let raw: &RawValue = serde_json::from_str(&self.0).map_err(serde::ser::Error::custom)?;
        raw.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(from)?;
        let starts_as_number = raw.get().starts_with(|c: char| c == '-' || c.is_ascii_digit());
        if starts_as_number { Ok(Self(raw.into())) } else { Err(D::Error::custom("not a decimal number")) }
    }
}
