//! Tonight, and what is told of a dose.

use super::plan::{Stamp, StepRef};
use crate::scalar::Instant;
use nocte_core::domain::amount::{Dose, Strength, Volume};
pub(crate) use nocte_core::domain::entry::{DoseEntry, DoseStatus};
use nocte_core::domain::fact_id::FactId;
pub(crate) use nocte_core::domain::logging::{Answer as DoseAnswer, LogResult, Swallowed, Told};
use nocte_core::domain::night::Night;
use nocte_core::domain::syringe::Syringe;
pub(crate) use nocte_core::domain::tonight::TonightState;

mirror! {
    /// What a night is at an instant.
    enum TonightState {
        NoPlan, QuestionsOpen, Baseline, Planned, Due, Late, Unconfirmed, Taken, Skipped, Unknown, Held,
        Review, Ended,
    }
    /// What is told.
    enum Told {
        Answer(DoseAnswer), Correct { entry: Option<FactId>, to: DoseAnswer },
        Undo { entry: Option<FactId> },
    }
    /// An answer.
    enum DoseAnswer { Taken(Swallowed), Skipped, Unknown, Extra(Swallowed) }
    /// What was swallowed and when; whatever is not said is filled from the plan, the bottle and the
    /// syringe.
    struct Swallowed {
        #[uniffi(default)] at: Option<Instant>, #[uniffi(default)] volume: Option<Volume>,
        #[uniffi(default)] bottle: Option<String>, #[uniffi(default)] dose: Option<Dose>,
        #[uniffi(default)] myself: bool,
    }
    /// What became of something told.
    enum LogResult {
        Logged, LoggedWithWarning, Undone, AlreadyClosed, AskTime, RefusedFuture, RefusedNight,
        RefusedAmount, RefusedBottle, RefusedNothing, RefusedNotGiving,
    }
    /// What the plan, bottle and syringe said at the moment of logging, kept as they were.
    struct DoseEntry {
        id: FactId, night: Night, status: DoseStatus, taken_at: Option<Instant>, planned: Option<Dose>,
        step: Option<StepRef>, volume: Option<Volume>, bottle: Option<String>, strength: Option<Strength>,
        syringe: Option<Syringe>, swallowed: Option<Dose>, corrects: Option<FactId>, stamp: Stamp,
    }
    /// The answer to one night.
    enum DoseStatus { Taken, Skipped, Unknown, Extra }
}
