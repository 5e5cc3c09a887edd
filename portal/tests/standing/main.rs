//! What is kept for the worklist says what the whole records say: after random operations, after the clock has moved,
//! in a portal that has just started, after an upgrade and after a restore.

mod teller;
#[path = "../wire/mod.rs"]
mod wire;

use chrono::TimeDelta;
use nocte_core::catalogue::codes;
use nocte_core::domain::entry::{DoseStatus, Tombstone};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::domain::symptom::Score;
use nocte_core::fhir::{Writing, write};
use nocte_portal::clinic::Clinic;
use nocte_portal::clinic::worklist::Line;
use nocte_portal::clock::Clock as _;
use nocte_portal::store::sqlite::{SqliteStore, care};
use nocte_portal::store::{Access, Actor, Draft, May, Work, Write};
use nocte_portal::{Portal, Settings};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use teller::{Dice, Teller, rating};
use wire::{HandClock, House};

struct World {
    house: House,
    clinic: Clinic,
    store: Arc<dyn nocte_portal::store::Store>,
    tellers: Vec<Teller>,
    dice: Dice,
}

impl World {
    async fn new() -> Self {
        Self::in_house(House::new().await).await
    }

    /// On the embedded database, for what is said of its file.
    async fn embedded() -> Self {
        Self::in_house(House::embedded().await).await
    }

    async fn in_house(house: House) -> Self {
        let clinic = house.portal.clinic().expect("a door").acting_for("ada");
        let seeded = clinic.seed(8, 50).await.expect("seeded");
        let store = Arc::clone(&house.portal.shared().store);
        let mut tellers = Vec::new();
        for patient in seeded.patients {
            let told = clinic.chart(&patient).await.expect("read").journal;
            let facts = told.plans.into_iter().map(Fact::Plan).chain(told.doses.into_iter().map(Fact::Dose));
            let facts = facts.chain(told.effects.into_iter().map(Fact::Effect));
            let facts = facts.chain(told.decisions.into_iter().map(Fact::Decision));
            tellers.push(Teller { patient, told: facts.collect(), last: Value::Null });
        }
        Self { house, clinic, store, tellers, dice: Dice(20_261_125) }
    }

    async fn put(&self, patient: &str, actor: Actor, resources: Vec<Value>, whole: bool) {
        let text = |value: &Value, name: &str| value[name].as_str().expect("a text").to_owned();
        let draft =
            |value: &Value| Draft::new(&text(value, "resourceType"), &text(value, "id"), value.clone());
        let writes = resources.iter().map(|value| Write::Put {
            draft: Box::new(draft(value)),
            // Now and then one is refused, and with a whole work all of them.
            if_match: text(value, "id").ends_with('7').then(|| "77".to_owned()),
            may: May::BOTH,
        });
        let work = Work {
            access: Access { actor, at: self.house.clock.now(), request: String::new() },
            patient: patient.to_owned(),
            writes: writes.collect(),
            whole,
            judge: |_, _, _, _| Ok(()),
        };
        self.store.apply(work).await.expect("applied");
    }

    /// A phone tells something, the clinic does something, or a body comes that means nothing any more.
    async fn something(&mut self) {
        let place = usize::try_from(self.dice.roll(6)).expect("small");
        let now = self.house.clock.now();
        let patient = self.tellers[place].patient.clone();
        match self.dice.roll(24) {
            0 => {
                let flag = nocte_core::domain::clinic::ClinicFlag {
                    active: true,
                    by: "Dr Bea".to_owned(),
                    from: Some(now.date_naive()),
                    until: None,
                    text: "call".to_owned(),
                };
                self.clinic.raise_flag(&patient, &flag).await.expect("raised");
            }
            1 => {
                self.clinic.send_message(&patient, "Dr Bea", "well done").await.expect("sent");
            }
            2 if !self.tellers[place].last.is_null() => {
                self.silences(place).await;
            }
            3 => {
                let hours = i64::try_from(self.dice.roll(30)).expect("small");
                self.house.clock.forward(TimeDelta::hours(hours));
            }
            _ => {
                let fact = self.tellers[place].something(&mut self.dice, now);
                let whole = self.dice.roll(2) == 0;
                self.tells(place, fact, whole).await;
            }
        }
    }

    /// A phone tells a fact.
    async fn tells(&mut self, place: usize, fact: Fact, whole: bool) {
        let teller = &mut self.tellers[place];
        let patient = teller.patient.clone();
        let with = Writing { patient: &patient, install: FactId(7 << 76 | 2 << 62), codes: codes() };
        let json = |text: String| serde_json::from_str(&text).expect("JSON");
        let resources: Vec<Value> =
            write(&fact, teller, &with).iter().map(|one| json(one.to_json())).collect();
        teller.told.push(fact);
        if let Some(last) = resources.iter().rfind(|one| one["resourceType"] != "Provenance") {
            teller.last = last.clone();
        }
        let phone = Actor::Patient { patient: patient.clone(), token: "t".to_owned() };
        self.put(&patient, phone, resources, whole).await;
    }

    /// The last resource of a phone comes again and means nothing any more.
    async fn silences(&self, place: usize) {
        let Teller { patient, last, .. } = &self.tellers[place];
        let silent = json!({"resourceType": last["resourceType"], "id": last["id"], "status": "final"});
        let phone = Actor::Patient { patient: patient.clone(), token: "t".to_owned() };
        self.put(patient, phone, vec![silent], false).await;
    }

    /// The first patient's line.
    async fn line(&self) -> Arc<Line> {
        let list = self.clinic.worklist().await.expect("a list");
        list.lines.iter().find(|line| line.patient == self.tellers[0].patient).cloned().expect("listed")
    }

    /// The list as it is, the list of a portal that has just started, and every record read whole are one.
    async fn agree(&self, when: &str) {
        let by_patient = |lines: &[Arc<Line>]| -> BTreeMap<String, Arc<Line>> {
            lines.iter().map(|line| (line.patient.clone(), Arc::clone(line))).collect()
        };
        let kept = by_patient(&self.clinic.worklist().await.expect("a list").lines);
        let started = started(&self.house).await.clinic().expect("a door");
        let cold = by_patient(&started.worklist().await.expect("a list").lines);
        let listed = self.clinic.patients().await.expect("listed");
        assert_eq!(kept.len(), listed.len(), "{when}");
        for one in listed {
            let whole = Line::of(&self.clinic.chart(&one.id).await.expect("read"));
            for (name, lines) in [("kept", &kept), ("just started", &cold)] {
                let line = &lines[&one.id];
                // No `Debug`: it is personal.
                assert!(line.needs == whole.needs, "{when}, {name}: {:?}, not {:?}", line.needs, whole.needs);
                assert!(line.nights == whole.nights, "{when}, {name}: nights");
                assert!(line.changes == whole.changes, "{when}, {name}: ratings");
                assert!(line.arrived == whole.arrived, "{when}, {name}: arrival");
                assert!(**line == whole, "{when}, {name}: the rest");
            }
        }
    }
}

/// Another portal over the same ground.
async fn started(house: &House) -> Portal {
    let clock = Arc::<HandClock>::clone(&house.clock);
    house.ground.portal(Settings::at("http://localhost"), clock).await
}

fn keyed(house: &House) -> Connection {
    let key = std::fs::read_to_string(house.ground.folder.path().join("key")).expect("the key");
    let connection = Connection::open(house.ground.folder.path().join("portal.db")).expect("the file opens");
    let named = format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{}'\";", key.trim_end());
    connection.execute_batch(&named).expect("the key is taken");
    connection
}

#[tokio::test(flavor = "multi_thread")]
async fn after_random_operations_what_is_kept_says_what_the_records_say() {
    let mut world = World::new().await;
    world.agree("at first").await;
    for round in 0..4 {
        for _ in 0..100 {
            world.something().await;
        }
        world.agree(&format!("after round {round}")).await;
    }
    // Nobody writes, and the nights go on: nothing tonight, silence, weeks that end.
    for days in [1, 3, 5, 30] {
        world.house.clock.forward(TimeDelta::hours(days * 24 + 1));
        world.agree(&format!("{days} days later")).await;
    }
    let verified = world.store.verify().await.expect("an answer");
    assert!(verified.is_ok(), "{verified:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_edges_of_what_is_read_are_where_the_records_have_them() {
    let mut world = World::new().await;
    let first = world.tellers[0].told.iter().filter_map(|fact| match fact {
        Fact::Dose(it) if it.status == DoseStatus::Taken => Some(it.night.date),
        _ => None,
    });
    let first = first.min().expect("the diary has doses");
    let baseline = |line: &Arc<Line>| line.changes[0].baseline.map(|mean| (mean.sum, mean.of));
    let before = baseline(&world.line().await).expect("rated before the first dose");
    // Four weeks before the first dose count, and not a night more.
    world.tells(0, rating(0x10, Night::of(first - TimeDelta::days(29)), 10, 3_600), true).await;
    assert_eq!(baseline(&world.line().await), Some(before));
    world.tells(0, rating(0x11, Night::of(first - TimeDelta::days(28)), 9, 3_600), true).await;
    assert_eq!(baseline(&world.line().await), Some((before.0 + 9, before.1 + 1)));
    world.agree("rated at the edge").await;
    // Taken back, it is gone from the line.
    let Fact::Score(Score { id: target, stamp, .. }) = world.tellers[0].told.last().expect("told").clone()
    else {
        panic!("a rating");
    };
    let id = FactId(target.0 + 0x1000);
    world.tells(0, Fact::Tombstone(Tombstone { id, target, stamp }), true).await;
    assert_eq!(baseline(&world.line().await), Some(before));
    world.agree("taken back").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_night_is_the_one_on_the_wall_of_the_newest_word_that_still_means_something() {
    let mut world = World::new().await;
    // 12:00 UTC: another night has begun in Vienna, and none in New York.
    world.house.clock.forward(TimeDelta::hours(28));
    let last_night = |line: &Arc<Line>| line.nights.last().copied();
    let in_vienna = last_night(&world.line().await);
    let tonight = Night::of(world.house.clock.now().date_naive());
    world.tells(0, rating(0x20, tonight, 5, -18_000), true).await;
    let in_new_york = last_night(&world.line().await);
    assert_ne!(in_new_york, in_vienna);
    world.agree("in New York").await;
    world.silences(0).await;
    assert_eq!(last_night(&world.line().await), in_vienna);
    world.agree("in Vienna again").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_or_older_is_made_from_the_records() {
    let mut world = World::embedded().await;
    for sql in [
        "DELETE FROM told; DELETE FROM standing;",
        "UPDATE standing SET shape = 0; UPDATE told SET said = 'of another form';",
        "DELETE FROM standing WHERE patient IN (SELECT patient FROM standing LIMIT 8);",
    ] {
        keyed(&world.house).execute_batch(sql).expect("meddled");
        // A first write and a first look may come in any order.
        for _ in 0..20 {
            world.something().await;
        }
        world.agree(sql).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn phones_that_come_and_go_and_patients_who_leave_change_the_list_at_once() {
    let world = World::embedded().await;
    let of = |patient: &str, list: &nocte_portal::clinic::worklist::Worklist| {
        list.lines.iter().find(|line| line.patient == patient).cloned()
    };
    let list = || async { world.clinic.worklist().await.expect("a list") };
    let patient = world.house.patient().await;
    assert!(of(&patient, &list().await).is_some_and(|line| line.newest.is_none()));
    let phone = wire::phone::Phone::pair(&world.house, &patient).await;
    assert!(of(&patient, &list().await).is_some_and(|line| line.newest.is_some() && !line.needs.is_empty()));
    phone.tells_its_plan(&world.house).await;
    phone.consents(&world.house, "active").await;
    let seen = wire::phone::seen("AM", 1975, Some(1_500));
    world.clinic.confirm_match(&patient, &phone.pairing, &seen).await.expect("the same person");
    assert!(of(&patient, &list().await).is_some_and(|line| line.needs.is_empty() && line.dose.is_some()));
    world.agree("with a phone").await;
    phone.consents(&world.house, "inactive").await;
    assert!(of(&patient, &list().await).is_none(), "who took the consent back is not on the list");
    let gone = &world.tellers[0].patient;
    world.clinic.erase_patient(gone).await.expect("erased");
    world.clinic.close_patient(&world.tellers[1].patient).await.expect("closed");
    assert_eq!(list().await.lines.len(), 6);
    world.agree("without three").await;
    let left: i64 = keyed(&world.house)
        .query_row(
            "SELECT (SELECT count(*) FROM told WHERE patient = ?1) + \
             (SELECT count(*) FROM standing WHERE patient = ?1)",
            [gone],
            |row| row.get(0),
        )
        .expect("counted");
    assert_eq!(left, 0, "of an erased patient nothing is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restore_under_a_portal_that_serves_the_list_is_the_backups() {
    let mut world = World::embedded().await;
    let backup = world.house.ground.folder.path().join("backup.db");
    let access = Access { actor: Actor::Command, at: world.house.clock.now(), request: String::new() };
    let store = SqliteStore::open(world.house.ground.folder.path()).expect("opens");
    store.backup(access.clone(), &backup).await.expect("copied");
    for _ in 0..60 {
        world.something().await;
    }
    world.agree("before").await;
    care::restore(world.house.ground.folder.path(), &backup, None, &access).expect("put back");
    world.agree("after").await;
}
