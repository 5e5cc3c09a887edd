//! Finished screens, as `nocte_core::app::view` makes them, and what is wished for on them.

use super::{
    Agreement, BottleView, CheckAnswer, ClinicPage, Cost, Counts, Decision, DilutionWarning, DoseEntry,
    EffectReport, History, LogResult, Mark, MarkedNight, MedicineView, Need, OpenQuestion, PlanPage,
    PlanStart, PlanStep, PlanVersion, PlannedVersion, ReminderDiff, ReminderPlan, SideEffect, Taking,
    TonightState, Washout,
};
use crate::scalar::{Day, Index, Instant};
pub use nocte_core::app::view::{
    AccessesView, BackupProblem, BottleCard, BottlesView, CheckQuery, CheckView, ClinicView, ClockRow,
    DilutionStage, DilutionView, HistoryView, LoggedView, MedicinesView, PairProblem, ParkedView, PlanFacts,
    PlanView, PlannedView, ProtocolView, QuestionRow, RemindersView, RestoredView, ScaleNumber, Screen,
    Shown, SupplyCard, SyncTrouble, SyncView, TonightView, WarningView, Worded,
};
pub use nocte_core::app::{DiaryEntry, ExportFormat, HoldWish, PlanChange};
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::syringe::Syringe;
pub use nocte_core::words::refusal::Refusal as RefusalWords;

mirror! {
    /// What a shell shows, as far as being stale goes: *Tonight* with its reminders and the card, *Medicines* with clocks
    /// and questions, *Bottles* with the supply, *Clinic* with how far the sync is.
    enum Screen { Tonight, Plan, Medicines, Bottles, History, Settings, Clinic }
    /// What a restore did. What happened since the copy is unknown until it is confirmed; `kept_former`: a former store
    /// was set aside; `counts` is what stands now.
    struct RestoredView { copied_at: Instant, kept_former: bool, counts: Counts }
    /// A way to write everything readable: everything, to be read in again; doses and ratings for a spreadsheet.
    enum ExportFormat { Json, Csv, Fhir }
    /// A code in `snake_case`, the same in every language, with its sentence in the language the object was opened with.
    struct Worded { code: String, text: String }
    /// A refusal in words: why, and the next step. No screen shows the one without the other.
    struct RefusalWords { reason: String, next: String }
    /// Tonight's screen. `text` is the screen in sentences and `spoken` the same for a screen reader; `reasons` say why
    /// no line is shown, `beside` what safety says beside it. Where `offers_done` is false because another phone gives,
    /// offer "I gave it myself just now"; with `changed_text`, *Done* comes after one tap on it. `marks` is how many
    /// the scale has, `numbers` what is printed beside some, `at` the mark of each draw, `evening` the hours of the dark
    /// theme.
    struct TonightView {
        night: Night, state: TonightState, bottle: Option<String>, line: Option<Volume>,
        evening: bool, text: String, spoken: String, dose_text: Option<String>,
        strength_text: Option<String>, reasons: Vec<Worded>, offers_done: bool, beside: Vec<Worded>, night_text: String,
        state_text: String, line_text: Option<String>, changed_text: Option<String>, left_text: Option<String>,
        marks: u32, numbers: Vec<ScaleNumber>, at: Vec<u32>,
    }
    /// A number beside a mark of a syringe, counted from 0; in millilitres, without the unit.
    struct ScaleNumber { at: u32, text: String }
    /// What became of something told: the answer in sentences, and what to know now, the most urgent first. `id` is
    /// what was stored.
    struct LoggedView {
        result: LogResult, night: Night, text: String, advice: Vec<Worded>, id: Option<FactId>,
    }
    /// What this phone should hold: the whole set, the revision of each of its notifications in their order, and what
    /// to change in the system's requests. Post what is `immediate`; take what is `withdrawn` out of the shade; tell once
    /// of what was `missed`. `detail` names drug and dose, for tonight's notices of who asked for that.
    struct RemindersView {
        plan: ReminderPlan, revs: Vec<String>, changes: ReminderDiff, withdrawn: Vec<String>, missed: Vec<String>,
        detail: Option<String>,
    }
    /// What is on record of a stretch of nights; `amounts` is what was swallowed by each dose entry, in ng, in their
    /// order; `counts` how much is on record at all; `days` names each night of it, by its code; `felt` are the side
    /// effects nobody has said are gone, whenever they began; `marked` are the marks by night, which are no effects of
    /// `history`, `marks` those nobody has said are over; `older` is what the page before is asked with.
    struct HistoryView {
        history: History, amounts: Vec<Option<Ratio>>, counts: Counts, days: Vec<Worded>, felt: Vec<SideEffect>,
        marked: Vec<MarkedNight>, marks: Vec<Mark>, older: Option<Night>,
    }
    /// Who looked at the record at the clinic, a line each, newest first; `more`: there are older ones.
    struct AccessesView { rows: Vec<String>, more: bool }
    /// The facts a titration is judged by, each list oldest first; `doses` only those that stand.
    struct PlanFacts {
        plans: Vec<PlanVersion>, decisions: Vec<Decision>, doses: Vec<DoseEntry>, effects: Vec<SideEffect>,
    }
    /// The plan's page, with its state, its steps and what the next step waits for in words.
    struct PlanView {
        page: PlanPage, state_text: String, steps: Vec<String>, waits_for: Vec<Worded>, ask_again: Option<String>,
        rechecking: bool,
    }
    /// A version just made, with what to say of it.
    struct PlannedView { made: PlannedVersion, warnings: Vec<String> }
    /// A protocol to begin from: what it is called, where it comes from, whether it can be begun as it stands, its
    /// steps, rules and remarks in words, and what its source leaves open.
    struct ProtocolView {
        id: String, title: String, provenance: String, executable: bool, steps: Vec<String>, rules: Vec<String>,
        missing: Vec<String>,
    }
    /// A change to the plan. `Begin` makes a new one; a stop without a night is at once.
    enum PlanChange {
        Begin { start: PlanStart, agreement: Agreement, taking: Option<Taking> },
        Repeat, Back, BackAndAsk { months: u32 }, Halve, EndRecheck,
        Steps { steps: Vec<PlanStep>, start_step: Index, cap: Option<Dose>, agreement: Agreement },
        Stop { last: Option<Night>, agreement: Agreement },
        Retitrate { agreement: Agreement }, Recheck { agreement: Option<Agreement> },
    }
    /// Why to hold: the patient's wish, a clinician's word, the newest side effect that stands open, an operation.
    enum HoldWish { Patient, Clinician, OpenEffect, Surgery { on: Day } }
    /// Something felt or found. Without a night it is tonight's, without a day today's.
    enum DiaryEntry {
        Rating { scale: String, value: u8, night: Option<Night> }, Effect(EffectReport),
        Lab { what: String, value: String, unit: String, method: Option<String>, on: Option<Day> },
        Note { text: String, night: Option<Night> }, BadDay { night: Option<Night> },
        Mark { mark: Mark, over: bool, night: Option<Night> },
    }
    /// Names of medicines as typed, one each, and the day of an operation. `last` is the day of the last dose, `starting`
    /// the day a medicine begins; not both.
    struct CheckQuery {
        names: Vec<String>, #[uniffi(default)] last: Option<Day>, #[uniffi(default)] starting: Option<Day>,
        #[uniffi(default)] surgery: Option<Day>,
    }
    /// The answer of a check, with the verdict and its reasons in words.
    struct CheckView { answer: CheckAnswer, verdict_text: String, reasons: Vec<Worded> }
    /// The page of medicines: every entry, oldest first; what stands against a dose tonight, operations included; what
    /// is to be asked before any line.
    struct MedicinesView { medicines: Vec<MedicineView>, clocks: Vec<ClockRow>, questions: Vec<QuestionRow> }
    /// A clock that stands against a dose.
    struct ClockRow { clock: Washout, text: String }
    /// A question, and why it is asked now.
    struct QuestionRow { open: OpenQuestion, text: String, why: String }
    /// A bottle: its strength as its label prints it, why it may not be drawn from (nothing when it may), its clocks,
    /// its label's lines from the top, how it is made at home with the fillings each step counts.
    struct BottleCard {
        view: BottleView, strength_text: String, state_text: Option<String>, clocks_text: Option<String>,
        label: Vec<String>, guide: Vec<String>, fills: Vec<u64>,
    }
    /// What the coming nights need, reckoned from the bottle of this letter; `need` is nothing where the present dose
    /// cannot be drawn from bottles like it, the cost where no price is known.
    struct SupplyCard {
        letter: String, need: Option<Need>, cost: Option<Cost>, cost_text: Option<String>,
        tablets_left: Option<u32>,
    }
    /// Every bottle ever made, oldest first; and the supply, once there are a plan and a bottle made from tablets.
    struct BottlesView { bottles: Vec<BottleCard>, supply: Option<SupplyCard> }
    /// What the clinic has said: the proposal's first line and what it would change; the stops, pauses and flags that
    /// stand; messages and answers, newest first; and where the sync stands.
    struct ClinicView {
        page: ClinicPage, proposal_text: Option<String>, changes: Vec<String>, stops: Vec<String>,
        said: Vec<String>, sync: SyncView,
    }
    /// What a run did and what is left: facts the server took in this run, resources that came, facts that wait, what
    /// was refused or could not be read (each waits apart), kinds of record of which the server has fewer than this
    /// phone delivered, and what the user should be told.
    struct SyncView {
        delivered: u32, pulled: u64, waiting: u64, parked: Vec<ParkedView>, last_delivered: Option<Instant>,
        not_before: Option<Instant>, short: Vec<Worded>, troubles: Vec<SyncTrouble>,
    }
    /// One thing that waits for a person, with the HTTP status that parked it, where an answer did, and why.
    struct ParkedView { id: String, status: Option<u16>, reason: Worded }
    /// What a run met, by what can be done: offer to pair; ask the clinic for a new link; try later; try later; open
    /// the sign-in page of this network in a browser; tell the clinic. Entries wait; none is lost.
    enum SyncTrouble { NotPaired, SignInAgain, Offline, ServerBusy, NotTheServer, Partly }
    /// Why pairing did not go through: scan again; ask for a new link; ask for the passcode; ask again, so many tries
    /// are left; try again; do not follow that record, it is somebody else's.
    enum PairProblem {
        NotALink, LinkEnded, PasscodeNeeded, WrongPasscode { remaining: Option<u32> }, NoAnswer, Differs,
    }
    /// Why a backup was refused: choose another file; offer the update; choose another copy; ask for the passphrase
    /// again; ask for a longer one; choose another name.
    enum BackupProblem { NotABackup, Newer, Damaged, WrongPassphrase, ShortPassphrase, Exists }
    /// A text to show, with a no-break space between number and unit, and the same for a screen reader.
    struct Shown { text: String, spoken: String }
    /// A line on a syringe. `volume` is exact, in µL; `line` is over all draws and never above it, `lines` the line of
    /// each draw, `line_dose` what it holds, in ng; `text` is the whole in a sentence.
    struct DilutionView {
        dose: Dose, strength: Strength, strength_text: String, syringe: Syringe, volume: Ratio, draws: u64,
        line: Volume, lines: Vec<Volume>, line_dose: Ratio, exact: bool, text: String,
        warnings: Vec<WarningView>,
    }
    /// A warning with its code and sentence.
    struct WarningView { warning: DilutionWarning, code: String, text: String }
    /// One stage of a second dilution: the letter of the new bottle, what is taken from the stronger one, what is
    /// added, and what it makes.
    struct DilutionStage { name: String, take: Volume, water: Volume, strength: Strength, strength_text: String }
}
