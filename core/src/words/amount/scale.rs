//! The scale of a syringe, for a drawing: a label per mark.

use super::Number;
use crate::domain::ratio::Ratio;
use crate::domain::syringe::Syringe;
use crate::words::Lang;

/// Most marks between two numbers on a drawn scale, as multiples of the graduation that makers print.
const EVERY: [u64; 8] = [1, 2, 5, 10, 20, 25, 50, 100];
/// More numbers than this do not fit the width of a phone at twice the text size.
const MOST_NUMBERS: u64 = 6;

/// The number printed at each mark from 0 to the capacity, in millilitres without the unit; empty where none is.
pub fn scale(syringe: Syringe, lang: Lang) -> Vec<String> {
    let graduation = syringe.graduation().ul();
    let marks = syringe.capacity().ul() / graduation;
    let fits = |every: &u64| marks.is_multiple_of(*every) && marks / every <= MOST_NUMBERS;
    let every = EVERY.into_iter().find(fits).unwrap_or(marks);
    let number = |mark: u64| Number::of(Ratio::whole(mark * graduation), super::ML_PLACES).figure(lang);
    (0..=marks).map(|mark| if mark.is_multiple_of(every) { number(mark) } else { String::new() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::amount::Volume;

    fn of(capacity: u64, graduation: u64) -> Vec<String> {
        let syringe = Syringe::new(Volume::from_ul(capacity), Volume::from_ul(graduation));
        scale(syringe.expect("a syringe one can buy"), Lang::De)
    }

    #[test]
    fn every_mark_is_there_and_few_carry_a_number() {
        let fine = of(1000, 10);
        assert_eq!(fine.len(), 101);
        let numbers: Vec<_> = fine.iter().filter(|label| !label.is_empty()).collect();
        assert_eq!(numbers, ["0", "0,2", "0,4", "0,6", "0,8", "1"]);
        assert_eq!(of(3000, 100).iter().filter(|label| !label.is_empty()).count(), 7);
        assert_eq!(of(5000, 200).iter().filter(|label| !label.is_empty()).count(), 6);
    }
}
