//! Bottles over time: letters, clocks, stock, second dilutions, tablets and cost.

use chrono::{DateTime, NaiveDate, Utc};
use nocte_core::catalogue;
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::bottle::{Bottle, BottleEnd, BottleEndReason, Recipe};
use nocte_core::domain::dilution::DilutionError;
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Gate, Step};
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::supply::{
    Batch, BottleRequest, BottleState, Clock, Coming, Made, MakeRefusal, TonightsBottle, bottle_state,
    clocks, coming, cost, left_in, make, next_letter, tablets_needed, tonights_bottle,
};
use nocte_core::domain::syringe::Syringe;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of this file")
}

fn night(text: &str) -> Night {
    Night::of(day(text))
}

fn dose(text: &str) -> Dose {
    Dose::parse(text).expect("a dose of this file")
}

fn volume(text: &str) -> Volume {
    Volume::parse(text).expect("a volume of this file")
}

fn strength(text: &str) -> Strength {
    Strength::parse(text).expect("a strength of this file")
}

fn syringe(text: &str) -> Syringe {
    Syringe::parse(text).expect("a syringe of this file")
}

fn stamp() -> Stamp {
    let recorded_at: DateTime<Utc> = "2026-03-01T20:00:00Z".parse().expect("an instant");
    Stamp {
        recorded_at,
        zone: "UTC".to_owned(),
        offset_s: 0,
        source: "phone".to_owned(),
        clock_suspect: false,
    }
}

fn fifty(made_on: &str, made: Made) -> BottleRequest {
    BottleRequest { made, made_on: day(made_on), syringe: syringe("5mL/0.1mL"), printed: None }
}

fn tablet_in_water() -> Made {
    Made::TabletInWater { tablets: vec![dose("50mg")], water: volume("50mL") }
}

/// Makes a bottle and puts it into the journal.
fn add(journal: &mut Journal, request: BottleRequest) -> Bottle {
    let made = make(request, journal, catalogue::parameters()).expect("a bottle that can be made");
    let bottle = made.recorded(FactId(journal.bottles.len() as u128 + 1), stamp());
    journal.bottles.push(bottle.clone());
    bottle
}

fn drawn(bottle: &str, status: DoseStatus, ml: &str) -> DoseEntry {
    DoseEntry {
        id: FactId(1_000),
        night: night("2026-03-01"),
        status,
        taken_at: None,
        planned: None,
        step: None,
        volume: Some(volume(ml)),
        bottle: Some(bottle.to_owned()),
        strength: None,
        syringe: None,
        swallowed: None,
        corrects: None,
        stamp: stamp(),
    }
}

fn steady(text: &str) -> Vec<Coming> {
    vec![Coming { dose: dose(text), nights: None }]
}

#[test]
fn safety_12_shelf_life_belongs_to_the_recipe() {
    let mut journal = Journal::default();
    assert_eq!(add(&mut journal, fifty("2026-03-01", tablet_in_water())).discard_by, day("2026-03-15"));
    let preserved = Made::Preserved { tablets: vec![dose("50mg")], volume: volume("50mL") };
    assert_eq!(add(&mut journal, fifty("2026-03-01", preserved)).discard_by, day("2026-04-30"));
    let pharmacy = Made::Pharmacy { strength: strength("5 mg per 5 mL"), volume: volume("100mL") };
    let request = fifty("2026-03-01", pharmacy);
    assert_eq!(make(request.clone(), &journal, catalogue::parameters()), Err(MakeRefusal::LabelDateMissing));
    let printed = BottleRequest { printed: Some(day("2026-03-29")), ..request.clone() };
    assert_eq!(add(&mut journal, printed).discard_by, day("2026-03-29"));
    let past = BottleRequest { printed: Some(day("2026-02-28")), ..request };
    assert_eq!(make(past, &journal, catalogue::parameters()), Err(MakeRefusal::LabelDatePast));
    // A printed date shortens a home recipe and never lengthens it.
    for (printed, ends) in [("2026-03-08", "2026-03-08"), ("2026-06-01", "2026-03-15")] {
        let request = BottleRequest { printed: Some(day(printed)), ..fifty("2026-03-01", tablet_in_water()) };
        assert_eq!(add(&mut journal, request).discard_by, day(ends));
    }
}

#[test]
fn safety_06_no_bottle_is_weaker_than_the_weakest_strength() {
    let request = |made| make(fifty("2026-03-01", made), &Journal::default(), catalogue::parameters());
    let weak = Made::TabletInWater { tablets: vec![dose("4.5mg")], water: volume("50mL") };
    assert!(matches!(request(weak), Err(MakeRefusal::Strength(DilutionError::TooWeak { .. }))));
    let nothing = Made::Pharmacy { strength: strength("1 mg/mL"), volume: Volume::ZERO };
    assert_eq!(request(nothing), Err(MakeRefusal::NoVolume));
}

#[test]
fn safety_12_every_bottle_gets_the_next_letter_and_none_twice() {
    let mut journal = Journal::default();
    for expected in ["A", "B", "C"] {
        assert_eq!(add(&mut journal, fifty("2026-03-01", tablet_in_water())).letter, expected);
    }
    journal.bottles.remove(1);
    assert_eq!(next_letter(&journal), "D");
    journal.bottles.pop();
    assert_eq!(next_letter(&journal), "B", "only letters on record count");
    journal.doses = vec![drawn("C", DoseStatus::Taken, "1mL")];
    assert_eq!(next_letter(&journal), "D", "a dose was logged from C");
}

#[test]
fn safety_14_unknown_leaves_the_stock_alone_and_extra_draws_from_it() {
    let mut journal = Journal::default();
    let bottle = add(&mut journal, fifty("2026-03-01", tablet_in_water()));
    add(&mut journal, fifty("2026-03-01", tablet_in_water()));
    journal.doses = vec![
        drawn("A", DoseStatus::Taken, "1.5mL"),
        drawn("A", DoseStatus::Unknown, "1.5mL"),
        drawn("A", DoseStatus::Skipped, "1.5mL"),
        drawn("A", DoseStatus::Extra, "2mL"),
        drawn("B", DoseStatus::Taken, "3mL"),
    ];
    let left = left_in(&bottle, &journal);
    assert_eq!((left.volume, left.overdrawn), (volume("46.5mL"), Volume::ZERO));
    journal.doses.push(drawn("A", DoseStatus::Taken, "47mL"));
    let left = left_in(&bottle, &journal);
    assert_eq!((left.volume, left.overdrawn), (Volume::ZERO, volume("0.5mL")));
}

#[test]
fn safety_17_two_taken_for_one_night_are_one_dose_for_stock_until_answered() {
    let mut journal = Journal::default();
    let bottle = add(&mut journal, fifty("2026-03-01", tablet_in_water()));
    let mut carer = drawn("A", DoseStatus::Taken, "1.5mL");
    carer.stamp.source = "carer-phone".to_owned();
    journal.doses = vec![drawn("A", DoseStatus::Taken, "1.5mL"), carer.clone()];
    assert_eq!(left_in(&bottle, &journal).volume, volume("48.5mL"));
    // "Two doses": the second becomes one beyond the night's own.
    journal.doses[1].status = DoseStatus::Extra;
    assert_eq!(left_in(&bottle, &journal).volume, volume("47mL"));
    // The next night is another dose, whoever logs it.
    carer.night = night("2026-03-02");
    journal.doses.push(carer);
    assert_eq!(left_in(&bottle, &journal).volume, volume("45.5mL"));
}

#[test]
fn safety_12_the_earlier_clock_wins() {
    let mut journal = Journal::default();
    let bottle = add(&mut journal, fifty("2026-03-01", tablet_in_water()));
    let at = |text: &str, tonight: &str| {
        clocks(&bottle, bottle.volume, &steady(text), night(tonight), catalogue::parameters())
    };
    // 100 nights by volume, 15 by the calendar.
    let low = at("0.5mg", "2026-03-01");
    assert_eq!((low.wins, low.use_by, low.nights_left), (Clock::DiscardBy, day("2026-03-15"), 15));
    assert_eq!((low.empty_by, low.make_on), (Some(day("2026-06-08")), Some(day("2026-03-16"))));
    // 11 nights by volume.
    let high = at("4.5mg", "2026-03-01");
    assert_eq!((high.wins, high.use_by, high.nights_left), (Clock::EmptyBy, day("2026-03-11"), 11));
    assert_eq!(high.make_on, Some(day("2026-03-12")));
    // Past its day: nothing left, and the next one is due today, not in the past.
    let late = at("0.5mg", "2026-03-20");
    assert_eq!((late.nights_left, late.make_on), (0, Some(day("2026-03-20"))));
}

#[test]
fn safety_12_the_empty_by_clock_follows_the_coming_steps_line_by_line() {
    let mut journal = Journal::default();
    let preserved = Made::Preserved { tablets: vec![dose("50mg")], volume: volume("50mL") };
    let bottle = add(&mut journal, fifty("2026-03-01", preserved));
    let step = |id: &str, mg: &str, min_nights| Step {
        id: id.to_owned(),
        dose: dose(mg),
        min_nights,
        max_nights: None,
        gate: Gate::Nights,
    };
    let steps = [step("s1", "1.5mg", 10), step("s2", "3mg", 7), step("s3", "4.5mg", 30)];
    let ahead = coming(&steps, 0, 4);
    let nights: Vec<Option<u32>> = ahead.iter().map(|part| part.nights).collect();
    assert_eq!(nights, [Some(6), Some(7), None]);
    // 6 × 1.5 + 7 × 3 = 30 mL, then 4 × 4.5 = 18 mL: 2 mL are not a dose.
    let answer = clocks(&bottle, bottle.volume, &ahead, night("2026-03-01"), catalogue::parameters());
    assert_eq!((answer.wins, answer.nights_left), (Clock::EmptyBy, 17));
    assert_eq!((answer.empty_by, answer.make_on), (Some(day("2026-03-17")), Some(day("2026-03-18"))));
    // A step whose nights are counted still has tonight; the last is open-ended.
    assert_eq!(coming(&steps, 0, 12).first().and_then(|part| part.nights), Some(1));
    assert_eq!(coming(&steps, 2, 40), [Coming { dose: dose("4.5mg"), nights: None }]);
    assert_eq!(coming(&[], 0, 0), []);
    assert_eq!(coming(&steps, 9, 0), []);
}

#[test]
fn a_stop_night_before_the_bottle_ends_needs_no_new_one() {
    let mut journal = Journal::default();
    let bottle = add(&mut journal, fifty("2026-03-01", tablet_in_water()));
    let few = [Coming { dose: dose("1.5mg"), nights: Some(5) }];
    let answer = clocks(&bottle, bottle.volume, &few, night("2026-03-01"), catalogue::parameters());
    assert_eq!((answer.empty_by, answer.nights_left, answer.make_on), (None, 5, None));
    // Ten nights to go, but it keeps for five more.
    let ten = [Coming { dose: dose("1.5mg"), nights: Some(10) }];
    let answer = clocks(&bottle, bottle.volume, &ten, night("2026-03-11"), catalogue::parameters());
    assert_eq!((answer.nights_left, answer.make_on), (5, Some(day("2026-03-16"))));
    // A step this syringe cannot read ends the bottle's use.
    let unreadable =
        [Coming { dose: dose("1.5mg"), nights: Some(2) }, Coming { dose: dose("0.05mg"), nights: None }];
    let answer = clocks(&bottle, bottle.volume, &unreadable, night("2026-03-01"), catalogue::parameters());
    assert_eq!((answer.wins, answer.nights_left), (Clock::EmptyBy, 2));
}

#[test]
fn a_bottle_too_empty_for_tonight_serves_no_night() {
    let mut journal = Journal::default();
    let bottle = add(&mut journal, fifty("2026-03-01", tablet_in_water()));
    let answer =
        clocks(&bottle, volume("1.4mL"), &steady("1.5mg"), night("2026-03-05"), catalogue::parameters());
    assert_eq!((answer.nights_left, answer.empty_by), (0, Some(day("2026-03-04"))));
    assert_eq!(answer.make_on, Some(day("2026-03-05")));
}

#[test]
fn safety_12_discarded_warm_expired_empty_or_unnamed_is_never_usable() {
    let mut journal = Journal::default();
    let bottle = add(&mut journal, fifty("2026-03-01", tablet_in_water()));
    let state = |journal: &Journal, on: &str| bottle_state(&bottle, journal, night(on));
    assert_eq!(state(&journal, "2026-03-15"), BottleState::Usable);
    assert_eq!(state(&journal, "2026-03-16"), BottleState::Expired { discard_by: day("2026-03-15") });
    for (why, expected) in [
        (BottleEndReason::Discarded, BottleState::Discarded),
        (BottleEndReason::LeftWarm, BottleState::LeftWarm),
        (BottleEndReason::Empty, BottleState::Empty),
    ] {
        let mut ended = journal.clone();
        ended.bottle_ends.push(BottleEnd { id: FactId(9), bottle: bottle.id, why, stamp: stamp() });
        assert_eq!(state(&ended, "2026-03-05"), expected);
        assert_eq!(state(&ended, "2026-04-05"), expected, "what a person said comes before the calendar");
    }
    let unnamed = Bottle { letter: " ".to_owned(), ..bottle.clone() };
    assert_eq!(bottle_state(&unnamed, &journal, night("2026-03-05")), BottleState::Unnamed);
    journal.doses = vec![drawn("A", DoseStatus::Taken, "50mL")];
    assert_eq!(state(&journal, "2026-03-05"), BottleState::Empty);
}

#[test]
fn safety_12_two_open_bottles_are_never_guessed_between() {
    let mut journal = Journal::default();
    let on = |journal: &Journal, text: &str| match tonights_bottle(journal, night(text)) {
        TonightsBottle::None => "none".to_owned(),
        TonightsBottle::One(bottle) => bottle.letter.clone(),
        TonightsBottle::Which(bottles) => {
            bottles.iter().map(|b| b.letter.as_str()).collect::<Vec<_>>().join("?")
        }
        TonightsBottle::Unusable(bottle, state) => format!("{} {}", bottle.letter, state.code()),
    };
    assert_eq!(on(&journal, "2026-03-01"), "none");
    let first = add(&mut journal, fifty("2026-03-01", tablet_in_water()));
    assert_eq!(on(&journal, "2026-03-01"), "A");
    add(&mut journal, fifty("2026-03-10", tablet_in_water()));
    assert_eq!(on(&journal, "2026-03-10"), "A?B");
    assert_eq!(on(&journal, "2026-03-20"), "B", "the first went off");
    assert_eq!(on(&journal, "2026-03-30"), "B expired");
    let end = BottleEnd { id: FactId(9), bottle: first.id, why: BottleEndReason::Discarded, stamp: stamp() };
    journal.bottle_ends.push(end);
    assert_eq!(on(&journal, "2026-03-10"), "B");
}

#[test]
fn safety_13_only_whole_tablets_of_fifty_milligrams_go_into_a_bottle() {
    let made = |made| make(fifty("2026-03-01", made), &Journal::default(), catalogue::parameters());
    let of = |tablets: &[&str], water: &str| {
        let tablets = tablets.iter().map(|text| dose(text)).collect();
        made(Made::TabletInWater { tablets, water: volume(water) })
    };
    let refused = Err(MakeRefusal::OtherTablet { only: dose("50mg") });
    // 8 mg is the tablet that holds bupropion too; 25 mg a half, 4.5 mg a capsule somebody opened.
    for tablets in [&["8mg"][..], &["25mg"], &["4.5mg"], &["50mg", "25mg"]] {
        assert_eq!(of(tablets, "8mL").map(|_| ()), refused, "{tablets:?}");
    }
    let preserved = Made::Preserved { tablets: vec![dose("8mg")], volume: volume("8mL") };
    assert_eq!(made(preserved).map(|_| ()), refused);
    assert!(of(&["50mg"], "50mL").is_ok() && of(&["50mg", "50mg"], "50mL").is_ok());
    let pharmacy = Made::Pharmacy { strength: strength("5mg/5mL"), volume: volume("100mL") };
    assert_ne!(made(pharmacy).map(|_| ()), refused, "a pharmacy's liquid has no tablets");
}

#[test]
fn safety_12_tablets_and_cost_count_what_is_thrown_away() {
    let batch = Batch {
        tablets: 1,
        volume: volume("50mL"),
        strength: strength("1 mg/mL"),
        recipe: Recipe::TabletInWater,
        syringe: syringe("5mL/0.1mL"),
    };
    let need = |text, nights| {
        tablets_needed(&batch, &steady(text), nights, catalogue::parameters()).expect("a dose with a line")
    };
    // 15 nights of 0.5 mL each, 42.5 mL down the drain, twice.
    let low = need("0.5mg", 45);
    assert_eq!((low.bottles, low.tablets, low.thrown), (3, 3, volume("85mL")));
    let high = need("4.5mg", 30);
    assert_eq!((high.bottles, high.thrown), (3, volume("1mL")));
    let cost_of = |text| {
        let cost = cost(&batch, dose(text), 1_000, catalogue::parameters()).expect("a dose with a line");
        cost.expect("a home recipe")
    };
    let low = cost_of("0.5mg");
    assert_eq!((low.nights_per_bottle, low.thrown_per_bottle), (15, volume("42.5mL")));
    assert_eq!((low.per_night.to_string().as_str(), low.per_month), ("200/3", Ratio::whole(2_000)));
    assert_eq!(low.per_mg.to_string(), "400/3");
    let high = cost_of("4.5mg");
    // 2.7 tablets a month by weight, 30/11 with what is thrown away.
    assert_eq!((high.nights_per_bottle, high.tablets_per_month.to_string().as_str()), (11, "30/11"));
    let pharmacy = Batch { recipe: Recipe::Pharmacy, ..batch };
    assert_eq!(cost(&pharmacy, dose("1mg"), 1, catalogue::parameters()), Ok(None));
    let tiny = Batch { volume: volume("1mL"), ..batch };
    assert_eq!(
        tablets_needed(&tiny, &steady("1.5mg"), 3, catalogue::parameters()),
        Err(DilutionError::BottleTooSmall)
    );
    assert_eq!(cost(&tiny, dose("1.5mg"), 1, catalogue::parameters()), Ok(None));
}

#[test]
fn safety_06_a_second_dilution_takes_from_a_good_bottle_and_never_outlives_it() {
    let mut journal = Journal::default();
    let stock = add(&mut journal, fifty("2026-03-01", tablet_in_water()));
    let from = |letter: &str| Made::SecondDilution { from: letter.to_owned() };
    let ask = |journal: &Journal, on: &str, letter: &str| {
        make(fifty(on, from(letter)), journal, catalogue::parameters())
    };
    let fresh = ask(&journal, "2026-03-02", "A").expect("a fresh stock");
    assert_eq!(
        (fresh.recipe, fresh.volume, fresh.discard_by),
        (Recipe::SecondDilution, volume("10mL"), day("2026-03-03"))
    );
    assert_eq!(fresh.drawn_from.map(|it| (it.bottle, it.take)), Some((stock.id, volume("1mL"))));
    assert_eq!(ask(&journal, "2026-03-15", "A").expect("its last day").discard_by, day("2026-03-15"));
    assert!(matches!(
        ask(&journal, "2026-03-16", "A"),
        Err(MakeRefusal::StockUnusable(BottleState::Expired { .. }))
    ));
    assert_eq!(ask(&journal, "2026-03-02", "Z"), Err(MakeRefusal::NoSuchBottle));
    add(&mut journal, fifty("2026-03-02", from("A")));
    assert_eq!(left_in(&stock, &journal).volume, volume("49mL"));
    assert_eq!(ask(&journal, "2026-03-02", "B"), Err(MakeRefusal::StockIsSecond));
    journal.doses = vec![drawn("A", DoseStatus::Taken, "48.5mL")];
    let little = MakeRefusal::StockTooLittle { take: volume("1mL"), left: volume("0.5mL") };
    assert_eq!(ask(&journal, "2026-03-02", "A"), Err(little));
}
