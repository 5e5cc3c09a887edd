//! A text as a QR code, drawn here as SVG: a link that pairs a phone never leaves this machine to become a picture.

use core::fmt::Write as _;
use maud::{Markup, html};
use nocte_core::shlink::{Secret, qr_code};

/// Modules of white around the code, as its specification asks for.
const QUIET: usize = 4;

/// The code; `None` when the text is too long for one.
pub(crate) fn code(text: &str, words: &str) -> Option<Markup> {
    let code = qr_code(&Secret::new(text))?;
    let width = usize::try_from(code.width).ok()?;
    let whole = width + 2 * QUIET;
    let mut path = String::new();
    for (at, _) in code.dark.iter().enumerate().filter(|(_, dark)| **dark) {
        let (x, y) = (at % width + QUIET, at / width + QUIET);
        // Writing to a String cannot fail.
        let _ = write!(path, "M{x} {y}h1v1h-1z");
    }
    Some(html! {
        svg.qr viewBox=(format!("0 0 {whole} {whole}")) role="img" aria-label=(words) shape-rendering="crispEdges" {
            rect.paper width=(whole) height=(whole) {}
            path.ink d=(path) {}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_picture_and_a_book_does_not() {
        let drawn = code("shlink:/abc", "a link").expect("short enough").into_string();
        assert!(drawn.contains("role=\"img\"") && drawn.contains("M4 4h1v1h-1z"), "{drawn}");
        assert!(!drawn.contains("style"));
        assert!(code(&"x".repeat(5_000), "a book").is_none());
    }
}
