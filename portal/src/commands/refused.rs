//! Errors of the portal as refusals: the reason in one line, what to do next in another.

use super::refusal::Refusal;
use nocte_portal::OpenError;
use nocte_portal::clinic::ClinicError;
use nocte_portal::store::StoreError;
use nocte_portal::store::sqlite::care::CopyError;

/// What the store says.
#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
pub(super) fn store(error: StoreError) -> Refusal {
    let next = match &error {
        StoreError::Key(_) => "put the portal's own key there, 64 hex digits, readable by its owner only",
        StoreError::Newer { .. } => "use the version that wrote it, or a newer one; nothing was changed",
        StoreError::HalfMoved => "run the same nocte-portal replay again: it goes on where it was broken off",
        StoreError::Role => {
            "give the portal a role of its own: CREATE ROLE nocte LOGIN NOSUPERUSER NOBYPASSRLS"
        }
        StoreError::Address(_) => "docs/scale.md shows one",
        StoreError::Busy => {
            "check that it runs and takes connections from here; what was asked for may be asked again"
        }
        StoreError::Folder(_) => "check that the folder exists, belongs to you and has room",
        StoreError::Database(_) => {
            "try again; if it stays, nocte-portal restore --dry-run says whether a backup is whole"
        }
        _ => "try again; nothing was changed",
    };
    Refusal::new(error.to_string(), next)
}

/// Why a portal does not open.
pub(super) fn open(error: OpenError) -> Refusal {
    match error {
        OpenError::Store(error) => store(error),
        OpenError::PublicUrl => {
            Refusal::new(error.to_string(), "type it as phones reach it: https://ldn.clinic.example")
        }
        other => Refusal::new(other.to_string(), "name another address: --listen HOST:PORT"),
    }
}

/// Why the clinic does not do it.
pub(super) fn clinic(error: ClinicError) -> Refusal {
    match error {
        ClinicError::Store(error) => store(error),
        ClinicError::NoPatient => Refusal::new(
            error.to_string(),
            "nocte-portal status says how many there are; patient add makes one",
        ),
        ClinicError::NoColleague => {
            Refusal::new(error.to_string(), "nocte-portal user list shows who is on the list")
        }
        ClinicError::Colleague => {
            Refusal::new(error.to_string(), "nocte-portal user reset gives them a new way in")
        }
        ClinicError::LastAdmin => Refusal::new(
            error.to_string(),
            "give somebody else the role first: nocte-portal user role USER admin",
        ),
        ClinicError::NoAddress => Refusal::new(
            error.to_string(),
            "name it: --public-url https://ldn.clinic.example, or start nocte-portal serve once",
        ),
        ClinicError::Invite(_) => Refusal::new(error.to_string(), "use a shorter --public-url"),
        other => Refusal::new(other.to_string(), "see docs/portal.md"),
    }
}

/// Why a copy is not made or not put back.
pub(super) fn copy(error: CopyError) -> Refusal {
    match error {
        CopyError::Store(StoreError::Folder(std::io::ErrorKind::NotFound)) => {
            Refusal::new("there is no such file, or no such folder for it", "check the name")
        }
        CopyError::Store(error) => store(error),
        CopyError::Exists => Refusal::new(error.to_string(), "choose another name: no file is ever replaced"),
        CopyError::NoKey => Refusal::new(
            error.to_string(),
            "put the key of the portal it came from at FOLDER/key (mode 0600), or name it: --key-file FILE",
        ),
        other => {
            Refusal::new(other.to_string(), "nothing was changed; try another backup, or another --key-file")
        }
    }
}
