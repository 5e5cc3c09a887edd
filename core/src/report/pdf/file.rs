//! The file: pages, fonts, and the tree that tells a screen reader what is a heading and what a paragraph.

use super::face::{Face, Letters};
use super::lay::{Item, Laid};
use super::pen::{PAGE, Pen, points, whole};
use super::sheet::PageLaid;
use crate::report::document::Document;
use crate::words::Lang;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, StructRole, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use std::io::Write as _;

/// What the two faces are called on the pages.
const FONTS: [&str; 2] = ["F0", "F1"];
const ADOBE_IDENTITY: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Hands out the numbers of the objects in the file.
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// A paragraph, heading or figure for the tree.
struct Element {
    id: Ref,
    tag: &'static str,
    instead: Option<String>,
    page: usize,
    mark: i32,
}

/// Writes the pages.
pub(super) fn write(document: &Document, pages: &[PageLaid]) -> Vec<u8> {
    let mut numbers = Numbers(0);
    let mut pdf = Pdf::new();
    let (catalog, tree, root, body) = (numbers.next(), numbers.next(), numbers.next(), numbers.next());
    let fonts = [numbers.next(), numbers.next()];
    let mut letters = [Letters::new(Face::of(false)), Letters::new(Face::of(true))];
    let ids: Vec<(Ref, Ref, Ref)> =
        pages.iter().map(|_| (numbers.next(), numbers.next(), numbers.next())).collect();
    let mut elements = Vec::new();
    for (number, (page, (id, content, _))) in pages.iter().zip(&ids).enumerate() {
        let drawn = draw(page, number, &mut letters, &mut numbers, &mut elements);
        pdf.stream(*content, &packed(&drawn)).filter(Filter::FlateDecode);
        let mut entry = pdf.page(*id);
        entry.parent(tree).contents(*content);
        entry.media_box(Rect::new(points(0), points(0), points(PAGE.0), points(PAGE.1)));
        entry.struct_parents(i32::try_from(number).unwrap_or(0));
        let mut resources = entry.resources();
        let mut named = resources.fonts();
        for (name, font) in FONTS.iter().zip(fonts) {
            named.pair(Name(name.as_bytes()), font);
        }
    }
    pdf.pages(tree).kids(ids.iter().map(|(id, _, _)| *id)).count(i32::try_from(pages.len()).unwrap_or(1));
    for (used, id) in letters.iter().zip(fonts) {
        font(&mut pdf, used, id, &mut numbers);
    }
    structure(&mut pdf, &elements, &ids, root, body);
    let mut entry = pdf.catalog(catalog);
    entry.pages(tree);
    entry.lang(TextStr(match document.lang {
        Lang::En => "en-GB",
        Lang::De => "de-DE",
    }));
    entry.pair(Name(b"StructTreeRoot"), root);
    entry.mark_info().marked(true);
    entry.viewer_preferences().display_doc_title(true);
    entry.finish();
    let about = numbers.next();
    pdf.document_info(about).title(TextStr(&document.title)).producer(TextStr("Nocte"));
    pdf.finish()
}

/// Draws one page; every block is a mark for the tree or decoration.
fn draw(
    page: &PageLaid,
    number: usize,
    letters: &mut [Letters; 2],
    numbers: &mut Numbers,
    elements: &mut Vec<Element>,
) -> Vec<u8> {
    let mut pen = Pen::new();
    for Laid { tag, instead, items, .. } in &page.blocks {
        if *tag == "Artifact" {
            pen.begin_decoration();
        } else {
            let mark = pen.begin(tag);
            let instead = instead.clone();
            elements.push(Element { id: numbers.next(), tag, instead, page: number, mark });
        }
        for item in items {
            match item {
                Item::Text { at, strong, size, text } => {
                    let [plain, bold] = &mut *letters;
                    let (used, name) = if *strong { (bold, FONTS[1]) } else { (plain, FONTS[0]) };
                    pen.text(used, name, *size, *at, text);
                }
                Item::Shape(shape) => pen.shape(shape),
            }
        }
        pen.end();
    }
    pen.finish()
}

/// The tree: one body with every block in reading order.
fn structure(pdf: &mut Pdf, elements: &[Element], pages: &[(Ref, Ref, Ref)], root: Ref, body: Ref) {
    for (number, (_, _, parents)) in pages.iter().enumerate() {
        let here = elements.iter().filter(|element| element.page == number);
        pdf.indirect(*parents).array().items(here.map(|element| element.id));
    }
    let mut tree = pdf.indirect(root).start::<pdf_writer::writers::StructTreeRoot<'_>>();
    tree.child(body);
    let mut parents = tree.parent_tree();
    let mut entries = parents.nums();
    for (number, (_, _, ids)) in pages.iter().enumerate() {
        entries.insert(i32::try_from(number).unwrap_or(0), *ids);
    }
    entries.finish();
    parents.finish();
    tree.finish();
    let mut whole = pdf.struct_element(body);
    whole.kind(StructRole::Document).parent(root);
    let mut kids = whole.children();
    for element in elements {
        kids.struct_element(element.id);
    }
    kids.finish();
    whole.finish();
    for Element { id, tag, instead, page, mark } in elements {
        let mut entry = pdf.struct_element(*id);
        entry.kind(role(tag)).parent(body);
        if let Some((page, _, _)) = pages.get(*page) {
            entry.page(*page);
        }
        if let Some(instead) = instead {
            entry.alt(TextStr(instead));
        }
        entry.children().marked_content_id(*mark);
    }
}

fn role(tag: &str) -> StructRole {
    match tag {
        "H1" => StructRole::H1,
        "H2" => StructRole::H2,
        "Figure" => StructRole::Figure,
        _ => StructRole::P,
    }
}

/// A face with the letters used and no others, and how its numbers read as text.
fn font(pdf: &mut Pdf, used: &Letters, id: Ref, numbers: &mut Numbers) {
    let [inner, about, program, map, unicode] = core::array::from_fn(|_| numbers.next());
    let face = used.face;
    // Six capitals before the name say that it is a part of the font.
    let name = format!("NOCTEA+{}", face.name);
    let name = Name(name.as_bytes());
    let mut entry = pdf.type0_font(id);
    entry.base_font(name).encoding_predefined(Name(b"Identity-H"));
    entry.descendant_font(inner).to_unicode(unicode);
    entry.finish();
    let mut entry = pdf.cid_font(inner);
    entry.subtype(CidFontType::Type2).base_font(name).system_info(ADOBE_IDENTITY);
    entry.font_descriptor(about).cid_to_gid_map_stream(map);
    entry.widths().consecutive(1, used.used().map(|(_, letter)| whole(face.width(letter))));
    entry.finish();
    let [left, bottom, right, top] = face.bounds.map(whole);
    let mut entry = pdf.font_descriptor(about);
    entry.name(name).flags(FontFlags::SYMBOLIC).bbox(Rect::new(left, bottom, right, top));
    entry.italic_angle(whole(0)).ascent(whole(face.ascent)).descent(whole(face.descent));
    entry.cap_height(whole(face.capitals)).stem_v(whole(80)).font_file2(program);
    entry.finish();
    let (font, glyphs) = used.font();
    let length = i32::try_from(font.len()).unwrap_or(i32::MAX);
    pdf.stream(program, &packed(&font)).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
    pdf.stream(map, &packed(&glyphs)).filter(Filter::FlateDecode);
    let mut readable = UnicodeCmap::new(Name(b"Nocte"), ADOBE_IDENTITY);
    for (number, letter) in used.used() {
        readable.pair(number, letter);
    }
    pdf.cmap(unicode, &packed(readable.finish().as_slice())).filter(Filter::FlateDecode);
}

/// Writing into memory cannot fail; should it, the stream is empty and the file a sound one.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packing = ZlibEncoder::new(Vec::new(), Compression::best());
    let written = packing.write_all(bytes).and_then(|()| packing.finish());
    written.unwrap_or_default()
}
