//! Dilution: whatever goes in, a line that comes out lies on a mark, never above the dose, and by less than a mark below.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use nocte_core::catalogue::parameters::parameters;
use nocte_core::domain::amount::{Dose, Volume};
use nocte_core::domain::dilution::{dilute, strength_of};
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::syringe::Syringe;
use nocte_core::words::Lang;
use nocte_core::words::amount::{show_pair, show_strength};

#[derive(Debug, Arbitrary)]
struct Draw {
    tablets: Vec<u32>,
    water_ul: u32,
    dose_ng: u32,
    marks: u16,
    graduation_ul: u16,
}

fuzz_target!(|draw: Draw| {
    let tablets: Vec<Dose> = draw.tablets.iter().map(|ng| Dose::from_ng(u64::from(*ng))).collect();
    let Ok(strength) = strength_of(&tablets, Volume::from_ul(draw.water_ul.into())) else {
        return;
    };
    let graduation = u64::from(draw.graduation_ul);
    let capacity = graduation * u64::from(draw.marks);
    let Ok(syringe) = Syringe::new(Volume::from_ul(capacity), Volume::from_ul(graduation)) else {
        return;
    };
    let dose = Dose::from_ng(draw.dose_ng.into());
    for lang in [Lang::En, Lang::De] {
        assert!(!show_strength(strength, lang).is_empty());
    }
    let Ok(dilution) = dilute(strength, dose, syringe, parameters()) else {
        return;
    };
    let line = dilution.line.ul();
    assert!(line > 0 && line % graduation == 0, "{dilution:?}");
    assert!(Ratio::whole(line) <= dilution.volume && dilution.volume < Ratio::whole(line + graduation));
    assert_eq!(dilution.lines.iter().map(|line| line.ul()).sum::<u64>(), line);
    assert!(dilution.lines.iter().all(|one| *one <= syringe.capacity()));
    assert_eq!(u64::try_from(dilution.lines.len()), Ok(dilution.draws));
    assert!(dilution.line_dose <= Ratio::whole(dose.ng()), "never more than the dose");
    assert_eq!(dilution.exact, dilution.line_dose == Ratio::whole(dose.ng()));
    assert!(!show_pair(dilution.line_dose, Ratio::whole(line), strength, Lang::En).is_empty());
});
