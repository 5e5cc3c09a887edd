//! Ten thousand random operations of phones and staff: as many rows as accesses, in one chain that holds.

mod wire;

use nocte_portal::clock::Clock as _;
use nocte_portal::keyring::Secret;
use nocte_portal::rest::judge;
use nocte_portal::roster::{LinkKind, NewMember, NewSession, Role, Roster, StaffLink, Way};
use nocte_portal::store::{Access, Actor, Draft, May, Page, Reading, Since, Store, Work, Write};
use serde_json::json;
use std::sync::Arc;
use tokio::task::JoinSet;
use wire::House;

const OPERATIONS: u32 = 10_000;

/// Operations under way at once: they share commits as they do in a clinic's evening.
const AT_ONCE: usize = 64;

/// The next of a row of numbers that look random and are the same each time (Knuth's linear congruence).
fn next(seed: &mut u64) -> u32 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    u32::try_from(*seed >> 33).expect("31 bits")
}

struct Clinic {
    store: Arc<dyn Store>,
    house: House,
    patients: Vec<String>,
    staff: Vec<String>,
}

impl Clinic {
    fn access(&self, who: u32) -> Access {
        let staff = &self.staff[who as usize % self.staff.len()];
        let patient = &self.patients[who as usize % self.patients.len()];
        let actor = match who % 3 {
            0 => Actor::Staff(staff.clone()),
            1 => Actor::Patient { patient: patient.clone(), token: "t".to_owned() },
            _ => Actor::Command,
        };
        Access { actor, at: self.house.clock.now(), request: String::new() }
    }

    /// Does something and gives how many accesses it was.
    async fn something(self: Arc<Self>, kind: u32, number: u32) -> u64 {
        let patient = self.patients[number as usize % self.patients.len()].clone();
        let member = self.staff[number as usize % self.staff.len()].clone();
        let access = self.access(number);
        let reception = self.house.portal.shared().reception.as_ref().expect("a portal with staff");
        let roster: &dyn Roster = reception.roster();
        match kind % 9 {
            0 | 1 => {
                let many = number % 4 + 1;
                let one = |n: u32| match n % 3 {
                    0 => Reading::Current { kind: "Observation".to_owned(), id: id(n) },
                    1 => Reading::History { kind: None, since: Since::Beginning, count: 1 },
                    _ => Reading::Everything {
                        page: Page { after: None, count: 1 },
                        since: Since::Beginning,
                        kinds: vec!["Task".to_owned()],
                    },
                };
                let what = (0..many).map(|n| one(number + n)).collect();
                self.store.read(access, patient, what).await.expect("read");
                u64::from(many)
            }
            2 | 3 => {
                // New ones, replays, and some that are refused: a row for each.
                let many = number % 5 + 1;
                let write = |n: u32| {
                    let body = json!({
                        "resourceType": "Observation", "id": id(n % 500), "status": "final",
                        "code": {"text": "x"}, "subject": {"reference": format!("Patient/{patient}")},
                        "valueInteger": number % 3
                    });
                    let if_match = n.is_multiple_of(7).then(|| "77".to_owned());
                    Write::Put {
                        draft: Box::new(Draft::new("Observation", &id(n % 500), body)),
                        if_match,
                        may: May::BOTH,
                    }
                };
                let writes = (0..many).map(|n| write(number + n)).collect();
                let whole = number.is_multiple_of(2);
                let work = Work { access, patient: patient.clone(), writes, whole, judge };
                self.store.apply(work).await.expect("applied");
                u64::from(many)
            }
            4 => {
                self.store.trail(access, patient, 0, 10).await.expect("a trail");
                1
            }
            5 => {
                roster.turned_away(Some(member), Way::Password, access.at).await.expect("recorded");
                1
            }
            6 => {
                let secret = Secret::mint().expect("random");
                let session = NewSession {
                    digest: secret.digest(),
                    staff: member.clone(),
                    way: Way::Passkey,
                    browser: None,
                    instead_of: None,
                };
                let own = Access { actor: Actor::Staff(member), ..access };
                roster.open(own.clone(), session).await.expect("opened");
                // A page of theirs is no row by itself; what it reads is.
                roster.session(secret.digest(), own.at).await.expect("asked");
                // Somebody may have changed their role meanwhile, and with it ended the session.
                1 + u64::from(roster.end(own, secret.digest()).await.expect("asked"))
            }
            7 => {
                let role = if number.is_multiple_of(2) { Role::Staff } else { Role::Prescriber };
                roster.set_role(access, member, role).await.expect("changed");
                1
            }
            _ => {
                let link = StaffLink {
                    link: Secret::mint().expect("random").digest(),
                    kind: LinkKind::Join,
                    ends: access.at + chrono::TimeDelta::days(1),
                };
                let new = NewMember {
                    id: nocte_core::id::mint(access.at).to_string(),
                    email: format!("{number}@clinic.example"),
                    name: "n".to_owned(),
                    role: Role::Staff,
                };
                u64::from(roster.enlist(access, new, link).await.expect("asked"))
            }
        }
    }
}

fn id(number: u32) -> String {
    format!("0192f5e1-0000-7111-8111-{number:012}")
}

#[tokio::test(flavor = "multi_thread")]
async fn after_ten_thousand_random_operations_rows_equal_accesses() {
    let house = House::new().await;
    let mut patients = Vec::new();
    for _ in 0..5 {
        patients.push(house.patient().await);
    }
    let clinic = house.portal.clinic().expect("a door");
    let mut staff = Vec::new();
    for number in 0..4 {
        let email = format!("staff{number}@clinic.example");
        staff.push(clinic.add_colleague(&email, "n", Role::Staff).await.expect("added").id);
    }
    let store = Arc::clone(&house.portal.shared().store);
    let before = store.verify().await.expect("answers").expect("holds").rows;
    let clinic = Arc::new(Clinic { store: Arc::clone(&store), house, patients, staff });
    let (mut seed, mut accesses) = (42, 0);
    let mut running = JoinSet::new();
    for number in 0..OPERATIONS {
        if running.len() >= AT_ONCE {
            accesses += running.join_next().await.expect("one runs").expect("it does not panic");
        }
        running.spawn(Arc::clone(&clinic).something(next(&mut seed), number));
    }
    while let Some(done) = running.join_next().await {
        accesses += done.expect("it does not panic");
    }
    let after = store.verify().await.expect("answers").expect("the chain holds").rows;
    assert_eq!(after - before, accesses);
    assert!(accesses > u64::from(OPERATIONS));
}
