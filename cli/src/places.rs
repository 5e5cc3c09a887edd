//! Where the file and its key are, when nobody says.
//!
//! By default the key lies in another folder than the file, so that a copy of the data folder does not carry it.

use crate::refusal::Refusal;
use directories::ProjectDirs;
use std::path::{Path, PathBuf};

/// The store and its key file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Places {
    /// The encrypted file.
    pub(crate) store: PathBuf,
    /// Its key.
    pub(crate) key: PathBuf,
}

impl Places {
    /// From the flags; the platform's folders fill in.
    pub(crate) fn from(store: Option<&Path>, key: Option<&Path>) -> Result<Self, Refusal> {
        let homeless = || {
            Refusal::new(
                "this machine names no folder for data",
                "say where with --store FILE and --key-file FILE",
            )
            .de(
                "dieses Gerät nennt keinen Ordner für Daten",
                "sagen Sie mit --store FILE und --key-file FILE, wohin",
            )
        };
        let folders = || ProjectDirs::from("", "", "nocte").ok_or_else(homeless);
        Ok(match (store, key) {
            (Some(store), Some(key)) => Self { store: store.to_owned(), key: key.to_owned() },
            (Some(store), None) => Self { store: store.to_owned(), key: beside(store) },
            (None, Some(key)) => Self { store: folders()?.data_dir().join("nocte.db"), key: key.to_owned() },
            (None, None) => {
                let folders = folders()?;
                Self {
                    store: folders.data_dir().join("nocte.db"),
                    key: folders.config_dir().join("nocte.key"),
                }
            }
        })
    }
}

/// `FILE.key` beside `FILE`.
fn beside(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push(".key");
    PathBuf::from(name)
}
