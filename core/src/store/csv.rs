//! Doses and scores as CSV, for a spreadsheet: one row per entry that stands, amounts in whole base units.
//!
//! A cell that begins like a formula gets an apostrophe before it: spreadsheets run formulas out of files.

use super::error::StoreError;
use super::reading::History;
use crate::domain::entry::DoseEntry;
use crate::domain::symptom::Score;
use chrono::SecondsFormat;
use std::io::Write;

const HEAD: &str = "kind,night,status,taken_at,planned_ng,volume_ul,strength_ng_per_ul,amount_ng,bottle,scale,value,\
                    recorded_at,zone,source";

/// Writes the doses and then the scores.
pub(super) fn write(history: &History, to: &mut dyn Write) -> Result<(), StoreError> {
    writeln!(to, "{HEAD}\r")?;
    for dose in &history.doses {
        row(&dose_cells(dose), to)?;
    }
    for score in &history.scores {
        row(&score_cells(score), to)?;
    }
    Ok(())
}

fn dose_cells(dose: &DoseEntry) -> [String; 14] {
    let shown = |value: Option<String>| value.unwrap_or_default();
    let status = serde_json::to_value(dose.status).ok();
    [
        "dose".to_owned(),
        dose.night.to_string(),
        shown(status.and_then(|it| it.as_str().map(str::to_owned))),
        shown(dose.taken_at.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true))),
        shown(dose.planned.map(|it| it.ng().to_string())),
        shown(dose.volume.map(|it| it.ul().to_string())),
        shown(dose.strength.map(|it| it.ng_per_ul().to_string())),
        shown(dose.amount_ng().map(|it| it.to_string())),
        shown(dose.bottle.clone()),
        String::new(),
        String::new(),
        dose.stamp.recorded_at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
        dose.stamp.zone.clone(),
        dose.stamp.source.clone(),
    ]
}

fn score_cells(score: &Score) -> [String; 14] {
    let mut cells: [String; 14] = core::array::from_fn(|_| String::new());
    "score".clone_into(&mut cells[0]);
    cells[1] = score.night.to_string();
    cells[9].clone_from(&score.scale);
    cells[10] = score.value.to_string();
    cells[11] = score.stamp.recorded_at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    cells[12].clone_from(&score.stamp.zone);
    cells[13].clone_from(&score.stamp.source);
    cells
}

fn row(cells: &[String; 14], to: &mut dyn Write) -> Result<(), StoreError> {
    let shown: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    Ok(writeln!(to, "{}\r", shown.join(","))?)
}

fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn cells_survive_a_spreadsheet() {
        assert_eq!(quoted("pain"), "pain");
        assert_eq!(quoted("sleep, deep"), "\"sleep, deep\"");
        assert_eq!(quoted("the \"good\" one"), "\"the \"\"good\"\" one\"");
        assert_eq!(quoted("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(quoted("-1"), "'-1");
    }
}
