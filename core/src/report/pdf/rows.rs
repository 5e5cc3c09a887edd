//! Words into rows: a text of plain and strong parts, broken between words where the width ends.

use super::face::Face;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) strong: bool,
    pub(super) text: &'a str,
}

/// What stands side by side in one face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// From the left edge of the text.
    pub(super) x: i32,
    pub(super) strong: bool,
    pub(super) text: String,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TextRow {
    pub(super) runs: Vec<Run>,
    end: i32,
}

/// The rows of a text in a width; every row but the first begins `hang` to the right.
pub(super) fn rows(parts: &[Part<'_>], size: i32, width: i32, hang: i32) -> Vec<TextRow> {
    let mut rows = vec![TextRow::default()];
    let mut spaces = 0_usize;
    for part in parts {
        let face = Face::of(part.strong);
        for (place, word) in part.text.split(' ').enumerate() {
            spaces += usize::from(place > 0);
            for piece in pieces(word, face, size, width - hang) {
                let gap = " ".repeat(spaces);
                let begun = rows.last().is_some_and(|row| !row.runs.is_empty());
                let needed = face.measure(&gap, size) + face.measure(&piece, size);
                let end = rows.last().map_or(0, |row| row.end);
                if begun && end + needed > width {
                    rows.push(TextRow { runs: Vec::new(), end: hang });
                    put(&mut rows, part.strong, &piece, size);
                } else {
                    put(&mut rows, part.strong, &format!("{gap}{piece}"), size);
                }
                spaces = 0;
            }
        }
    }
    rows.retain(|row| !row.runs.is_empty());
    rows
}

/// A word, in pieces where it alone is wider than a row.
fn pieces(word: &str, face: &Face, size: i32, width: i32) -> Vec<String> {
    if word.is_empty() {
        return Vec::new();
    }
    if face.measure(word, size) <= width {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let full = pieces.last().is_some_and(|piece| {
            !piece.is_empty() && face.measure(piece, size) + face.measure(&letter.to_string(), size) > width
        });
        if full {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}

/// Adds to the last row, to its last run where the face is the same.
fn put(rows: &mut [TextRow], strong: bool, text: &str, size: i32) {
    let Some(row) = rows.last_mut() else { return };
    match row.runs.last_mut().filter(|run| run.strong == strong) {
        Some(run) => run.text.push_str(text),
        None => row.runs.push(Run { x: row.end, strong, text: text.to_owned() }),
    }
    row.end += Face::of(strong).measure(text, size);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rows: &[TextRow]) -> Vec<String> {
        rows.iter().map(|row| row.runs.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn words_stay_whole_and_none_is_lost() {
        let parts =
            [Part { strong: true, text: "Opioids:" }, Part { strong: false, text: " none in 14 nights" }];
        let rows = rows(&parts, 200, 1_000, 100);
        assert!(rows.len() > 1, "{rows:?}");
        assert_eq!(text(&rows).join(" "), "Opioids: none in 14 nights");
        assert!(rows.iter().skip(1).all(|row| row.runs.first().is_some_and(|run| run.x == 100)));
        assert!(rows.iter().all(|row| row.end <= 1_000));
    }

    #[test]
    fn a_word_wider_than_a_row_is_broken() {
        let long = "x".repeat(100);
        let parts = [Part { strong: false, text: &long }];
        let rows = rows(&parts, 200, 1_000, 0);
        assert!(rows.len() > 5);
        assert_eq!(text(&rows).concat(), long);
    }
}
