//! `dilute` as a script sees it: exact fields, exact statuses, nothing stored.

use crate::run::Terminal;
use serde_json::{Value, json};

fn fields(answer: &Value, names: &[&str]) -> Value {
    names
        .iter()
        .map(|name| ((*name).to_owned(), answer[*name].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

const FIXED: [&str; 8] =
    ["strength_ng_per_ul", "dose_ng", "volume_ul", "draws", "line_ul", "lines_ul", "line_dose_ng", "exact"];

#[test]
fn the_seeds_recipe_is_one_to_one() {
    let there = Terminal::new();
    let words =
        ["dilute", "--tablet", "50mg", "--water", "50mL", "--dose", "1.5mg", "--syringe", "3mL/0.1mL"];
    let answer = there.json(&words);
    let expected = json!({
        "strength_ng_per_ul": "1000", "dose_ng": 1_500_000, "volume_ul": "1500", "draws": 1, "line_ul": 1500,
        "lines_ul": [1500], "line_dose_ng": "1500000", "exact": true,
    });
    assert_eq!(fields(&answer, &FIXED), expected);
    assert_eq!(answer["strength"], "1 mg/mL");
    assert!(answer["text"].is_string() && answer["warnings"].is_array());
}

#[test]
fn a_volume_without_an_end_stays_a_fraction_and_the_line_is_rounded_down() {
    let there = Terminal::new();
    let words = ["dilute", "--tablet", "50mg", "--water", "30mL", "--dose", "1mg", "--syringe", "1mL/0.1mL"];
    let answer = there.json(&words);
    let expected = json!({
        "strength_ng_per_ul": "5000/3", "dose_ng": 1_000_000, "volume_ul": "600", "draws": 1, "line_ul": 600,
        "lines_ul": [600], "line_dose_ng": "1000000", "exact": true,
    });
    assert_eq!(fields(&answer, &FIXED), expected);
    let words =
        ["dilute", "--tablet", "50mg,25mg", "--water", "49mL", "--dose", "1mg", "--syringe", "1mL/0.1mL"];
    let answer = there.json(&words);
    let expected = json!({
        "strength_ng_per_ul": "75000/49", "dose_ng": 1_000_000, "volume_ul": "1960/3", "draws": 1, "line_ul": 600,
        "lines_ul": [600], "line_dose_ng": "45000000/49", "exact": false,
    });
    assert_eq!(fields(&answer, &FIXED), expected);
    let codes: Vec<&str> =
        answer["warnings"].as_array().expect("a list").iter().filter_map(|w| w["code"].as_str()).collect();
    assert!(codes.contains(&"rounded_down"), "{codes:?}");
}

#[test]
fn several_draws_are_full_ones_and_a_rest() {
    let there = Terminal::new();
    let words =
        ["dilute", "--tablet", "50mg", "--water", "50mL", "--dose", "2.5mg", "--syringe", "1mL/0.01mL"];
    let answer = there.json(&words);
    assert_eq!(answer["draws"], 3);
    assert_eq!(answer["lines_ul"], json!([1000, 1000, 500]));
}

#[test]
fn safety_08_two_steps_of_a_plan_on_one_line_are_warned_of_and_a_syringe_that_would_do_is_named() {
    let there = Terminal::new();
    let words = |syringe: &'static str| {
        [
            "dilute",
            "--tablet",
            "50mg",
            "--water",
            "50mL",
            "--dose",
            "0.5mg",
            "--syringe",
            syringe,
            "--steps",
            "0.5mg,0.55mg,1mg",
        ]
    };
    let answer = there.json(&words("1mL/0.1mL"));
    let codes: Vec<&str> =
        answer["warnings"].as_array().expect("a list").iter().filter_map(|it| it["code"].as_str()).collect();
    assert!(codes.contains(&"two_steps_on_one_line"), "{codes:?}");
    assert_eq!(answer["steps"].as_array().map(Vec::len), Some(3), "the lines are shown all the same");
    let ran = there.run(&words("1mL/0.1mL"));
    assert!(ran.out.contains("! On this syringe 0.5 mg and 0.55 mg fall on one line. "), "{}", ran.out);
    let german = there.run(&[&["--lang", "de"][..], &words("1mL/0.1mL")].concat());
    assert!(german.out.contains("auf einen Strich."), "{}", german.out);
    let finer = there.json(&words("1mL/0.01mL"));
    assert!(!finer["warnings"].to_string().contains("two_steps_on_one_line"), "a finer scale reads both");
}

#[test]
fn steps_are_read_on_the_same_syringe() {
    let there = Terminal::new();
    let words = [
        "dilute",
        "--tablet",
        "50mg",
        "--water",
        "50mL",
        "--dose",
        "0.5mg",
        "--syringe",
        "1mL/0.01mL",
        "--steps",
        "0.5mg,250mcg",
    ];
    let steps = &there.json(&words)["steps"];
    let expected = json!([
        { "dose_ng": 500_000, "volume_ul": "500", "draws": 1, "line_ul": 500, "line_dose_ng": "500000", "exact": true },
        { "dose_ng": 250_000, "volume_ul": "250", "draws": 1, "line_ul": 250, "line_dose_ng": "250000", "exact": true },
    ]);
    assert_eq!(*steps, expected);
}

#[test]
fn warning_codes_are_those_of_the_interface() {
    let there = Terminal::new();
    let codes = |dose: &str, syringe: &str, tablet: &str| -> Vec<String> {
        let words = ["dilute", "--tablet", tablet, "--water", "50mL", "--dose", dose, "--syringe", syringe];
        let answer = there.json(&words);
        let all = answer["warnings"].as_array().expect("a list").clone();
        all.iter().filter_map(|w| w["code"].as_str().map(str::to_owned)).collect()
    };
    assert!(codes("1.5mg", "1mL/0.01mL", "50mg").contains(&"several_draws".to_owned()));
    assert!(codes("4.51mg", "10mL/0.01mL", "50mg").contains(&"above_soft_cap".to_owned()));
    assert!(!codes("4.5mg", "5mL/0.1mL", "50mg").contains(&"above_soft_cap".to_owned()));
    assert!(codes("6.1mg", "10mL/0.1mL", "50mg").contains(&"needs_clinician".to_owned()));
    assert!(!codes("6mg", "10mL/0.1mL", "50mg").contains(&"needs_clinician".to_owned()));
    assert!(codes("0.19mg", "3mL/0.1mL", "50mg").contains(&"rounding_over_10_percent".to_owned()));
    assert!(codes("0.5mg", "1mL/0.01mL", "50mg").contains(&"recipe_shelf_life".to_owned()));
    assert!(codes("0.15mg", "1mL/0.1mL", "50mg").contains(&"better_syringe".to_owned()));
}

#[test]
fn a_second_dilution_goes_to_a_tenth_and_no_further() {
    let there = Terminal::new();
    let answer = there.json(&["dilute", "--second", "--from", "1mg/mL", "--to", "0.1mg/mL"]);
    let stages = answer["stages"].as_array().expect("a list");
    assert_eq!(stages.len(), 1);
    assert_eq!(
        fields(&stages[0], &["take_ul", "water_ul", "strength"]),
        json!({ "take_ul": 1000, "water_ul": 9000, "strength": "0.1 mg/mL" })
    );
    assert!(stages[0]["name"].is_string());
    for to in ["0.05mg/mL", "0.01mg/mL", "0.000001mg/mL"] {
        there.refused(&["dilute", "--second", "--from", "1mg/mL", "--to", to]);
    }
    there.refused(&["dilute", "--second", "--from", "0.05mg/mL", "--to", "0.1mg/mL"]);
    there.refused(&["dilute", "--second", "--from", "1mg/mL"]);
}

#[test]
fn impossible_ambiguous_and_unsafe_amounts_are_refused() {
    let there = Terminal::new();
    let dilute = |tablet: &str, water: &str, dose: &str, syringe: &str| {
        there.refused(&[
            "dilute",
            "--tablet",
            tablet,
            "--water",
            water,
            "--dose",
            dose,
            "--syringe",
            syringe,
        ]);
    };
    for dose in [
        "0mg",
        "12.1mg",
        "50mg",
        "1,5mg",
        "1.500mg",
        "12.345mg",
        ".5mg",
        "5.mg",
        "+1mg",
        "1e1mg",
        "1",
        "mg",
        "1 000mg",
        "1  mg",
        " 1mg",
        "1mg ",
        "0.0000001mg",
        "1.5MG",
        "1.5Mg",
        "1.5ug",
        "1.5µg",
        "1.5mL",
        "½mg",
        "1/2mg",
        "99999999999999999999mg",
        "١mg",
        "1.5\u{200b}mg",
    ] {
        dilute("50mg", "50mL", dose, "1mL/0.01mL");
    }
    for water in ["0mL", "50ml", "50cc", "50 ML", "1,000mL", "50", "50mg", "0.0001mL", "-5mL"] {
        dilute("50mg", water, "1mg", "1mL/0.01mL");
    }
    for syringe in [
        "1mL",
        "0.01mL/1mL",
        "1mL/0.3mL",
        "21mL/1mL",
        "1mL/0mL",
        "0mL/0mL",
        "100U/1U",
        "U-100",
        "1mL/",
        "/1mL",
        "0.3mL/1u",
        "1mL/0.01mL/0.01mL",
        "1mL\\0.01mL",
    ] {
        dilute("50mg", "50mL", "0.5mg", syringe);
    }
    dilute("50mg", "50mL", "0.005mg", "1mL/0.01mL");
    dilute("50mg", "50mL", "3.5mg", "1mL/0.01mL");
    dilute("0mg", "50mL", "1mg", "1mL/0.01mL");
    assert_eq!(there.files(), Vec::<String>::new(), "a command without a store made one");
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let there = Terminal::new();
    let reason = there.refused(&["dilute", "--tablet", "50mg", "--water", "50mL", "--dose", "1mg"]);
    assert!(reason.contains("syringe"), "{reason}");
}
