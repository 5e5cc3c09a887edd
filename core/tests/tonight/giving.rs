//! Two carers, one night (`safety.md` 18): one phone gives, the others know how old their knowledge is.

use crate::life::{Life, night, swallowed_at, told};
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::giving::{Giver, may_take_over};
use nocte_core::domain::logging::{Advice, Answer, LogRequest, LogResult, Swallowed, Told};
use nocte_core::domain::phone::{PhoneSays, ThisPhone};
use nocte_core::domain::tonight::{Reason, Tonight, TonightState};
use nocte_core::words::{self, Lang};

/// Phone 1 gives and is Anna's; this is phone 2, which last heard everything then.
fn other(heard: Option<&str>) -> Life {
    let mut life = Life::usual();
    life.phone_says(1, "phone 0001", PhoneSays::Gives { over: vec![] }, "2026-11-01T13:00");
    life.phone_says(1, "phone 0001", PhoneSays::Named { name: "Anna".to_owned() }, "2026-11-01T13:01");
    let heard_at = heard.map(|at| life.at(at));
    life.here = Some(ThisPhone { phone: FactId(2), joined: true, heard_at });
    life.source = "phone 0002";
    life
}

fn not_giving(tonight: &Tonight) -> bool {
    tonight.reasons.iter().any(|reason| matches!(reason, Reason::NotGiving(_)))
}

#[test]
fn safety_18_a_phone_that_is_the_only_one_or_the_chosen_one_gives_without_asking() {
    let alone = Life::usual().tonight("2026-11-01T22:30");
    assert!(alone.giving.here() && alone.offers_done() && alone.line.is_some());
    let mut first = Life::usual();
    first.here = Some(ThisPhone { phone: FactId(1), joined: false, heard_at: None });
    assert!(first.tonight("2026-11-01T22:30").offers_done(), "a clinic alone makes no second phone");
    let mut chosen = other(None);
    chosen.here = Some(ThisPhone { phone: FactId(1), joined: true, heard_at: None });
    assert!(chosen.tonight("2026-11-01T22:30").offers_done());
    assert_eq!(words::tonight::giving(&chosen.tonight("2026-11-01T22:30").giving, Lang::En), None);
}

#[test]
fn safety_18_another_phone_shows_a_line_and_done_only_within_ten_minutes_of_a_sync() {
    let life = other(Some("2026-11-01T22:20"));
    for (at, offered) in [
        ("2026-11-01T22:20:00", true),
        ("2026-11-01T22:30:00", true),
        ("2026-11-01T22:30:01", false),
        ("2026-11-01T23:30:00", false),
        // The clock was set back behind the sync: nobody knows how old it is.
        ("2026-11-01T22:19:59", false),
    ] {
        let tonight = life.tonight(at);
        assert_eq!(tonight.offers_done(), offered, "{at}");
        assert_eq!(tonight.line.is_some(), offered, "{at}: a line is an invitation too");
        assert_eq!(not_giving(&tonight), !offered, "{at}");
        assert!(tonight.state.open() && tonight.dose.is_some(), "{at}: the night itself is as it was");
        let said = words::tonight::text(&tonight, Lang::En);
        assert!(said.contains("Anna (phone 0001) gives the dose. As of 22:20."), "{said}");
    }
    assert!(not_giving(&other(None).tonight("2026-11-01T22:30")), "never synced");
}

#[test]
fn safety_18_done_is_refused_with_both_ways_out_and_each_of_them_logs() {
    let mut life = other(Some("2026-11-01T18:05"));
    let refused = life.tell(&LogRequest::taken("phone 0002"), "2026-11-01T22:30");
    assert_eq!(refused.result, LogResult::RefusedNotGiving);
    assert!(!refused.result.stores() && life.journal().doses.is_empty());
    let [Advice::NotGiving(giving)] = refused.advice.as_slice() else { panic!("{:?}", refused.advice) };
    assert_eq!(giving.giver, Giver::There { source: "phone 0001".to_owned(), name: Some("Anna".to_owned()) });
    let english = words::tonight::log(&refused, Lang::En);
    assert!(english.contains("As of 18:05. Sync before you give it"), "{english}");
    let german = words::tonight::log(&refused, Lang::De);
    assert!(german.contains("Stand: 18:05 Uhr. Gleichen Sie ab"), "{german}");

    let just_now = Swallowed { myself: true, ..Swallowed::default() };
    let mut said_so = life.clone();
    let mine = said_so.tell(&LogRequest::answer(Answer::Taken(just_now), "phone 0002"), "2026-11-01T22:30");
    assert_eq!(mine.result, LogResult::Logged);
    assert_eq!(mine.entry.and_then(|entry| entry.taken_at), Some(life.at("2026-11-01T22:30")));

    let mut synced = life.clone();
    synced.here =
        Some(ThisPhone { phone: FactId(2), joined: true, heard_at: Some(life.at("2026-11-01T22:29")) });
    assert_eq!(synced.take("2026-11-01T22:30").result, LogResult::Logged);

    // What is told with its time is told, not tapped: it is never kept out (`safety.md` 17).
    let at = life.at("2026-11-01T22:10");
    assert_eq!(
        life.tell(&told(Answer::Taken(swallowed_at(at))), "2026-11-01T22:30").result,
        LogResult::Logged
    );
}

#[test]
fn safety_18_just_now_is_now_even_where_the_hour_alone_would_be_asked_about() {
    let mut life = other(None);
    let just_now = || {
        LogRequest::answer(Answer::Taken(Swallowed { myself: true, ..Swallowed::default() }), "phone 0002")
    };
    // After the window a tap asks for the time; "just now" has said it.
    let late = life.tell(&just_now(), "2026-11-02T03:00");
    assert_eq!((late.result, late.night), (LogResult::Logged, night("2026-11-01")));
    // Just now is no answer for another night than this one.
    let old = life.tell(&just_now().of_night(night("2026-11-02")), "2026-11-05T22:30");
    assert_eq!(old.result, LogResult::AskTime);
}

#[test]
fn safety_18_skipped_and_not_sure_are_told_anywhere_because_neither_leads_to_a_second_dose() {
    for answer in [Answer::Skipped, Answer::Unknown] {
        let mut life = other(None);
        assert_eq!(life.tell(&told(answer), "2026-11-01T22:30").result, LogResult::Logged);
    }
}

#[test]
fn safety_18_a_phone_that_joined_does_not_give_before_somebody_chose() {
    let mut life = Life::usual();
    life.here = Some(ThisPhone { phone: FactId(2), joined: true, heard_at: None });
    let tonight = life.tonight("2026-11-01T22:30");
    assert_eq!(tonight.giving.giver, Giver::Unchosen);
    assert!(!tonight.offers_done() && tonight.line.is_none());
    life.phone_says(2, "phone 0002", PhoneSays::Gives { over: vec![] }, "2026-11-01T22:31");
    assert!(life.tonight("2026-11-01T22:32").offers_done(), "chosen");
}

#[test]
fn safety_18_two_phones_chosen_apart_both_stop_giving_until_one_is_chosen() {
    let mut life = Life::usual();
    let one = life.phone_says(1, "phone 0001", PhoneSays::Gives { over: vec![] }, "2026-11-01T13:00");
    let other = life.phone_says(2, "phone 0002", PhoneSays::Gives { over: vec![] }, "2026-11-01T13:00");
    let seen_from = |life: &Life, phone: u128| {
        let mut life = life.clone();
        life.here = Some(ThisPhone { phone: FactId(phone), joined: false, heard_at: None });
        life.tonight("2026-11-01T22:30")
    };
    for phone in [1, 2, 3] {
        let tonight = seen_from(&life, phone);
        assert_eq!(tonight.giving.giver, Giver::Disputed, "phone {phone}");
        assert!(!tonight.offers_done() && not_giving(&tonight), "phone {phone}");
    }
    life.phone_says(2, "phone 0002", PhoneSays::Gives { over: vec![one, other] }, "2026-11-01T14:00");
    assert!(seen_from(&life, 2).offers_done());
    assert!(!seen_from(&life, 1).offers_done() && !seen_from(&life, 3).offers_done());
}

#[test]
fn safety_18_another_phone_is_made_the_giving_one_only_with_fresh_knowledge() {
    let giving = |heard, at| other(heard).tonight(at).giving;
    assert!(may_take_over(&giving(Some("2026-11-01T22:25"), "2026-11-01T22:30"), true));
    assert!(!may_take_over(&giving(Some("2026-11-01T18:05"), "2026-11-01T22:30"), true));
    assert!(may_take_over(&giving(None, "2026-11-01T22:30"), false), "without a clinic nothing can be asked");
}

#[test]
fn safety_18_a_notice_on_another_phone_offers_open_only() {
    let mut life = other(Some("2026-11-01T22:20"));
    life.tell(&told(Answer::Taken(swallowed_at(life.at("2026-11-01T22:30")))), "2026-11-01T22:30");
    let open_only = |life: &Life| {
        let planned = life.reminders("2026-11-02T12:00");
        let bedtime = planned.notifications.iter().filter(|one| one.night == Some(night("2026-11-02")));
        let all: Vec<bool> = bedtime.map(|one| one.open_only).collect();
        assert!(!all.is_empty(), "it rings");
        all.iter().all(|only| *only)
    };
    assert!(open_only(&life));
    life.here = Some(ThisPhone { phone: FactId(1), joined: false, heard_at: None });
    assert!(!open_only(&life), "the giving phone offers Done");
}

#[test]
fn safety_18_tonight_says_who_logged_it_and_from_where() {
    let mut life = other(Some("2026-11-01T22:20"));
    life.tell(&LogRequest::taken("phone 0001").clone(), "2026-11-01T22:25");
    let tonight = life.tonight("2026-11-01T23:00");
    assert_eq!(tonight.state, TonightState::Taken);
    let answered = tonight.answered.as_ref().expect("an answer");
    assert_eq!((answered.by.as_deref(), answered.source.as_str()), (Some("Anna"), "phone 0001"));
    for (lang, said) in [
        (
            Lang::En,
            "(logged on: Anna (phone 0001)). Nothing to take now. Anna (phone 0001) gives the dose. As of 22:20.",
        ),
        (
            Lang::De,
            "(eingetragen auf: Anna (phone 0001)). Jetzt ist nichts einzunehmen. Anna (phone 0001) gibt die Dosis. Stand: 22:20 Uhr.",
        ),
    ] {
        let text = words::tonight::text(&tonight, lang);
        assert!(text.contains(said), "{text}");
    }
    let next_day = life.tonight("2026-11-02T13:00");
    let text = words::tonight::text(&next_day, Lang::En);
    assert!(text.contains("As of 1 November 2026, 22:20."), "another day's hour says its day: {text}");
}

#[test]
fn safety_17_one_dose_or_two_is_answered_either_way_and_not_asked_again() {
    // The other phone was offline, and its entry came over later: both stand.
    let both = || {
        let mut life = Life::usual();
        life.take("2026-11-01T22:30");
        let mut offline = Life::usual();
        offline.source = "carer-phone";
        offline.take("2026-11-01T22:36");
        let mut entry = offline.facts.pop().expect("the carer's entry");
        if let Fact::Dose(dose) = &mut entry {
            dose.id = life.id();
        }
        life.facts.push(entry);
        life
    };
    let asked = |life: &Life| life.tonight("2026-11-01T23:10").reasons.contains(&Reason::OneDoseOrTwo);
    let statuses = |life: &Life| life.journal().doses.iter().map(|it| it.status).collect::<Vec<_>>();
    let answered = |told| {
        let mut life = both();
        assert!(asked(&life));
        let request = LogRequest { told, night: Some(night("2026-11-01")), source: "phone".to_owned() };
        let outcome = life.tell(&request, "2026-11-01T23:05");
        assert!(!asked(&life), "{outcome:?}");
        statuses(&life)
    };
    assert_eq!(answered(Told::Undo { entry: None }), [DoseStatus::Taken]);
    let two = answered(Told::Correct { entry: None, to: Answer::Extra(Swallowed::default()) });
    assert_eq!(two.len(), 2, "{two:?}");
    assert!(two.contains(&DoseStatus::Taken) && two.contains(&DoseStatus::Extra), "{two:?}");
}
