//! The app's icon for iOS, drawn: a waning moon on black, the same as Android's (`res/drawable/ic_moon.xml`). The App
//! Store wants pixels, and no picture is kept in the repository.

use crate::manners::Refusal;
use std::path::{Path, PathBuf};

/// Where the asset catalogue looks for it; what stands there is made, never committed.
const PLACE: &str = "ios/App/Assets.xcassets/AppIcon.appiconset/moon.png";

/// Pixels a side.
const SIDE: u32 = 1024;
/// Steps between ground and moon: what four bits tell apart.
const SHADES: u32 = 15;
/// Points a side that are looked at within one pixel.
const WITHIN: u32 = 4;
/// The moon, `0xC77B30`: no brighter than anything else of the app's at night.
const MOON: [u32; 3] = [0xC7, 0x7B, 0x30];

/// Of the moon's disc and of the shadow on it: middle and radius, in quarters of a pixel.
const DISC: (i64, i64, i64) = (1_960, 2_116, 1_320);
const SHADOW: (i64, i64, i64) = (2_962, 1_608, 1_112);

/// Draws it into the asset catalogue.
pub(crate) fn draw(root: &Path) -> Result<PathBuf, Refusal> {
    let place = root.join(PLACE);
    std::fs::write(&place, picture()).map_err(|error| {
        Refusal::new(format!("{} cannot be written: {error}", place.display()), "git status")
    })?;
    Ok(place)
}

/// How much of a pixel is moon, from 0 to [`SHADES`].
fn shade(x: u32, y: u32) -> u32 {
    let within = |(x, y): (i64, i64), (mx, my, radius): (i64, i64, i64)| {
        (x - mx).pow(2) + (y - my).pow(2) <= radius.pow(2)
    };
    let points = (0..WITHIN * WITHIN).filter(|at| {
        let at = (i64::from(x * WITHIN + at % WITHIN), i64::from(y * WITHIN + at / WITHIN));
        within(at, DISC) && !within(at, SHADOW)
    });
    u32::try_from(points.count()).unwrap_or(0).min(SHADES)
}

/// The whole file: PNG, sixteen colours, no transparency.
fn picture() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = [SIDE.to_be_bytes(), SIDE.to_be_bytes()].concat();
    head.extend([4, 3, 0, 0, 0]);
    chunk(&mut png, *b"IHDR", &head);
    let colours = (0..=SHADES).flat_map(|shade| MOON.map(|part| low(part * shade / SHADES)));
    chunk(&mut png, *b"PLTE", &colours.collect::<Vec<u8>>());
    let rows = (0..SIDE).flat_map(|y| {
        // Each row begins with the name of its filter: none.
        let pairs = (0..SIDE / 2).map(move |pair| low(shade(pair * 2, y) << 4 | shade(pair * 2 + 1, y)));
        std::iter::once(0).chain(pairs)
    });
    chunk(&mut png, *b"IDAT", &stored(&rows.collect::<Vec<u8>>()));
    chunk(&mut png, *b"IEND", &[]);
    png
}

/// A zlib stream that packs nothing: Xcode packs the picture anew.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let blocks = bytes.chunks(0xFFFF);
    let last = blocks.len().saturating_sub(1);
    for (number, block) in blocks.enumerate() {
        let size = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(number == last));
        stream.extend(size.to_le_bytes());
        stream.extend((!size).to_le_bytes());
        stream.extend(block);
    }
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    stream.extend((b << 16 | a).to_be_bytes());
    stream
}

fn chunk(png: &mut Vec<u8>, kind: [u8; 4], bytes: &[u8]) {
    png.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    let named = [&kind, bytes].concat();
    png.extend(&named);
    png.extend(check(&named).to_be_bytes());
}

/// CRC-32 as PNG has it.
fn check(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| sum >> 1 ^ (if sum & 1 == 1 { 0xEDB8_8320 } else { 0 }))
    })
}

fn low(number: u32) -> u8 {
    number.to_le_bytes()[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_are_those_of_the_formats() {
        // The check values of both algorithms.
        assert_eq!(check(b"123456789"), 0xCBF4_3926);
        assert_eq!(
            stored(b"Wikipedia").iter().rev().take(4).rev().copied().collect::<Vec<_>>(),
            [0x11, 0xE6, 0x03, 0x98]
        );
    }

    #[test]
    fn it_is_a_moon_on_black_without_transparency() {
        let png = picture();
        assert_eq!(png[16..24], [0, 0, 4, 0, 0, 0, 4, 0], "1024 by 1024");
        assert!(!png.windows(4).any(|name| name == b"tRNS"), "the App Store refuses transparency");
        assert_eq!(
            shade(0, 0) + shade(1023, 0) + shade(0, 1023) + shade(1023, 1023),
            0,
            "black at its corners"
        );
        assert_eq!(shade(250, 600), SHADES, "lit on the left");
        assert_eq!(shade(700, 420), 0, "dark on the right");
    }

    #[test]
    fn the_catalogue_names_it() {
        let root = crate::house::root().expect("the clone");
        let place = root.join(PLACE);
        let list = std::fs::read_to_string(place.with_file_name("Contents.json")).expect("its list");
        assert!(list.contains("\"moon.png\"") && list.contains("\"1024x1024\""), "{list}");
    }
}
