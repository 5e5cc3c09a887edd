//! Erased is erased: every page of the file and of its log is decrypted and looked through.

mod wire;

use aes::Aes256;
use aes::cipher::{Block, BlockCipherDecrypt as _, KeyInit as _};
use std::path::Path;
use wire::House;

/// SQLCipher's page, and what it keeps at a page's end: the initialisation vector and the seal.
const PAGE: usize = 4096;
const RESERVED: usize = 80;
const SALT: usize = 16;

fn key(folder: &Path) -> Aes256 {
    let hex = std::fs::read_to_string(folder.join("key")).expect("a key");
    let bytes: Vec<u8> = (0..32)
        .map(|at| u8::from_str_radix(hex.get(2 * at..2 * at + 2).expect("hex"), 16).expect("hex"))
        .collect();
    Aes256::new_from_slice(&bytes).expect("32 bytes")
}

/// The plain text of one page: AES-256 in CBC mode.
fn plain(cipher: &Aes256, page: &[u8], skip: usize) -> Vec<u8> {
    let end = PAGE - RESERVED;
    let mut before: Vec<u8> = page[end..end + 16].to_vec();
    let mut out = Vec::with_capacity(PAGE);
    for chunk in page[skip..end].chunks_exact(16) {
        let mut block = Block::<Aes256>::try_from(chunk).expect("16 bytes");
        cipher.decrypt_block(&mut block);
        out.extend(block.iter().zip(&before).map(|(byte, mask)| byte ^ mask));
        before = chunk.to_vec();
    }
    out
}

/// Everything that stands in the file and its log, free pages and old frames too.
fn everything(folder: &Path) -> Vec<u8> {
    let cipher = key(folder);
    let mut out = Vec::new();
    let file = std::fs::read(folder.join("portal.db")).expect("the file");
    for (number, page) in file.chunks_exact(PAGE).enumerate() {
        out.extend(plain(&cipher, page, if number == 0 { SALT } else { 0 }));
    }
    let log = std::fs::read(folder.join("portal.db-wal")).unwrap_or_default();
    for frame in log.get(32..).unwrap_or_default().chunks_exact(24 + PAGE) {
        out.extend(plain(&cipher, &frame[24..], 0));
    }
    out
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_patient_leaves_no_trace_in_any_page() {
    let house = House::embedded().await;
    let clinic = house.portal.clinic().expect("a door");
    let birth = chrono::NaiveDate::from_ymd_opt(1961, 7, 8).expect("a date");
    let canary =
        nocte_portal::clinic::NewPatient { name: "Zebedee Quagmire".to_owned(), birth, synthetic: false };
    let patient = clinic.add_patient(&canary).await.expect("added");
    let link = house.invite(&patient).await;
    let file = link.open(&link.claim(&house, &link.passcode).await);
    let bearer = format!("Bearer {}", file["access_token"].as_str().expect("a token"));
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/fhir+json")];
    // Enough words to fill pages of their own, in several versions.
    for round in 0..6 {
        let id = "018f0000-0000-7000-8000-00000000c0de";
        let body = serde_json::json!({
            "resourceType": "Basic", "id": id,
            "code": {"text": format!("xylophone {round} {}", "xylophone ".repeat(900))},
            "subject": {"reference": format!("Patient/{patient}")},
        });
        let answer = house.send("PUT", &format!("/fhir/Basic/{id}"), &headers, &body.to_string()).await;
        assert!(matches!(answer.status, 200 | 201), "{}", answer.body);
    }
    let other = house.patient().await;
    let before = everything(house.ground.folder.path());
    // The control: this way of looking does find what is there.
    for word in ["Zebedee Quagmire", "xylophone", "1961-07-08", "Ada's phone", "Ada Muster"] {
        assert!(holds(&before, word), "{word}");
    }
    let gone = clinic.erase_patient(&patient).await.expect("erased");
    assert_eq!(gone, 8, "six versions, the person and the consent");
    let after = everything(house.ground.folder.path());
    for word in ["Zebedee", "xylophone", "1961-07-08", "Ada's phone"] {
        assert!(!holds(&after, word), "{word} is still there");
    }
    assert!(holds(&after, "Ada Muster"), "the other patient stays");
    assert!(holds(&after, &patient), "the audit keeps the id");
    assert!(!house.admits(file["access_token"].as_str().expect("a token")).await);
    assert!(house.portal.shared().store.verify().await.expect("read").is_ok());
    clinic.export(&other).await.expect("the other patient's record");
}
