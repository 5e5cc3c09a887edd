//! Backup and restore: one file that opens elsewhere with a passphrase, and never anything between old and new.
#![cfg(feature = "store")]

use nocte_core::domain::entry::Stamp;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::store::sealed::Stretch;
use nocte_core::store::{
    BackupRefusal, KeyVault, OpenOptions, Passphrase, RecoveryPhrase, Restoration, Store, StoreError,
};
use nocte_tests::facts;
use nocte_tests::vault::MemoryVault;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const CANARY: &str = "oxycodone since the dentist, canary";

fn options() -> OpenOptions {
    OpenOptions::new().stretched(Stretch { kib: 8, passes: 1, lanes: 1 })
}

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse battery").expect("long enough")
}

fn everything_in(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fs::read_dir(folder)
        .expect("a folder that can be listed")
        .map(|entry| entry.expect("a readable entry").path())
        .map(|path| (path.clone(), fs::read(path).expect("a readable file")))
        .collect()
}

fn as_restored() -> (FactId, Stamp) {
    (facts::id(40, 1), facts::stamp(40))
}

fn restore(
    path: &Path,
    vault: &dyn KeyVault,
    file: &Path,
    with: &Passphrase,
) -> Result<Restoration, StoreError> {
    Store::restore(path, vault, file, with, as_restored(), &options())
}

/// A store with a life in it, its backup, and a folder around both.
struct Home {
    folder: TempDir,
    vault: MemoryVault,
    written: Vec<Fact>,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let vault = MemoryVault::empty();
        let mut written = facts::one_of_each();
        written.retain(|fact| !matches!(fact, Fact::Restored(_) | Fact::RestoreConfirmed(_)));
        written.push(facts::note(5, 1, CANARY).into());
        let home = Self { folder, vault, written };
        let store = Store::create(home.path(), &home.vault, options()).expect("a new store");
        let _ = store.append(&home.written).expect("an acknowledgement");
        let counts = store.backup(home.file(), &passphrase(), facts::evening(30)).expect("a backup");
        assert_eq!(counts, store.counts().expect("counts"));
        store.close().expect("a clean close");
        home
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("nocte.db")
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("copy.nocte")
    }

    fn expected_after_restore(&self) -> Vec<Fact> {
        let (id, stamp) = as_restored();
        let restored = nocte_core::domain::restored::Restored { id, copied_at: facts::evening(30), stamp };
        self.written.iter().cloned().chain([restored.into()]).collect()
    }
}

#[test]
fn safety_23_a_backup_opens_on_another_device_and_remembers_that_it_was_restored() {
    let home = Home::new();
    let other = tempfile::tempdir().expect("another device");
    let path = other.path().join("nocte.db");
    let vault = MemoryVault::empty();
    let done = restore(&path, &vault, &home.file(), &passphrase()).expect("a restore");
    assert_eq!((done.copied_at, done.kept_at), (facts::evening(30), None));
    assert!(vault.key().is_some_and(|key| Some(key) != home.vault.key()), "its own new key");

    let store = Store::open(&path, &vault, options()).expect("the restored store");
    assert_eq!(store.facts().expect("facts"), home.expected_after_restore());
    assert_eq!(store.journal().expect("a journal").restored_from, Some(facts::evening(30)));
    assert!(store.verify().expect("a self-check").is_ok());
    store.close().expect("a clean close");
    let left: Vec<_> = everything_in(other.path()).into_keys().collect();
    assert_eq!(left, [path.clone(), other.path().join("nocte.db.key-id")], "no intermediate is left");
}

#[test]
fn safety_23_restore_sets_the_present_store_aside_and_it_still_opens() {
    let home = Home::new();
    let store = Store::open(home.path(), &home.vault, options()).expect("the store");
    let newer: Fact = facts::dose(35, 1).into();
    let _ = store.append(std::slice::from_ref(&newer)).expect("an acknowledgement");
    store.close().expect("a clean close");

    let done = restore(&home.path(), &home.vault, &home.file(), &passphrase()).expect("a restore");
    let store = Store::open(home.path(), &home.vault, options()).expect("the restored store");
    assert_eq!(store.facts().expect("facts"), home.expected_after_restore());
    let kept_at = done.kept_at.expect("the former store");
    let former = Store::open(kept_at, &home.vault, options()).expect("the former store");
    assert!(former.facts().expect("facts").contains(&newer), "nothing was deleted");
}

#[test]
fn a_store_that_lost_its_key_can_be_restored_and_is_kept() {
    let home = Home::new();
    let before = fs::read(home.path()).expect("the store's bytes");
    let replaced_phone = MemoryVault::empty();
    let done = restore(&home.path(), &replaced_phone, &home.file(), &passphrase()).expect("a restore");
    let kept_at = done.kept_at.expect("the locked store");
    assert_eq!(fs::read(kept_at).expect("its bytes"), before);
    let store = Store::open(home.path(), &replaced_phone, options()).expect("the restored store");
    assert_eq!(store.facts().expect("facts"), home.expected_after_restore());
}

#[test]
fn a_damaged_store_is_set_aside_and_a_restore_takes_its_place() {
    let home = Home::new();
    let mut bytes = fs::read(home.path()).expect("the store's bytes");
    bytes[100] ^= 1;
    fs::write(home.path(), &bytes).expect("damage");
    let kept = |error| match error {
        Err(StoreError::Damaged { kept_at: Some(kept_at) }) => kept_at,
        other => panic!("not damaged: {other:?}"),
    };
    let kept_at = kept(Store::open(home.path(), &home.vault, options()));
    assert_eq!(fs::read(&kept_at).expect("its bytes"), bytes, "set aside, not changed");
    let again = kept(Store::open_or_create(home.path(), &home.vault, options()));
    assert_eq!(again, kept_at, "no empty log is made in its place");
    assert!(!home.path().exists());

    restore(&home.path(), &home.vault, &home.file(), &passphrase()).expect("a restore");
    let store = Store::open(home.path(), &home.vault, options()).expect("the restored store");
    assert_eq!(store.facts().expect("facts"), home.expected_after_restore());
    assert_eq!(fs::read(kept_at).expect("its bytes"), bytes, "still there");
}

#[test]
fn the_recovery_phrase_opens_a_backup_however_it_is_typed() {
    let home = Home::new();
    let store = Store::open(home.path(), &home.vault, options()).expect("the store");
    let phrase = RecoveryPhrase::generate().expect("randomness");
    store
        .backup(home.file(), &Passphrase::from(&phrase), facts::evening(30))
        .expect("replaces our own backup");
    store.close().expect("a clean close");
    let typed = Passphrase::new(&phrase.to_string().replace(' ', "\n")).expect("a phrase");
    restore(&home.path(), &home.vault, &home.file(), &typed).expect("a restore");
    let foreign = home.folder.path().join("holiday.jpg");
    fs::write(&foreign, "not ours").expect("a photo");
    let store = Store::open(home.path(), &home.vault, options()).expect("the store");
    assert!(matches!(
        store.backup(&foreign, &passphrase(), facts::evening(30)),
        Err(StoreError::Backup(BackupRefusal::Exists))
    ));
    assert_eq!(fs::read(&foreign).expect("the photo"), b"not ours");
    assert!(matches!(Passphrase::new("  short   "), Err(BackupRefusal::ShortPassphrase)));
}

#[test]
fn what_is_no_whole_backup_is_refused_and_the_store_is_as_it_was() {
    use BackupRefusal::{Damaged, Newer, NotABackup, WrongPassphrase};
    let home = Home::new();
    let whole = fs::read(home.file()).expect("the backup");
    let file = home.folder.path().join("given");
    fs::write(&file, &whole).expect("a copy");
    let before = everything_in(home.folder.path());
    let mut refused = 0;
    let mut refuse = |bytes: &[u8], with: &Passphrase, expected: &[BackupRefusal]| {
        fs::write(&file, bytes).expect("a file");
        match restore(&home.path(), &home.vault, &file, with) {
            Err(StoreError::Backup(refusal)) => assert!(expected.contains(&refusal), "{refusal:?}"),
            other => panic!("not refused: {other:?}"),
        }
        fs::write(&file, &whole).expect("a copy");
        assert_eq!(everything_in(home.folder.path()), before);
        refused += 1;
    };
    refuse(&whole, &Passphrase::new("another passphrase").expect("long enough"), &[WrongPassphrase]);
    refuse(b"", &passphrase(), &[NotABackup]);
    refuse(&fs::read(home.path()).expect("a store"), &passphrase(), &[NotABackup]);
    for length in (1..whole.len()).step_by(whole.len() / 61) {
        refuse(&whole[..length], &passphrase(), &[Damaged, NotABackup]);
    }
    let places = (0..128).chain((128..whole.len()).step_by(997));
    for at in places {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        refuse(&flipped, &passphrase(), &[Damaged, NotABackup, Newer]);
    }
    let mut longer = whole.clone();
    longer.push(0);
    refuse(&longer, &passphrase(), &[Damaged]);
    let mut newer_format = whole.clone();
    newer_format[8] = 2;
    refuse(&newer_format, &passphrase(), &[Newer]);
    refuse(&with_schema(&whole, 99), &passphrase(), &[Newer]);
    assert!(refused > 300, "a floor of work: {refused}");
    assert!(restore(&home.path(), &home.vault, &file, &passphrase()).is_ok(), "the whole one is taken");
}

/// A backup that says it has another schema, and is whole otherwise.
fn with_schema(whole: &[u8], schema: u32) -> Vec<u8> {
    use sha2::Digest;
    let mut newer = whole.to_vec();
    newer[12..16].copy_from_slice(&schema.to_le_bytes());
    let check = sha2::Sha256::digest(&newer[..108]);
    newer[108..128].copy_from_slice(&check[..20]);
    newer
}

#[test]
fn nothing_of_a_backup_can_be_read_without_the_passphrase() {
    let home = Home::new();
    for (path, bytes) in everything_in(home.folder.path()) {
        let found = bytes.windows(16).any(|window| CANARY.as_bytes().starts_with(window));
        assert!(!found, "{} holds plaintext", path.display());
    }
    let mut csv = Vec::new();
    let store = Store::open(home.path(), &home.vault, options()).expect("the store");
    store.export_json(&mut csv).expect("an export");
    assert!(
        csv.windows(16).any(|window| CANARY.as_bytes().starts_with(window)),
        "the control shows the canary"
    );
}

#[test]
fn an_export_imports_back_equal_twice_without_effect_and_refuses_contradiction() {
    let home = Home::new();
    let store = Store::open(home.path(), &home.vault, options()).expect("the store");
    let mut exported = Vec::new();
    let counts = store.export_json(&mut exported).expect("an export");
    let text = String::from_utf8(exported).expect("text");

    let other = tempfile::tempdir().expect("another device");
    let vault = MemoryVault::empty();
    let copy = Store::create(other.path().join("nocte.db"), &vault, options()).expect("a new store");
    let done = copy.import_json(&text).expect("an import");
    assert_eq!((done.added, done.already), (home.written.len(), 0));
    let again = copy.import_json(&text).expect("the same import");
    assert_eq!((again.added, again.already), (0, home.written.len()));
    assert_eq!(copy.facts().expect("facts"), store.facts().expect("facts"));
    assert_eq!(copy.counts().expect("counts"), counts);
    let mut back = Vec::new();
    copy.export_json(&mut back).expect("an export");
    assert_eq!(String::from_utf8(back).expect("text"), text);

    // Only what an older build cannot read is kept from it: without a phone's word it is the first version's file.
    assert!(text.starts_with("{\"format\":\"nocte-facts\",\"version\":2,"));
    let plainer = Store::create(other.path().join("plain.db"), &MemoryVault::empty(), options());
    let plainer = plainer.expect("a new store");
    let _ = plainer.append(&[facts::dose(1, 1).into()]).expect("an acknowledgement");
    let mut plain = Vec::new();
    plainer.export_json(&mut plain).expect("an export");
    assert!(plain.starts_with(b"{\"format\":\"nocte-facts\",\"version\":1,"));

    let before = copy.facts().expect("facts");
    let new = serde_json::to_string(&Fact::from(facts::dose(33, 1))).expect("JSON");
    let twisted = text.replace(CANARY, "something else").replacen("[\n", &format!("[\n{new},\n"), 1);
    assert!(matches!(copy.import_json(&twisted), Err(StoreError::Conflict { .. })));
    let mut moved = facts::score(5, 1, "pain", 3);
    moved.id = facts::id(5, 1);
    let moved = serde_json::to_string(&Fact::from(moved)).expect("JSON");
    let elsewhere = format!("{{\"format\":\"nocte-facts\",\"version\":1,\"facts\":[{moved}]}}");
    assert!(matches!(copy.import_json(&elsewhere), Err(StoreError::Conflict { .. })), "ids are one space");
    for refused in [
        "",
        "{}",
        "[]",
        &text.chars().take(text.len() / 2).collect::<String>(),
        &text.replace("nocte-facts", "other"),
        &text.replacen("\"version\":2", "\"version\":3", 1),
        &text.replacen("\"fact\":\"dose\"", "\"fact\":\"dream\"", 1),
    ] {
        assert!(matches!(copy.import_json(refused), Err(StoreError::Import(_))));
    }
    assert_eq!(copy.facts().expect("facts"), before, "all or nothing");
}

#[test]
fn a_spreadsheet_gets_doses_and_scores_that_stand() {
    let home = Home::new();
    let store = Store::open(home.path(), &home.vault, options()).expect("the store");
    let mut csv = Vec::new();
    let counts = store.export_csv(&mut csv).expect("an export");
    let text = String::from_utf8(csv).expect("text");
    let rows = |kind: &str| text.lines().filter(|line| line.starts_with(kind)).count() as u64;
    assert_eq!((rows("dose,"), rows("score,")), (counts.doses, counts.scores));
    assert!(text.contains(",500000,500,1000,500000,A,"), "planned, volume, strength, amount, bottle: {text}");
}
