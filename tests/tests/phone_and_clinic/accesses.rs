//! Who read the record, as the patient hears it from the real portal.

use crate::house::{House, take};
use nocte_core::app::Accesses;
use nocte_core::domain::access::{Did, Who};
use nocte_core::error::Error;
use nocte_portal::roster::Role;

#[test]
fn the_patient_hears_by_name_who_read_the_record_newest_first() {
    let house = House::new();
    let phone = house.begun("one");
    let unpaired = house.go(phone.accesses(10, false, &house.line));
    assert!(matches!(unpaired, Err(Error::NotPaired)));
    take(&phone);
    house.pair(&phone);
    house.matched(&phone);
    let hear = |most, own| -> Accesses {
        house.go(phone.accesses(most, own, &house.line)).expect("an answer").expect("the portal tells")
    };
    let bea = house.go(house.clinic.add_colleague("bea@clinic.example", "Dr Bea", Role::Prescriber));
    let desk = house.clinic.acting_for(&bea.expect("a colleague").id);
    // More than a page of them, with the phone's own rows between.
    for _ in 0..230 {
        house.hands.on(chrono::TimeDelta::seconds(1));
        house.go(desk.chart(&house.patient)).expect("read");
    }
    house.later(5);
    house.go(desk.send_message(&house.patient, "Dr Bea", "well done")).expect("sent");
    let heard = hear(232, false);
    let (newest, rest) = heard.rows.split_first().expect("somebody did");
    let who = Who::Person("Dr Bea".to_owned());
    assert_eq!((&newest.who, newest.did, newest.kind.as_deref()), (&who, Did::Wrote, Some("Communication")));
    let looks = rest.iter().take_while(|one| one.who == who && one.did == Did::Asked).count();
    assert_eq!(looks, 230, "each reading is one");
    assert!(rest.is_sorted_by(|one, other| one.at >= other.at) && heard.more, "whoever paired is older");
    assert!(rest.iter().all(|one| one.who != Who::Own && !one.refused));
    assert!(hear(232, true).rows.iter().any(|one| one.who == Who::Own), "this look, and what was sent");
    assert_eq!(hear(1, false).rows.len(), 1);
}
