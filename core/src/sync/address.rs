//! Addresses: what may be spoken to, what is the same server, and how a query is written.

use core::fmt::Write;
use url::{Host, Url};

/// An address that may be spoken to: https with a host, or http on this machine itself, without a user in it.
pub(super) fn safe(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let loopback = match url.host()? {
        Host::Domain(name) => name.eq_ignore_ascii_case("localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    let scheme = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    (scheme && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// A link on a page (absolute, or relative to `from`), if it stays with the server of `base`.
pub(super) fn on_origin(base: &str, from: &str, link: &str) -> Option<String> {
    let base = Url::parse(base).ok()?;
    let link = Url::parse(from).ok()?.join(link).ok()?;
    let plain = link.username().is_empty() && link.password().is_none();
    (plain && link.origin() == base.origin()).then(|| link.to_string())
}

/// A value for a query: everything but letters, digits and `-._~` is encoded, `/` and `|` too.
pub(super) fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}"); // into memory
        }
    }
    text
}

/// `url` with a query of these pairs.
pub(super) fn joined(url: &str, pairs: &[(&str, &str)]) -> String {
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}{}", query.join("&"))
}

/// A body of form fields.
pub(super) fn form(pairs: &[(&str, &str)]) -> String {
    let fields: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    fields.join("&")
}

/// The pairs of a query, decoded.
pub(super) fn query(url: &str) -> Vec<(String, String)> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_this_machine_may_be_spoken_to() {
        assert!(safe("https://clinic.example/fhir").is_some());
        assert!(safe("http://127.0.0.1:8080/fhir").is_some());
        assert!(safe("http://[::1]/fhir").is_some());
        assert!(safe("http://localhost/fhir").is_some());
        for bad in [
            "http://clinic.example",
            "ftp://localhost",
            "https://a:b@clinic.example",
            "x",
            "https:///",
            "http://127.0.0.1.evil.example",
        ] {
            assert!(safe(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn pages_stay_with_the_server() {
        let base = "https://clinic.example/fhir";
        let on = |link: &str| on_origin(base, "https://clinic.example/fhir/Task?a=b", link);
        assert_eq!(on("Task?page=2").as_deref(), Some("https://clinic.example/fhir/Task?page=2"));
        assert_eq!(on("?page=2").as_deref(), Some("https://clinic.example/fhir/Task?page=2"));
        assert!(on("https://clinic.example:443/other").is_some());
        for bad in [
            "https://evil.example/fhir",
            "//evil.example/x",
            "http://clinic.example/fhir",
            "https://clinic.example:8443/",
            "https://clinic.example@evil.example/",
        ] {
            assert!(on(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn queries_are_encoded_to_the_last_slash() {
        assert_eq!(
            joined("https://c.example/fhir/Task", &[("identifier", "http://s/x|urn:uuid:1")]),
            "https://c.example/fhir/Task?identifier=http%3A%2F%2Fs%2Fx%7Curn%3Auuid%3A1"
        );
        assert_eq!(query("x?a=b%2Fc&d=e+f#g"), [("a".into(), "b/c".into()), ("d".into(), "e f".into())]);
    }
}
