//! A reason: which rule speaks, how gravely, on whose authority, and what would clear it.

use crate::domain::fact_id::FactId;
use crate::domain::medicine::Question;
use crate::domain::night::Night;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What an answer amounts to; the worst of several wins, so the order of the variants is the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing stands against it. Never a guess, and never a promise about other interactions.
    Clear,
    /// A clinician or pharmacist is asked first.
    AskClinician,
    /// No dose until the reason is cleared.
    Hold,
    /// Not beside low-dose naltrexone, or not with this programme.
    Refuse,
    /// Help now.
    Emergency,
}

/// The rules that can speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A short-acting opioid, plain tramadol and tapentadol included.
    OpioidShort,
    /// Extended release or patch of any opioid, tramadol included.
    OpioidLong,
    /// Methadone or levomethadyl.
    OpioidMethadone,
    /// Buprenorphine.
    OpioidBuprenorphine,
    /// A mixed agonist.
    OpioidMixed,
    /// Depot or implant: no countdown.
    OpioidDepot,
    /// Given in hospital, or assumed given there.
    OpioidHospital,
    /// A codeine-type cough remedy.
    OpioidCough,
    /// An opioid or opioid-like substance without a verified code or clock.
    OpioidUnclassified,
    /// A countdown has ended: the question is asked again, nothing cleared by itself.
    OpioidAskAgain,
    /// A check found an opioid and the patient has not answered yet.
    OpioidUnanswered,
    /// "Yes" to the opioid question, and no drug recorded since.
    OpioidNotNamed,
    /// Loperamide and kin may stop working.
    Antidiarrhoeal,
    /// Dextromethorphan: the pharmacist is asked.
    Dextromethorphan,
    /// A second source of naltrexone.
    DuplicateNaltrexone,
    /// Dextro-naltrexone and the like: not the drug of the plan.
    OtherSubstance,
    /// Naloxone and kin.
    OpioidAntagonist,
    /// Thyroid hormone: the need for it may fall.
    Thyroid,
    /// Immunosuppressant or steroid: sources disagree.
    Immunosuppressant,
    /// A source advises to ask before taking both.
    AskBeforeBoth,
    /// The name, or a part of it, stands nowhere in the table.
    NotRecognised,
    /// The name is known and holds no opioid; nothing more is said.
    NoOpioidFound,
    /// A planned operation.
    Surgery,
    /// The operation is nearer than the days the rule asks for.
    SurgeryTooNear,
    /// "Yes" to the surgery question, and no date.
    SurgeryNoDate,
    /// A question that cannot be skipped stands open.
    QuestionOpen,
    /// Liver failure or acute hepatitis.
    Liver,
    /// Pregnancy or breastfeeding.
    Pregnancy,
    /// A transplant.
    Transplant,
    /// A table is past its review-by date.
    TableOutOfDate,
}

impl Rule {
    /// The stable code that scripts and the clinic see.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OpioidShort => "opioid_short",
            Self::OpioidLong => "opioid_long",
            Self::OpioidMethadone => "opioid_methadone",
            Self::OpioidBuprenorphine => "opioid_buprenorphine",
            Self::OpioidMixed => "opioid_mixed",
            Self::OpioidDepot => "opioid_depot",
            Self::OpioidHospital => "opioid_hospital",
            Self::OpioidCough => "opioid_cough",
            Self::OpioidUnclassified => "opioid_unclassified",
            Self::OpioidAskAgain => "opioid_ask_again",
            Self::OpioidUnanswered => "opioid_unanswered",
            Self::OpioidNotNamed => "opioid_not_named",
            Self::Antidiarrhoeal => "antidiarrhoeal",
            Self::Dextromethorphan => "dextromethorphan",
            Self::DuplicateNaltrexone => "duplicate_naltrexone",
            Self::OtherSubstance => "other_substance",
            Self::OpioidAntagonist => "opioid_antagonist",
            Self::Thyroid => "thyroid",
            Self::Immunosuppressant => "immunosuppressant",
            Self::AskBeforeBoth => "ask_before_both",
            Self::NotRecognised => "not_recognised",
            Self::NoOpioidFound => "no_opioid_found",
            Self::Surgery => "surgery",
            Self::SurgeryTooNear => "surgery_too_near",
            Self::SurgeryNoDate => "surgery_no_date",
            Self::QuestionOpen => "question_open",
            Self::Liver => "liver",
            Self::Pregnancy => "pregnancy",
            Self::Transplant => "transplant",
            Self::TableOutOfDate => "table_out_of_date",
        }
    }

    /// What the rule asks for when nothing makes it milder or graver.
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::OpioidShort
            | Self::OpioidLong
            | Self::OpioidMethadone
            | Self::OpioidBuprenorphine
            | Self::OpioidMixed
            | Self::OpioidDepot
            | Self::OpioidHospital
            | Self::OpioidCough
            | Self::OpioidUnclassified
            | Self::OpioidUnanswered
            | Self::OpioidNotNamed
            | Self::Surgery
            | Self::SurgeryNoDate => Verdict::Hold,
            Self::DuplicateNaltrexone | Self::OtherSubstance => Verdict::Refuse,
            Self::OpioidAskAgain
            | Self::Dextromethorphan
            | Self::OpioidAntagonist
            | Self::Immunosuppressant
            | Self::AskBeforeBoth
            | Self::NotRecognised
            | Self::SurgeryTooNear
            | Self::QuestionOpen
            | Self::Liver
            | Self::Pregnancy
            | Self::Transplant
            | Self::TableOutOfDate => Verdict::AskClinician,
            Self::Antidiarrhoeal | Self::Thyroid | Self::NoOpioidFound => Verdict::Clear,
        }
    }

    /// Where the rule comes from, for those whose authority is not a clinical parameter or the medicines table.
    pub const fn source(self) -> &'static str {
        match self {
            Self::OpioidShort | Self::OpioidMixed | Self::OpioidCough | Self::OpioidUnanswered => {
                "Naltrexone tablet label (DailyMed 74087d2f-468d-4de1-a2fc-a489d0f2abef)"
            }
            Self::OpioidNotNamed | Self::OpioidAskAgain => {
                "Naltrexone tablet label (DailyMed 74087d2f-468d-4de1-a2fc-a489d0f2abef); own rule"
            }
            Self::OpioidLong => "Liptan on opioids and LDN (drginevra.com); own proposal (verify)",
            Self::OpioidMethadone | Self::OpioidBuprenorphine => {
                "Naltrexone monographs (Dobbs Ferry Pharmacy; Alberta MyHealth)"
            }
            Self::OpioidDepot | Self::OpioidHospital | Self::OpioidUnclassified => "Own proposal (verify)",
            Self::Antidiarrhoeal => "Vivitrol label (openFDA)",
            Self::Dextromethorphan => "From memory, to be confirmed by a pharmacist (verify)",
            Self::DuplicateNaltrexone => "Own proposal: two sources of one drug (verify)",
            Self::OtherSubstance => "Own proposal: plans are for naltrexone only",
            Self::OpioidAntagonist => "No source read; the pharmacist is asked",
            Self::Thyroid => "lowdosenaltrexone.org; LDN Research Trust, when to start and stop",
            Self::Immunosuppressant => "lowdosenaltrexone.org; capzasin.net (weak, sources disagree)",
            Self::AskBeforeBoth => "rosheta.com, ReVia leaflet",
            Self::NotRecognised | Self::NoOpioidFound => "Nocte's table of medicines",
            Self::Surgery | Self::SurgeryTooNear | Self::SurgeryNoDate => {
                "Lenz on the Health Rising LDN page; other sources say 2 to 4 days"
            }
            Self::QuestionOpen => "Own rule: the five questions before any line",
            Self::Liver => "Exclusions of the BC and FINAL trials",
            Self::Pregnancy => "Exclusions of the BC, FINAL and INNOVA trials",
            Self::Transplant => "lowdosenaltrexone.org: may counter transplant immunosuppressants",
            Self::TableOutOfDate => "Own rule: tables carry a review-by date",
        }
    }

    /// Whether the source or number still waits for a clinician or pharmacist; the mark is shown.
    pub const fn verify(self) -> bool {
        !matches!(
            self,
            Self::NotRecognised
                | Self::NoOpioidFound
                | Self::QuestionOpen
                | Self::TableOutOfDate
                | Self::OpioidNotNamed
                | Self::OpioidUnanswered
                | Self::SurgeryNoDate
        )
    }
}

/// What would clear a reason. Nothing here is ever "time alone".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "when")]
pub enum ClearsWhen {
    /// The patient tells when the last dose was; then the countdown runs.
    LastDoseTold,
    /// From this night on the question is asked again, and answered "no".
    AskedAgain {
        /// The first night on which resuming may be asked.
        on: Night,
    },
    /// From this night on the question is asked again, and the clinic signs as well.
    AskedAgainAndSigned {
        /// The first night on which resuming may be asked.
        on: Night,
    },
    /// Only an order signed by a paired clinic.
    Signed,
    /// A clinician agreed: signed, or reported with name and date.
    ClinicianAgrees,
    /// A pharmacist or clinician was asked.
    PharmacistAsked,
    /// The name is typed as the pack prints it, or a pharmacist was asked.
    NameFromThePack,
    /// The question is answered.
    Answered,
    /// The drug is recorded by name.
    DrugRecorded,
    /// The date of the operation is given.
    DateGiven,
    /// After the operation: discharge and the last painkiller are recorded.
    DischargeTold,
    /// The other source of naltrexone is stopped.
    OtherStopped,
    /// A newer table is installed; until then a pharmacist is asked.
    TableRenewed,
}

/// One reason of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The rule that speaks.
    pub rule: Rule,
    /// What this reason alone amounts to.
    pub verdict: Verdict,
    /// The name as typed, where a name is spoken of.
    pub name: Option<String>,
    /// What it was recognised as, or for a name not recognised the opioid it looks like.
    pub substance: Option<String>,
    /// The recorded medicine, where one is.
    pub medicine: Option<FactId>,
    /// The question, where one is open or was answered "yes".
    pub question: Option<Question>,
    /// The first night without a dose.
    pub from: Option<Night>,
    /// The first night on which resuming may be asked; `None` with a hold means no end is known.
    pub until: Option<Night>,
    /// The length of the rule, in nights or (operation) full days.
    pub length: Option<u32>,
    /// The date of the operation.
    pub on: Option<NaiveDate>,
    /// Class, clock or source is still to be confirmed.
    pub verify: bool,
    /// On whose authority.
    pub source: String,
    /// What would clear it; `None` when nothing has to.
    pub clears_when: Option<ClearsWhen>,
}

impl Reason {
    /// The bare reason of a rule; the rule's own verdict, source and mark.
    pub fn of(rule: Rule) -> Self {
        Self {
            rule,
            verdict: rule.verdict(),
            name: None,
            substance: None,
            medicine: None,
            question: None,
            from: None,
            until: None,
            length: None,
            on: None,
            verify: rule.verify(),
            source: rule.source().to_owned(),
            clears_when: None,
        }
    }

    /// Cleared by this.
    #[must_use]
    pub fn clears(mut self, when: ClearsWhen) -> Self {
        self.clears_when = Some(when);
        self
    }
}
