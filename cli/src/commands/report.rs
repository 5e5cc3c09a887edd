//! `report`: the doctor's page and its kin, as text, HTML or PDF from the same lines.

use super::files::write_new;
use crate::args::report::Report;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use nocte_core::domain::paper::Paper;
use nocte_core::domain::supply::BottleState;
use serde_json::json;
use std::path::Path;

/// The text, or the files asked for.
pub(crate) fn run(args: &Report, machine: &Machine) -> Result<Reply, Refusal> {
    let (app, refuse) = (machine.app()?, machine.refuse());
    let paper = match args.page {
        Some(page) => page.into(),
        None => app.usual_paper().map_err(&refuse)?,
    };
    if paper == Paper::Label
        && app.bottles().map_err(&refuse)?.iter().all(|view| view.state != BottleState::Usable)
    {
        return Err(no_bottle());
    }
    let view = app.report_view(paper, machine.lang).map_err(&refuse)?;
    let mut written = Vec::new();
    if let Some(file) = &args.pdf {
        let bytes = app.report_pdf(paper, machine.lang).map_err(&refuse)?;
        written.push(new_file(file, &bytes)?);
    }
    if let Some(file) = &args.html {
        written.push(new_file(file, view.html.as_bytes())?);
    }
    let said = machine.say(
        "written, readable by anyone who has the file",
        "geschrieben, lesbar für jeden, der die Datei hat",
    );
    let text = match written.as_slice() {
        [] => view.text.clone(),
        files => files.iter().map(|file| format!("{file}: {said}.")).collect::<Vec<_>>().join("\n"),
    };
    let json = json!({
        "report": paper.code(),
        "title": view.title,
        "lines": view.lines,
        "written": written,
    });
    Ok(Reply::done(json, text))
}

fn new_file(file: &Path, bytes: &[u8]) -> Result<String, Refusal> {
    write_new(file, bytes)?;
    Ok(file.display().to_string())
}

fn no_bottle() -> Refusal {
    Refusal::new("there is no bottle that may be used", "`nocte bottle new` makes one; then print its label")
        .de(
            "es gibt keine Flasche, die benutzt werden darf",
            "`nocte bottle new` legt eine an; dann ihr Etikett drucken",
        )
}
