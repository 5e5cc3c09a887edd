//! Forms as browsers send them (`application/x-www-form-urlencoded`), read strictly.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use core::convert::Infallible;
use core::fmt;

/// The fields of a form, in their order. Personal and secret: `Debug` says how many.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Form({} fields)", self.0.len())
    }
}

impl Form {
    /// From a body or a query; `None` when it is none.
    pub fn read(text: &[u8]) -> Option<Self> {
        let text = core::str::from_utf8(text).ok()?;
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=')?;
            Some((decoded(name)?, decoded(value)?))
        });
        pairs.collect::<Option<Vec<_>>>().map(Self)
    }

    /// The value of a field that stands there exactly once.
    pub fn one(&self, name: &str) -> Option<&str> {
        let mut values = self.all(name);
        let first = values.next()?;
        values.next().is_none().then_some(first)
    }

    /// Every value of a field.
    pub fn all<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        self.0.iter().filter(move |(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// Whether no field stands there twice (RFC 6749 3.2 demands it of token requests).
    pub fn is_single(&self) -> bool {
        self.0.iter().all(|(name, _)| self.all(name).count() == 1)
    }
}

/// For handlers behind the staff's gate, which has read the form already; empty when there was none.
impl<S: Send + Sync> FromRequestParts<S> for Form {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// Percent-decoding of a form: `+` is a space.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16).and_then(|d| u8::try_from(d).ok());
                digit()? * 16 + digit()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// A text as part of a query: everything but letters, digits and `-._~` escaped.
pub fn encoded(text: &str) -> String {
    use core::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_strictly() {
        let form = Form::read(b"grant_type=refresh_token&scope=a+b%2Fc").expect("a form");
        assert_eq!(form.one("scope"), Some("a b/c"));
        assert!(form.is_single());
        for bad in [b"a".as_slice(), b"a=%4", b"a=%zz", b"a=%ff", b"\xff=1"] {
            assert!(Form::read(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn a_field_twice_is_no_field_but_both_can_be_asked_for() {
        let form = Form::read(b"dose=1&dose=2").expect("a form");
        assert_eq!((form.one("dose"), form.one("none")), (None, None));
        assert_eq!(form.all("dose").collect::<Vec<_>>(), ["1", "2"]);
        assert!(!form.is_single());
    }

    #[test]
    fn what_is_encoded_is_read_again() {
        for text in ["/patients/1?a=b&c=d", "ä +%", ""] {
            let query = format!("next={}", encoded(text));
            assert_eq!(Form::read(query.as_bytes()).expect("a form").one("next"), Some(text));
        }
    }
}
