//! The viewer: a page that opens a link in the reader's browser, and the same page as a file with the sealed summary
//! in it.
//!
//! The key stands behind the `#` of an address, which a browser sends to nobody; WebCrypto opens the file on the
//! reader's machine. Nothing is loaded from elsewhere, nothing is kept, and what is opened is shown as text: whatever
//! a summary holds becomes no markup.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The viewer's stylesheet.
pub const STYLE: &str = include_str!("viewer.css");
/// The viewer's script.
pub const SCRIPT: &str = include_str!("viewer.js");
/// What stands in the page's body: places that the script fills, and a word for browsers without one.
pub const BODY: &str = include_str!("body.html");

/// The page as a server gives it, with the addresses of stylesheet and script.
pub fn page(style: &str, script: &str) -> String {
    let head = format!(
        "<link rel=\"stylesheet\" href=\"{}\">\n<script src=\"{}\" defer></script>",
        attribute(style),
        attribute(script)
    );
    whole("en", &head, BODY)
}

/// The page as a file: everything in it, the sealed summary too. `lang` is `en` or `de`.
pub fn file(sealed: &str, lang: &str) -> String {
    // What may run and be shown is this script and this style, by their digests; nothing may be fetched or sent.
    let head = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{}'; \
         style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n<style>{STYLE}</style>",
        digest(SCRIPT),
        digest(STYLE)
    );
    // Parts of a compact JWE are base64url and dots: nothing in it can end the element.
    let body = format!(
        "{BODY}\n<script type=\"application/jose\" id=\"sealed\">{}</script>\n<script>{SCRIPT}</script>",
        attribute(sealed)
    );
    whole(lang, &head, &body)
}

fn whole(lang: &str, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Shared with you · Nocte</title>\n{head}\n</head>\n\
         <body>\n{body}\n</body>\n</html>\n",
        attribute(lang)
    )
}

fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_viewer_comes_from_elsewhere() {
        for text in [STYLE, SCRIPT, BODY] {
            let text = text.replace("http://www.w3.org/2000/svg", "");
            for word in ["http:", "https:", "@import", "url(", "innerHTML", "eval(", "localStorage"] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }

    #[test]
    fn a_file_carries_its_policy_its_script_and_what_is_sealed() {
        let file = file("a..b.c.d", "de");
        assert!(file.contains("default-src 'none'") && file.contains(&digest(SCRIPT)));
        assert!(file.contains("id=\"sealed\">a..b.c.d</script>"));
        assert_eq!(file.matches("<script").count(), 2);
        assert!(!SCRIPT.contains("</script") && !STYLE.contains("</style"));
    }
}
