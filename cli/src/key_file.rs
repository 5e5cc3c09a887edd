//! The key file: 64 hex digits, readable by its owner only.
//!
//! It is created only together with a new store. A store without its key is locked, which is a state and not a
//! reason to make a new key: nothing is created, renamed or deleted then.

use crate::refusal::Refusal;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

/// The raw key.
pub(crate) type Key = [u8; 32];

/// The key in the file; `None` when there is no file.
pub(crate) fn read(path: &Path) -> Result<Option<Key>, Refusal> {
    let shown = path.display();
    let unreadable = |error: std::io::Error| {
        Refusal::new(format!("the key file {shown} cannot be read: {error}"), "check --key-file")
    };
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    // Asked of the open file, so that it cannot be exchanged in between.
    let about = file.metadata().map_err(unreadable)?;
    if !about.is_file() {
        return Err(Refusal::new(format!("{shown} is not a file"), "name the key file with --key-file FILE"));
    }
    owner_only(&about, path)?;
    let mut text = String::new();
    let wrong = || {
        Refusal::new(
            format!("the key file {shown} does not hold 64 hex digits"),
            "put the right key file back, or restore a backup with `nocte restore FILE`",
        )
    };
    (&mut file).take(128).read_to_string(&mut text).map_err(|_| wrong())?;
    decode(text.trim_end_matches(['\n', '\r'])).map(Some).ok_or_else(wrong)
}

#[cfg(unix)]
fn owner_only(about: &fs::Metadata, path: &Path) -> Result<(), Refusal> {
    use std::os::unix::fs::PermissionsExt;
    let mode = about.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(Refusal::new(
        format!("the key file {} can be read by others (mode {mode:04o})", path.display()),
        format!("close it with `chmod 600 {}`", path.display()),
    ))
}

#[cfg(not(unix))]
fn owner_only(_: &fs::Metadata, _: &Path) -> Result<(), Refusal> {
    Ok(())
}

/// Writes a new key, never over an existing file.
pub(crate) fn create(path: &Path, key: &Key) -> Result<(), Refusal> {
    let failed = |error: std::io::Error| {
        Refusal::new(
            format!("the key file {} cannot be created: {error}", path.display()),
            "choose a place you may write to with --key-file FILE",
        )
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(failed)?;
    writeln!(file, "{}", encode(key)).and_then(|()| file.sync_all()).map_err(failed)
}

fn encode(key: &Key) -> String {
    use std::fmt::Write as _;
    key.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn decode(text: &str) -> Option<Key> {
    let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    if digits.len() != 64 {
        return None;
    }
    let mut key = Key::default();
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::try_from(pair[0] * 16 + pair[1]).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_its_file() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("deep").join("key");
        let key: Key = core::array::from_fn(|i| u8::try_from(i * 7).expect("small"));
        assert_eq!(read(&path), Ok(None));
        create(&path, &key).expect("a new place");
        assert_eq!(read(&path), Ok(Some(key)));
        assert!(create(&path, &key).is_err(), "an existing key is never overwritten");
    }

    #[cfg(unix)]
    #[test]
    fn a_wider_mode_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("key");
        create(&path, &[7; 32]).expect("a new place");
        for mode in [0o640, 0o604, 0o660, 0o610, 0o644] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("our own file");
            let refusal = read(&path).expect_err("others may read it");
            assert!(refusal.next.contains("chmod 600"));
        }
    }

    #[test]
    fn anything_but_64_hex_digits_is_refused() {
        assert!(decode(&"a".repeat(63)).is_none());
        assert!(decode(&"a".repeat(65)).is_none());
        assert!(decode(&"g".repeat(64)).is_none());
        assert!(decode(&"é".repeat(32)).is_none());
        assert!(decode(&"A".repeat(64)).is_some());
    }
}
