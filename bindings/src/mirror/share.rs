//! Links that a phone shares, as the shells see them.

use super::Worded;
use crate::scalar::{Day, Instant};
pub(crate) use nocte_core::app::view::{ShareForm, ShareRow, SharedFileView, SharedView, SharesView};
use nocte_core::domain::fact_id::FactId;
pub(crate) use nocte_core::domain::sharing::ShareKind;
pub(crate) use nocte_core::shlink::{QrCode, Secret};

uniffi::custom_type!(
    /// A text that opens something: shown once, logged never.
    Secret, String, { remote, try_lift: |text| Ok(Secret::new(text)), lower: |secret| secret.expose().to_owned() });

mirror! {
    /// What a link shows: a summary for a doctor, or tonight and the emergency card for a carer.
    enum ShareKind { Doctor, Carer }
    /// What is to be shared. `hours`: 2,160 at most, 8,760 for a carer; `server`: another one than the paired clinic's.
    struct ShareForm {
        kind: ShareKind, #[uniffi(default)] label: Option<String>, hours: u32, #[uniffi(default)] passcode: Option<Secret>,
        #[uniffi(default)] name: Option<Secret>, #[uniffi(default)] born: Option<Day>,
        #[uniffi(default)] server: Option<String>,
    }
    /// The page *Share*: links that may still open and links that are over, the newest first, and what to know before.
    struct SharesView {
        open: Vec<ShareRow>, over: Vec<ShareRow>, doctor_text: String, carer_text: String, file_text: String,
    }
    /// One link; *Take back* is offered where `may_revoke`.
    struct ShareRow {
        id: FactId, kind: ShareKind, kind_text: String, label: Option<String>, state: Worded, until_text: String,
        ends: Instant, opened_text: String, opened: Option<u64>, passcode: bool, copy_text: Option<String>,
        may_revoke: bool, tries_text: Option<String>,
    }
    /// A link that was just made: shown once, as text and as a picture.
    struct SharedView { id: FactId, link: Secret, qr: Option<QrCode>, until_text: String, told: String }
    /// A page to hand over, and the code that opens it; give the two on different ways.
    struct SharedFileView { html: Secret, code: Secret, qr: Option<QrCode>, told: String }
    /// The squares of a QR code row after row, `true` for dark; four squares of white belong around it.
    struct QrCode { width: u32, dark: Vec<bool> }
}
