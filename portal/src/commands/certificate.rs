//! When a certificate ends, read from its DER: two fields of X.509 (RFC 5280, 4.1.2.5) are no reason for a parser.

use super::refusal::Refusal;
use chrono::{DateTime, NaiveDateTime, Utc};
use std::path::Path;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;

const SEQUENCE: u8 = 0x30;
const UTC_TIME: u8 = 0x17;
const GENERAL_TIME: u8 = 0x18;
/// `[0]`, the version in front of the serial number.
const VERSION: u8 = 0xa0;

/// The end of the first certificate of a PEM file.
pub(super) fn end_of(file: &Path) -> Result<DateTime<Utc>, Refusal> {
    let refused =
        |why: &str| Refusal::new(format!("the certificate {why}"), "name a PEM file: --tls-cert FILE");
    let der = CertificateDer::from_pem_file(file).map_err(|_| refused("cannot be read"))?;
    not_after(&der).ok_or_else(|| refused("has no readable end"))
}

fn not_after(der: &[u8]) -> Option<DateTime<Utc>> {
    let (_, certificate, _) = element(der)?;
    let (_, mut fields, _) = element(certificate)?;
    if fields.first() == Some(&VERSION) {
        fields = element(fields)?.2;
    }
    // Serial number, signature, issuer; then validity.
    for _ in 0..3 {
        fields = element(fields)?.2;
    }
    let (SEQUENCE, validity, _) = element(fields)? else { return None };
    let (_, _, rest) = element(validity)?;
    let (kind, text, _) = element(rest)?;
    let text = core::str::from_utf8(text).ok()?;
    let text = match kind {
        // Years 50 to 99 are of the last century (RFC 5280, 4.1.2.5.1).
        UTC_TIME => format!("{}{text}", if text.get(..2)? < "50" { "20" } else { "19" }),
        GENERAL_TIME => text.to_owned(),
        _ => return None,
    };
    NaiveDateTime::parse_from_str(&text, "%Y%m%d%H%M%SZ").ok().map(|end| end.and_utc())
}

/// Tag, content and what follows of the element in front.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81..=0x83 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(first - 0x80))?;
            (bytes.iter().fold(0, |sum, byte| (sum << 8) | usize::from(*byte)), rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_read_in_both_forms_and_nonsense_is_not() {
        let time = |kind: u8, text: &str| {
            [&[kind, u8::try_from(text.len()).expect("short")], text.as_bytes()].concat()
        };
        let wrap = |inner: &[u8]| [&[SEQUENCE, u8::try_from(inner.len()).expect("short")], inner].concat();
        let certificate = |end: &[u8]| {
            let validity = wrap(&[time(UTC_TIME, "260101000000Z"), end.to_vec()].concat());
            let head = [&[VERSION, 3, 2, 1, 2, 2, 1, 7][..], &[SEQUENCE, 0], &[SEQUENCE, 0]].concat();
            wrap(&wrap(&[head, validity].concat()))
        };
        let end = |kind, text: &str| not_after(&certificate(&time(kind, text))).map(|end| end.to_rfc3339());
        assert_eq!(end(UTC_TIME, "270228235959Z").as_deref(), Some("2027-02-28T23:59:59+00:00"));
        assert_eq!(end(UTC_TIME, "991231235959Z").as_deref(), Some("1999-12-31T23:59:59+00:00"));
        assert_eq!(end(GENERAL_TIME, "20510101000000Z").as_deref(), Some("2051-01-01T00:00:00+00:00"));
        assert_eq!(end(2, "20510101000000Z"), None);
        assert_eq!(not_after(&[0x30, 0x84, 1, 1, 1, 1]), None);
        assert_eq!(not_after(&[]), None);
    }
}
