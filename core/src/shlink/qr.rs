//! A link as a QR code: which squares are dark. Drawing them is the surface's; error correction is M, as the
//! specification asks.

use super::Secret;
use qrcode::{Color, EcLevel};

/// A QR code, without the four squares of white that belong around it.
#[derive(Clone, PartialEq, Eq)]
pub struct QrCode {
    /// Squares of one side.
    pub width: u32,
    /// Row after row, `true` for a dark one.
    pub dark: Vec<bool>,
}

impl core::fmt::Debug for QrCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "QrCode({} squares)", self.width)
    }
}

/// The code of a link; `None` when it is too long for one.
pub fn qr_code(link: &Secret) -> Option<QrCode> {
    let code = qrcode::QrCode::with_error_correction_level(link.expose().as_bytes(), EcLevel::M).ok()?;
    let width = u32::try_from(code.width()).ok()?;
    let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some(QrCode { width, dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_picture_and_a_book_does_not() {
        let code = qr_code(&Secret::new("shlink:/abc")).expect("short enough");
        assert_eq!(u32::try_from(code.dark.len()), Ok(code.width * code.width));
        assert!(code.dark[0] && code.dark[6], "the finder stands in the corner");
        assert!(qr_code(&Secret::new("x".repeat(5_000))).is_none());
        assert!(!format!("{code:?}").contains("abc"));
    }
}
