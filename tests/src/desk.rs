//! The clinic of the shared scenario: the real portal over HTTP on this machine, asked for one thing at a time.
//!
//! Every language tells the same story and needs the same clinic beside it. A question is one line of words, so that
//! a story in any language can ask it over a pipe (`src/bin/scenario.rs`) and Rust's by a call.
//!
//! | question | what the clinic does | answer |
//! | --- | --- | --- |
//! | `now INSTANT` | sets its clock | `done` |
//! | `link` | makes a pairing link for its patient | the link, a space, the passcode |
//! | `match NG` | confirms that the phone is the patient's, whose present dose is so many nanograms | `done` |
//! | `order NG NIGHTS` | signs an order for one step of that dose and so many nights | `done` |
//! | `stop` | signs a stop | `done` |
//! | `refuse WORDS…` | answers the patient's open request for a step with no, and these words | `done` |
//! | `end` | ends the phone's pairing from the clinic's side | `done` |
//! | `anew` | takes in another patient of the same name, birth and doctor; everything from then on is theirs | `done` |
//! | `deaf` | hears every request and answers none | `done` |
//! | `heard` | waits until a request has come since it is deaf | `done` |
//! | `hears` | answers again | `done` |
//! | `gone` | resets every connection | `done` |
//! | `open LINK [PASSCODE]` | nothing: somebody opens a link that was shared | the kinds of resource in what it shows, or `shut` |
//! | `says LINK WORD` | nothing: the same, without a passcode | `yes` where that word stands in what it shows, else `no` |

use crate::proxy::{Asked, Fault, Proxy};
use crate::reader;
use chrono::{DateTime, NaiveDate, Utc};
use core::fmt::Display;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{Order, OrderStatus, RequestAnswer, RequestOutcome};
use nocte_core::domain::plan::{Gate, Step};
use nocte_core::shlink::Secret;
use nocte_core::sync::http::{Line, LineOptions};
use nocte_portal::clinic::{Clinic, NewPatient, Seen};
use nocte_portal::clock::Clock;
use nocte_portal::{Portal, Running, Settings};
use serde_json::Value;
use std::future::Future;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// Who signs. Made up, as is the patient.
const DOCTOR: &str = "Dr Weber";
const PATIENT: &str = "Ada Muster";
const INITIALS: &str = "AM";
const BORN: i32 = 1980;
/// Longer than anybody waits.
const NEVER: Duration = Duration::from_hours(24);

/// A clock that stands where it is put.
#[derive(Debug, Clone, Default)]
struct Hands(Arc<Mutex<DateTime<Utc>>>);

impl Clock for Hands {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a request has come since the clinic is deaf, for who waits for it.
#[derive(Debug, Default)]
struct Ear {
    heard: Mutex<bool>,
    told: Condvar,
}

impl Ear {
    fn set(&self, heard: bool) {
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = heard;
        self.told.notify_all();
    }

    fn wait(&self) {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        while !*heard {
            heard = self.told.wait(heard).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A portal that is up, with a patient on its list. Phones reach it through a proxy that can stop passing on.
pub struct Desk {
    proxy: Proxy,
    _running: Running,
    clinic: Clinic,
    patient: Mutex<String>,
    hands: Hands,
    ear: Arc<Ear>,
    line: Line,
    runtime: Runtime,
    // Last: the portal's files go when nobody has them open any more.
    _folder: TempDir,
}

impl Desk {
    /// Opens the portal on a port of its own. Its clock stands at 1970 until it is set.
    ///
    /// # Errors
    /// What a portal says when it cannot be opened or has no address.
    pub fn open() -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(said)?;
        let runtime = Runtime::new().map_err(said)?;
        let hands = Hands::default();
        let settings = Settings::at("http://localhost");
        let portal = Portal::open(folder.path(), settings, Arc::new(hands.clone())).map_err(said)?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).map_err(said)?;
        // Its public address is the proxy's: a phone knows no other.
        let proxy = runtime.block_on(Proxy::start(listener.local_addr().map_err(said)?, clean));
        let running = runtime.block_on(portal.listen_on(listener, &proxy.origin())).map_err(said)?;
        let clinic = portal.clinic().map_err(said)?;
        let patient = Mutex::default();
        let (ear, line) = (Arc::default(), Line::new(&LineOptions::default()).map_err(said)?);
        let desk =
            Self { proxy, _running: running, clinic, patient, hands, ear, line, runtime, _folder: folder };
        desk.admit()?;
        Ok(desk)
    }

    /// Takes in a patient, and turns to them.
    fn admit(&self) -> Result<(), String> {
        let birth = NaiveDate::from_ymd_opt(BORN, 4, 12).unwrap_or_default();
        let new = NewPatient { name: PATIENT.to_owned(), birth, synthetic: true };
        *self.patient.lock().unwrap_or_else(PoisonError::into_inner) =
            self.go(self.clinic.add_patient(&new))?;
        Ok(())
    }

    fn patient(&self) -> String {
        self.patient.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Answers one question.
    ///
    /// # Errors
    /// Why the clinic says no, or that it does not know the question.
    pub fn answer(&self, question: &str) -> Result<String, String> {
        let words: Vec<&str> = question.split_whitespace().collect();
        match words.as_slice() {
            ["now", at] => {
                *self.hands.0.lock().unwrap_or_else(PoisonError::into_inner) = at.parse().map_err(said)?;
            }
            ["link"] => {
                let invite = self.go(self.clinic.invite_at(&self.patient(), &self.proxy.origin()))?;
                return Ok(format!("{} {}", invite.link.reveal(), invite.passcode.reveal()));
            }
            ["match", ng] => self.confirm(Dose::from_ng(ng.parse().map_err(said)?))?,
            ["order", ng, nights] => {
                self.sign(Dose::from_ng(ng.parse().map_err(said)?), nights.parse().map_err(said)?)?;
            }
            ["stop"] => {
                self.go(self.clinic.stop(&self.patient(), DOCTOR, None))?;
            }
            ["refuse", why @ ..] => self.refuse(&why.join(" "))?,
            ["end"] => {
                let pairing = self.pairing()?;
                self.go(self.clinic.end_pairing(&self.patient(), &pairing))?;
            }
            ["anew"] => self.admit()?,
            ["deaf"] => {
                let ear = Arc::clone(&self.ear);
                ear.set(false);
                self.proxy.turn(move |_: &Asked| {
                    ear.set(true);
                    Fault::Latency(NEVER)
                });
            }
            ["heard"] => self.ear.wait(),
            ["hears"] => self.proxy.turn(clean),
            ["gone"] => self.proxy.turn(|_: &Asked| Fault::Reset),
            ["open", link] => return Ok(self.shown(link, None)),
            ["open", link, passcode] => return Ok(self.shown(link, Some(passcode))),
            ["says", link, word] => return Ok(self.says(link, word)?.to_owned()),
            _ => return Err("the clinic does not know this question".to_owned()),
        }
        Ok("done".to_owned())
    }

    /// What a shared link shows to whoever has it.
    fn shown(&self, link: &str, passcode: Option<&str>) -> String {
        let read = self.read(link, passcode);
        read.map_or_else(|| "shut".to_owned(), |document| reader::kinds(&document).join(" "))
    }

    /// Whether a word stands in it, wherever.
    fn says(&self, link: &str, word: &str) -> Result<&'static str, String> {
        let document = self.read(link, None).ok_or("the link does not open")?;
        Ok(if document.to_string().contains(word) { "yes" } else { "no" })
    }

    fn read(&self, link: &str, passcode: Option<&str>) -> Option<Value> {
        self.runtime.block_on(reader::read(&self.line, &Secret::new(link), passcode))
    }

    fn confirm(&self, dose: Dose) -> Result<(), String> {
        let pairing = self.pairing()?;
        let seen = Seen { initials: INITIALS.to_owned(), birth_year: BORN, dose: Some(dose) };
        self.go(self.clinic.confirm_match(&self.patient(), &pairing, &seen)).map(|_pairing| ())
    }

    /// The newest pairing's id.
    fn pairing(&self) -> Result<String, String> {
        let pairings = self.go(self.clinic.pairings(&self.patient()))?;
        Ok(pairings.into_iter().next().ok_or_else(|| "nobody has paired".to_owned())?.id)
    }

    fn refuse(&self, why: &str) -> Result<(), String> {
        let open = self.go(self.clinic.open_requests(&self.patient()))?;
        let request = open.first().ok_or_else(|| "nobody has asked for a step".to_owned())?.id;
        let (outcome, by, reason) = (RequestOutcome::Rejected, DOCTOR.to_owned(), Some(why.to_owned()));
        let answer = RequestAnswer { request, outcome, by, reason, order: None };
        self.go(self.clinic.answer_request(&self.patient(), &answer))
    }

    fn sign(&self, dose: Dose, min_nights: u32) -> Result<(), String> {
        let order = Order {
            status: OrderStatus::Active,
            by: DOCTOR.to_owned(),
            on: self.hands.now().date_naive(),
            start: None,
            steps: vec![Step { id: "1".to_owned(), dose, min_nights, max_nights: None, gate: Gate::Patient }],
            cap: None,
            stop_after: None,
            saw: self.go(self.clinic.sight(&self.patient()))?.saw,
            replaces: None,
            note: None,
        };
        self.go(self.clinic.sign_order(&self.patient(), order)).map(|_id| ())
    }

    fn go<T, E: Display>(&self, decision: impl Future<Output = Result<T, E>>) -> Result<T, String> {
        self.runtime.block_on(decision).map_err(said)
    }
}

impl core::fmt::Debug for Desk {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Desk(..)")
    }
}

/// Passes everything on.
fn clean(_: &Asked) -> Fault {
    Fault::Clean
}

fn said(error: impl Display) -> String {
    error.to_string()
}
