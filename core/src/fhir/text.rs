//! Text as FHIR carries it: mostly the same few words, which are kept once.

use core::fmt;
use core::ops::Deref;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// A string of a resource. Words of the specification that stand in every record are borrowed from a list
/// instead of being copied: most strings of an Observation are among them.
///
/// It is text and stays text: nothing in it is ever taken for markup, a path or a command.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(Cow<'static, str>);

impl Text {
    /// A word known when the program was built.
    pub const fn fixed(word: &'static str) -> Self {
        Self(Cow::Borrowed(word))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The words, owned.
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(kept_once(text).map_or_else(|| Cow::Owned(text.to_owned()), Cow::Borrowed))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Read)
    }
}

struct Read;

impl Visitor<'_> for Read {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
        Ok(text.into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Text, E> {
        Ok(text.into())
    }
}

/// The kept copy of a word, if it is one of those that stand in every record. By length first: most misses
/// compare with nothing at all.
fn kept_once(text: &str) -> Option<&'static str> {
    let candidates: &[&'static str] = match text.len() {
        1 => &["d", "1", "0"],
        2 => &["mg", "mL", "EQ"],
        3 => &["DRG"],
        4 => &["mm/h", "kind", "plan", "step", "zone"],
        5 => &["final", "score", "night", "order", "scale", "usual", "value", "phone"],
        6 => &["active", "survey", "Survey", "PATAST", "volume", "source", "bottle", "status"],
        7 => &["planned", "{score}", "ordered", "Ordered"],
        8 => &["offset_s", "strength", "proposal", "not-done"],
        9 => &["completed", "community", "Community"],
        10 => &["naltrexone", "laboratory", "Laboratory"],
        11 => &["recorded_at"],
        16 => &["http://loinc.org", "patient asserted", "patient-supplied", "entered-in-error"],
        17 => &["urn:ietf:rfc:3986"],
        22 => &["http://snomed.info/sct"],
        25 => &["http://unitsofmeasure.org"],
        43 => &["http://www.nlm.nih.gov/research/umls/rxnorm"],
        51 => &["http://hl7.org/fhir/us/core/CodeSystem/us-core-tags"],
        52 => &["http://terminology.hl7.org/CodeSystem/dose-rate-type"],
        54 => &["http://terminology.hl7.org/CodeSystem/v3-DataOperation"],
        57 => &["http://terminology.hl7.org/CodeSystem/v3-ObservationValue"],
        58 => &["http://terminology.hl7.org/CodeSystem/observation-category"],
        63 => &["http://terminology.hl7.org/CodeSystem/medication-admin-category"],
        64 => &["http://terminology.hl7.org/CodeSystem/medicationrequest-category"],
        65 => &["http://terminology.hl7.org/CodeSystem/provenance-participant-type"],
        _ => return None,
    };
    candidates.iter().find(|word| **word == text).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_once_is_found_and_the_rest_is_copied() {
        for word in ["d", "final", "http://loinc.org", "patient-supplied", "{score}", "recorded_at"] {
            assert_eq!(kept_once(word), Some(word), "{word}");
            assert!(matches!(Text::from(word).0, Cow::Borrowed(_)));
        }
        for other in ["", "x", "finaL", "http://loinc.or", "ünïcödé \u{1f319}"] {
            assert_eq!(kept_once(other), None);
            assert_eq!(Text::from(other), *other);
        }
    }
}
