//! Query strings: decoded once, kept in their order.

/// Decoded `name=value` pairs. Values can be personal: no `Debug`.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Params(pub(crate) Vec<(String, String)>);

impl Params {
    /// From a query string or a form body; `None` when an escape is broken or is no UTF-8.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let mut pairs = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            pairs.push((decoded(name)?, decoded(value)?));
        }
        Some(Self(pairs))
    }

    /// The value of a parameter that may stand once.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// As a query string again.
    pub(crate) fn to_text(&self) -> String {
        let pairs: Vec<String> =
            self.0.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        pairs.join("&")
    }
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                let value = digit()? * 16 + digit()?;
                bytes.push(u8::try_from(value).ok()?);
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

/// Everything but unreserved characters and a few that are plain in a query is escaped.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/,$".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.extend(char::from_digit(u32::from(digit), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_and_written() {
        let params =
            Params::of_text("code=http%3A%2F%2Floinc.org%7C4537-7&_count=5&flag").map(|params| params.0);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let expected = vec![pair("code", "http://loinc.org|4537-7"), pair("_count", "5"), pair("flag", "")];
        assert_eq!(params, Some(expected));
        let text = "code=http://loinc.org%7C4537-7&a=%C3%A9%20%2B";
        assert_eq!(Params::of_text(text).map(|params| params.to_text()), Some(text.to_owned()));
        for text in ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%00"] {
            assert!(Params::of_text(text).is_none(), "{text}");
        }
    }
}
