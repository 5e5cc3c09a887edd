//! A patient's phones: a link to pair one, the match to confirm, the end of a pairing.

use super::patient::{Tab, patient_page};
use crate::clinic::Chart;
use crate::frame::{Notice, csrf};
use crate::frame::{qr, say};
use crate::keyring::{Pairing, Why};
use crate::pairing::Invite;
use crate::signed_in::Staff;
use maud::{Markup, html};
use nocte_core::words::safety::shown_name;

/// The page; with a fresh invitation it is shown once and never again.
pub(crate) fn show(chart: &Chart, fresh: Option<&Invite>, staff: &Staff, notice: Option<&Notice>) -> Markup {
    let body = html! {
        @match fresh {
            Some(invite) => (invited(chart, invite)),
            None => (ask(chart, staff)),
        }
        @for pairing in &chart.pairings { (phone(chart, pairing, staff)) }
    };
    patient_page(chart, Tab::Phones, staff, notice, &body)
}

fn ask(chart: &Chart, staff: &Staff) -> Markup {
    html! {
        section.panel aria-labelledby="pair" {
            h2 #pair { "Pair a phone" }
            p { "Makes a QR code and six digits, good for fifteen minutes and one phone. An older link that nobody has used ends." }
            form method="post" action=(format!("/patients/{}/phones", chart.patient)) {
                (csrf(staff))
                button.primary { "Make a link" }
            }
        }
    }
}

fn invited(chart: &Chart, invite: &Invite) -> Markup {
    let link = invite.link.reveal();
    let digits = invite.passcode.reveal();
    html! {
        section.panel.invite aria-labelledby="scan" {
            h2 #scan { "Scan this with the patient's phone" }
            div.invite-parts {
                @match qr::code(&link, "QR code of the pairing link") {
                    Some(code) => (code),
                    None => p { "This clinic's address is too long for a QR code; use the link below." },
                }
                ol.steps {
                    li { "The patient opens Nocte and chooses to pair with a clinic, then scans the code." }
                    li { "You read out the six digits: " span.passcode { (digits) } " They are not in the code." }
                    li { "The phone shows this clinic's name and what will travel. The patient agrees there." }
                    li { "You compare initials, year of birth and present dose below, with the patient in front of you or on the telephone." }
                }
            }
            p { "Ends " (say::instant(invite.link.ends())) ", or after five wrong tries. It is shown once and kept nowhere." }
            details { summary { "The link as text" } p.link { code { (link) } } }
            p { a.button href=(format!("/patients/{}/phones", chart.patient)) { "The phone has scanned it: go on to the match" } }
        }
    }
}

fn phone(chart: &Chart, pairing: &Pairing, staff: &Staff) -> Markup {
    let ended = pairing.revoked.is_some();
    html! {
        section.panel.phone.ended[ended] {
            h2 { (shown_name(&pairing.device)) }
            dl.facts {
                dt { "Claimed the link" } dd { (say::instant(pairing.claimed)) ", " (say::ago(chart.now, pairing.claimed)) }
                dt { "The patient agreed" }
                dd { @match pairing.phone { Some(at) => (say::instant(at)), None => "not yet" } }
                dt { "Match confirmed here" }
                dd { @match pairing.staff { Some(at) => (say::instant(at)), None => "not yet: no order travels before" } }
                @if let Some((at, why)) = pairing.revoked { dt { "Ended" } dd { (say::instant(at)) ", " (ending(why)) } }
            }
            @if !ended && pairing.staff.is_none() { (matching(chart, pairing, staff)) }
            @if !ended {
                details.way {
                    summary { "End this pairing" }
                    form method="post" action=(format!("/patients/{}/phones/{}/end", chart.patient, pairing.id)) {
                        (csrf(staff))
                        p { "The phone keeps its record and goes on by itself; nothing is exchanged any more. Pairing again needs a new link." }
                        button.danger { "End it" }
                    }
                }
            }
        }
    }
}

const fn ending(why: Why) -> &'static str {
    match why {
        Why::Consent => "the patient withdrew the consent",
        Why::Phone => "the phone gave its access back",
        Why::Reuse => "a used token came back: two holders, and nobody can say which is the phone",
        Why::Clinic => "by the clinic",
        Why::Closed => "the patient was closed",
    }
}

/// The clinic's half of the match: typed from what the person says, compared with the record (`safety.md` 25).
fn matching(chart: &Chart, pairing: &Pairing, staff: &Staff) -> Markup {
    let id = |name: &str| format!("{name}-{}", pairing.id);
    html! {
        form.match method="post" action=(format!("/patients/{}/phones/{}/match", chart.patient, pairing.id)) {
            (csrf(staff))
            h3 { "Compare with the person" }
            p { "Type what the person says and what their phone shows; do not copy from the record. It is refused where the two differ." }
            label for=(id("initials")) { "Initials" }
            input id=(id("initials")) name="initials" autocomplete="off" maxlength="12" required;
            label for=(id("year")) { "Year of birth" }
            input id=(id("year")) name="year" inputmode="numeric" autocomplete="off" pattern="[0-9]{4}" required;
            label for=(id("dose")) { "Present dose on the phone, in mg" span.sub { " (empty: the phone has no plan)" } }
            input id=(id("dose")) name="dose" inputmode="decimal" autocomplete="off" placeholder="1.5 mg";
            button.primary { "Confirm the match" }
        }
    }
}
