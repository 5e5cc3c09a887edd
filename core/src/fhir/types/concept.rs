//! Codes, references and the small types around them.

use super::Extension;
use crate::fhir::record::record;
use crate::fhir::text::Text;

record! {
    /// A code of one terminology.
    Coding {
        /// The terminology.
        system: Option<Text> = "system",
        /// The code in it.
        code: Option<Text> = "code",
        /// What it means, in words.
        display: Option<Text> = "display",
    }
}

record! {
    /// A concept, by code or in words.
    CodeableConcept {
        /// Its codes.
        coding: Vec<Coding> = "coding",
        /// It in words, as the patient or prescriber put it.
        text: Option<Text> = "text",
    }
}

record! {
    /// A name for a thing in some system, which goes with it from server to server.
    Identifier {
        /// Usual, official, temporary.
        usage: Option<Text> = "use",
        /// The system.
        system: Option<Text> = "system",
        /// The name in it.
        value: Option<Text> = "value",
    }
}

record! {
    /// A pointer to another resource.
    Reference {
        /// `Type/id`, an absolute address, or `#` and the id of a contained resource.
        reference: Option<Text> = "reference",
        /// Its type.
        kind: Option<Text> = "type",
        /// What it goes by on every server.
        identifier: Option<Box<Identifier>> = "identifier",
        /// It in words.
        display: Option<Text> = "display",
    }
}

record! {
    /// From when to when, both ends included.
    Period {
        /// The first day or instant.
        start: Option<Text> = "start",
        /// The last.
        end: Option<Text> = "end",
    }
}

record! {
    /// Words beside a record.
    Annotation {
        /// Who wrote them.
        author_text: Option<Text> = "authorString",
        /// When.
        time: Option<Text> = "time",
        /// The words.
        text: Option<Text> = "text",
    }
}

record! {
    /// What a server knows about a resource.
    Meta {
        /// This version: opaque, never compared by size.
        version_id: Option<Text> = "versionId",
        /// When the server took it.
        last_updated: Option<Text> = "lastUpdated",
        /// Where it came from.
        source: Option<Text> = "source",
        /// Profiles it claims.
        profile: Vec<Text> = "profile",
        /// Labels of trust and privacy.
        security: Vec<Coding> = "security",
        /// Labels of use.
        tag: Vec<Coding> = "tag",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

impl CodeableConcept {
    /// The code in a system.
    pub fn code_in(&self, system: &str) -> Option<&str> {
        let coding = self.coding.iter().find(|coding| coding.system.as_deref() == Some(system))?;
        coding.code.as_deref()
    }

    /// The words, or those of the first code that has some.
    pub fn words(&self) -> Option<&str> {
        self.text.as_deref().or_else(|| self.coding.iter().find_map(|coding| coding.display.as_deref()))
    }
}

impl Reference {
    /// `Type/id`.
    pub fn to(kind: &str, id: impl core::fmt::Display) -> Self {
        Self { reference: Some(format!("{kind}/{id}").into()), ..Self::default() }
    }

    /// The id it points to, when it points to a resource of that type, whatever server stands before it.
    pub fn id_of(&self, kind: &str) -> Option<&str> {
        let mut parts = self.reference.as_deref()?.rsplit('/');
        let mut id = parts.next()?;
        let mut before = parts.next()?;
        if before == "_history" {
            id = parts.next()?;
            before = parts.next()?;
        }
        (before == kind).then_some(id)
    }

    /// Whom it names, in words; without words, what it points to.
    pub fn words(&self) -> Option<&str> {
        self.display.as_deref().or(self.reference.as_deref())
    }
}
