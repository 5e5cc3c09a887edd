//! Checks, medicines, clocks and questions.

use super::plan::{Agreement, Stamp};
use crate::scalar::Day;
pub(crate) use nocte_core::app::{Answering, MedicineAdded, MedicineView};
use nocte_core::domain::fact_id::FactId;
pub(crate) use nocte_core::domain::medicine::{Course as MedicineCourse, Medicine, MedicineClass, Question};
use nocte_core::domain::night::Night;
pub(crate) use nocte_core::domain::question::{OpenQuestion, WhyAsked};
pub(crate) use nocte_core::domain::safety::{
    CheckAnswer, ClearsWhen, HoldStart, Reason as SafetyReason, Rule as SafetyRule, Said, Verdict, Washout,
    WashoutCause, WashoutState,
};

mirror! {
    /// What an answer amounts to; the worst of several wins, so the order of the variants is the rule.
    enum Verdict { Clear, AskClinician, Hold, Refuse, Emergency }
    /// The rules that can speak.
    enum SafetyRule {
        OpioidShort, OpioidLong, OpioidMethadone, OpioidBuprenorphine, OpioidMixed, OpioidDepot,
        OpioidHospital, OpioidCough, OpioidUnclassified, OpioidAskAgain, OpioidUnanswered, OpioidNotNamed,
        Antidiarrhoeal, Dextromethorphan, DuplicateNaltrexone, OtherSubstance, OpioidAntagonist, Thyroid,
        Immunosuppressant, AskBeforeBoth, NotRecognised, NoOpioidFound, Surgery, SurgeryTooNear,
        SurgeryNoDate, QuestionOpen, Liver, Pregnancy, Transplant, TableOutOfDate,
    }
    /// What would clear a reason.
    enum ClearsWhen {
        LastDoseTold, AskedAgain { on: Night }, AskedAgainAndSigned { on: Night }, Signed, ClinicianAgrees,
        PharmacistAsked, NameFromThePack, Answered, DrugRecorded, DateGiven, DischargeTold, OtherStopped,
        TableRenewed,
    }
    /// One reason of an answer. `verify`: a number or code behind it still waits for a clinician's review.
    struct SafetyReason {
        rule: SafetyRule, verdict: Verdict, name: Option<String>, substance: Option<String>,
        medicine: Option<FactId>, question: Option<Question>, from: Option<Night>, until: Option<Night>,
        length: Option<u32>, on: Option<Day>, verify: bool, source: String,
        clears_when: Option<ClearsWhen>,
    }
    /// The answer.
    struct CheckAnswer {
        verdict: Verdict, from: Option<Night>, until: Option<Night>, reasons: Vec<SafetyReason>,
        clinically_reviewed: bool,
    }
    /// The questions of safety.md 1.
    enum Question { Opioids, Liver, Pregnancy, Transplant, Surgery }
    /// A question to ask now.
    struct OpenQuestion { question: Question, why: WhyAsked }
    /// Why a question is open.
    enum WhyAsked { Never, StepUp, NewBottle, CountdownEnded, Restored, ClockMoved }
    /// An answer to one of the questions.
    struct Answering {
        question: Question, yes: bool, #[uniffi(default)] on: Option<Day>,
        #[uniffi(default)] agreement: Option<Agreement>,
    }
    /// What the patient says of a medicine.
    enum Said { NotTaking, TookOn(Day), StartingOn(Day), Taking, Nothing }
    /// A hold that begins with a recorded opioid.
    struct HoldStart { from: Night, until: Option<Night> }
    /// A medicine just recorded. `on_top`: a dose was swallowed on it, open the withdrawal page.
    struct MedicineAdded { id: FactId, class: Option<MedicineClass>, hold: Option<HoldStart>, on_top: bool }
    /// A medicine on the list, with the clock that runs for it.
    struct MedicineView { medicine: Medicine, clock: Option<Washout> }
    /// A medicine on the patient's list.
    struct Medicine {
        id: FactId, name: String, class: Option<MedicineClass>, course: MedicineCourse, stamp: Stamp,
    }
    /// When a medicine was, or will be, taken.
    enum MedicineCourse { Current, Last { on: Day }, Starting { on: Day }, NotTaking, Unanswered }
    /// Classes that a rule speaks of; from the medicines table, never from a guess.
    enum MedicineClass {
        ShortOpioid, LongOpioid, Methadone, Buprenorphine, MixedOpioid, Depot, SurgicalOpioid,
        AntidiarrhoealOpioid, CoughOpioid, AskPharmacist, UnclassifiedOpioid, DuplicateNaltrexone, Thyroid,
        Immunosuppressant, NoOpioid, OtherSubstance, OpioidAntagonist, AskClinician,
    }
    /// One clock, as long as it stands against a dose.
    struct Washout {
        cause: WashoutCause, class: MedicineClass, state: WashoutState, last: Option<Day>,
        until: Option<Night>, reason: SafetyReason,
    }
    /// What a clock runs for.
    enum WashoutCause { Medicine(FactId), Operation(Day) }
    /// How a clock stands.
    enum WashoutState { Unanswered, NotStarted, Running, AskAgain, ClinicianOnly }
}
