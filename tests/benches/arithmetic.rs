//! The line for a dose: ours in integers against `rust_decimal`, after both agreed with exact fractions.

use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_tests::bench::{Goal, Row, pair, print};
use num_rational::Ratio;
use rust_decimal::Decimal;
use std::hint::black_box;

/// Strengths in use (mg/mL, as dose over volume), and graduations of common syringes in microlitres.
const STRENGTHS: [(u64, u64); 6] = [
    (50_000_000, 50_000),
    (50_000_000, 100_000),
    (50_000_000, 10_000),
    (100_000, 1_000),
    (50_000_000, 30_000),
    (3_000_000, 7_000),
];
const GRADUATIONS: [u64; 5] = [10, 20, 50, 100, 200];

fn main() {
    let cases = grid();
    let mismatches = cases.iter().filter(|case| case.ours() != case.oracle()).count();
    assert_eq!(mismatches, 0, "the integer line and the exact fraction disagree");
    let decimals: Vec<[Decimal; 4]> = cases.iter().map(Case::decimals).collect();

    let ours = || cases.iter().fold(0_u64, |sum, case| sum.wrapping_add(case.ours()));
    let peer = || decimals.iter().fold(Decimal::ZERO, |sum, case| sum + decimal_line(case));
    let (a, b) = pair(15, 20, || _ = black_box(ours()), || _ = black_box(peer()));
    let n = u32::try_from(cases.len()).map(f64::from).expect("a small grid");
    print(&[Row {
        id: "arithmetic.line_for_dose",
        ours: a / n,
        peer: Some(b / n),
        unit: "ns per line",
        goal: Goal::FasterBy(10.0),
        note: format!("peer: rust_decimal 1.43; {} cases, 0 mismatches with exact fractions", cases.len()),
    }]);
}

struct Case {
    dose: Dose,
    ng: u64,
    ul: u64,
    strength: Strength,
    graduation: Volume,
}

impl Case {
    fn ours(&self) -> u64 {
        self.strength.line_for(self.dose, self.graduation).map_or(0, Volume::ul)
    }

    fn oracle(&self) -> u64 {
        let volume = Ratio::new(u128::from(self.dose.ng()) * u128::from(self.ul), u128::from(self.ng));
        let lines = (volume / Ratio::from_integer(u128::from(self.graduation.ul()))).floor().to_integer();
        u64::try_from(lines).expect("fits") * self.graduation.ul()
    }

    fn decimals(&self) -> [Decimal; 4] {
        [self.dose.ng(), self.ng, self.ul, self.graduation.ul()].map(Decimal::from)
    }
}

fn decimal_line([dose, ng, ul, graduation]: &[Decimal; 4]) -> Decimal {
    (dose * ul / ng / graduation).floor() * graduation
}

/// Every tenth of a milligram to 12 mg and every microgram to 100, at each strength and graduation.
fn grid() -> Vec<Case> {
    let doses = (1..=120).map(|tenths| tenths * 100_000).chain((1..=100).map(|mcg| mcg * 1_000));
    doses
        .flat_map(|ng| STRENGTHS.iter().map(move |strength| (ng, *strength)))
        .flat_map(|(ng, strength)| GRADUATIONS.iter().map(move |graduation| (ng, strength, *graduation)))
        .map(|(dose, (ng, ul), graduation)| Case {
            dose: Dose::from_ng(dose),
            ng,
            ul,
            strength: Strength::new(Dose::from_ng(ng), Volume::from_ul(ul)).expect("not empty"),
            graduation: Volume::from_ul(graduation),
        })
        .collect()
}
