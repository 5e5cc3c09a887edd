//! What a server says it can do.

use crate::fhir::kept::Kept;
use crate::fhir::record::record;
use crate::fhir::text::Text;
use crate::fhir::types::Meta;

record! {
    /// A server's own account of itself.
    CapabilityStatement is "CapabilityStatement" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// Active, draft.
        status: Option<Text> = "status",
        /// The version it speaks ("4.0.1").
        fhir_version: Option<Text> = "fhirVersion",
        /// The formats it speaks.
        format: Vec<Text> = "format",
        /// What it is.
        software: Option<Kept> = "software",
        /// What it does over HTTP.
        rest: Vec<CapabilityRest> = "rest",
    }
}

record! {
    /// What it does over HTTP.
    CapabilityRest {
        /// Server or client.
        mode: Option<Text> = "mode",
        /// How one gets in.
        security: Option<Kept> = "security",
        /// By type.
        resource: Vec<CapabilityResource> = "resource",
        /// As a whole: `transaction`, `batch`.
        interaction: Vec<Interaction> = "interaction",
    }
}

record! {
    /// What it does with one type.
    CapabilityResource {
        /// The type.
        kind: Option<Text> = "type",
        /// Read, create, update, search.
        interaction: Vec<Interaction> = "interaction",
        /// Whether it keeps versions.
        versioning: Option<Text> = "versioning",
        /// Whether a PUT to an unknown id creates it.
        update_create: Option<bool> = "updateCreate",
        /// Whether `If-None-Exist` works.
        conditional_create: Option<bool> = "conditionalCreate",
        /// Whether a PUT by search works.
        conditional_update: Option<bool> = "conditionalUpdate",
        /// What can be searched by.
        search_param: Vec<SearchParameter> = "searchParam",
    }
}

record! {
    /// One thing that can be done.
    Interaction {
        /// Its name.
        code: Option<Text> = "code",
    }
}

record! {
    /// One thing that can be searched by.
    SearchParameter {
        /// Its name.
        name: Option<Text> = "name",
        /// Of what type.
        kind: Option<Text> = "type",
    }
}
