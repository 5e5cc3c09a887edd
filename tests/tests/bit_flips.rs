//! Bits flip on a medium. No flip may change what the store says without an error: a wrong dose is worse than none.
//!
//! The three traps of SQLCipher that were found by measuring have a test each. Every harness has a control that
//! must fail: the same library without a key, a log not folded in, a connection not silenced.
#![cfg(feature = "store")]

use nocte_core::domain::fact::Fact;
use nocte_core::store::{OpenOptions, Store, StoreError};
use nocte_tests::facts;
use nocte_tests::medium::Laboratory;
use nocte_tests::vault::MemoryVault;
use nocte_vfs::Files;
use std::path::{Path, PathBuf};
use std::process::Command;

const MAIN: &str = "/nocte.db";
const LOG: &str = "/nocte.db-wal";
const CANARY: &str = "oxycodone since the dentist";

/// A few weeks of facts.
fn a_life() -> Vec<Fact> {
    let mut said = facts::one_of_each();
    for n in 4..60 {
        said.push(facts::dose(n, 1).into());
        said.push(facts::score(n, 2, "pain", u8::try_from(n % 11).unwrap_or(0)).into());
    }
    said.push(facts::note(60, 1, CANARY).into());
    said
}

/// A closed store with that life in it.
fn lived(laboratory: &Laboratory, options: &OpenOptions) -> (Files, Vec<Fact>) {
    let said = a_life();
    let path = laboratory.path();
    let store = Store::create(path, &laboratory.vault, options.clone()).expect("a new store");
    let _ = store.append(&said).expect("an acknowledgement");
    store.close().expect("a clean close");
    (laboratory.medium.files(), said)
}

#[derive(Debug, Default)]
struct Tally {
    flips: usize,
    at_open: usize,
    at_reading: usize,
    by_the_check: usize,
    without_effect: usize,
    silent: usize,
}

/// Opens a damaged store, reads everything, then checks it, as the product would.
fn look(laboratory: &Laboratory, options: &OpenOptions, said: &[Fact], tally: &mut Tally) {
    tally.flips += 1;
    let Ok(store) = Store::open(laboratory.path(), &laboratory.vault, options.clone()) else {
        tally.at_open += 1;
        return;
    };
    let read = store.facts();
    if read.is_err() {
        tally.at_reading += 1;
    } else if !store.verify().is_ok_and(|found| found.is_ok()) {
        tally.by_the_check += 1;
    } else if read.is_ok_and(|read| read == said) {
        tally.without_effect += 1;
    } else {
        tally.silent += 1;
    }
}

fn flip(files: &Files, file: &str, byte: usize, bit: u8) -> Files {
    let mut files = files.clone();
    if let Some(there) = files.get_mut(file).and_then(|bytes| bytes.get_mut(byte)) {
        *there ^= 1 << bit;
    }
    files
}

fn flip_main_file(options: impl Fn(&Laboratory) -> OpenOptions) -> Tally {
    let laboratory = Laboratory::new();
    let options = options(&laboratory);
    let (files, said) = lived(&laboratory, &options);
    let length = files.get(MAIN).map_or(0, Vec::len);
    let mut luck = fastrand::Rng::with_seed(11);
    let mut tally = Tally::default();
    for _ in 0..3_000 {
        laboratory.medium.put(flip(&files, MAIN, luck.usize(0..length), luck.u8(0..8)));
        look(&laboratory, &options, &said, &mut tally);
    }
    tally
}

#[test]
fn no_flip_in_the_file_is_silent() {
    let tally = flip_main_file(Laboratory::options);
    eprintln!("encrypted: {tally:?}");
    assert_eq!((tally.flips, tally.silent), (3_000, 0));
    assert_eq!(tally.without_effect, 0, "every byte of every page is authenticated");
}

#[test]
fn the_control_without_a_key_lets_flips_through_silently() {
    let tally = flip_main_file(|laboratory| laboratory.options().unencrypted());
    eprintln!("unencrypted: {tally:?}");
    assert!(tally.silent > 0, "a harness that cannot see a silent flip proves nothing");
}

#[test]
fn a_cut_or_zeroed_file_is_never_silent_and_is_kept() {
    let laboratory = Laboratory::new();
    let (files, said) = lived(&laboratory, &laboratory.options());
    let length = files.get(MAIN).map_or(0, Vec::len);
    let mut tally = Tally::default();
    let lengths = (0..length).step_by(512).map(|length| (length, None));
    let pages = (0..length / 4_096).map(|page| (length, Some(page * 4_096)));
    for (cut, zeroed) in lengths.chain(pages) {
        let mut damaged = files.clone();
        if let Some(bytes) = damaged.get_mut(MAIN) {
            bytes.truncate(cut);
            if let Some(page) = zeroed {
                bytes[page..page + 4_096].fill(0);
            }
        }
        let bytes = damaged.get(MAIN).cloned();
        laboratory.medium.put(damaged);
        look(&laboratory, &laboratory.options(), &said, &mut tally);
        let left = laboratory.medium.files();
        let kept = [MAIN, "/nocte.db.damaged-1"].into_iter().any(|name| left.get(name) == bytes.as_ref());
        assert!(kept, "cut to {cut}, zeroed {zeroed:?}: the file is neither there nor aside");
    }
    eprintln!("cut and zeroed: {tally:?}");
    assert_eq!((tally.silent, tally.without_effect), (0, 0));
    assert!(tally.flips > 300, "a floor of work");
}

#[test]
fn trap_1_a_flip_in_a_log_not_folded_in_hides_commits_so_none_is_left_unfolded() {
    let laboratory = Laboratory::new();
    let store = laboratory.open_or_create().expect("a new store");
    let said: Vec<Fact> = (0..20).map(|n| facts::dose(n, 1).into()).collect();
    for fact in &said {
        let _ = store.append(std::slice::from_ref(fact)).expect("an acknowledgement");
    }
    let unfolded = laboratory.medium.files();
    assert!(store.fold().expect("a fold"));
    let folded = laboratory.medium.files();
    drop(store);

    // The control: what the trap is.
    let mut luck = fastrand::Rng::with_seed(13);
    let length = unfolded.get(LOG).map_or(0, Vec::len);
    let mut hidden = 0;
    for _ in 0..100 {
        laboratory.medium.put(flip(&unfolded, LOG, luck.usize(0..length), luck.u8(0..8)));
        let store = laboratory.open().expect("no error: that is the trap");
        assert!(store.verify().expect("a self-check").is_ok(), "nor does the self-check see it");
        hidden += usize::from(store.facts().expect("facts").len() < said.len());
    }
    eprintln!(
        "trap 1: {hidden} of 100 flips in a log not folded in hid acknowledged entries without an error"
    );
    assert!(hidden > 50, "a control that must fail");

    // What the product leaves after each acknowledged fact: no log to flip.
    assert_eq!(folded.get(LOG).map_or(0, Vec::len), 0);
    let mut tally = Tally::default();
    let length = folded.get(MAIN).map_or(0, Vec::len);
    for _ in 0..300 {
        laboratory.medium.put(flip(&folded, MAIN, luck.usize(0..length), luck.u8(0..8)));
        look(&laboratory, &laboratory.options(), &said, &mut tally);
    }
    eprintln!("trap 1, folded: {tally:?}");
    assert_eq!((tally.silent, tally.without_effect), (0, 0));
}

#[test]
fn trap_2_a_damaged_first_page_is_told_from_a_wrong_key() {
    let laboratory = Laboratory::new();
    let (files, said) = lived(&laboratory, &laboratory.options());
    let mut luck = fastrand::Rng::with_seed(17);
    for _ in 0..64 {
        let damaged = flip(&files, MAIN, luck.usize(0..4_096), luck.u8(0..8));
        laboratory.medium.put(damaged.clone());
        let answer = laboratory.open();
        assert!(matches!(answer, Err(StoreError::Damaged { kept_at: Some(_) })), "{answer:?}");
        assert_eq!(laboratory.medium.read("/nocte.db.damaged-1").as_ref(), damaged.get(MAIN));
    }
    laboratory.medium.put(files.clone());
    let other = MemoryVault::with(0x11);
    for _ in 0..2 {
        let answer = Store::open(laboratory.path(), &other, laboratory.options());
        assert!(matches!(answer, Err(StoreError::WrongKey)), "{answer:?}");
        assert_eq!(laboratory.medium.files(), files, "a wrong key touches nothing");
    }
    // A fingerprint that is itself damaged accuses nobody: the key is tried, and the fingerprint written anew.
    let print = "/nocte.db.key-id";
    for byte in 0..files.get(print).map_or(0, Vec::len) {
        laboratory.medium.put(flip(&files, print, byte, 0));
        assert_eq!(laboratory.open().expect("the right key").facts().expect("facts"), said);
        assert_eq!(laboratory.medium.read(print).as_ref(), files.get(print));
    }
    // Without a fingerprint the two cannot be told apart: then nothing is moved.
    let mut damaged = flip(&files, MAIN, 100, 0);
    damaged.remove(print);
    laboratory.medium.put(damaged.clone());
    assert!(matches!(laboratory.open(), Err(StoreError::WrongKey)));
    assert_eq!(laboratory.medium.files(), damaged);
}

/// A store on disk whose later pages are damaged.
fn damaged_on_disk(folder: &Path, vault: &MemoryVault) -> PathBuf {
    let path = folder.join("nocte.db");
    let store = Store::create(&path, vault, OpenOptions::new()).expect("a new store");
    let _ = store.append(&a_life()).expect("an acknowledgement");
    store.close().expect("a clean close");
    let mut bytes = std::fs::read(&path).expect("the store's bytes");
    for page in bytes.chunks_mut(4_096).skip(8) {
        page[77] ^= 1;
    }
    std::fs::write(&path, bytes).expect("damage");
    path
}

const CHILD: &str = "NOCTE_CHILD_OF_TRAP_3";

/// Runs in a process of its own, where everything said on stderr can be read; alone it does nothing.
#[test]
fn trap_3_in_a_process_of_its_own() {
    let Ok(way) = std::env::var(CHILD) else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let vault = MemoryVault::with(3);
    let path = damaged_on_disk(folder.path(), &vault);
    if way == "store" {
        let store = Store::open(&path, &vault, OpenOptions::new());
        assert!(store.and_then(|store| store.facts()).is_err(), "the damage was not met");
    } else {
        // As a careless connection would.
        let raw = rusqlite::Connection::open(&path).expect("the file");
        raw.execute_batch("PRAGMA cipher_log_level = ERROR").expect("SQLCipher's default");
        let key = vault.key().expect("a key").to_hex();
        raw.execute_batch(&format!("PRAGMA key = \"x'{}'\"", key.as_str())).expect("the key");
        let read = raw.query_row("SELECT sum(value) FROM score", [], |row| row.get::<_, i64>(0));
        assert!(read.is_err(), "the damage was not met");
    }
}

#[test]
fn trap_3_a_damaged_file_says_nothing_on_stderr() {
    let said_on_stderr = |way: &str| {
        let child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "trap_3_in_a_process_of_its_own", "--nocapture"])
            .env(CHILD, way)
            .output()
            .expect("a process");
        assert!(child.status.success(), "{way}: {}", String::from_utf8_lossy(&child.stderr));
        String::from_utf8_lossy(&child.stderr).into_owned()
    };
    let careless = said_on_stderr("raw");
    eprintln!("trap 3: a connection not silenced says {} bytes on stderr", careless.len());
    assert!(!careless.is_empty(), "a control that must fail");
    assert_eq!(said_on_stderr("store"), "");
}

#[test]
fn nothing_can_be_read_off_the_files_without_the_key() {
    let found_in = |options: OpenOptions| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("nocte.db");
        let store = Store::create(&path, &MemoryVault::empty(), options).expect("a new store");
        let _ = store.append(&a_life()).expect("an acknowledgement");
        // Open and not folded in: database, log and shared memory are all there.
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder.path()).expect("a folder that can be listed") {
            let path = entry.expect("a readable entry").path();
            let bytes = std::fs::read(&path).expect("a readable file");
            let telling = [CANARY, "vivid_dreams", "Tilidin", "SQLite format 3", "CREATE TABLE"];
            let tells = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
            let words = telling.into_iter().filter(|word| tells(word)).count();
            found.push((path.file_name().expect("a name").to_string_lossy().into_owned(), words));
        }
        found.sort();
        found
    };
    let by_hand = OpenOptions::new().fold(nocte_core::store::Fold::WhenAsked);
    let encrypted = found_in(by_hand.clone());
    let names: Vec<&str> = encrypted.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["nocte.db", "nocte.db-shm", "nocte.db-wal", "nocte.db.key-id"]);
    assert!(encrypted.iter().all(|(_, words)| *words == 0), "{encrypted:?}");
    let plain = found_in(by_hand.unencrypted());
    eprintln!("without a key, for comparison: {plain:?}");
    assert!(plain.iter().any(|(_, words)| *words >= 4), "a control that must fail");
}

#[test]
fn a_foreign_log_beside_the_store_is_refused_and_mixes_nothing() {
    let laboratory = Laboratory::new();
    let (files, said) = lived(&laboratory, &laboratory.options());
    let stranger = Laboratory::new();
    let other = MemoryVault::with(0x77);
    let store = Store::create(stranger.path(), &other, stranger.options()).expect("another store");
    let _ = store.append(&[facts::dose(3, 9).into()]).expect("an acknowledgement");
    let foreign = stranger.medium.read(LOG).expect("a log not folded in");
    assert!(!foreign.is_empty());
    drop(store);

    let mut mixed = files.clone();
    mixed.insert(LOG.to_owned(), foreign.clone());
    laboratory.medium.put(mixed);
    match laboratory.open() {
        Err(StoreError::Damaged { kept_at: Some(kept_at) }) => {
            // Nothing of it was changed: without the stranger's log the store is whole.
            let left = laboratory.medium.files();
            let kept_at = kept_at.to_string_lossy().into_owned();
            assert_eq!(left.get(&kept_at), files.get(MAIN));
            assert_eq!(left.get(&format!("{kept_at}-wal")), Some(&foreign));
            laboratory.medium.put(files);
            assert_eq!(laboratory.open().expect("the store").facts().expect("facts"), said);
        }
        other => panic!("{other:?}"),
    }
    // A log without its store is not taken for a new store's.
    laboratory.medium.put(Files::from([(LOG.to_owned(), foreign.clone())]));
    let store = laboratory.open_or_create().expect("a new store");
    assert_eq!(store.facts().expect("facts"), []);
    assert_eq!(laboratory.medium.read("/nocte.db.orphan-1-wal"), Some(foreign));
}
