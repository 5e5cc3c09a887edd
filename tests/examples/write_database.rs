//! Writes the database of this schema that every later version must open: `write_database FOLDER`.
//!
//! Run once per schema version, when it is released, by the build that is released. `tests/databases/README.md`
//! says more. Without the `store` feature it does nothing.

#[cfg(feature = "store")]
fn main() -> Result<(), Box<dyn core::error::Error>> {
    use nocte_core::domain::fact::Fact;
    use nocte_core::store::{OpenOptions, Store, migrate::SCHEMA};
    use nocte_tests::facts;
    use nocte_tests::vault::MemoryVault;

    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    let name = format!("v{SCHEMA:03}");
    let work = tempfile_beside(&folder, &name)?;
    let path = work.join("nocte.db");
    let store = Store::create(&path, &MemoryVault::with(0x76), OpenOptions::new())?;
    let _ = store.append(&facts::one_of_each())?;
    for n in 4..120 {
        let night: [Fact; 2] =
            [facts::dose(n, 1).into(), facts::score(n, 2, "pain", u8::try_from(n % 11)?).into()];
        let _ = store.append(&night)?;
    }
    let mut json = Vec::new();
    store.export_json(&mut json)?;
    store.close()?;
    std::fs::copy(&path, folder.join(format!("{name}.db")))?;
    std::fs::write(folder.join(format!("{name}.json")), json)?;
    std::fs::remove_dir_all(work)?;
    Ok(())
}

/// A folder to work in, so that nothing but the finished files appears in the given one.
#[cfg(feature = "store")]
fn tempfile_beside(folder: &std::path::Path, name: &str) -> std::io::Result<std::path::PathBuf> {
    let work = folder.join(format!(".{name}.part"));
    let _ = std::fs::remove_dir_all(&work);
    std::fs::create_dir_all(&work)?;
    Ok(work)
}

#[cfg(not(feature = "store"))]
fn main() {}
