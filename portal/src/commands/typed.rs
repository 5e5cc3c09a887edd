//! What is typed, as values: the public address, how long a token lasts, the clinic's name, a patient's id.

use super::refusal::Refusal;
use chrono::TimeDelta;
use nocte_portal::named;
use std::net::{SocketAddr, ToSocketAddrs};

/// The longest a command's token may last.
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// `90s`, `10m`, `8h`, `1d`; a day at most.
pub(crate) fn ttl(text: &str) -> Result<TimeDelta, Refusal> {
    let refused = || {
        Refusal::new(
            format!("a token cannot last \"{text}\""),
            "type a whole number and s, m or h: 10m; a day at most",
        )
    };
    let unit = text.chars().last().ok_or_else(refused)?;
    let number = text.strip_suffix(unit).unwrap_or_default();
    if number.is_empty() || number.len() > 6 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err(refused());
    }
    let number: i64 = number.parse().map_err(|_| refused())?;
    let lasts = match unit {
        's' => TimeDelta::seconds(number),
        'm' => TimeDelta::minutes(number),
        'h' => TimeDelta::hours(number),
        'd' => TimeDelta::days(number),
        _ => return Err(refused()),
    };
    if lasts < TimeDelta::seconds(1) || lasts > LONGEST { Err(refused()) } else { Ok(lasts) }
}

/// A public address: http or https, a host, no query, no fragment, no user; the slash at its end is dropped.
pub(crate) fn public_url(text: &str) -> Result<String, Refusal> {
    let refused = |why: &str| {
        Refusal::new(
            format!("the public address {why}"),
            "type it as phones reach it: https://ldn.clinic.example",
        )
    };
    let trimmed = text.trim_end_matches('/');
    let rest = trimmed
        .strip_prefix("https://")
        .or_else(|| trimmed.strip_prefix("http://"))
        .ok_or_else(|| refused("must begin with https:// (or http:// on this machine)"))?;
    let host = rest.split('/').next().unwrap_or_default();
    if host.is_empty() || host.starts_with(':') {
        return Err(refused("names no host"));
    }
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '?' | '#' | '@' | '"' | '<' | '>' | '\\');
    if !rest.chars().all(plain) {
        return Err(refused("holds a character that does not belong there"));
    }
    Ok(trimmed.to_owned())
}

/// An address to listen on; a name such as `localhost` is looked up once.
pub(crate) fn listen(text: &str) -> Result<SocketAddr, Refusal> {
    let refused = || {
        Refusal::new(
            "the address to listen on is not HOST:PORT",
            "type an address and a port: 127.0.0.1:8080",
        )
    };
    text.to_socket_addrs().map_err(|_| refused())?.next().ok_or_else(refused)
}

/// A name that people read, by the rule of [`named`].
pub(crate) fn name(text: &str, whose: &str) -> Result<String, Refusal> {
    named::name(text).map(str::to_owned).ok_or_else(|| {
        Refusal::new(
            format!("the {whose} must be one line of 1 to 200 characters, with a letter or digit among them"),
            "type it in quotation marks, without characters that turn the line around",
        )
    })
}

/// An address for post: something, an @, something. Whether it exists, only a message can tell.
pub(crate) fn email(text: &str) -> Result<String, Refusal> {
    let fits = text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && !host.is_empty()
            && !host.contains('@')
            && text.chars().all(|c| c.is_ascii_graphic())
    });
    if fits && text.len() <= 254 {
        Ok(text.to_owned())
    } else {
        Err(Refusal::new("the administrator's address is not one", "type it as NAME@HOST"))
    }
}

/// Whose links are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Share {
    /// Nobody's.
    Nobody,
    /// The clinic's own patients'.
    Patients,
    /// Anyone's.
    Anyone,
}

impl From<Share> for nocte_portal::sharing::Service {
    fn from(share: Share) -> Self {
        match share {
            Share::Nobody => Self::Nobody,
            Share::Patients => Self::Patients,
            Share::Anyone => Self::Anyone,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_lasts_a_second_to_a_day() {
        assert_eq!(ttl("10m"), Ok(TimeDelta::minutes(10)));
        assert_eq!(ttl("90s"), Ok(TimeDelta::seconds(90)));
        assert_eq!(ttl("24h"), Ok(TimeDelta::hours(24)));
        for text in ["", "m", "10", "0s", "25h", "2d", "-1m", "1.5h", "10 m", "9999999s", "10µ", "١m"] {
            assert!(ttl(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_public_address_is_plain() {
        assert_eq!(public_url("https://a.example/"), Ok("https://a.example".into()));
        assert_eq!(public_url("http://localhost:8080"), Ok("http://localhost:8080".into()));
        assert_eq!(public_url("https://a.example/ldn"), Ok("https://a.example/ldn".into()));
        for text in [
            "",
            "a.example",
            "ftp://a",
            "https://",
            "https://:80",
            "https://a/?x",
            "https://u@a",
            "https://a b",
        ] {
            assert!(public_url(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_and_addresses() {
        assert_eq!(name("  Night Clinic ", "clinic's name"), Ok("Night Clinic".into()));
        assert!(name(" ", "name").is_err() && name("a\nb", "name").is_err());
        assert!(email("ada@clinic.example").is_ok());
        assert!(email("ada").is_err() && email("@x").is_err() && email("a b@x").is_err());
        assert!(listen("127.0.0.1:0").is_ok());
        assert!(listen("127.0.0.1").is_err());
    }
}
