//! Cuts the fonts of the printed pages to size: the letters of Latin, Greek and Cyrillic and the signs the pages use,
//! of two faces. The library then carries a tenth of them, and the repository none.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "pdf")]
    fonts::cut();
}

#[cfg(feature = "pdf")]
mod fonts {
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::fmt::Write as _;
    use std::io::Write as _;
    use std::path::PathBuf;
    use subsetter::GlyphRemapper;
    use ttf_parser::Face;

    /// First and last character of each run that is kept; what else a person types becomes an empty box on paper
    /// and stays what it is when copied.
    const KEPT: [(char, char); 12] = [
        (' ', '~'),
        ('\u{a0}', '\u{17f}'),
        ('\u{218}', '\u{21b}'),
        ('\u{386}', '\u{3ce}'),
        ('\u{400}', '\u{45f}'),
        ('\u{490}', '\u{491}'),
        ('\u{1e9e}', '\u{1e9e}'),
        ('\u{2010}', '\u{2026}'),
        ('\u{202f}', '\u{2044}'),
        ('\u{20ac}', '\u{20ac}'),
        ('\u{2190}', '\u{2193}'),
        ('\u{2208}', '\u{2265}'),
    ];

    /// Signs beside the runs: tick boxes and marks.
    const SIGNS: [char; 8] = ['☐', '☑', '☒', '✓', '●', '■', '▲', '◆'];

    /// Writes `faces.rs` and the two packed fonts for `report/pdf/face.rs`.
    pub(super) fn cut() {
        let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
        let faces = [
            ("REGULAR", "DejaVuSansCondensed", dejavu::sans_condensed::regular()),
            ("BOLD", "DejaVuSansCondensed-Bold", dejavu::sans_condensed::bold()),
        ];
        let mut code = String::new();
        for (constant, name, whole) in faces {
            let face = Face::parse(whole, 0).expect("a sound font");
            code.push_str(&table(&face, constant, name));
            std::fs::write(out.join(format!("{name}.z")), packed(whole, &face)).expect("a place to build in");
        }
        std::fs::write(out.join("faces.rs"), code).expect("a place to build in");
    }

    /// The characters that the font has, in their order.
    fn kept(face: &Face<'_>) -> Vec<(char, u16)> {
        let runs = KEPT.into_iter().flat_map(|(first, last)| first..=last);
        let mut kept: Vec<(char, u16)> =
            runs.chain(SIGNS).filter_map(|sign| Some((sign, face.glyph_index(sign)?.0))).collect();
        kept.sort_unstable();
        kept.dedup();
        kept
    }

    /// The glyphs that stay, with their new numbers.
    fn renumbered(face: &Face<'_>) -> GlyphRemapper {
        let mut glyphs = GlyphRemapper::new();
        for (_, glyph) in kept(face) {
            glyphs.remap(glyph);
        }
        glyphs
    }

    fn packed(whole: &[u8], face: &Face<'_>) -> Vec<u8> {
        let small = subsetter::subset(whole, 0, &renumbered(face)).expect("a sound font");
        let mut packing = ZlibEncoder::new(Vec::new(), Compression::best());
        packing.write_all(&small).expect("memory");
        packing.finish().expect("memory")
    }

    /// What the page has to know of a face, as Rust: widths and measures in thousandths of its size.
    fn table(face: &Face<'_>, constant: &str, name: &str) -> String {
        let em = i64::from(face.units_per_em());
        let thousandths = |units: i64| (units * 1000 + em / 2).div_euclid(em);
        let width = |glyph| face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).map_or(0, i64::from);
        let glyphs = renumbered(face);
        let bounds = face.global_bounding_box();
        let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
        let bounds = bounds.map(|it| thousandths(i64::from(it)));
        let mut code = String::new();
        let mut line = |text: String| writeln!(code, "{text}").expect("memory");
        line(format!("pub(super) static {constant}: Face = Face {{"));
        line(format!("    name: \"{name}\","));
        line(format!("    ascent: {},", thousandths(i64::from(face.ascender()))));
        line(format!("    descent: {},", thousandths(i64::from(face.descender()))));
        line(format!("    capitals: {},", thousandths(face.capital_height().map_or(0, i64::from))));
        line(format!("    bounds: {bounds:?},"));
        line(format!("    missing: {},", thousandths(width(0))));
        line(format!("    packed: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.z\")),"));
        line("    glyphs: &[".to_owned());
        for (sign, glyph) in kept(face) {
            let new = glyphs.get(glyph).expect("it was kept");
            line(format!("        ({:#x}, {new}, {}),", u32::from(sign), thousandths(width(glyph))));
        }
        line("    ],\n};".to_owned());
        code
    }
}
