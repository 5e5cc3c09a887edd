//! The database key: 32 random bytes in `DIR/key`, as hex, mode 0600. Made with the store and never replaced.

use crate::store::StoreError;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use zeroize::Zeroizing;

/// The key as 64 hex digits; wiped when dropped.
pub(super) type KeyHex = Zeroizing<String>;

/// The key of the folder; a new one when neither key nor database is there.
pub(super) fn of_folder(folder: &Path, database: &Path) -> Result<KeyHex, StoreError> {
    let path = folder.join("key");
    if let Some(key) = read(&path)? {
        return Ok(key);
    }
    if database.exists() {
        return Err(StoreError::Key("is missing; the database cannot be opened without it"));
    }
    make(&path)?;
    read(&path)?.ok_or(StoreError::Key("was not kept"))
}

pub(super) fn read(path: &Path) -> Result<Option<KeyHex>, StoreError> {
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::Folder(error.kind())),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().map_err(|error| StoreError::Folder(error.kind()))?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(StoreError::Key("may be read by others: its mode must be 0600"));
        }
    }
    let text = std::io::read_to_string(file).map_err(|_| StoreError::Key("cannot be read"))?;
    let text = Zeroizing::new(text);
    let hex = text.trim_end();
    if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(StoreError::Key("is not 64 hex digits"));
    }
    Ok(Some(Zeroizing::new(hex.to_owned())))
}

/// Written whole under another name first; linking fails where a key is already, so none is ever replaced.
fn make(path: &Path) -> Result<(), StoreError> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    getrandom::fill(bytes.as_mut_slice()).map_err(|_| StoreError::NoRandomness)?;
    let mut line = Zeroizing::new(String::with_capacity(65));
    for byte in bytes.iter() {
        for digit in [byte >> 4, byte & 15] {
            line.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    written(path, &line)
}

/// Keeps a known key in a new folder: the one a restored copy is sealed with. Another one there is an error.
pub(super) fn keep(path: &Path, key: &KeyHex) -> Result<(), StoreError> {
    match read(path)? {
        Some(there) if *there == **key => Ok(()),
        Some(_) => Err(StoreError::Key("is another one than the copy's")),
        None => written(path, key),
    }
}

/// A key in its file, as one line.
fn written(path: &Path, key: &str) -> Result<(), StoreError> {
    let line = Zeroizing::new([key, "\n"].concat());
    let part = path.with_extension(format!("part-{}", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(&part)
        .and_then(|mut file| file.write_all(line.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::hard_link(&part, path));
    let _ = fs::remove_file(&part);
    match written {
        Ok(()) => sync_folder(path),
        // Another process was quicker: its key is the key.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::Folder(error.kind())),
    }
}

/// The name of a new file survives a power cut only once its folder is synced.
pub(super) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    // A bare name has an empty parent: the folder one stands in.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| StoreError::Folder(error.kind()))
}
