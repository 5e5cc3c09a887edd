//! The clinic: who works here, whom it treats, which phones are paired and which ended.

use crate::frame::pager::Pager;
use crate::frame::say;
use crate::frame::{Frame, Notice, Place, csrf, page, role, sideways};
use crate::keyring::{Listed, Pairing};
use crate::roster::{Member, Role};
use crate::signed_in::Staff;
use chrono::{DateTime, Utc};
use maud::{Markup, html};

/// Patients of one page.
pub(crate) const PAGE: usize = 100;

/// One patient of the list, with the newest phone.
pub(crate) struct Treated {
    /// The list's entry.
    pub(crate) listed: Listed,
    /// The name.
    pub(crate) name: String,
    /// The newest pairing.
    pub(crate) newest: Option<Pairing>,
}

/// What the page shows.
pub(crate) struct House {
    /// The clinic's name.
    pub(crate) name: String,
    /// Its public address.
    pub(crate) address: String,
    /// Everybody on the staff's list.
    pub(crate) members: Vec<Member>,
    /// The patients of one page.
    pub(crate) patients: Vec<Treated>,
    /// Which page that is.
    pub(crate) pager: Pager,
    /// When it was read.
    pub(crate) at: DateTime<Utc>,
}

/// The page.
pub(crate) fn show(house: &House, staff: &Staff, notice: Option<&Notice>) -> Markup {
    let body = html! {
        div.head { h1 { (house.name) } p.lead { "Known to phones as " code { (house.address) } } }
        @if let Some(notice) = notice { (notice.show()) }
        (people(house, staff))
        (patients(house))
        (enrol(staff))
    };
    page(&Frame { title: "Clinic", place: Place::Clinic, staff: Some(staff), at: house.at }, &body)
}

fn people(house: &House, staff: &Staff) -> Markup {
    html! {
        section.panel aria-labelledby="members" {
            div.panel-head {
                h2 #members { "Members" }
                @if staff.role.may(Role::Admin) { a.button href="/staff" { "Invite, change roles" } }
            }
            (sideways("Members", &html! {
                table.weeks {
                    thead { tr { th scope="col" { "Name" } th scope="col" { "Role" } th scope="col" { "Since" } th scope="col" { "State" } } }
                    tbody {
                        @for member in &house.members {
                            tr {
                                th scope="row" { (member.name) }
                                td { (role(member.role)) }
                                td { (say::day(member.since.date_naive())) }
                                td {
                                    @match (member.disabled, member.joined) {
                                        (Some(at), _) => { "shut out since " (say::day(at.date_naive())) },
                                        (None, Some(_)) => "works here",
                                        (None, None) => "invited, has not come yet",
                                    }
                                }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn patients(house: &House) -> Markup {
    html! {
        section.panel aria-labelledby="patients" {
            h2 #patients { "Patients and their phones" }
            (sideways("Patients and their phones", &html! {
                table.weeks {
                    thead { tr { th scope="col" { "Patient" } th scope="col" { "On the list since" } th scope="col" { "Newest phone" } th scope="col" { "Pairing" } } }
                    tbody {
                        @for one in &house.patients {
                            tr {
                                th scope="row" {
                                    @if one.listed.closed.is_none() { a href=(format!("/patients/{}/phones", one.listed.id)) { (one.name) } }
                                    @else { (one.name) }
                                }
                                td { (say::day(one.listed.since.date_naive())) }
                                td { @match &one.newest { Some(pairing) => (pairing.device), None => "–" } }
                                td { (standing(one)) }
                            }
                        }
                    }
                }
            }))
            (house.pager.show("More patients", "/clinic?"))
            p.legend { "A patient who took the consent back leaves the worklist; the record stays. Closing and erasing are commands on the server." }
        }
    }
}

fn standing(one: &Treated) -> String {
    if let Some(at) = one.listed.closed {
        return format!("closed since {}", say::day(at.date_naive()));
    }
    match &one.newest {
        None => "never paired".to_owned(),
        Some(Pairing { revoked: Some((at, _)), .. }) => format!("ended {}", say::day(at.date_naive())),
        Some(pairing) if pairing.matched() => "paired and confirmed on both sides".to_owned(),
        Some(Pairing { staff: None, .. }) => "waits for the match here".to_owned(),
        Some(_) => "waits for the patient's yes".to_owned(),
    }
}

fn enrol(staff: &Staff) -> Markup {
    html! {
        section.panel aria-labelledby="enrol" {
            h2 #enrol { "Put a patient on the list" }
            form method="post" action="/clinic/patients" {
                (csrf(staff))
                label for="name" { "Name" }
                input #name name="name" autocomplete="off" maxlength="200" required;
                label for="birth" { "Day of birth" }
                input #birth name="birth" type="date" required;
                button { "Put on the list" }
            }
        }
    }
}
