//! Random facts of every kind that leaves the phone, awkward on purpose: other scripts, control characters, empty
//! texts, nanoseconds, odd offsets, numbers at their ends.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::bottle::{Bottle, BottleEnd, BottleEndReason, DrawnFrom, Recipe};
use nocte_core::domain::clinic::{Reply, ReplyKind, StepRequest};
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp, StepRef};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::medicine::{Answer, Course, Medicine, MedicineClass, Question};
use nocte_core::domain::night::Night;
use nocte_core::domain::phone::{PhoneSays, PhoneWord};
use nocte_core::domain::setting::{Choice, SettingChange};
use nocte_core::domain::symptom::{BadDay, Effect, EffectCourse, Lab, Note, Score, Severity};
use nocte_core::domain::syringe::Syringe;
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9 ,.äöüß]{1,20}",
        2 => any::<String>(),
        1 => select(vec![
            "", " ", "\u{0}", "\u{a0}NBSP\u{3000}", " both ends ", "\r\n\t", "\u{feff}bom", "\u{7f}\u{85}",
            "<script>alert(1)</script>", "\"'\\; -- ${x}", "2026-01-02", "\u{202e}rtl \u{1f319}", "1e5", "-",
            "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01", "2026-03-01T10:00:00Z", "item",
        ])
        .prop_map(str::to_owned),
    ]
}

/// Ids as they are minted: version 7.
pub(crate) fn id() -> impl Strategy<Value = FactId> {
    any::<u128>().prop_map(|n| FactId(n & !(0xf << 76) & !(0b11 << 62) | 0x7 << 76 | 0b10 << 62))
}

pub(crate) fn date() -> impl Strategy<Value = NaiveDate> {
    (0_i64..40_000)
        .prop_map(|days| NaiveDate::from_ymd_opt(1990, 1, 1).expect("a date") + TimeDelta::days(days))
}

pub(crate) fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    (date(), 0_u32..86_400, prop_oneof![Just(0_u32), 0_u32..1_000_000_000]).prop_map(
        |(date, second, nano)| {
            let time = NaiveTime::from_num_seconds_from_midnight_opt(second, nano).expect("a time of day");
            date.and_time(time).and_utc()
        },
    )
}

fn night() -> impl Strategy<Value = Night> {
    (date(), any::<bool>()).prop_map(|(date, second)| Night { date, second })
}

pub(crate) fn stamp() -> impl Strategy<Value = Stamp> {
    let offset = prop_oneof![select(vec![0, 3600, -34_200, 50_400, 20_700]), -64_800_i32..64_800];
    (instant(), text(), offset, text(), any::<bool>()).prop_map(
        |(recorded_at, zone, offset_s, source, suspect)| Stamp {
            recorded_at,
            zone,
            offset_s,
            source,
            clock_suspect: suspect,
        },
    )
}

pub(crate) fn amount() -> impl Strategy<Value = Dose> {
    prop_oneof![1_u64..12_000_000, Just(0), any::<u64>()].prop_map(Dose::from_ng)
}

fn volume() -> impl Strategy<Value = Volume> {
    prop_oneof![0_u64..100_000, any::<u64>()].prop_map(Volume::from_ul)
}

fn strength() -> impl Strategy<Value = Strength> {
    let small = prop_oneof![1_u64..100_000_000, 1_u64..];
    (small.clone(), small)
        .prop_map(|(ng, ul)| Strength::new(Dose::from_ng(ng), Volume::from_ul(ul)).expect("neither is zero"))
}

fn syringe() -> impl Strategy<Value = Syringe> {
    (1_u64..=200, 1_u64..=100).prop_map(|(lines, graduation)| {
        Syringe::new(Volume::from_ul(lines * graduation), Volume::from_ul(graduation)).expect("up to 20 mL")
    })
}

fn dose() -> BoxedStrategy<Fact> {
    use DoseStatus::{Extra, Skipped, Taken, Unknown};
    let said =
        (id(), night(), select(vec![Taken, Skipped, Unknown, Extra]), maybe(instant()), maybe(amount()));
    let drawn = (maybe((id(), text())), maybe(volume()), maybe(text()), maybe(strength()), maybe(syringe()));
    (said, drawn, maybe(amount()), stamp())
        .prop_map(|(said, drawn, swallowed, stamp)| {
            Fact::Dose(DoseEntry {
                id: said.0,
                night: said.1,
                status: said.2,
                taken_at: said.3,
                planned: said.4,
                step: drawn.0.map(|(plan, step)| StepRef { plan, step }),
                volume: drawn.1,
                bottle: drawn.2,
                strength: drawn.3,
                syringe: drawn.4,
                swallowed,
                corrects: None,
                stamp,
            })
        })
        .boxed()
}

fn felt() -> BoxedStrategy<Fact> {
    let scale =
        prop_oneof![select(vec!["pain", "fatigue", "sleep", "brain_fog"]).prop_map(str::to_owned), text()];
    let what = prop_oneof![
        select(vec!["insomnia", "vivid_dreams", "nausea", "esr"]).prop_map(str::to_owned),
        text()
    ];
    let value = prop_oneof!["[<>]?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,12})?", "0[0-9]{1,3}", text()];
    let severity = select(vec![Severity::Mild, Severity::Moderate, Severity::Severe]);
    let course = select(vec![EffectCourse::Open, EffectCourse::Resolved]);
    prop_oneof![
        (id(), night(), scale, any::<u8>(), stamp()).prop_map(|(id, night, scale, value, stamp)| Score {
            id,
            night,
            scale,
            value,
            stamp
        }
        .into()),
        (id(), night(), what.clone(), severity, course, maybe(id()), stamp()).prop_map(
            |(id, night, what, severity, course, continues, stamp)| {
                Effect { id, night, what, severity, course, continues, stamp }.into()
            }
        ),
        (id(), night(), what, value, text(), maybe(text()), date(), stamp()).prop_map(
            |(id, night, what, value, unit, method, on, stamp)| {
                Lab { id, night, what, value, unit, method, on, stamp }.into()
            }
        ),
        (id(), night(), text(), stamp())
            .prop_map(|(id, night, text, stamp)| Note { id, night, text, stamp }.into()),
        (id(), night(), stamp()).prop_map(|(id, night, stamp)| BadDay { id, night, stamp }.into()),
    ]
    .boxed()
}

fn medicine() -> BoxedStrategy<Fact> {
    let class = select(vec![MedicineClass::ShortOpioid, MedicineClass::Depot, MedicineClass::NoOpioid]);
    let course = prop_oneof![
        Just(Course::Current),
        Just(Course::NotTaking),
        Just(Course::Unanswered),
        date().prop_map(|on| Course::Last { on }),
        date().prop_map(|on| Course::Starting { on }),
    ];
    let name = prop_oneof![Just("Tramadol 50 mg".to_owned()), Just("codeine/morphine".to_owned()), text()];
    let question = select(Question::ALL.to_vec());
    prop_oneof![
        (id(), name, maybe(class), course, stamp()).prop_map(|(id, name, class, course, stamp)| Medicine {
            id,
            name,
            class,
            course,
            stamp
        }
        .into()),
        (
            id(),
            question,
            any::<bool>(),
            maybe(date()),
            maybe(crate::any_plan::agreement()),
            instant(),
            stamp()
        )
            .prop_map(|(id, question, yes, on, agreement, at, stamp)| {
                Answer { id, question, yes, on, agreement, at, stamp }.into()
            }),
    ]
    .boxed()
}

fn bottle() -> BoxedStrategy<Fact> {
    use BottleEndReason::{Discarded, Empty, LeftWarm};
    let recipe =
        select(vec![Recipe::TabletInWater, Recipe::Preserved, Recipe::Pharmacy, Recipe::SecondDilution]);
    let made = (id(), text(), recipe, prop::collection::vec(amount(), 0..3), volume(), strength());
    let drawn = (id(), volume()).prop_map(|(bottle, take)| DrawnFrom { bottle, take });
    prop_oneof![
        (made, date(), date(), syringe(), maybe(drawn), stamp()).prop_map(
            |(made, made_on, discard_by, syringe, drawn_from, stamp)| {
                let (id, letter, recipe, tablets, volume, strength) = made;
                let last = (discard_by, syringe, drawn_from, stamp);
                let (discard_by, syringe, drawn_from, stamp) = last;
                Bottle {
                    id,
                    letter,
                    recipe,
                    tablets,
                    volume,
                    strength,
                    made_on,
                    discard_by,
                    syringe,
                    drawn_from,
                    stamp,
                }
                .into()
            }
        ),
        (id(), id(), select(vec![Discarded, LeftWarm, Empty]), stamp())
            .prop_map(|(id, bottle, why, stamp)| BottleEnd { id, bottle, why, stamp }.into()),
    ]
    .boxed()
}

fn setting() -> BoxedStrategy<Fact> {
    let time = (0_u32..86_400)
        .prop_map(|s| NaiveTime::from_num_seconds_from_midnight_opt(s, 0).expect("a time of day"));
    let choice = prop_oneof![
        time.clone().prop_map(|at| Choice::Bedtime { at }),
        time.prop_map(|at| Choice::Cutover { at }),
        any::<u16>().prop_map(|minutes| Choice::Lead { minutes }),
        syringe().prop_map(|syringe| Choice::Syringe { syringe }),
        prop::collection::vec(amount(), 0..3).prop_map(|strengths| Choice::Capsules { strengths }),
        any::<bool>().prop_map(|accepted| Choice::Baseline { accepted }),
        text().prop_map(|name| Choice::OwnScale { name }),
        (any::<u64>(), text())
            .prop_map(|(minor_units, currency)| Choice::TabletPrice { minor_units, currency }),
        any::<u32>().prop_map(|count| Choice::TabletsLeft { count }),
    ];
    (id(), choice, stamp()).prop_map(|(id, choice, stamp)| SettingChange { id, choice, stamp }.into()).boxed()
}

fn phone() -> BoxedStrategy<Fact> {
    let what = prop_oneof![
        prop::collection::vec(id(), 0..3).prop_map(|over| PhoneSays::Gives { over }),
        text().prop_map(|name| PhoneSays::Named { name }),
    ];
    (id(), id(), what, stamp())
        .prop_map(|(id, phone, what, stamp)| PhoneWord { id, phone, what, stamp }.into())
        .boxed()
}

fn asked() -> BoxedStrategy<Fact> {
    let what = prop_oneof![
        id().prop_map(|plan| ReplyKind::Confirmed { plan }),
        maybe(text()).prop_map(|reason| ReplyKind::Declined { reason }),
        Just(ReplyKind::SentBack),
    ];
    prop_oneof![
        (id(), id(), text(), stamp())
            .prop_map(|(id, plan, to, stamp)| StepRequest { id, plan, to, stamp }.into()),
        (id(), id(), what, stamp()).prop_map(|(id, to, what, stamp)| Reply { id, to, what, stamp }.into()),
    ]
    .boxed()
}

/// Any fact that leaves the phone, but for tombstones and corrections, which speak of another.
pub(crate) fn fact() -> BoxedStrategy<Fact> {
    prop_oneof![
        3 => dose(),
        3 => felt(),
        2 => crate::any_plan::plan().prop_map(Fact::from),
        2 => crate::any_plan::decision(),
        2 => medicine(),
        2 => bottle(),
        1 => setting(),
        1 => phone(),
        2 => asked(),
    ]
    .boxed()
}
