//! Who saw and changed what of a patient. The patient sees the same list on the phone.

use super::patient::{Tab, patient_page};
use crate::audit::Kept;
use crate::clinic::Chart;
use crate::frame::say;
use crate::frame::{Notice, sideways};
use crate::roster::Member;
use crate::signed_in::Staff;
use chrono::{DateTime, Utc};
use maud::{Markup, html};

/// The page: newest first.
pub(crate) fn show(
    chart: &Chart,
    rows: &[Kept],
    members: &[Member],
    before: Option<i64>,
    staff: &Staff,
    notice: Option<&Notice>,
) -> Markup {
    let body = html! {
        section.panel aria-labelledby="trail" {
            h2 #trail { "Who saw and changed what" }
            p { "Every reading and every writing leaves a row, chained to the one before. The patient sees the same rows on the phone; this look is one too." }
            @if rows.is_empty() { p.empty { "Nothing older." } } @else {
                (sideways("Who saw what", &html! {
                    table.weeks.trail {
                        thead { tr { th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "Did what" } th scope="col" { "Of what" } th scope="col" { "Row" } } }
                        tbody { @for run in runs(rows) { (line(run, members)) } }
                    }
                }))
            }
            @if let Some(before) = before {
                p { a.button href=(format!("/patients/{}/audit?before={before}", chart.patient)) { "Older rows" } }
            }
        }
    };
    patient_page(chart, Tab::Audit, staff, notice, &body)
}

/// Rows that follow one another and differ only in what they are about: one exchange of a phone is one line.
fn runs(rows: &[Kept]) -> impl Iterator<Item = &[Kept]> {
    const MINUTE_MS: i64 = 60_000;
    let alike = |one: &Kept, other: &Kept| {
        let of = |row: &Kept| (row.at_ms / MINUTE_MS, row.status >= 400);
        of(one) == of(other) && one.actor == other.actor && one.action == other.action
    };
    rows.chunk_by(alike)
}

fn line(run: &[Kept], members: &[Member]) -> Markup {
    let [row, ..] = run else { return html! {} };
    let at: DateTime<Utc> = DateTime::from_timestamp_millis(row.at_ms).unwrap_or_default();
    html! {
        tr.refused[row.status >= 400] {
            th scope="row" { time datetime=(at.to_rfc3339()) { (say::instant(at)) } }
            td { (who(&row.actor, members)) }
            td { (did(&row.action)) @if row.status >= 400 { " (refused, " (row.status) ")" } }
            td { (about(run)) }
            td {
                @match run.last().filter(|last| last.seq != row.seq) {
                    Some(last) => { (last.seq) "–" (row.seq) },
                    None => (row.seq),
                }
            }
        }
    }
}

/// What the rows of a line are about, each kind once with how many.
fn about(run: &[Kept]) -> String {
    if let [row] = run {
        return of_what(row);
    }
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for row in run {
        match kinds.iter_mut().find(|(known, _)| *known == kind(&row.kind)) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind(&row.kind), 1)),
        }
    }
    let said: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| if *count == 1 { (*kind).to_owned() } else { format!("{kind}, {count} times") })
        .collect();
    said.join("; ")
}

fn who(actor: &str, members: &[Member]) -> String {
    if let Some(id) = actor.strip_prefix("Practitioner/") {
        return members
            .iter()
            .find(|member| member.id == id)
            .map_or_else(|| actor.to_owned(), |member| member.name.clone());
    }
    if actor.starts_with("Patient/") {
        return "the patient's phone".to_owned();
    }
    if actor == "command" { "a command on the server".to_owned() } else { actor.to_owned() }
}

fn did(action: &str) -> String {
    match action {
        "read" | "vread" => "read".to_owned(),
        "search-type" => "searched".to_owned(),
        "operation" => "read the record".to_owned(),
        "history-instance" | "history-type" | "history-system" => "read the history".to_owned(),
        "create" => "wrote anew".to_owned(),
        "update" => "changed".to_owned(),
        other => other.replace(['-', '_'], " "),
    }
}

fn of_what(row: &Kept) -> String {
    let kind = kind(&row.kind);
    if row.found > 1 {
        return format!("{kind}, {} entries", row.found);
    }
    let named = !row.id.is_empty() && !row.kind.is_empty() && row.version > 0;
    if named { format!("{kind}, version {}", row.version) } else { kind.to_owned() }
}

/// A resource type in a reader's words.
fn kind(kind: &str) -> &str {
    match kind {
        "Patient" => "the record",
        "Observation" => "ratings and values",
        "MedicationAdministration" => "doses",
        "MedicationRequest" => "plan and orders",
        "MedicationStatement" => "other medicines",
        "Task" => "requests and answers",
        "Communication" => "messages",
        "Flag" => "warnings",
        "Basic" => "decisions and choices",
        "Consent" => "consent",
        "AuditEvent" => "this list",
        "Provenance" => "who signed",
        "Medication" => "bottles",
        "AdverseEvent" | "DetectedIssue" => "reactions and conflicts",
        "Device" => "the phone's name",
        "" => "access",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(seq: i64, actor: &str, action: &str, kind: &str) -> Kept {
        Kept {
            seq,
            at_ms: 0,
            patient: "p".to_owned(),
            actor: actor.to_owned(),
            token: String::new(),
            action: action.to_owned(),
            kind: kind.to_owned(),
            id: "id".to_owned(),
            version: 1,
            status: 200,
            found: 0,
            sha: Vec::new(),
            request: String::new(),
            query: String::new(),
        }
    }

    #[test]
    fn an_exchange_is_one_line_and_nobody_hides_behind_another() {
        let phone = "Patient/p";
        let rows = [
            row(5, "Practitioner/a", "read", "Patient"),
            row(4, phone, "create", "Observation"),
            row(3, phone, "create", "MedicationAdministration"),
            row(2, phone, "create", "Observation"),
            row(1, phone, "read", "Observation"),
        ];
        let lines: Vec<&[Kept]> = runs(&rows).collect();
        assert_eq!(lines.iter().map(|run| run.len()).collect::<Vec<_>>(), [1, 3, 1]);
        assert_eq!(about(lines[1]), "ratings and values, 2 times; doses");
        assert!(line(lines[1], &[]).into_string().contains("2–4"));
    }
}
