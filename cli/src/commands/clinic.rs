//! The clinic's side is not built yet; the words exist and say so.

use crate::refusal::Refusal;

/// Why `pair`, `sync`, and a plan's proposals have no answer.
pub(crate) fn not_paired() -> Refusal {
    Refusal::new(
        "this phone is not paired with a clinic: pairing and sync are not built yet",
        "everything else works without one; a prescriber's word is recorded with --by NAME --on DATE",
    )
}
