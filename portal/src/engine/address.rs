//! The base address of a FHIR server.

use super::EngineError;
use crate::trust;
use axum::http::Uri;

/// An address such as `https://fhir.clinic.example/r4`, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Whether TLS is spoken.
    pub(super) tls: bool,
    /// The host, without brackets.
    pub(super) host: String,
    /// The port.
    pub(super) port: u16,
    /// The `Host` header.
    pub(super) authority: String,
    /// The path, without a slash at its end.
    pub(super) path: String,
}

impl Base {
    /// Whether a text is meant as such an address.
    pub fn is_one(text: &str) -> bool {
        text.starts_with("https://") || text.starts_with("http://")
    }

    /// Reads one. Plain HTTP is for this machine alone.
    ///
    /// # Errors
    /// [`EngineError::Address`], which repeats nothing of the text.
    pub fn of_text(text: &str) -> Result<Self, EngineError> {
        let wrong = EngineError::Address("is none: https://HOST/PATH");
        let Ok(uri) = text.trim_end_matches('/').parse::<Uri>() else { return Err(wrong) };
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(wrong) };
        if uri.query().is_some() || authority.as_str().contains('@') || authority.host().is_empty() {
            return Err(EngineError::Address(
                "may hold no user and no question mark; --token-file names a token",
            ));
        }
        let tls = scheme == "https";
        if !tls && trust::is_elsewhere(authority.host()) {
            return Err(EngineError::Address(
                "must begin with https://: patients' data leaves this machine under TLS",
            ));
        }
        Ok(Self {
            tls,
            host: authority.host().trim_start_matches('[').trim_end_matches(']').to_owned(),
            port: authority.port_u16().unwrap_or(if tls { 443 } else { 80 }),
            authority: authority.as_str().to_owned(),
            path: uri.path().trim_end_matches('/').to_owned(),
        })
    }

    /// The whole address of something below it.
    pub fn below(&self, path: &str) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://{}{}/{path}", self.authority, self.path)
    }

    /// What a request for something below it asks for: a question mark follows the base itself, without a slash.
    pub(super) fn target(&self, path: &str) -> String {
        let slash = if path.is_empty() || path.starts_with('?') { "" } else { "/" };
        match (self.path.as_str(), slash) {
            ("", "") => format!("/{path}"),
            (own, slash) => format!("{own}{slash}{path}"),
        }
    }

    /// The path of a link, when it leads below the base: `BASE/Patient?page=2`, or `BASE?page=2` as some servers have it.
    pub(super) fn leads_below<'a>(&self, link: &'a str) -> Option<&'a str> {
        let whole = self.below("");
        let rest =
            link.strip_prefix(whole.trim_end_matches('/')).or_else(|| link.strip_prefix(&self.path))?;
        if rest.starts_with('?') { Some(rest) } else { rest.strip_prefix('/') }
    }

    /// As it is shown in a message.
    pub fn shown(&self) -> String {
        format!("the FHIR server on {}", self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart_and_put_together() {
        let base = Base::of_text("https://fhir.clinic.example/r4/").expect("an address");
        assert_eq!((base.tls, base.host.as_str(), base.port), (true, "fhir.clinic.example", 443));
        assert_eq!(base.below("Patient/1"), "https://fhir.clinic.example/r4/Patient/1");
        let here = Base::of_text("http://127.0.0.1:8091").expect("an address");
        assert_eq!(here.below("metadata"), "http://127.0.0.1:8091/metadata");
    }

    #[test]
    fn a_link_is_followed_below_the_base_only() {
        let base = Base::of_text("https://fhir.clinic.example/r4").expect("an address");
        for (link, path, target) in [
            ("https://fhir.clinic.example/r4/Patient?page=2", "Patient?page=2", "/r4/Patient?page=2"),
            ("https://fhir.clinic.example/r4?_getpages=a", "?_getpages=a", "/r4?_getpages=a"),
            ("/r4/Patient/1", "Patient/1", "/r4/Patient/1"),
        ] {
            assert_eq!(base.leads_below(link), Some(path), "{link}");
            assert_eq!(base.target(path), target);
        }
        for link in
            ["https://other.example/r4/Patient", "https://fhir.clinic.example/r40/Patient", "/r5?page=2", ""]
        {
            assert_eq!(base.leads_below(link), None, "{link}");
        }
        let root = Base::of_text("http://127.0.0.1:8091").expect("an address");
        assert_eq!((root.target(""), root.target("?page=2")), ("/".to_owned(), "/?page=2".to_owned()));
        assert_eq!(root.leads_below("http://127.0.0.1:8091?page=2"), Some("?page=2"));
        assert_eq!(root.leads_below("https://other.example/Patient"), None);
    }

    #[test]
    fn nothing_of_a_patients_goes_over_the_net_in_the_open() {
        for text in [
            "http://fhir.clinic.example/r4",
            "http://10.0.0.7:8080",
            "https://a:b@c",
            "https://a/?x=1",
            "https://",
            "ftp://a",
        ] {
            assert!(matches!(Base::of_text(text), Err(EngineError::Address(_))), "{text}");
        }
    }
}
