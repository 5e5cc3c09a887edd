//! The clinic of the story: the real portal, in this process, reached by the phone over HTTP on this machine.

use super::clock::StoryClock;
use super::teller::Teller;
use crate::refusal::Refusal;
use chrono::{DateTime, NaiveDate, Utc};
use nocte_core::app::SyncReport;
use nocte_core::domain::amount::Dose;
use nocte_core::sync::http::{Line, LineOptions};
use nocte_core::time::Clock as _;
use nocte_portal::clinic::{Clinic, ClinicError, NewPatient, Seen};
use nocte_portal::clock::Clock;
use nocte_portal::keyring::{Clinic as Named, Secret, SetUp};
use nocte_portal::roster::Role;
use nocte_portal::{Portal, Running, Settings};
use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Who signs in the story.
pub(super) const DOCTOR: &str = "Dr Weber";
/// The clinic's name, and the address its doctor signs in with. Made up.
const CLINIC: &str = "Night Clinic";
const EMAIL: &str = "weber@clinic.example";
/// Other patients on its list, made up by the portal's own seed, and their nights.
const OTHERS: (u32, u32) = (14, 75);
/// The patient as the clinic writes her. Made up.
pub(super) const PATIENT: &str = "Mara Muster";
pub(super) const INITIALS: &str = "MM";
pub(super) const BORN: i32 = 1980;
/// Where the clinic's address is tried first, so that it is the same each time.
const ADDRESSES: [&str; 2] = ["127.0.0.1:8780", "127.0.0.1:0"];
/// The folder of its data, beside the phone's file.
pub(super) const FOLDER: &str = "clinic";

/// A portal that is up, and the line to it.
pub(crate) struct Desk {
    running: Running,
    clinic: Clinic,
    line: Line,
    patient: String,
    doctor: String,
    // Last: everything above runs on it.
    runtime: Runtime,
}

impl Clock for StoryClock {
    fn now(&self) -> DateTime<Utc> {
        self.moment().now
    }
}

impl Desk {
    /// Opens a portal with its data in `folder`, and puts the patient on its list.
    pub(super) fn open(folder: &Path, clock: &StoryClock) -> Result<Self, Refusal> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| broken("the system gives no room for a server", &error))?;
        let data = folder.join(FOLDER);
        let portal = Portal::open(&data, Settings::at("http://localhost"), Arc::new(clock.clone()))
            .map_err(|error| broken("the clinic cannot be opened", &error))?;
        let running = runtime
            .block_on(async {
                let mut last = None;
                for address in ADDRESSES {
                    match portal.listen(address).await {
                        Ok(running) => return Ok(running),
                        Err(error) => last = Some(error),
                    }
                }
                Err(last)
            })
            .map_err(|error| broken("the clinic has no address on this machine", &format!("{error:?}")))?;
        let clinic = portal.clinic().map_err(|error| broken("the clinic is closed", &error))?;
        let doctor = runtime
            .block_on(set_up(&clinic))
            .map_err(|error| broken("the clinic cannot be set up", &error))?;
        let clinic = clinic.acting_for(&doctor);
        let birth = NaiveDate::from_ymd_opt(BORN, 4, 12).unwrap_or_default();
        let new = NewPatient { name: PATIENT.to_owned(), birth, synthetic: true };
        let patient = runtime
            .block_on(clinic.add_patient(&new))
            .map_err(|error| broken("the clinic takes no patient", &error))?;
        let line = Line::new(&LineOptions::default()).map_err(|error| broken("there is no line", &error))?;
        Ok(Self { running, clinic, line, patient, doctor, runtime })
    }

    /// Puts other patients on the list, so that the worklist is one.
    pub(super) fn fill(&self) -> Result<(), Refusal> {
        let (patients, nights) = OTHERS;
        self.ask(self.clinic.seed(patients, nights)).map(|_| ())
    }

    /// An address that signs the doctor in, once, within an hour.
    pub(super) fn sign_in(&self) -> Result<String, Refusal> {
        let link = self.ask(self.clinic.sign_in_link(&self.doctor))?;
        Ok(link.reveal(&self.running.url))
    }

    /// The address that is kept up after the story.
    pub(super) fn address(&self) -> &str {
        &self.running.url
    }

    /// A link and its passcode, as the clinic hands them over.
    pub(super) fn invite(&self) -> Result<(String, String), Refusal> {
        let invite = self.ask(self.clinic.invite_at(&self.patient, &self.running.url))?;
        Ok((invite.link.reveal(), invite.passcode.reveal().to_owned()))
    }

    /// The clinic's side of the match: initials, birth year and the dose its record shows.
    pub(super) fn confirm_match(&self, dose: Option<Dose>) -> Result<(), Refusal> {
        let pairings = self.ask(self.clinic.pairings(&self.patient))?;
        let pairing = pairings.first().ok_or_else(|| broken("nobody has paired", &""))?;
        let seen = Seen { initials: INITIALS.to_owned(), birth_year: BORN, dose };
        self.ask(self.clinic.confirm_match(&self.patient, &pairing.id, &seen)).map(|_| ())
    }

    /// One decision of the clinic's, about the patient of this story.
    pub(super) fn decide<'a, T, E, F>(
        &'a self,
        decision: impl FnOnce(&'a Clinic, &'a str) -> F,
    ) -> Result<T, Refusal>
    where
        F: Future<Output = Result<T, E>>,
        E: core::fmt::Display,
    {
        self.ask(decision(&self.clinic, &self.patient))
    }

    /// The phone exchanges with the clinic. A run that leaves something waiting is a fault of the story.
    pub(super) fn sync(&self, teller: &Teller<'_>) -> Result<SyncReport, Refusal> {
        let report = self.runtime.block_on(teller.app.sync(&self.line)).map_err(teller.machine.refuse())?;
        if report.all_done() && report.problems.is_empty() {
            return Ok(report);
        }
        Err(broken("the clinic did not take or give everything", &format!("{report:?}")))
    }

    /// Something the phone asks the clinic's server.
    pub(super) fn over_the_line<'a, T, F>(&'a self, work: impl FnOnce(&'a Line) -> F) -> T
    where
        F: Future<Output = T>,
    {
        self.runtime.block_on(work(&self.line))
    }

    /// Stays up until the process is ended, or Enter is pressed where somebody sits.
    pub(crate) fn stay(self, somebody: bool) {
        if somebody {
            let _ = std::io::stdin().read_line(&mut String::new());
        } else {
            self.runtime.block_on(std::future::pending::<()>());
        }
        self.running.stop();
    }

    fn ask<T, E: core::fmt::Display>(&self, work: impl Future<Output = Result<T, E>>) -> Result<T, Refusal> {
        self.runtime.block_on(work).map_err(|error| broken("the clinic says no", &error))
    }
}

/// Names the clinic and puts its doctor on the staff's list; gives the doctor's id.
async fn set_up(clinic: &Clinic) -> Result<String, ClinicError> {
    let access = clinic.access();
    let since = access.at;
    let named =
        Named { name: CLINIC.to_owned(), admin: "desk@clinic.example".to_owned(), public_url: None, since };
    let link = SetUp { link: Secret::mint()?.digest(), ends: since };
    clinic.keyring().found(access, named, link).await?;
    Ok(clinic.add_colleague(EMAIL, DOCTOR, Role::Admin).await?.id)
}

impl core::fmt::Debug for Desk {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Desk(..)")
    }
}

/// A story that cannot go on.
fn broken(what: &str, why: &impl core::fmt::Display) -> Refusal {
    Refusal::new(format!("{what}: {why}"), "please report this with the --now and --zone used")
}
