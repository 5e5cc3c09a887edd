//! Nothing is lost and nothing is rounded, in fields that are known and in those that are not, at any depth.

use nocte_core::fhir::types::Quantity;
use nocte_core::fhir::{Decimal, FhirError, Resource};
use proptest::prelude::*;
use serde_json::{Value, json};

fn back(text: &str) -> String {
    Resource::from_json(text).expect("a resource").to_json()
}

#[test]
fn a_trailing_zero_survives_in_known_and_unknown_fields_at_any_depth() {
    let text = r#"{"resourceType":"Observation","id":"a","status":"final",
        "valueQuantity":{"value":0.10,"unit":"mg","new":{"deep":[{"er":[0.10,1.00,-0.0,1E5]}]}},
        "component":[{"valueQuantity":{"value":2.50},"strange":0.10}],
        "extension":[{"url":"x","valueDecimal":0.10},{"url":"y","extension":[{"url":"z","valueDecimal":3.00}]}],
        "_status":{"extension":[{"url":"u","valueDecimal":0.10}]},
        "unheard":{"of":{"things":[[[0.10]]],"big":12345678901234567890.12345678901234567890}}}"#;
    let written = back(text);
    for kept in [
        r#""value":0.10"#,
        "[0.10,1.00,-0.0,1E5]",
        r#""value":2.50"#,
        r#""strange":0.10"#,
        r#""valueDecimal":0.10"#,
        r#""valueDecimal":3.00"#,
        "[[[0.10]]]",
        "12345678901234567890.12345678901234567890",
    ] {
        assert!(written.contains(kept), "{kept} is lost: {written}");
    }
    let (before, after): (Value, Value) =
        (serde_json::from_str(text).expect("JSON"), serde_json::from_str(&written).expect("JSON"));
    assert_eq!(before, after);
}

/// What this file relies on: a value tells 0.10 from 0.1. Without the feature the tests above would prove nothing.
#[test]
fn a_value_tells_one_decimal_from_another() {
    let [a, b] = ["0.10", "0.1"].map(|text| serde_json::from_str::<Value>(text).expect("JSON"));
    assert_ne!(a, b);
}

/// The trap: through `flatten`, or a field of a tagged enum, exact decimals used to become maps.
#[test]
fn decimals_survive_a_parsed_value_and_a_resource_without_a_type() {
    let value: Value = serde_json::from_str(
        r#"{"resourceType":"Specimen","id":"s","collection":{"quantity":{"value":0.10}}}"#,
    )
    .expect("JSON");
    let resource = Resource::from_value(value).expect("a resource");
    assert!(matches!(resource, Resource::Other(_)));
    assert!(resource.to_json().contains("0.10"));
    let quantity: Quantity =
        serde_json::from_value(serde_json::from_str(r#"{"value":0.10}"#).expect("JSON")).expect("a quantity");
    assert_eq!(quantity.value, Some("0.10".parse().expect("a number")));
    assert_ne!(quantity.value, Some("0.1".parse::<Decimal>().expect("a number")));
}

#[test]
fn what_is_no_decimal_is_none() {
    for text in ["", " 1", "1 ", "01", "1.", ".5", "+1", "1e", "NaN", "\"1\"", "true", "1,5", "--1", "1;"] {
        assert!(text.parse::<Decimal>().is_err(), "{text:?}");
    }
}

#[test]
fn the_place_of_the_kind_makes_no_difference() {
    let first = Resource::from_json(r#"{"resourceType":"Flag","id":"f","status":"active"}"#);
    let last = Resource::from_json(r#" { "id" : "f", "status":"active", "resourceType" : "Flag" } "#);
    assert_eq!(first.expect("a flag"), last.expect("a flag"));
}

#[test]
fn hostile_text_is_a_typed_error_and_never_a_panic() {
    let deep = |open: &str, close: &str, n: usize| {
        format!(r#"{{"resourceType":"Flag","x":{}1{}}}"#, open.repeat(n), close.repeat(n))
    };
    let extension = |n: usize| {
        let open = r#"{"url":"u","extension":["#.repeat(n);
        format!(r#"{{"resourceType":"Flag","extension":[{open}{}]}}"#, "]}".repeat(n))
    };
    for (text, wanted) in [
        (deep("[", "]", 1_000_000), "too_deep"),
        (deep(r#"{"a":"#, "}", 100_000), "too_deep"),
        (deep("[", "]", 65), "too_deep"),
        (extension(200), "too_deep"),
        (r#"{"resourceType":"Flag","status":"active","status":"inactive"}"#.to_owned(), "duplicate"),
        (r#"{"resourceType":"Flag","x":1,"x":2}"#.to_owned(), "duplicate"),
        (r#"{"resourceType":"Flag","resourceType":"Flag"}"#.to_owned(), "duplicate"),
        (r#"{"resourceType":"Flag","resourceType":"Task"}"#.to_owned(), "duplicate"),
        (r#"{"resourceType":"Flag","status":7}"#.to_owned(), "shape"),
        (r#"{"resourceType":"Flag","status":["active"]}"#.to_owned(), "shape"),
        (r#"{"resourceType":"Flag","category":{}}"#.to_owned(), "shape"),
        (r#"{"resourceType":"Observation","valueQuantity":{"value":"6"}}"#.to_owned(), "shape"),
        (r#"{"resourceType":"Observation","extension":[{"valueCode":"x"}]}"#.to_owned(), "shape"),
        (r#"{"resourceType":"Bundle","total":-1}"#.to_owned(), "shape"),
        (r#"{"id":"x"}"#.to_owned(), "no_kind"),
        (r#"{"resourceType":null}"#.to_owned(), "shape"),
        (r#"{"resourceType":7}"#.to_owned(), "shape"),
        ("[]".to_owned(), "shape"),
        ("\"Flag\"".to_owned(), "shape"),
        (String::new(), "syntax"),
        ("<html><body>Sign in</body></html>".to_owned(), "syntax"),
        (r#"{"resourceType":"Flag""#.to_owned(), "syntax"),
        (r#"{"resourceType":"Flag"} x"#.to_owned(), "syntax"),
    ] {
        let start: String = text.chars().take(80).collect();
        match Resource::from_json(&text) {
            Err(error) => assert_eq!(error.code(), wanted, "{start}"),
            Ok(read) => panic!("{start} reads as {}", read.kind()),
        }
    }
    assert!(Resource::from_json(&deep("[", "]", 50)).is_ok(), "the bound is above what is real");
}

#[test]
fn an_error_says_where_and_never_what() {
    let secret = "Canary-7f3a";
    for text in [
        format!(r#"{{"resourceType":"Flag","status":{{"{secret}":1}}}}"#),
        format!(r#"{{"resourceType":"Flag","{secret}":1,"{secret}":2}}"#),
        format!(r#"{{"resourceType":"Bundle","total":"{secret}"}}"#),
        format!(r#"{{"resourceType":"{secret} and more","#),
    ] {
        let error: FhirError = Resource::from_json(&text).expect_err("not a resource");
        assert!(!error.to_string().contains("Canary") && !format!("{error:?}").contains("Canary"), "{error}");
    }
}

#[test]
fn a_huge_text_is_text_and_so_is_a_script() {
    let long = "<script>alert('1')</script>\u{202e}".repeat(50_000);
    let resource = json!({"resourceType": "Communication", "payload": [{"contentString": long}]});
    let read = Resource::from_json(&resource.to_string()).expect("text is text");
    assert_eq!(serde_json::from_str::<Value>(&read.to_json()).expect("JSON"), resource);
}

/// Any JSON at all, numbers with digits that floats would lose.
fn any_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("true".to_owned()),
        Just("null".to_owned()),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?",
        any::<String>().prop_map(|text| Value::String(text).to_string()),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|list| format!("[{}]", list.join(","))),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..5).prop_map(|map| {
                let fields: Vec<String> = map.iter().map(|(k, v)| format!("\"{k}\":{v}")).collect();
                format!("{{{}}}", fields.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn unknown_fields_come_back_as_they_were(
        top in any_json(), inner in any_json(), value in "-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,9})?",
    ) {
        let text = format!(
            r#"{{"resourceType":"Observation","zzTop":{top},"code":{{"text":"t","zzIn":{inner}}},"valueQuantity":{{"value":{value}}}}}"#
        );
        let written = back(&text);
        prop_assert!(written.contains(&top) && written.contains(&inner));
        let wanted = format!("\"value\":{value}");
        prop_assert!(written.contains(&wanted));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), json in any_json(), cut in 0_usize..400) {
        let _ = Resource::from_json(&text);
        let _ = Resource::from_json(&json);
        for (_, sample) in crate::samples::all().into_iter().take(3) {
            let at = cut.min(sample.len());
            if sample.is_char_boundary(at) {
                let (before, after) = sample.split_at(at);
                let _ = Resource::from_json(before);
                let _ = Resource::from_json(&format!("{before}{json}{after}"));
            }
        }
    }
}
