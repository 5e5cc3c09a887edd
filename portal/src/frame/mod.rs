//! The frame of every page: who is signed in, where one is, and what must stand on each of them.
//!
//! Nothing inline and nothing from elsewhere: one stylesheet, one script, both this server's. Without the script every
//! page works; it only counts the minutes since the page was made.

pub(crate) mod answer;
pub(crate) mod asset;
pub(crate) mod pager;
pub(crate) mod qr;
pub(crate) mod say;

use crate::roster::Role;
use crate::signed_in::{Staff, csrf as token};
use chrono::{DateTime, SecondsFormat, Utc};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use nocte_core::catalogue::parameters;
use nocte_core::words::safety::not_reviewed;

/// Where a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The worklist.
    Worklist,
    /// Requests.
    Requests,
    /// The clinic.
    Clinic,
    /// A patient's pages.
    Patient,
    /// Signing in, and whatever has no place in the bar.
    Outside,
}

/// What the frame shows around a page.
pub(crate) struct Frame<'a> {
    /// The page's name, before the product's in the title. Never a patient's name: titles stand in histories.
    pub(crate) title: &'a str,
    /// Where it stands.
    pub(crate) place: Place,
    /// Who is signed in.
    pub(crate) staff: Option<&'a Staff>,
    /// When what it shows was read.
    pub(crate) at: DateTime<Utc>,
}

/// A page with its frame.
pub(crate) fn page(frame: &Frame<'_>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (frame.title) " · Nocte" }
                link rel="icon" href=(asset::ICON.href()) type="image/svg+xml";
                link rel="stylesheet" href=(asset::STYLE.href());
                script src=(asset::SCRIPT.href()) defer {}
            }
            body {
                a.skip href="#main" { "Skip to the page" }
                (bar(frame))
                (standing())
                main #main tabindex="-1" { (body) }
                (foot(frame))
            }
        }
    }
}

fn bar(frame: &Frame<'_>) -> Markup {
    let link = |place: Place, href: &str, name: &str| {
        let here = (frame.place == place).then_some("page");
        html! { a href=(href) aria-current=[here] { (name) } }
    };
    html! {
        header.bar {
            a.brand href="/" { (moon()) "Nocte" }
            @if let Some(staff) = frame.staff {
                nav aria-label="Pages" {
                    (link(Place::Worklist, "/", "Worklist"))
                    (link(Place::Requests, "/requests", "Requests"))
                    (link(Place::Clinic, "/clinic", "Clinic"))
                }
                div.me {
                    a href="/me" { (staff.name) }
                    span.role { (role(staff.role)) }
                    form method="post" action="/sign-out" {
                        (csrf(staff))
                        button.quiet { "Sign out" }
                    }
                }
            }
        }
    }
}

/// What every page says: nobody watches it (`safety.md` 26), and nobody has reviewed the numbers (`safety.md` 27).
fn standing() -> Markup {
    html! {
        div.standing role="region" aria-label="Standing notice" {
            p { strong { "Nobody watches this live." } " Not for emergencies. What a phone sent shows when the page is loaded again." }
            @if !parameters().reviewed() {
                p { "The numbers behind plans and checks are " strong { (not_reviewed(say::LANG)) } "." }
            }
        }
    }
}

fn foot(frame: &Frame<'_>) -> Markup {
    let at = frame.at.to_rfc3339_opts(SecondsFormat::Secs, true);
    html! {
        footer {
            // Signing in and one's own keys show nothing of a record, and a form must not be sent again by a link.
            @if frame.place != Place::Outside {
                p {
                    "Read " time data-age datetime=(at) { (say::instant(frame.at)) } ". "
                    a href="" { "Load again" }
                }
            }
            p { "Nocte proposes no dose of its own. A prescriber decides, the patient confirms on the phone." }
        }
    }
}

/// What may be wider than a narrow screen scrolls there, by itself and by keyboard. `name` is its own on the page: a
/// screen reader lists such places.
pub(crate) fn sideways(name: &str, wide: &Markup) -> Markup {
    scrolled("scroll", name, wide)
}

/// The same for a course in time: on a narrow screen its newest end is in view, and the oldest a push away.
pub(crate) fn recent_first(name: &str, wide: &Markup) -> Markup {
    scrolled("scroll recent", name, wide)
}

fn scrolled(class: &str, name: &str, wide: &Markup) -> Markup {
    let label = format!("{name}, scrolls sideways on a narrow screen");
    html! { div class=(class) tabindex="0" role="region" aria-label=(label) { (wide) } }
}

/// The hidden field that every form carries.
pub(crate) fn csrf(staff: &Staff) -> Markup {
    html! { input type="hidden" name=(token::FIELD) value=(staff.csrf.text()); }
}

/// A role, for people.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Staff => "staff",
        Role::Prescriber => "prescriber",
        Role::Admin => "administrator",
    }
}

/// The half moon of the name.
fn moon() -> Markup {
    PreEscaped(
        "<svg class=\"moon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M20 14.5A8.5 8.5 0 0 1 9.5 4 \
         8.5 8.5 0 1 0 20 14.5Z\"/></svg>"
            .to_owned(),
    )
}

/// A message at the top of a page: what was done, or why it was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Done.
    Done(String),
    /// Not done, and the next step.
    Refused {
        /// Why.
        reason: String,
        /// What to do.
        next: String,
    },
}

impl Notice {
    /// As a box that a screen reader announces.
    pub(crate) fn show(&self) -> Markup {
        match self {
            Self::Done(text) => html! { div.notice.done role="status" { p { (text) } } },
            Self::Refused { reason, next } => html! {
                div.notice.refused role="alert" { p { strong { (reason) } } p { (next) } }
            },
        }
    }
}
