//! Moving out to a server that does what real ones do: takes less than it says, keeps half of a transaction, fails
//! though it stored, shows no history, or fails for ever.

mod double;

use chrono::DateTime;
use double::{Double, Fate};
use nocte_portal::engine::{Base, Engine, EngineError, Lost, Patience, Replayed};
use nocte_portal::rest::judge;
use nocte_portal::store::sqlite::SqliteStore;
use nocte_portal::store::{Access, Actor, Done, Draft, May, Store, Work, Write};
use serde_json::json;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ANNA: &str = "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01";

/// Resources of the record; the first has a second version. Three transactions.
const COUNT: usize = 120;

const HURRIED: Patience =
    Patience { first: Duration::from_millis(1), longest: Duration::from_millis(2), tries: 3 };

fn id(number: usize) -> String {
    format!("0192f5e1-0000-7111-8111-{number:012}")
}

fn name(number: usize) -> String {
    format!("Observation/{}", id(number))
}

fn note(number: usize, text: &str) -> Write {
    let value = json!({
        "subject": {"reference": format!("Patient/{ANNA}")},
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3"}]},
        "effectiveDateTime": "2026-03-14",
        "valueString": text,
    });
    let draft = Draft::new("Observation", &id(number), value);
    Write::Put { draft: Box::new(draft), if_match: None, may: May::BOTH }
}

/// A portal's folder with the record, and a server to move it to.
struct Move {
    folder: tempfile::TempDir,
    there: Double,
}

impl Move {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(folder.path()).expect("opens");
        let first: Vec<Write> = (0..COUNT).map(|number| note(number, "first")).collect();
        for writes in [first, vec![note(0, "second")]] {
            let actor = Actor::Patient { patient: ANNA.to_owned(), token: "t".to_owned() };
            let at = DateTime::from_timestamp(1_800_000_000, 0).expect("a date");
            let access = Access { actor, at, request: String::new() };
            let work = Work { access, patient: ANNA.to_owned(), writes, whole: true, judge };
            let done = store.apply(work).await.expect("applied");
            assert!(done.iter().all(|done| matches!(done, Done::Created(_) | Done::Updated(_))));
        }
        Self { folder, there: Double::new().await }
    }

    async fn replay(&self) -> Result<Replayed, EngineError> {
        self.replay_to(&format!("http://{}/r4", self.there.address)).await
    }

    async fn replay_to(&self, base: &str) -> Result<Replayed, EngineError> {
        let from = SqliteStore::open_to_move(self.folder.path()).expect("opens");
        let base = Base::of_text(base).expect("an address");
        Engine::new(base, None, None, HURRIED).expect("an engine").replay(&from).await
    }

    /// Ends it while the server still thinks, as a kill does.
    async fn broken_off(&self) {
        tokio::select! {
            ended = self.replay() => panic!("it was to hang: {ended:?}"),
            () = self.there.hung() => {}
        }
    }

    fn all_there(&self, moved: &Replayed) {
        assert_eq!(moved.versions, COUNT as u64 + 1);
        assert_eq!(moved.types["Observation"].count, COUNT as u64);
        assert_eq!(self.there.counts().len(), COUNT);
    }
}

#[tokio::test]
async fn a_server_that_takes_small_bodies_gets_halves() {
    let of = Move::new().await;
    of.there.rules(|names, _| if names.len() > 9 { Fate::Refused(413) } else { Fate::Taken });
    of.all_there(&of.replay().await.expect("moved"));
    let sizes = of.there.sizes();
    assert_eq!(sizes.iter().max(), Some(&51), "fifty and the mark were tried");
    assert!(sizes.contains(&8), "halved to what it takes and not to single ones");
}

#[tokio::test]
async fn a_mark_without_its_entries_hides_none_of_them() {
    let of = Move::new().await;
    // The mark stands last in its transaction: it is stored and nothing else of the second one is.
    of.there.rules(
        |_, before| {
            if before == 1 { Fate::Hangs(|place, of| place + 1 == of) } else { Fate::Taken }
        },
    );
    of.broken_off().await;
    of.there.rules(|_, _| Fate::Taken);
    let moved = of.replay().await.expect("moved");
    assert!(moved.resumed);
    of.all_there(&moved);
}

#[tokio::test]
async fn half_a_transaction_is_gone_on_with_whichever_half_it_was() {
    let halves: [double::Keep; 3] =
        [|place, of| place < of / 2, |place, of| place >= of / 2, |place, of| place + 1 < of];
    for keep in halves {
        for which in 0..3 {
            let of = Move::new().await;
            of.there.rules(move |_, before| if before == which { Fate::Hangs(keep) } else { Fate::Taken });
            of.broken_off().await;
            of.there.rules(|_, _| Fate::Taken);
            of.all_there(&of.replay().await.expect("moved"));
        }
    }
}

#[tokio::test]
async fn what_was_stored_behind_a_500_is_not_sent_again() {
    let of = Move::new().await;
    of.there.rules(|_, before| if before % 2 == 0 { Fate::StoredAndSays(500) } else { Fate::Taken });
    of.all_there(&of.replay().await.expect("moved"));
    let counts = of.there.counts();
    assert!(counts.iter().all(|(one, count)| *count == usize::from(*one == name(0)) + 1), "{counts:?}");
}

#[tokio::test]
async fn a_missing_history_is_said_and_a_shown_one_is_counted() {
    let of = Move::new().await;
    let moved = of.replay().await.expect("moved");
    assert_eq!((moved.histories, moved.without_history), (1, 0));
    of.there.hides_history();
    let again = of.replay().await.expect("compared");
    assert_eq!((again.histories, again.without_history), (0, 1));
}

#[tokio::test]
async fn what_is_answered_with_500_for_ever_is_named() {
    let of = Move::new().await;
    let failed = Arc::new(Mutex::new(Vec::new()));
    let seen = failed.clone();
    of.there.rules(move |names, _| {
        if !names.contains(&name(30)) {
            return Fate::Taken;
        }
        seen.lock().expect("no panic").push(names.len());
        Fate::Refused(500)
    });
    let refused = of.replay().await;
    assert!(
        matches!(&refused, Err(EngineError::Refused { id: named, status: 500, .. }) if *named == id(30)),
        "{refused:?}"
    );
    assert_eq!(of.there.counts().len(), 30, "all before it, and nothing after it");
    // The whole patience for all of it and for that one, a third for each half between.
    let sizes = failed.lock().expect("no panic").clone();
    let tries: Vec<usize> = sizes.chunk_by(|one, next| one == next).map(<[usize]>::len).collect();
    assert_eq!(tries, [4, 2, 2, 2, 2, 2, 4], "{sizes:?}");
    of.there.rules(|_, _| Fate::Taken);
    of.all_there(&of.replay().await.expect("moved"));
}

#[tokio::test]
async fn a_server_that_is_away_is_not_taken_for_a_refusal() {
    for status in [502, 503, 504, 429, 302, 307] {
        let of = Move::new().await;
        of.there.rules(move |_, _| Fate::Refused(status));
        assert!(matches!(of.replay().await, Err(EngineError::Busy(Lost::Busy))), "{status}");
        assert!(of.there.sizes().iter().all(|size| *size == 51), "nothing was halved");
    }
}

#[tokio::test]
async fn who_cannot_and_who_has_moved_for_good_is_asked_once() {
    for status in [501, 301, 308] {
        let of = Move::new().await;
        of.there.rules(move |_, _| Fate::Refused(status));
        let refused = of.replay().await;
        assert!(
            matches!(&refused, Err(EngineError::Refused { kind, status: said, .. }) if *said == status && kind == "Bundle"),
            "{refused:?}"
        );
        assert_eq!(of.there.sizes().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn why_a_server_cannot_be_reached_is_said() {
    let of = Move::new().await;
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let to = [(closed, "http", Lost::Connection), (of.there.address, "https", Lost::Tls)];
    for (address, scheme, lost) in to {
        let failed = of.replay_to(&format!("{scheme}://{address}/r4")).await;
        assert!(matches!(&failed, Err(EngineError::Busy(last)) if *last == lost), "{failed:?}");
    }
}
