//! What the demo's patient hands over: as large as a bad line bears, and in the language it was asked for.

use crate::kept::Kept;
use nocte_core::shlink::{Payload, open};
use serde_json::Value;

/// What readers unpack: `jose`, which most of them stand on, takes no more by default.
const UNPACKED: usize = 250_000;
/// What travels: a line of 32 kbit/s carries it in 20 seconds, and a portal waits 30 for a body.
const SEALED: usize = 80_000;

/// The demo's summary: what travels, and the document in it.
fn shared(kept: &Kept, lang: &str) -> (String, String) {
    let name = format!("summary-{lang}.html");
    let said = kept.run(&["share", "--file", &name, "--name", "Mara Muster", "--lang", lang, "--json"]);
    let said: Value = serde_json::from_str(&said).expect("one JSON value");
    let code = Payload::read(said["code"].as_str().expect("a code")).expect("a link");
    let page = std::fs::read_to_string(kept.0.path(&name)).expect("it was written");
    let (_, sealed) = page.split_once("id=\"sealed\">").expect("the sealed part");
    let sealed = sealed.split_once("</script>").expect("its end").0.to_owned();
    let plain = open(&sealed, &code.key.encoded()).expect("its own code");
    (sealed, String::from_utf8(plain).expect("text"))
}

#[test]
fn twelve_weeks_with_their_page_stay_within_what_readers_and_bad_lines_bear() {
    let kept = Kept::new();
    for lang in ["en", "de"] {
        let (sealed, document) = shared(&kept, lang);
        let value: Value = serde_json::from_str(&document).expect("JSON");
        let entries = value["entry"].as_array().expect("entries");
        let sheet =
            entries.iter().find_map(|entry| entry["resource"]["content"][0]["attachment"]["data"].as_str());
        let pdf = sheet.expect("the doctor's page is in it");
        assert!(pdf.starts_with("JVBERi"), "{lang}: a PDF in base64");
        assert!(entries.len() > 100, "the whole of it: {}", entries.len());
        assert!(document.len() < UNPACKED, "{lang}: {} bytes unpacked", document.len());
        assert!(sealed.len() < SEALED, "{lang}: {} bytes travel", sealed.len());
    }
}
