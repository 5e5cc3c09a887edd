//! A page as one HTML file: no script, no foreign asset, and its own policy says so to the browser that opens it.

mod svg;

use super::document::{Block, Document, Line, Row, Sheet};
use super::text::BOX;
use crate::words::Lang;
use std::fmt::Write as _;

/// Black on white, on screen as on paper: a page for someone else's eyes is not dark.
const STYLE: &str = include_str!("page.css");

/// The file.
pub fn html(document: &Document) -> String {
    let lang = match document.lang {
        Lang::En => "en",
        Lang::De => "de",
    };
    let mut out = String::new();
    out.push_str("<!DOCTYPE html>\n");
    put(&mut out, format_args!("<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n"));
    out.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n",
    );
    put(
        &mut out,
        format_args!("<title>{} · Nocte</title>\n<style>{STYLE}</style>\n", escaped(&document.title)),
    );
    out.push_str("</head>\n<body>\n");
    for side in &document.sides {
        match document.sheet {
            Sheet::Page => out.push_str("<section class=\"page\">\n"),
            Sheet::Piece(width, height) => put(
                &mut out,
                format_args!("<section class=\"piece\" style=\"width:{width}mm;min-height:{height}mm\">\n"),
            ),
        }
        for block in &side.blocks {
            put_block(&mut out, block);
        }
        out.push_str("</section>\n");
    }
    put(&mut out, format_args!("<footer>{}</footer>\n</body>\n</html>\n", escaped(&document.foot)));
    out
}

fn put_block(out: &mut String, block: &Block) {
    match block {
        Block::Title(text) => put(out, format_args!("<h1>{}</h1>\n", escaped(text))),
        Block::Heading(text) => put(out, format_args!("<h2>{}</h2>\n", escaped(text))),
        Block::Line(line) => put(out, format_args!("<p>{}</p>\n", led(line))),
        Block::Small(line) => put(out, format_args!("<p class=\"small\">{}</p>\n", led(line))),
        Block::Tick(text) => put(out, format_args!("<p class=\"tick\">{BOX} {}</p>\n", escaped(text))),
        Block::Figure(figure) => {
            svg::put_figure(out, figure);
        }
        Block::Grid { heads, rows } => put_grid(out, heads, rows),
        Block::Fold => out.push_str("<hr>\n"),
    }
}

/// What is strong, and the rest.
fn led(line: &Line) -> String {
    match (line.lead.as_str(), line.text.as_str()) {
        ("", text) => escaped(text),
        (lead, "") => format!("<b>{}</b>", escaped(lead)),
        (lead, text) => format!("<b>{}</b> {}", escaped(lead), escaped(text)),
    }
}

fn put_grid(out: &mut String, heads: &[(String, u16)], rows: &[Row]) {
    out.push_str("<table>\n<tr>");
    for (head, _) in heads {
        put(out, format_args!("<th>{}</th>", escaped(head)));
    }
    out.push_str("</tr>\n");
    for Row(cells) in rows {
        out.push_str("<tr>");
        for place in 0..heads.len() {
            let cell = cells.get(place).map_or(String::new(), |cell| escaped(cell));
            put(out, format_args!("<td>{cell}</td>"));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

/// Writing to a `String` cannot fail.
fn put(out: &mut String, what: core::fmt::Arguments<'_>) {
    let _infallible = out.write_fmt(what);
}

/// Text as it may stand between tags and in attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_somebody_typed_is_text_and_never_a_tag() {
        assert_eq!(escaped("<b onclick='x'>\"&"), "&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;");
    }
}
