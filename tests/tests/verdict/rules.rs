//! The verdict on response: design 8 and `safety.md` 29, and the interval against a plain computation.

use super::{life, night, scores};
use nocte_core::catalogue::parameters;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::plan::{Decision, DecisionKind, HoldReason};
use nocte_core::domain::response::{Missing, Response, Stretch, Verdict, respond};
use nocte_core::domain::symptom::Score;
use nocte_tests::facts;
use num_rational::Ratio;
use proptest::prelude::*;

fn judged(journal: &Journal, scores: &[Score], day: i64) -> Response {
    respond(journal, scores, "pain", parameters(), night(day))
}

/// Four weeks at 7 or 6 before, and 3 or 4 from day 0 on.
fn better() -> Vec<Score> {
    let level = |day: i64| if day < 0 { 6 } else { 3 };
    scores((-28..120).map(|day| (day, level(day) + u8::try_from(day.rem_euclid(2)).expect("0 or 1"))))
}

#[test]
fn safety_29_nothing_is_judged_before_seventy_nights_taken() {
    let journal = life(0..120);
    for day in [0, 30, 55, 68] {
        let taken = u32::try_from(day).expect("small") + 1;
        let response = judged(&journal, &better(), day);
        assert_eq!(response.verdict, Verdict::TooEarly { taken, needed: 70 });
        assert_eq!(response.change, None, "nothing is compared before it is time");
    }
    assert!(matches!(judged(&journal, &better(), 69).verdict, Verdict::Better(_)));
}

#[test]
fn safety_29_weeks_count_nights_taken_and_not_the_calendar() {
    // Every second night: seventy are taken on day 138 only.
    let journal = life((0..140).filter(|day| day % 2 == 0));
    let response = judged(&journal, &better(), 100);
    assert_eq!(response.verdict, Verdict::TooEarly { taken: 51, needed: 70 });
}

#[test]
fn safety_29_without_recorded_nights_before_there_is_no_verdict() {
    let journal = life(0..100);
    let after_only: Vec<Score> = better().into_iter().filter(|score| score.night >= night(0)).collect();
    assert_eq!(judged(&journal, &after_only, 90).verdict, Verdict::NoBaseline);
    let mut already = life(0..100);
    already.plans[0].already_since = Some(night(-200).date);
    assert_eq!(judged(&already, &better(), 90).verdict, Verdict::NoBaseline);
    assert_eq!(judged(&life([]), &better(), 20).verdict, Verdict::NotBegun);
}

#[test]
fn safety_29_after_a_hold_it_is_too_early_again() {
    let mut journal = life((0..75).chain(80..120));
    let decision = |id, kind, day| Decision {
        id: FactId(id),
        plan: facts::plan().id,
        kind,
        from: night(day),
        stamp: facts::stamp(0),
    };
    journal.decisions = vec![
        decision(10, DecisionKind::HoldBegin { reason: HoldReason::Patient }, 75),
        decision(11, DecisionKind::HoldEnd { hold: FactId(10) }, 80),
    ];
    let verdict = |day| judged(&journal, &better(), day).verdict;
    assert!(matches!(verdict(74), Verdict::Better(_)));
    assert_eq!(verdict(84), Verdict::TooEarlyAgain { taken: 5, needed: 14 });
    assert!(!matches!(verdict(93), Verdict::TooEarlyAgain { .. }));
    // The nights before the hold are not in the follow-up: two weeks since are too few for an interval.
    assert_eq!(verdict(93), Verdict::NotEnoughNights(Missing { before: 4, after: 2, needed: 4 }));
    assert!(matches!(verdict(107), Verdict::Better(_)));
    journal.decisions.pop();
    let open = judged(&journal, &better(), 84).verdict;
    assert_eq!(open, Verdict::TooEarlyAgain { taken: 0, needed: 14 });
}

#[test]
fn missing_nights_are_missing_and_never_zero() {
    let journal = life(0..100);
    // Rated on four nights of each week only: still enough, and the means are those of the rated nights.
    let day = |score: &Score| (score.night.date - night(0).date).num_days().rem_euclid(7);
    let thin: Vec<Score> = better().into_iter().filter(|score| day(score) < 4).collect();
    let response = judged(&journal, &thin, 90);
    let after = response.after.expect("there are ratings");
    assert!(after.rated < 20 && after.mean >= 300, "{after:?}");
    // On three nights: points and percent, but no interval.
    let thinner: Vec<Score> = better().into_iter().filter(|score| day(score) < 3).collect();
    let response = judged(&journal, &thinner, 90);
    assert_eq!(response.verdict, Verdict::NotEnoughNights(Missing { before: 0, after: 0, needed: 4 }));
    assert!(response.change.is_some_and(|change| change.hundredths > 0 && change.responder));
}

#[test]
fn the_thirty_percent_rule_is_exact() {
    let journal = life(0..100);
    // 10 before; 7 after is exactly 30 %.
    let level = |after: u8| scores((-28..100).map(move |day| (day, if day < 0 { 10 } else { after })));
    let change = |after| judged(&journal, &level(after), 90).change.expect("a comparison");
    assert_eq!((change(7).percent, change(7).responder), (Some(30), true));
    assert_eq!((change(8).percent, change(8).responder), (Some(20), false));
    let nothing = scores((-28..100).map(|day| (day, 0)));
    let change = judged(&journal, &nothing, 90).change.expect("a comparison");
    assert_eq!((change.percent, change.responder), (None, false));
}

/// Change, degrees of freedom and the squared half width of the same interval, in exact fractions from the definition.
fn by_fractions(before: &[i64], after: &[i64]) -> (Ratio<i128>, i128, Ratio<i128>) {
    const TABLE: [i128; 6] = [12_706, 4_303, 3_182, 2_776, 2_571, 2_447];
    let side = |means: &[i64]| {
        let count = Ratio::from_integer(i128::try_from(means.len()).expect("few weeks"));
        let of = |it: &i64| Ratio::from_integer(i128::from(*it));
        let mean = means.iter().map(of).sum::<Ratio<i128>>() / count;
        let squares = means.iter().map(|it| (of(it) - mean) * (of(it) - mean)).sum::<Ratio<i128>>();
        (mean, squares / (count - 1) / count, count - 1)
    };
    let ((m1, v1, d1), (m2, v2, d2)) = (side(before), side(after));
    let (both, parts) = (v1 + v2, v1 * v1 / d1 + v2 * v2 / d2);
    let degrees = if parts == Ratio::from_integer(0) { d1.min(d2) } else { both * both / parts };
    let degrees = degrees.floor().to_integer();
    let row = usize::try_from(degrees - 1).expect("at least one");
    let quantile = Ratio::new(TABLE[row], 1_000);
    (m1 - m2, degrees, quantile * quantile * both)
}

proptest! {
    #[test]
    fn the_interval_is_welchs(values in proptest::collection::vec(0_u8..=10, 28 + 28)) {
        let journal = life(0..100);
        let (before, after) = values.split_at(28);
        let days = (-28..0).chain(63..91).zip(before.iter().chain(after).copied());
        let response = judged(&journal, &scores(days), 90);
        let interval = response.verdict.interval().expect("four full weeks a side");
        let weeks = |stretch: &Option<Stretch>| stretch.as_ref().expect("rated").weeks.clone();
        let (change, degrees, squared) = by_fractions(&weeks(&response.before), &weeks(&response.after));
        let off = Ratio::from_integer(i128::from(interval.change)) - change;
        prop_assert!(off <= Ratio::new(1, 2) && off >= Ratio::new(-1, 2));
        prop_assert_eq!(i128::from(interval.degrees), degrees);
        let half = i128::from(interval.high - interval.change);
        prop_assert_eq!(half, i128::from(interval.change - interval.low));
        // Rounded outward to a whole hundredth, and no further.
        prop_assert!(Ratio::from_integer(half * half) >= squared);
        prop_assert!(half == 0 || Ratio::from_integer((half - 1) * (half - 1)) < squared);
    }
}
