//! How often the verdict says "better" to simulated patients: to those for whom nothing changed, to those who only
//! got better as a trial's placebo arm does, and to those whom the medicine helped.
//!
//! A night's rating is the patient's level plus noise that remembers the night before (autocorrelation φ), rounded
//! and kept within 0 to 10; every fifth night is missing. `NOCTE_PATIENTS` asks for another number of patients; the
//! slow lane takes 10,000 and its figures stand in `docs/verdict.md`. The naive control says "better" whenever the
//! mean fell.

use super::{BASELINE, life, night, scores};
use fastrand::Rng;
use nocte_core::catalogue::parameters;
use nocte_core::domain::response::{Verdict, respond};
use nocte_core::domain::symptom::Score;

/// Standard deviation of one night around the patient's level, in points.
const NIGHTLY: f64 = 1.5;

/// One night in so many is missing.
const MISSING_ONE_IN: u32 = 5;

/// Thirty-percent responders among a hundred patients without medicine: the placebo arm of FINAL (Due Bruun 2024).
const PLACEBO_RESPONDERS: u32 = 28;

/// What happens to the patients of one row.
#[derive(Debug, Clone, Copy)]
struct World {
    name: &'static str,
    /// Autocorrelation of the nights' noise.
    phi: f64,
    /// Points above the usual level on the last night before the first dose; halves in a fortnight.
    bad_spell: f64,
    /// Whether 28 in 100 improve by 30 to 50 % without medicine.
    placebo: bool,
    /// Fall of the level by the medicine, as a part of it, reached in six weeks.
    effect: f64,
    /// Nights of treatment at the verdict.
    nights: i64,
}

const QUIET: World = World { name: "", phi: 0.6, bad_spell: 0.0, placebo: false, effect: 0.0, nights: 70 };

const WORLDS: [World; 10] = [
    World { name: "nothing, φ 0", phi: 0.0, ..QUIET },
    World { name: "nothing, φ 0.3", phi: 0.3, ..QUIET },
    World { name: "nothing, φ 0.6", ..QUIET },
    World { name: "a bad spell at the start", bad_spell: 1.5, ..QUIET },
    World { name: "a placebo response", placebo: true, ..QUIET },
    World { name: "both", bad_spell: 1.5, placebo: true, ..QUIET },
    World { name: "a true 30 %, week 10", effect: 0.30, ..QUIET },
    World { name: "a true 30 %, week 16", effect: 0.30, nights: 112, ..QUIET },
    World { name: "a true 45 %, week 10", effect: 0.45, ..QUIET },
    World { name: "a true 45 %, week 16", effect: 0.45, nights: 112, ..QUIET },
];

/// A draw from the standard normal distribution (Box and Muller).
fn normal(rng: &mut Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.f64()).ln()).sqrt();
    radius * (core::f64::consts::TAU * rng.f64()).cos()
}

/// Four weeks before the first dose and the nights after it.
fn patient(world: World, rng: &mut Rng) -> Vec<Score> {
    let level = (6.0 + normal(rng)).clamp(4.0, 8.5);
    let placebo =
        if world.placebo && rng.u32(0..100) < PLACEBO_RESPONDERS { 0.3 + 0.2 * rng.f64() } else { 0.0 };
    let mut noise = NIGHTLY * normal(rng);
    let mut rated = Vec::new();
    for day in -i64::from(BASELINE)..world.nights {
        noise = world.phi * noise + NIGHTLY * (1.0 - world.phi * world.phi).sqrt() * normal(rng);
        let on_the_way = f64::from(i32::try_from(day.clamp(0, 42)).expect("small")) / 42.0;
        let since = f64::from(i32::try_from(day + 1).expect("small"));
        // It builds up for four weeks, as spells do that make people begin, and passes as it came.
        let spell = world.bad_spell * 0.5_f64.powf(since.abs() / 14.0);
        let part = 1.0 - on_the_way * (1.0 - (1.0 - world.effect) * (1.0 - placebo));
        let rating = ((level + spell) * part + noise).round().clamp(0.0, 10.0);
        if rng.u32(0..MISSING_ONE_IN) == 0 {
            continue;
        }
        let value = (0..=10_u8).find(|it| f64::from(*it) >= rating).expect("at most 10");
        rated.push((day, value));
    }
    scores(rated)
}

/// Per mille of patients.
fn part(count: u32, patients: u32) -> u32 {
    count * 1_000 / patients
}

#[test]
fn the_odds_of_each_answer_are_what_the_page_says() {
    let patients = std::env::var("NOCTE_PATIENTS").ok().map_or(300, |text| text.parse().expect("a number"));
    eprintln!("{patients} patients a row; parts of a thousand");
    eprintln!(
        "{:<26} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}",
        "", "better", "30 %", "worse", "none", "thin", "naive"
    );
    for world in WORLDS {
        let journal = life(0..world.nights);
        let mut rng = Rng::with_seed(29);
        let (mut better, mut responder, mut worse, mut none, mut thin, mut naive) = (0, 0, 0, 0, 0, 0);
        for _ in 0..patients {
            let scores = patient(world, &mut rng);
            let response = respond(&journal, &scores, "pain", parameters(), night(world.nights - 1));
            let change = response.change;
            match response.verdict {
                Verdict::Better(_) => {
                    better += 1;
                    responder += u32::from(change.is_some_and(|change| change.responder));
                }
                Verdict::Worse(_) => worse += 1,
                Verdict::NoClearDifference(_) => none += 1,
                Verdict::NotEnoughNights(_) => thin += 1,
                early => panic!("judged after {} nights: {early:?}", world.nights),
            }
            let means = response.before.zip(response.after).expect("rated nights on both sides");
            naive += u32::from(means.0.mean > means.1.mean);
        }
        let [better, responder, worse, none, thin, naive] =
            [better, responder, worse, none, thin, naive].map(|count| part(count, patients));
        eprintln!("{:<26} {better:>6} {responder:>6} {worse:>6} {none:>6} {thin:>6} {naive:>6}", world.name);
        assert!(naive > better, "{}: the naive mean is the control that does worse", world.name);
        if world.effect == 0.0 && !world.placebo && world.bad_spell == 0.0 {
            // 35 in 1000 is the bound; a few hundred patients scatter around it.
            let bound = if patients >= 10_000 { 35 } else { 75 };
            assert!(better <= bound, "{}: {better} in 1000 told that they are better", world.name);
        }
        if world.effect > 0.0 {
            assert!(better >= 150, "{}: only {better} in 1000 found", world.name);
        }
    }
}
