//! The line against exact fractions of another library, and what must hold for every line there is.

use nocte_core::catalogue;
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::dilution::{
    Dilution, DilutionError, DilutionWarning, MOST_DRAWS, dilute, steps_on_syringe,
};
use nocte_core::domain::parameter::Parameters;
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::syringe::{COMMON_SYRINGES, Syringe};
use num_rational::Ratio as Exact;
use proptest::prelude::*;

type Fraction = Exact<u128>;

/// A strength as the oracle knows it: nanograms in microlitres, never through the core.
#[derive(Debug, Clone, Copy)]
struct Liquid {
    ng: u64,
    ul: u64,
}

impl Liquid {
    fn strength(self) -> Strength {
        Strength::new(Dose::from_ng(self.ng), Volume::from_ul(self.ul)).expect("some drug in some liquid")
    }

    fn per_ul(self) -> Fraction {
        Fraction::new(self.ng.into(), self.ul.into())
    }
}

fn whole(n: impl Into<u128>) -> Fraction {
    Fraction::from_integer(n.into())
}

fn same(ours: Ratio, theirs: Fraction) -> bool {
    (ours.num(), ours.den()) == (*theirs.numer(), *theirs.denom())
}

/// What an answer must be, from nothing but fractions and the rules' own words.
fn judge(liquid: Liquid, dose: Dose, syringe: Syringe, answer: &Result<Dilution, DilutionError>) {
    let (capacity, graduation) = (u128::from(syringe.capacity().ul()), u128::from(syringe.graduation().ul()));
    let volume = whole(dose.ng()) / liquid.per_ul();
    let line = (volume / whole(graduation)).floor() * whole(graduation);
    let draws = (line / whole(capacity)).ceil().to_integer();
    let told = match answer {
        Ok(told) => told,
        Err(DilutionError::LineZero { .. }) => return assert_eq!(line, whole(0_u64)),
        Err(DilutionError::TooManyDraws { draws: said, .. }) => {
            assert!(*said == draws && draws > u128::from(MOST_DRAWS), "{said} draws, not {draws}");
            return;
        }
        Err(error) => panic!("{} of {} ng on {capacity}/{graduation}", error.code(), dose.ng()),
    };
    assert!(same(told.volume, volume) && u128::from(told.line.ul()) == line.to_integer());
    assert_eq!(u128::from(told.draws), draws);
    assert!(same(told.line_dose, line * liquid.per_ul()));
    assert_eq!(told.exact, line == volume);
    assert_lines(told, syringe);
    let held = line * liquid.per_ul();
    assert!(held <= whole(dose.ng()), "never more than the dose");
    // The bound: less than one line's worth is lost.
    assert!(volume - line < whole(graduation));
    let has = |code: &str| told.warnings.iter().any(|warning| warning.code() == code);
    assert_eq!(has("rounded_down"), line != volume);
    assert_eq!(has("rounding_over_10_percent"), held * whole(10_u64) < whole(dose.ng()) * whole(9_u64));
    assert_eq!(has("several_draws"), draws > 1);
    assert_eq!(has("above_soft_cap"), dose.ng() > 4_500_000);
    assert_eq!(has("needs_clinician"), dose.ng() > 6_000_000);
}

fn assert_lines(told: &Dilution, syringe: Syringe) {
    let sum: u64 = told.lines.iter().map(|line| line.ul()).sum();
    assert_eq!((sum, told.lines.len() as u64), (told.line.ul(), told.draws));
    let (last, full) = told.lines.split_last().expect("a line of more than nothing");
    assert!(full.iter().all(|line| *line == syringe.capacity()));
    assert!(!last.is_zero() && *last <= syringe.capacity());
    assert!(told.lines.iter().all(|line| line.ul().is_multiple_of(syringe.graduation().ul())));
}

const LIQUIDS: [Liquid; 5] = [
    Liquid { ng: 50_000_000, ul: 50_000 },
    Liquid { ng: 50_000_000, ul: 100_000 },
    Liquid { ng: 50_000_000, ul: 10_000 },
    Liquid { ng: 100_000, ul: 1_000 },
    Liquid { ng: 50_000_000, ul: 30_000 },
];

/// Every microgram up to the limit, at every strength in use, on every common syringe.
#[test]
fn safety_08_every_microgram_agrees_with_exact_fractions_on_every_common_syringe() {
    let parameters = catalogue::parameters();
    let (mut lines, mut refusals) = (0_u32, 0_u32);
    for syringe in COMMON_SYRINGES.map(|row| row.syringe) {
        for liquid in LIQUIDS {
            let strength = liquid.strength();
            for mcg in 1..=12_000 {
                let dose = Dose::from_ng(mcg * 1_000);
                let answer = dilute(strength, dose, syringe, parameters);
                judge(liquid, dose, syringe, &answer);
                if answer.is_ok() { lines += 1 } else { refusals += 1 }
            }
        }
    }
    assert_eq!(lines + refusals, 540_000);
    assert!(lines > 250_000 && refusals > 100_000, "{lines} lines, {refusals} refusals: both are exercised");
}

fn any_liquid() -> impl Strategy<Value = Liquid> {
    // At least 0.1 mg/mL, which is 100 ng/µL.
    (1_u64..=1_000_000, 0_u64..=2_000_000_000).prop_map(|(ul, more)| Liquid { ng: ul * 100 + more, ul })
}

fn any_syringe() -> impl Strategy<Value = Syringe> {
    (1_u64..=500, 1_u64..=400).prop_filter_map("at most 20 mL", |(graduation, lines)| {
        Syringe::new(Volume::from_ul(graduation * lines), Volume::from_ul(graduation)).ok()
    })
}

fn any_dose() -> impl Strategy<Value = Dose> {
    prop_oneof![(1_u64..=12_000_000), (1_u64..=120).prop_map(|n| n * 100_000), (1_u64..=1_000)]
        .prop_map(Dose::from_ng)
}

fn parameters() -> &'static Parameters {
    catalogue::parameters()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn any_dose_of_any_liquid_on_any_syringe_agrees_with_exact_fractions(
        liquid in any_liquid(),
        dose in any_dose(),
        syringe in any_syringe(),
    ) {
        judge(liquid, dose, syringe, &dilute(liquid.strength(), dose, syringe, parameters()));
    }

    /// A suggestion reads the same dose of the same liquid, in no more draws and on no lower line.
    #[test]
    fn safety_07_a_suggested_syringe_is_better_and_changes_nothing_else(
        liquid in any_liquid(),
        dose in any_dose(),
        syringe in any_syringe(),
    ) {
        let strength = liquid.strength();
        let answer = dilute(strength, dose, syringe, parameters());
        let suggested = match &answer {
            Ok(told) => told.warnings.iter().find_map(|warning| match warning {
                DilutionWarning::BetterSyringe { syringe } => Some(*syringe),
                _ => None,
            }),
            Err(DilutionError::LineZero { better } | DilutionError::TooManyDraws { better, .. }) => *better,
            Err(_) => None,
        };
        if let Some(suggested) = suggested {
            prop_assert!(COMMON_SYRINGES.iter().any(|row| row.syringe == suggested && !row.verify));
            let other = dilute(strength, dose, suggested, parameters()).expect("a suggestion has a line");
            prop_assert_eq!((other.dose, other.strength), (dose, strength));
            if let Ok(told) = answer {
                prop_assert!(other.line >= told.line && other.draws <= told.draws);
                prop_assert!(other.line > told.line || other.draws < told.draws);
            }
        }
    }

    /// A plan that passes has one line for each dose, none further below than the bound; a refused one does not.
    #[test]
    fn safety_08_a_syringe_is_refused_for_a_plan_exactly_when_the_rule_says_so(
        liquid in any_liquid(),
        tenths in proptest::collection::vec(1_u64..=60, 1..5),
        syringe in any_syringe(),
    ) {
        let doses: Vec<Dose> = tenths.iter().map(|n| Dose::from_ng(n * 100_000)).collect();
        let strength = liquid.strength();
        let alone: Vec<_> = doses.iter().map(|dose| dilute(strength, *dose, syringe, parameters()).ok()).collect();
        let readable = alone.iter().flatten().count() == doses.len();
        let bounded = alone.iter().flatten().all(|one| {
            !one.warnings.iter().any(|warning| matches!(warning, DilutionWarning::RoundingOverBound { .. }))
        });
        let apart = alone.iter().flatten().all(|one| {
            alone.iter().flatten().all(|other| one.dose == other.dose || one.line != other.line)
        });
        let answer = steps_on_syringe(strength, &doses, syringe, parameters());
        prop_assert_eq!(answer.is_ok(), readable && bounded && apart);
        if let Some(other) = answer.err().and_then(|refused| refused.would_do) {
            prop_assert!(steps_on_syringe(strength, &doses, other, parameters()).is_ok());
        }
    }

    #[test]
    fn a_line_past_machine_words_is_the_same_line(
        dose in 1_u64 << 40..1 << 62, ng in 1_u64 << 30..1 << 40, ul in 1_u64 << 24..1 << 30, scale in 1_u64..1 << 20,
    ) {
        let liquid = Liquid { ng, ul };
        prop_assume!(dose.checked_mul(ul).is_none());
        let lines = whole(dose) / liquid.per_ul() / whole(scale);
        let line = (lines.floor() * whole(scale)).to_integer();
        let told = liquid.strength().line_for(Dose::from_ng(dose), Volume::from_ul(scale));
        prop_assert_eq!(told.map(Volume::ul), u64::try_from(line).ok());
    }

    /// The doses whole strengths can hold exactly come back unchanged.
    #[test]
    fn a_dose_made_from_a_line_has_that_line(lines in 1_u64..=300, graduation in 1_u64..=200, mg_per_ml in 1_u64..=10) {
        let graduation_volume = Volume::from_ul(graduation);
        let syringe = Syringe::new(Volume::from_ul(graduation * 100), graduation_volume).expect("at most 20 mL");
        let strength = Strength::new(Dose::from_ng(mg_per_ml * 1_000), Volume::from_ul(1)).expect("a strength");
        let dose = Dose::from_ng(lines * graduation * mg_per_ml * 1_000);
        if let Ok(told) = dilute(strength, dose, syringe, parameters()) {
            prop_assert!(told.exact && told.line.ul() == lines * graduation);
            prop_assert_eq!(told.line_dose, Ratio::whole(dose.ng()));
        }
    }
}
