//! The core's typed refusals as the two lines a person reads.

use super::refused_german as german;
use crate::machine::Machine;
use crate::refusal::Refusal;
use nocte_core::domain::plan_change::PlanRefusal;
use nocte_core::domain::proposal::ProposalRefusal;
use nocte_core::domain::safety::Reason;
use nocte_core::domain::symptom::SymptomError;
use nocte_core::error::{ChoiceRefusal, Error, PairRefusal};
use nocte_core::store::{BackupRefusal, ImportRefusal, StoreError, VaultError};
use nocte_core::sync::link::LinkError;
use nocte_core::words::{self, Lang};

/// Why not, and what to do next.
pub(crate) fn refused(error: &Error, lang: Lang) -> Refusal {
    match error {
        Error::Store(error) => store(error).de(german::store(error), german::after_store(error)),
        Error::Plan(refusal @ PlanRefusal::TypeTwice { .. }) => type_twice(refusal, lang),
        Error::Plan(refusal) => words::plan::plan_refused(refusal, lang).into(),
        Error::Tap(refusal) => words::plan::tap_refused(refusal, lang).into(),
        Error::Hold(refusal) => words::plan::hold_refused(*refusal, lang).into(),
        Error::Bottle(refusal) => words::dilution::make_refused(*refusal, lang).into(),
        Error::Check(error) => words::safety::check_refused(*error, lang).into(),
        Error::Safety(reasons) => against(reasons, lang),
        Error::Symptom(error) => {
            let (reason, next) = german::symptom(*error);
            Refusal::new(error.to_string(), symptom(*error)).de(reason, next)
        }
        Error::Choice(refusal) => {
            let (reason, next) = german::choice(*refusal);
            Refusal::new(refusal.to_string(), choice(*refusal)).de(reason, next)
        }
        Error::NotPaired => not_paired(lang),
        Error::Share(refusal) => words::share::refused(*refusal, lang).into(),
        Error::Pairing(refusal) => {
            let (reason, next) = german::pairing(refusal);
            Refusal::new(refusal.to_string(), pairing(refusal)).de(reason, next)
        }
        Error::Proposal(ProposalRefusal::Plan(refusal @ PlanRefusal::TypeTwice { .. })) => {
            type_twice(refusal, lang)
        }
        Error::Proposal(refusal) => words::clinic::proposal_refused(refusal, lang).into(),
        Error::Request(refusal) => words::clinic::request_refused(*refusal, lang).into(),
        Error::NoSuch(what) => {
            let (reason, next) = german::no_such(what);
            Refusal::new(format!("there is no such {what}"), no_such(what)).de(reason, next)
        }
    }
}

impl Machine {
    /// Turns a typed refusal into its two lines, for `map_err`.
    pub(crate) fn refuse(&self) -> impl Fn(Error) -> Refusal + use<> {
        let lang = self.lang;
        move |error| refused(&error, lang)
    }
}

fn not_paired(lang: Lang) -> Refusal {
    match lang {
        Lang::En => Refusal::new(
            "this phone is not paired with a clinic",
            "pair it with the clinic's link: `nocte pair LINK --passcode N`; everything else works without one",
        ),
        Lang::De => Refusal::new(
            "dieses Gerät ist mit keiner Praxis gekoppelt",
            "koppeln Sie es mit dem Link der Praxis: `nocte pair LINK --passcode N`; alles andere geht auch ohne",
        ),
    }
}

fn pairing(refusal: &PairRefusal) -> &'static str {
    match refusal {
        PairRefusal::Link(LinkError::PasscodeNeeded) => "add the passcode told beside the link: --passcode N",
        PairRefusal::Link(LinkError::WrongPasscode { .. }) => {
            "read the passcode again, or ask for a new link"
        }
        PairRefusal::Link(LinkError::NotALink) => "copy the whole link: it begins with shlink:/",
        PairRefusal::Link(LinkError::TryAgain) | PairRefusal::NoAnswer => {
            "check the network, run `nocte sync`, then try again"
        }
        PairRefusal::Link(_) => "ask the clinic for a new link",
        PairRefusal::Differs => {
            "type them once more; if they still differ, end it with `nocte pair --end` and call the clinic"
        }
    }
}

/// All reasons in one line, and what would clear the gravest.
fn against(reasons: &[Reason], lang: Lang) -> Refusal {
    let all: Vec<String> = reasons.iter().map(|reason| words::safety::reason(reason, lang)).collect();
    let clears = reasons.iter().find_map(|reason| reason.clears_when);
    let next = clears.map_or_else(
        || match lang {
            Lang::En => "see `nocte tonight`".to_owned(),
            Lang::De => "siehe `nocte tonight`".to_owned(),
        },
        |when| match lang {
            Lang::En => format!("cleared when {}", words::safety::clears_when(when, lang)),
            Lang::De => format!("aufgehoben, wenn {}", words::safety::clears_when(when, lang)),
        },
    );
    Refusal::new(all.join(" "), next)
}

fn symptom(error: SymptomError) -> &'static str {
    match error {
        SymptomError::Rating => "write a whole number from 0 to 10, or leave it out when it is not known",
        SymptomError::Scale => {
            "there are pain, fatigue, sleep and your own; add one with `nocte set scale NAME`"
        }
        SymptomError::Empty => "type it as you would say it",
        SymptomError::TooLong => "say it in fewer words",
        SymptomError::Value => "write it as the report prints it, like 12 or <2.5",
        SymptomError::Future => "record it when it has come",
        SymptomError::NoOpenEffect => "record it first: `nocte effect WHAT --severity mild`",
    }
}

fn choice(refusal: ChoiceRefusal) -> &'static str {
    match refusal {
        ChoiceRefusal::NearCutover => {
            "those who sleep by day choose `nocte set cutover 00:00`, with a bedtime that fits"
        }
        ChoiceRefusal::Cutover => "choose 12:00, or 00:00 for those who sleep by day",
        ChoiceRefusal::Lead => "choose fewer minutes; 45 lets all notices end by lights-out",
        ChoiceRefusal::Name => "choose another name",
        ChoiceRefusal::SyncFirst => {
            "run `nocte sync` where there is a network, then `nocte set giving` again"
        }
    }
}

fn no_such(what: &str) -> &'static str {
    match what {
        "protocol" => "`nocte protocols` lists P1 to P20",
        "bottle" => "see `nocte bottle list --all`",
        "open restore" => "nothing waits to be confirmed; see `nocte tonight`",
        _ => "see `nocte --help`",
    }
}

fn type_twice(refusal: &PlanRefusal, lang: Lang) -> Refusal {
    let next = match lang {
        Lang::En => "read the paper again, then type the dose a second time with --again DOSE",
        Lang::De => {
            "lesen Sie das Papier noch einmal, dann tippen Sie die Dosis ein zweites Mal mit --again DOSE"
        }
    };
    Refusal::new(words::plan::plan_refused(refusal, lang).reason, next)
}

fn store(error: &StoreError) -> Refusal {
    let next: String = match error {
        StoreError::Missing => {
            "begin with `nocte plan new`, or name the right file with --store FILE".to_owned()
        }
        StoreError::Exists => "name another file with --store FILE".to_owned(),
        StoreError::Locked => {
            "put the key file back where it was, or name it with --key-file FILE".to_owned()
        }
        StoreError::WrongKey => "name this store's own key with --key-file FILE".to_owned(),
        StoreError::Newer { .. } => "use the newer version of nocte; nothing was touched".to_owned(),
        StoreError::Damaged { kept_at } => match kept_at {
            Some(path) => {
                format!("it is kept at {}; open your last backup with `nocte restore FILE`", path.display())
            }
            None => "open your last backup with `nocte restore FILE`".to_owned(),
        },
        StoreError::Busy => "another nocte is at work on it; try again".to_owned(),
        StoreError::Full => "free some space and try again; nothing was half done".to_owned(),
        StoreError::Io { .. } => {
            "check that the folder is there and may be written to, then try again".to_owned()
        }
        StoreError::Conflict { .. } | StoreError::OutOfRange { .. } => {
            "nothing was taken in; export again and retry".to_owned()
        }
        StoreError::Vault(vault) => key(vault).to_owned(),
        StoreError::Backup(refusal) => backup(*refusal).to_owned(),
        StoreError::Import(ImportRefusal::Newer) => "use the newer version of nocte".to_owned(),
        StoreError::Import(_) => "give a file written by `nocte export --format json`".to_owned(),
        _ => "run `nocte verify`, and report this if it comes again".to_owned(),
    };
    Refusal::new(error.to_string(), next)
}

fn key(error: &VaultError) -> &'static str {
    match error {
        VaultError::TooOpen => "close it with `chmod 600 FILE`",
        VaultError::Malformed => "put the right key file back, or restore a backup with `nocte restore FILE`",
        VaultError::Unavailable => "try again when the key can be read",
        _ => "choose a place you may write to with --key-file FILE",
    }
}

fn backup(refusal: BackupRefusal) -> &'static str {
    match refusal {
        BackupRefusal::WrongPassphrase => "try again with the passphrase or recovery phrase it was made with",
        BackupRefusal::ShortPassphrase => "choose a longer one: several words you can remember",
        BackupRefusal::Exists => "name a new file; nothing is ever overwritten",
        BackupRefusal::Newer => "use the newer version of nocte",
        _ => "try another copy",
    }
}
