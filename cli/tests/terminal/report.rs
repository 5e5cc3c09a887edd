//! The doctor's page as a script sees it: the demo's patient on paper, in three forms from the same lines.
//!
//! `golden/*.txt` is what the pages say. A page that changes is read again, line by line, before its text is taken.

use crate::kept::Kept;
use crate::run::Terminal;
use lopdf::Document;
use serde_json::{Value, json};
use std::path::Path;

const PAGES: [&str; 7] = ["start", "follow-up", "anaesthetist", "travel", "card", "month", "label"];

impl Kept {
    fn lines(&self, page: &str, lang: &str) -> Vec<String> {
        let json = self.run(&["report", page, "--lang", lang, "--json"]);
        let json: Value = serde_json::from_str(&json).expect("one JSON value");
        let lines = json["lines"].as_array().expect("lines").iter();
        lines.map(|line| line.as_str().expect("text").to_owned()).collect()
    }

    fn pdf(&self, page: &str, lang: &str) -> Vec<u8> {
        let name = format!("{page}-{lang}.pdf");
        self.run(&["report", page, "--lang", lang, "--pdf", &name]);
        std::fs::read(self.0.path(&name)).expect("it was written")
    }
}

/// Letters only: rows and columns are the printer's business.
fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '|').collect()
}

#[test]
fn both_forms_say_what_they_must_in_both_languages() {
    let kept = Kept::new();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/terminal/golden");
    for (page, lang) in [("start", "en"), ("follow-up", "en"), ("start", "de"), ("follow-up", "de")] {
        let said = kept.run(&["report", page, "--lang", lang]);
        let wanted =
            std::fs::read_to_string(golden.join(format!("{page}-{lang}.txt"))).expect("a golden text");
        assert_eq!(said, wanted, "{page} {lang}");
    }
}

#[test]
fn every_pdf_is_small_and_its_text_is_the_pages_lines_in_reading_order() {
    let kept = Kept::new();
    for (page, lang) in PAGES.iter().flat_map(|page| [(*page, "en"), (*page, "de")]) {
        let bytes = kept.pdf(page, lang);
        assert!(bytes.len() < 200_000, "{page} {lang}: {} bytes", bytes.len());
        let file = Document::load_mem(&bytes).expect("a PDF");
        let numbers: Vec<u32> = file.get_pages().keys().copied().collect();
        assert!(numbers.len() <= 2, "{page} {lang}: {} pages", numbers.len());
        let text = squeezed(&file.extract_text(&numbers).expect("text"));
        // The graph's few labels stand between two lines; everything else is there once, in order.
        let mut rest = text.as_str();
        for line in kept.lines(page, lang) {
            let line = squeezed(&line);
            let Some((before, after)) = rest.split_once(&line) else {
                panic!("{page} {lang}: {line:?} is not in {rest:?}")
            };
            assert!(before.len() < 400, "{page} {lang}: much stands before {line:?}: {before:?}");
            rest = after;
        }
        assert_eq!(rest, "", "{page} {lang}");
        let again = format!("again-{page}-{lang}.pdf");
        kept.run(&["report", page, "--lang", lang, "--pdf", &again]);
        assert!(
            std::fs::read(kept.0.path(&again)).expect("it was written") == bytes,
            "the same page, the same bytes"
        );
    }
}

#[test]
fn the_numbers_on_paper_are_the_verdicts() {
    let kept = Kept::new();
    let verdict = kept.run(&["verdict"]);
    let page = kept.run(&["report", "follow-up"]);
    let mut found = 0;
    for line in verdict.lines() {
        // `Pain: you are better than before, by 1.97 points (95 % interval 1.73 to 2.21).`
        let Some((_, by)) = line.split_once("than before, by ") else { continue };
        assert!(page.contains(by.trim_end_matches('.')), "{by}");
        found += 1;
    }
    assert_eq!(found, 3, "{verdict}");
    let early = kept.at("2026-10-04T20:00:00Z", &["report", "follow-up"]).out;
    assert!(early.contains("Pain: too early to say, "), "{early}");
}

#[test]
fn design_1_every_dose_a_prescriber_decides_is_a_blank() {
    let kept = Kept::new();
    for (page, heading) in
        [("start", "Your decision"), ("follow-up", "Your decision"), ("anaesthetist", "To be filled in")]
    {
        let lines = kept.lines(page, "en");
        let from = lines.iter().position(|line| line == heading).expect("the part to fill in");
        let form: Vec<&String> =
            lines.iter().skip(from).take_while(|line| !line.starts_with("The patient types")).collect();
        let written: Vec<&&String> = form.iter().filter(|line| line.contains("____")).collect();
        assert!(written.len() >= 3, "{page}: {form:?}");
        for line in written {
            assert!(!line.chars().any(|letter| letter.is_ascii_digit()), "{page}: {line}");
        }
    }
}

#[test]
fn safety_27_every_page_says_that_nobody_has_reviewed_it() {
    let kept = Kept::new();
    for page in PAGES {
        let text = kept.run(&["report", page]);
        assert!(text.contains("not clinically reviewed"), "{page}: {text}");
        let file = format!("{page}.html");
        kept.run(&["report", page, "--html", &file]);
        let html = std::fs::read_to_string(kept.0.path(&file)).expect("it was written");
        assert!(html.contains("not clinically reviewed") && html.contains("default-src 'none'"), "{page}");
        for foreign in ["<script", "http:", "src=", "@import", "url("] {
            assert!(!html.contains(foreign), "{page}: {foreign}");
        }
    }
}

#[test]
fn a_file_is_never_overwritten_and_a_page_without_anything_on_record_is_a_page() {
    let there = Terminal::new();
    let first = there.run(&["report"]);
    assert_eq!(first.status, 0, "{}", first.err);
    assert!(first.out.starts_with("Low-dose naltrexone: starting the conversation"), "{}", first.out);
    assert!(first.out.contains("Opioids: not asked yet."), "{}", first.out);
    assert_eq!(there.files(), Vec::<String>::new(), "looking leaves nothing behind");
    assert!(there.refused(&["report", "label"]).contains("no bottle"));
    assert_eq!(there.run(&["report", "--pdf", "one.pdf"]).status, 0);
    there.refused(&["report", "--pdf", "one.pdf"]);
}

#[test]
fn safety_04_paper_what_comes_back_signed_by_hand_is_reported_and_not_an_order() {
    let there = Terminal::new();
    let plan =
        ["plan", "new", "--step", "0.5mg,14", "--step", "1mg,14", "--by", "Dr Weber", "--on", "2026-11-20"];
    let made = there.json(&plan);
    assert_eq!(made["plan"]["agreement"]["kind"], json!("reported"), "{made}");
    let change = ["plan", "change", "--step", "1mg,14", "--by", "Dr Weber", "--on", "2026-11-21"];
    let changed = there.json(&change);
    assert_eq!(changed["plan"]["agreement"]["kind"], json!("reported"), "{changed}");
    let page = there.run(&["report", "follow-up"]).out;
    assert!(page.contains("Plan agreed by Dr Weber, 21 November 2026, as the patient reports."), "{page}");
}

#[test]
fn safety_11_paper_no_night_of_the_month_sheet_carries_a_dose() {
    let kept = Kept::new();
    for (lang, night) in [("en", "Sun 22 Nov"), ("de", "So 22. Nov")] {
        let lines = kept.lines("month", lang);
        let from = lines.iter().position(|line| line == night).expect("tonight");
        let nights: Vec<&String> = lines.iter().skip(from).take(31).collect();
        assert_eq!(nights.len(), 31);
        assert!(nights.iter().all(|night| !night.contains("mg") && !night.contains("mL")), "{nights:?}");
    }
}

#[test]
fn safety_24_paper_the_wallet_card_is_the_emergency_cards_own_lines() {
    let kept = Kept::new();
    let card = kept.run(&["card"]);
    let paper = kept.run(&["report", "card"]);
    let lines: Vec<&str> = card.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() >= 4, "{card}");
    for line in lines {
        assert!(paper.contains(line), "{line} is not in {paper}");
    }
}

#[test]
fn what_somebody_typed_is_printed_as_typed_also_where_the_font_has_no_picture_for_it() {
    let there = Terminal::new();
    let name = "Łatka 漢方 <b>&";
    there.json(&["medicine", "add", name, "--last", "2026-11-20"]);
    assert_eq!(there.run(&["report", "start", "--pdf", "a.pdf", "--html", "a.html"]).status, 0);
    let bytes = std::fs::read(there.path("a.pdf")).expect("it was written");
    let file = Document::load_mem(&bytes).expect("a PDF");
    let text = squeezed(&file.extract_text(&[1]).expect("text"));
    assert!(text.contains(&squeezed(name)), "{text}");
    let html = std::fs::read_to_string(there.path("a.html")).expect("it was written");
    assert!(html.contains("Łatka 漢方 &lt;b&gt;&amp;"), "{html}");
}

#[test]
fn safety_01_an_opioid_told_after_the_last_answer_stands_before_it_on_paper() {
    let there = Terminal::ready();
    let first = there.run(&["report", "start"]).out;
    assert!(first.contains("Opioids: no, none in the last 14 nights"), "{first}");
    there.run(&["medicine", "add", "tramadol", "--last", "2026-11-20"]);
    for (page, lang, says) in [
        ("start", "en", "Opioids: one stands against a dose now. Last answer: no, none"),
        ("anaesthetist", "en", "Opioids: one stands against a dose now. Last answer: no, none"),
        ("start", "de", "Opioide: eines steht jetzt einer Dosis entgegen. Letzte Antwort: nein, keine"),
    ] {
        let said = there.run(&["report", page, "--lang", lang]).out;
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(says), "{page} {lang}: {said}");
    }
}
