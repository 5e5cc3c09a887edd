//! Extensions: what R4 has no place for, under our own address.

use crate::fhir::kept::{Decimal, Kept, Other};
use crate::fhir::record::{Fill, Name};
use crate::fhir::text::Text;
use serde::de::{DeserializeOwned, Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One extension: an address, and either one value or extensions of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extension {
    /// What it means: an address, or a plain word inside another extension.
    pub url: Text,
    /// Its parts.
    pub extension: Vec<Extension>,
    /// Its value, with the name it travels under ("valueInteger").
    pub value: Option<(Text, Kept)>,
    /// Fields besides these, as they came.
    pub other: Other,
}

impl Extension {
    /// An extension with a value, under the name of its type.
    pub fn with(url: &str, name: &'static str, value: &impl Serialize) -> Self {
        let value = Some((Text::fixed(name), Kept::of(value)));
        Self { url: url.into(), value, ..Self::default() }
    }

    /// A word of a fixed set.
    pub fn code(url: &str, code: &str) -> Self {
        Self::with(url, "valueCode", &code)
    }

    /// A whole number; beyond 32 bits it travels as a decimal.
    pub fn whole(url: &str, number: u64) -> Self {
        match i32::try_from(number) {
            Ok(small) => Self::with(url, "valueInteger", &small),
            Err(_) => Self::with(url, "valueDecimal", &Decimal::from(number)),
        }
    }

    /// An extension made of parts.
    pub fn of(url: &str, parts: Vec<Self>) -> Self {
        Self { url: url.into(), extension: parts, ..Self::default() }
    }

    /// The part of that name.
    pub fn part(&self, name: &str) -> Option<&Self> {
        find(&self.extension, name)
    }

    /// Its value, when it is of that type.
    pub fn value_as<T: DeserializeOwned>(&self) -> Option<T> {
        self.value.as_ref()?.1.read()
    }
}

/// The extension of that address.
pub(in crate::fhir) fn find<'a>(extensions: &'a [Extension], url: &str) -> Option<&'a Extension> {
    extensions.iter().find(|extension| extension.url == url)
}

impl Serialize for Extension {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("url", &self.url)?;
        if !self.extension.is_empty() {
            map.serialize_entry("extension", &self.extension)?;
        }
        if let Some((name, value)) = &self.value {
            map.serialize_entry(name.as_str(), value)?;
        }
        self.other.write(&mut map)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Extension {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Extension;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("an object (Extension)")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Extension, A::Error> {
        let mut it = Extension::default();
        let mut url: Option<Text> = None;
        while let Some(name) = map.next_key::<Name<'de>>()? {
            match name.as_str() {
                "url" => url.fill("url", &mut map)?,
                "extension" => it.extension.fill("extension", &mut map)?,
                name if name.starts_with("value") && it.value.is_none() => {
                    it.value = Some((name.into(), map.next_value()?));
                }
                name if name.starts_with("value") => return Err(A::Error::custom("a second value")),
                unknown => it.other.fill(unknown, &mut map)?,
            }
        }
        it.url = url.ok_or_else(|| A::Error::missing_field("url"))?;
        Ok(it)
    }
}
