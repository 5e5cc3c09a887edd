//! The diary a page at a time, and the side effects that are still there.

use crate::ports::{Hand, Vault, note};
use nocte_bindings::{DiaryEntry, HistoryView, Nocte};
use nocte_core::app::EffectReport;
use nocte_core::domain::night::Night;
use nocte_core::domain::response::Mark;
use nocte_core::domain::symptom::{EffectCourse, Severity};
use nocte_core::words::Lang;
use std::sync::Arc;

fn open(folder: &tempfile::TempDir) -> Arc<Nocte> {
    let path = folder.path().join("nocte.db").to_str().expect("a plain name").to_owned();
    let clock = Hand::at("2026-11-20T18:00:00Z");
    Nocte::open(path, Arc::new(Vault::default()), clock, "phone".to_owned(), Lang::En).expect("opens")
}

fn night(text: &str) -> Night {
    text.parse().expect("a literal night")
}

fn on(text: &str) -> DiaryEntry {
    DiaryEntry::Note { text: "x".to_owned(), night: Some(night(text)) }
}

fn effect(severity: Option<Severity>, course: EffectCourse) -> DiaryEntry {
    DiaryEntry::Effect(EffectReport { what: "vivid_dreams".to_owned(), severity, course, night: None })
}

#[test]
fn pages_hold_everything_once_and_skip_what_is_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = open(&folder);
    assert_eq!(app.history_page(None, 7).expect("a page"), HistoryView::default(), "before the first fact");
    let written = ["2026-08-01", "2026-08-02", "2026-10-30", "2026-11-14", "2026-11-15", "2026-11-20"];
    for one in written {
        app.keep(on(one)).expect("kept");
    }
    let gone = app.keep(on("2026-09-15")).expect("kept");
    app.take_back(gone).expect("taken back");
    let (mut pages, mut before) = (Vec::new(), None);
    loop {
        let page = app.history_page(before, 7).expect("a page");
        assert_eq!(page.counts.notes, 6);
        pages.push(page.days.iter().map(|day| day.code.clone()).collect::<Vec<_>>());
        before = page.older;
        if before.is_none() {
            break;
        }
    }
    let expected: [&[&str]; 3] = [&written[3..], &written[2..3], &written[..2]];
    assert_eq!(pages, expected, "nights that hold nothing any more are no page");
}

#[test]
fn a_mild_effect_is_felt_until_it_is_said_to_be_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = open(&folder);
    app.keep(note("x")).expect("kept");
    let felt = || -> Vec<Severity> {
        let page = app.history_page(None, 1).expect("a page");
        page.felt.iter().map(|effect| effect.severity).collect()
    };
    app.keep(effect(Some(Severity::Moderate), EffectCourse::Open)).expect("kept");
    app.keep(effect(Some(Severity::Mild), EffectCourse::Open)).expect("eased");
    assert_eq!(felt(), [Severity::Mild], "one episode, by its newest entry");
    app.keep(effect(None, EffectCourse::Resolved)).expect("gone");
    assert_eq!(felt(), []);
}

#[test]
fn a_mark_is_open_until_it_is_over_and_is_no_side_effect() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = open(&folder);
    let marked = |mark, over| app.keep(DiaryEntry::Mark { mark, over, night: None }).expect("kept");
    let page = || app.history_page(None, 1).expect("a page");
    marked(Mark::Crash, false);
    marked(Mark::Infection, false);
    app.keep(effect(Some(Severity::Mild), EffectCourse::Open)).expect("kept");
    assert_eq!(page().marks, [Mark::Infection, Mark::Crash]);
    assert_eq!(page().felt.len(), 1, "the vivid dreams alone");
    assert_eq!(page().history.effects.len(), 1, "the vivid dreams alone");
    assert_eq!(page().marked.iter().map(|one| one.mark).collect::<Vec<_>>(), [Mark::Crash, Mark::Infection]);
    marked(Mark::Infection, true);
    assert_eq!(page().marks, [Mark::Crash]);
    assert_eq!(page().marked.len(), 2, "that it is over is no mark");
}
