//! The rows of a bench run, and the table a person reads.

use serde_json::{Map, Value};

/// The fields of a row, in the table's order.
const FIELDS: [&str; 6] = ["id", "ours", "peer", "ratio", "goal", "met"];

/// One measured row, kept as the bench printed it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row(Map<String, Value>);

impl Row {
    /// The rows of a JSON array, or nothing when it is no such array or a row lacks its id.
    pub(crate) fn read_all(text: &str) -> Option<Vec<Self>> {
        let Ok(Value::Array(values)) = serde_json::from_str(text.trim()) else {
            return None;
        };
        values.into_iter().map(Self::read).collect()
    }

    fn read(value: Value) -> Option<Self> {
        match value {
            Value::Object(fields) if fields.get("id").is_some_and(Value::is_string) => Some(Self(fields)),
            _ => None,
        }
    }

    /// The row for the file of rows, with the machine's load beside it.
    pub(crate) fn with_load(&self, load: Option<&str>) -> Value {
        let mut fields = self.0.clone();
        for field in FIELDS {
            fields.entry(field).or_insert(Value::Null);
        }
        fields.insert("load".to_owned(), load.map_or(Value::Null, Value::from));
        Value::Object(fields)
    }

    fn cell(&self, field: &str) -> String {
        match (field, self.0.get(field)) {
            ("peer", None | Some(Value::Null)) => "not measured".to_owned(),
            (_, None | Some(Value::Null)) => "-".to_owned(),
            ("met", Some(Value::Bool(true))) => "yes".to_owned(),
            ("met", Some(Value::Bool(false))) => "NO".to_owned(),
            (_, Some(Value::String(text))) => text.clone(),
            (_, Some(other)) => other.to_string(),
        }
    }

    fn note(&self) -> Option<&str> {
        self.0.get("note")?.as_str().filter(|note| !note.is_empty())
    }
}

/// The table: a heading, a line a row, then the notes of the rows that have one.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut lines = vec![FIELDS.map(str::to_owned)];
    lines.extend(rows.iter().map(|row| FIELDS.map(|field| row.cell(field))));
    let widths: Vec<usize> = (0..FIELDS.len())
        .map(|column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for line in &lines {
        let cells: Vec<String> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    for row in rows {
        if let Some(note) = row.note() {
            text.extend([row.cell("id").as_str(), ": ", note, "\n"]);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"[
        {"id":"entry","ours":"310 µs","peer":"160 µs","ratio":1.94,"goal":"≤ 2.0","met":true},
        {"id":"open","ours":"9 ms","peer":null,"ratio":null,"goal":"≤ 1.5","met":null,"note":"no peer here"}
    ]"#;

    #[test]
    fn a_missing_peer_is_said_and_never_a_pass() {
        let rows = Row::read_all(TWO).expect("the sample is an array of rows");
        let text = table(&rows);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0], "id     ours    peer          ratio  goal   met");
        assert_eq!(lines[1], "entry  310 µs  160 µs        1.94   ≤ 2.0  yes");
        assert_eq!(lines[2], "open   9 ms    not measured  -      ≤ 1.5  -");
        assert_eq!(lines[3], "open: no peer here");
    }

    #[test]
    fn what_is_no_array_of_rows_is_refused() {
        assert_eq!(Row::read_all("{}"), None);
        assert_eq!(Row::read_all(r#"[{"ours":1}]"#), None);
        assert_eq!(Row::read_all("running 0 tests"), None);
        assert_eq!(Row::read_all("[]"), Some(Vec::new()));
    }
}
