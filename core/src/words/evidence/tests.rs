use super::*;
use crate::catalogue::evidence;

/// Everything these pages can say, in lower case, with the name of what says it.
fn texts(lang: Lang) -> Vec<(&'static str, String)> {
    let claims = Claim::ALL.map(|one| (one.code(), claim(one, lang).to_lowercase()));
    let asks = Ask::ALL.map(|one| (one.code(), ask(one, lang).to_lowercase()));
    claims.into_iter().chain(asks).collect()
}

#[test]
fn safety_28_no_card_speaks_of_opioids_surgery_missed_doses_or_stopping() {
    let forbidden = [
        "opioid",
        "opiate",
        "opiat",
        "narcotic",
        "tramadol",
        "codein",
        "morphin",
        "surgery",
        "operation",
        "missed dose",
        "forgot",
        "vergess",
        "ausgelassen",
        "stop",
        "absetz",
        "aufhör",
        "washout",
    ];
    for (name, text) in [texts(Lang::En), texts(Lang::De)].concat() {
        for word in forbidden {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn safety_29_no_card_says_that_it_works() {
    for (name, text) in [texts(Lang::En), texts(Lang::De)].concat() {
        for word in [" works", " wirkt", "cure", "heilt", "miracle", "wunder"] {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn no_vendor_and_no_address_stands_in_a_text() {
    for (name, text) in [texts(Lang::En), texts(Lang::De)].concat() {
        for word in ["http", "www", ".com", "immune therapeutics", "krs", "biotech", "skip's", "healthrising"]
        {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn both_languages_carry_the_same_numbers() {
    let numbers = |text: &str| -> Vec<String> {
        let plain = text.replace(',', ".");
        let mut found: Vec<String> = plain
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .map(|part| part.trim_matches('.').to_owned())
            .filter(|part| !part.is_empty())
            .collect();
        found.sort();
        found
    };
    for one in Claim::ALL {
        let (english, german) = (claim(one, Lang::En), claim(one, Lang::De));
        assert_eq!(numbers(english), numbers(german), "{}", one.code());
    }
}

#[test]
fn mechanisms_are_proposed_and_not_shown() {
    for one in [Claim::ReboundProposed, Claim::GliaProposed] {
        assert!(claim(one, Lang::En).starts_with("Proposed, not shown in ME/CFS"));
        assert!(claim(one, Lang::De).starts_with("Vermutet, bei ME/CFS nicht gezeigt"));
    }
}

#[test]
fn a_source_is_told_with_year_and_grade() {
    let told = |id: &str, lang: Lang| source(evidence().source(id).expect("listed"), lang);
    assert!(told("polo_2019", Lang::En).ends_with("(2019, grade A)"));
    assert!(told("label", Lang::De).ends_with("(ohne Jahr, Grad A)"));
    assert!(told("own", Lang::En).ends_with("(2026, no source)"));
    let card = evidence().card(Claim::FinalPain).expect("there");
    assert_eq!(design(card, Lang::En), "trial against placebo, 99 people");
    assert_eq!(
        design(evidence().card(Claim::OneAtTwelve).expect("there"), Lang::De),
        "einzelne Berichte, 1 Person"
    );
}
