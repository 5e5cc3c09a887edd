//! The one second dilution, whole capsules, and which tablets and fillers are fit for it.

use nocte_core::catalogue;
use nocte_core::domain::amount::{Dose, Strength};
use nocte_core::domain::capsule::{CapsuleCount, CapsuleError, capsules_for};
use nocte_core::domain::filler::{
    Advice, Filler, NamedTablet, REFUSED_NAMES, TabletRefusal, TabletSource, tablet_named,
};
use nocte_core::domain::second_dilution::{SecondDilutionError, second_dilution};

fn dose(text: &str) -> Dose {
    Dose::parse(text).expect("a dose of this file")
}

fn strength(text: &str) -> Strength {
    Strength::parse(text).expect("a strength of this file")
}

#[test]
fn safety_06_one_second_dilution_to_a_tenth_and_nothing_else() {
    let second =
        |from: &str, to: &str| second_dilution(strength(from), strength(to), catalogue::parameters());
    let only = strength("0.1 mg/mL");
    let stage = |from: &str| {
        let stages = second(from, "0.1mg/mL").expect("a stronger stock").stages;
        assert_eq!(stages.len(), 1);
        let stage = stages.into_iter().next().expect("one stage");
        assert_eq!((stage.name, stage.strength), ("B", only));
        (stage.take.ul(), stage.water.ul())
    };
    assert_eq!(stage("1mg/mL"), (1_000, 9_000));
    assert_eq!(stage("0.5mg/mL"), (1_000, 4_000));
    assert_eq!(stage("5mg/mL"), (1_000, 49_000));
    assert_eq!(stage("50 mg in 30 mL"), (3_000, 47_000));
    assert_eq!(stage("20mg/mL"), (500, 99_500));
    assert_eq!(second("1mg/mL", "0.01mg/mL"), Err(SecondDilutionError::TooWeak { only }));
    assert_eq!(second("1mg/mL", "0.5mg/mL"), Err(SecondDilutionError::OtherTarget { only }));
    assert_eq!(second("0.1mg/mL", "0.1mg/mL"), Err(SecondDilutionError::NotStronger));
    assert_eq!(second("0.1003mg/mL", "0.1mg/mL"), Err(SecondDilutionError::NotMeasurable));
}

#[test]
fn capsules_are_whole_exact_and_as_few_as_possible() {
    let of = |text: &str, at_hand: &[&str]| {
        let strengths: Vec<Dose> = at_hand.iter().map(|one| dose(one)).collect();
        capsules_for(dose(text), &strengths, catalogue::parameters())
    };
    let count = |mg: &str, count| CapsuleCount { strength: dose(mg), count };
    assert_eq!(of("4.5mg", &["1.5mg", "0.5mg"]), Ok(vec![count("1.5mg", 3)]));
    assert_eq!(of("2mg", &["0.5mg", "1.5mg", "1.5mg"]), Ok(vec![count("1.5mg", 1), count("0.5mg", 1)]));
    // The strongest first is not always the fewest: 4 + 1 + 1 against 3 + 3.
    assert_eq!(of("6mg", &["4mg", "3mg", "1mg"]), Ok(vec![count("3mg", 2)]));
    assert_eq!(of("1.25mg", &["0.5mg"]), Err(CapsuleError::NoSum { below: Some(dose("1mg")) }));
    assert_eq!(of("0.25mg", &["0.5mg"]), Err(CapsuleError::NoSum { below: None }));
    assert_eq!(of("4.5mg", &["0.25mg"]), Err(CapsuleError::NoSum { below: Some(dose("2.5mg")) }));
    assert_eq!(of("2.5mg", &["0.25mg"]), Ok(vec![count("0.25mg", 10)]), "ten are still counted");
    let twelve = of("3.9mg", &["1mg", "0.1mg"]);
    assert_eq!(
        twelve,
        Err(CapsuleError::NoSum { below: Some(dose("3.7mg")) }),
        "ten of all strengths together"
    );
    assert!(of("12mg", &["4mg"]).is_ok());
    assert_eq!(of("1mg", &[]), Err(CapsuleError::NoStrength));
    assert_eq!(of("0mg", &["1mg"]), Err(CapsuleError::DoseZero));
    assert!(matches!(of("12.5mg", &["0.5mg"]), Err(CapsuleError::AboveLimit { .. })));
    assert!(matches!(of("1mg", &["50mg"]), Err(CapsuleError::WholeTablet { .. })));
}

#[test]
fn safety_13_only_plain_naltrexone_is_dissolved() {
    for name in ["Naltrexone 50 mg", "naltrexon-HCl AbZ 50", "ReVia", "Naltrexone Hydrochloride Tablets USP"]
    {
        assert_eq!(tablet_named(name), NamedTablet::Plain, "{name}");
    }
    for (name, refusal) in [
        ("Contrave ER", TabletRefusal::WithBupropion),
        ("Mysimba 8 mg/90 mg", TabletRefusal::WithBupropion),
        ("naltrexone/bupropion", TabletRefusal::WithBupropion),
        ("Naltrexone SR 4.5 mg", TabletRefusal::SlowRelease),
        ("Naltrexon Retard", TabletRefusal::SlowRelease),
        ("naltrexone slow-release", TabletRefusal::SlowRelease),
        ("Vivitrol", TabletRefusal::Depot),
        ("naltrexone implant", TabletRefusal::Depot),
        ("morphine sulfate and naltrexone", TabletRefusal::WithOpioid),
    ] {
        assert_eq!(tablet_named(name), NamedTablet::Refused(refusal), "{name}");
    }
    for name in ["", "aspirin", "LDN", "naltrexonesr"] {
        assert_eq!(tablet_named(name), NamedTablet::NotRecognised, "{name}");
    }
    for (word, refusal) in REFUSED_NAMES {
        assert_eq!(tablet_named(&format!("Naltrexone {word}")), NamedTablet::Refused(refusal), "{word}");
    }
}

#[test]
fn fillers_and_internet_tablets_are_findings_with_a_source() {
    for filler in Filler::ALL {
        assert!(!filler.finding().source.is_empty());
    }
    assert_eq!(Filler::CalciumCarbonate.finding().advice, Advice::Avoid);
    assert_eq!(Filler::SlowRelease.finding().advice, Advice::Avoid);
    assert_eq!(Filler::Avicel.finding().advice, Advice::Fine);
    let internet = TabletSource::Internet.finding().expect("six samples, none met the standard");
    assert_eq!(internet.advice, Advice::Avoid);
    assert_eq!(TabletSource::Pharmacy.finding(), None);
}
