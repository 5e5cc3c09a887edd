//! Tonight, and what is told of a dose.

use super::amount::{CapsuleError, DilutionError};
use super::plan::{HoldReason, Stamp, StepRef};
use super::safety::SafetyReason;
use crate::scalar::{Day, Instant, Open, TimeOfDay, ZonedInstant};
use nocte_core::domain::amount::{Dose, Strength, Volume};
pub(crate) use nocte_core::domain::entry::{DoseEntry, DoseStatus};
use nocte_core::domain::fact_id::FactId;
pub(crate) use nocte_core::domain::giving::{Giver, Giving};
pub(crate) use nocte_core::domain::logging::{
    Advice as DoseAdvice, Answer as DoseAnswer, LogOutcome, LogResult, NewDoseEntry, Swallowed, Told,
};
use nocte_core::domain::night::Night;
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::syringe::Syringe;
pub(crate) use nocte_core::domain::tonight::{
    Answered, Change, Changed, NightTimes, Reason as TonightReason, Tonight, TonightState,
};

mirror! {
    /// Tonight: no line whenever a reason stands against it.
    struct Tonight {
        night: Night, by_day: bool, state: TonightState, dose: Option<Dose>, step: Option<StepRef>,
        line: Option<Volume>, lines: Vec<Volume>, line_dose: Option<Ratio>, capsules: Vec<Dose>,
        bottle: Option<String>, strength: Option<Strength>, syringe: Option<Syringe>, shake: bool,
        changed: Option<Changed>, reasons: Vec<TonightReason>, beside: Vec<SafetyReason>,
        hold_ahead: Option<Night>, answered: Option<Answered>, giving: Giving, times: Option<NightTimes>,
        clock: Option<Open>, next_possible: Option<Instant>,
    }
    /// What a night is at an instant.
    enum TonightState {
        NoPlan, QuestionsOpen, Baseline, Planned, Due, Late, Unconfirmed, Taken, Skipped, Unknown, Held,
        Review, Ended,
    }
    /// One reason against a line, or one thing asked first.
    enum TonightReason {
        NoPlan, Safety(Box<SafetyReason>), PlanAhead { from: Night }, Ended { after: Night },
        Held { why: HoldReason, from: Night }, Restored { copied_at: ZonedInstant },
        Review { nights: u32 }, Answered, OneDoseOrTwo, WindowOver { since: ZonedInstant },
        TooSoon { until: ZonedInstant }, LeftOut { until: ZonedInstant }, NotGiving(Giving), NoSuchNight, NoBottle,
        TwoBottles { letters: Vec<String> }, BottleExpired { letter: String, discard_by: Day },
        BottleWarm { letter: String }, BottleUnnamed, BottleEmpty { letter: String },
        NoLine { error: DilutionError },
        RoundedTooFar { dose: Dose, line_dose: Ratio, graduation: Option<Volume> },
        StepsShareALine { graduation: Option<Volume> }, NoCapsules { error: CapsuleError },
    }
    /// The entry that answers a night, with who said it and from where.
    struct Answered {
        entry: FactId, status: DoseStatus, taken_at: Option<Instant>, taken_clock: Option<TimeOfDay>,
        amount: Option<Ratio>, source: String, by: Option<String>, recorded_at: Instant,
    }
    /// Who gives the dose, and how old what this phone knows is.
    struct Giving { giver: Giver, as_of: Option<ZonedInstant>, today: bool, fresh: bool }
    /// The phone that gives the dose.
    enum Giver { Here, There { source: String, name: Option<String> }, Unchosen, Disputed }
    /// The instants of one night's dose, the gap to the last one aside.
    struct NightTimes { opens: Instant, due: Instant, late: Instant, bedtime: Instant, closes: Instant }
    /// What was, and what is.
    struct Changed {
        was_line: Option<Volume>, line: Option<Volume>, was_dose: Option<Dose>, dose: Dose,
        what: Vec<Change>,
    }
    /// One difference.
    enum Change { Dose, Strength, Bottle, Syringe, Line }
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
    /// What became of something told, and what to know now, the most urgent first.
    struct LogOutcome {
        result: LogResult, night: Night, by_day: bool, entry: Option<NewDoseEntry>,
        takes_back: Option<FactId>, closed_by: Option<FactId>, advice: Vec<DoseAdvice>,
    }
    /// What became of something told.
    enum LogResult {
        Logged, LoggedWithWarning, Undone, AlreadyClosed, AskTime, RefusedFuture, RefusedNight,
        RefusedAmount, RefusedBottle, RefusedNothing, RefusedNotGiving,
    }
    /// What to know after telling.
    enum DoseAdvice {
        WholeTablet { total: Ratio }, AboveRefuse { total: Ratio }, AboveSigned { total: Ratio },
        AboveSoftCap { total: Ratio }, TakenDuringHold, WithdrawalPage, TooSoon { until: ZonedInstant },
        ExtraDose, MoreThanPlanned, LessThanPlanned, BottleNotUsable { letter: String }, WhichBottle,
        OneDoseOrTwo, NotGiving(Giving), TonightAsUsual, NothingToTakeNow,
    }
    /// A dose entry before the caller gives it an id and a stamp.
    struct NewDoseEntry {
        night: Night, status: DoseStatus, taken_at: Option<Instant>, planned: Option<Dose>,
        step: Option<StepRef>, volume: Option<Volume>, bottle: Option<String>, strength: Option<Strength>,
        syringe: Option<Syringe>, swallowed: Option<Dose>, corrects: Option<FactId>,
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
