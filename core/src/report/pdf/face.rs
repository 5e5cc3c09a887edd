//! The two faces that pages are set in, as the build cut them, and the letters of them that a document uses.

use flate2::read::ZlibDecoder;
use std::io::Read as _;
use subsetter::GlyphRemapper;

/// A face: measures in thousandths of its size, and the font itself, packed.
#[derive(Debug)]
pub(super) struct Face {
    /// As the file names it.
    pub(super) name: &'static str,
    /// Of the highest letter.
    pub(super) ascent: i16,
    /// Of the lowest, negative.
    pub(super) descent: i16,
    /// Of a capital.
    pub(super) capitals: i16,
    /// Left, bottom, right, top of everything.
    pub(super) bounds: [i16; 4],
    /// Width of the box that stands for what is missing.
    missing: i16,
    /// The font without the letters that no page needs.
    packed: &'static [u8],
    /// Character, number in the font, width; in the order of characters.
    glyphs: &'static [(u32, u16, i16)],
}

include!(concat!(env!("OUT_DIR"), "/faces.rs"));

impl Face {
    /// Plain or strong.
    pub(super) const fn of(strong: bool) -> &'static Self {
        if strong { &BOLD } else { &REGULAR }
    }

    /// Number and width of a letter; number 0 and a box where the face has none.
    fn glyph(&self, letter: char) -> (u16, i16) {
        let found = self.glyphs.binary_search_by_key(&u32::from(letter), |(sign, _, _)| *sign);
        let found = found.ok().and_then(|place| self.glyphs.get(place));
        found.map_or((0, self.missing), |(_, glyph, width)| (*glyph, *width))
    }

    /// Width of a letter, thousandths of the size.
    pub(super) fn width(&self, letter: char) -> i16 {
        self.glyph(letter).1
    }

    /// Width of a text set in a size, in the unit of the size, rounded up.
    pub(super) fn measure(&self, text: &str, size: i32) -> i32 {
        let sum: i64 = text.chars().map(|letter| i64::from(self.width(letter))).sum();
        i32::try_from((sum * i64::from(size) + 999) / 1_000).unwrap_or(i32::MAX)
    }
}

/// The letters a document uses of one face, numbered from 1 in the order of their first use.
#[derive(Debug)]
pub(super) struct Letters {
    /// The face.
    pub(super) face: &'static Face,
    used: Vec<char>,
}

impl Letters {
    pub(super) const fn new(face: &'static Face) -> Self {
        Self { face, used: Vec::new() }
    }

    /// A text as the numbers of its letters, two bytes each.
    pub(super) fn encode(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len() * 2);
        for letter in text.chars() {
            let place = self.used.iter().position(|known| *known == letter).unwrap_or_else(|| {
                self.used.push(letter);
                self.used.len() - 1
            });
            bytes.extend(u16::try_from(place + 1).unwrap_or(0).to_be_bytes());
        }
        bytes
    }

    /// The letters used, each with its number.
    pub(super) fn used(&self) -> impl Iterator<Item = (u16, char)> + '_ {
        (1..).zip(self.used.iter().copied())
    }

    /// The font with these letters and no others, and which picture of it each number is.
    pub(super) fn font(&self) -> (Vec<u8>, Vec<u8>) {
        let mut remapper = GlyphRemapper::new();
        let mut map = vec![0, 0];
        for letter in &self.used {
            let (glyph, _) = self.face.glyph(*letter);
            let new = if glyph == 0 { 0 } else { remapper.remap(glyph) };
            map.extend(new.to_be_bytes());
        }
        let mut whole = Vec::new();
        let unpacked = ZlibDecoder::new(self.face.packed).read_to_end(&mut whole);
        debug_assert!(unpacked.is_ok(), "the build packed it");
        // A whole font would do as well; that the build's own output cannot be cut is not expected.
        let font = subsetter::subset(&whole, 0, &remapper).unwrap_or(whole);
        (font, map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_have_every_sign_the_pages_use() {
        for face in [Face::of(false), Face::of(true)] {
            for sign in "AZaz09ÄÖÜäöüßéñçøŁőşţ–—−≥≤±×→☐☑●■▲…„“”‘’€µ°²\u{a0}\u{202f}ΑωЖя·§".chars()
            {
                assert_ne!(face.glyph(sign).0, 0, "{sign:?} in {}", face.name);
                assert!(face.width(sign) > 0, "{sign:?} in {}", face.name);
            }
            assert_eq!(face.glyph('漢').0, 0);
        }
    }

    #[test]
    fn a_letter_keeps_its_number_and_one_without_a_picture_has_one_too() {
        let mut letters = Letters::new(Face::of(false));
        assert_eq!(letters.encode("aba漢"), [0, 1, 0, 2, 0, 1, 0, 3]);
        let (font, map) = letters.font();
        assert_eq!(map, [0, 0, 0, 1, 0, 2, 0, 0]);
        assert!(font.len() < 40_000, "{}", font.len());
    }
}
