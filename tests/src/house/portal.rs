//! The portal's rooms: what of the core it may name, and which of its rooms know HTTP and SQL.

use super::code::{Keep, shipped};
use super::paths::named;
use super::rooms::test_files;
use super::{Finding, Source};

/// Rooms of the core that the portal builds on: what is pure. The phone's file and the phone's sync are not among
/// them: a server that could open a phone's log, one day would.
const OF_CORE: [&str; 7] = ["catalogue", "domain", "fhir", "id", "shlink", "time", "words"];

/// Crates that speak HTTP, and the rooms of the portal that may not name them.
const HTTP: [&str; 3] = ["axum", "hyper", "tower"];

/// Rooms that answer values: whoever calls them in the process gets the same as over a connection.
const WITHOUT_HTTP: [&str; 6] = ["audit", "clinic", "keyring", "limits", "roster", "store"];

/// Files of `pages` that open and act; every other one is a function from what was read to HTML, and knows no request.
const HANDLERS: [&str; 5] = ["act", "invite", "mod", "open", "outcome"];

/// The same of `frame`: what answers a request there.
const ANSWERS: [&str; 2] = ["answer", "asset"];

/// Rooms that stand beside one another or below, and may not name those: what is shown knows nothing of how somebody
/// came in, and the frame nothing of what stands in it.
const APART: [(&str, &[&str]); 4] = [
    ("pages", &["staff"]),
    ("staff", &["pages"]),
    ("frame", &["pages", "staff"]),
    ("signed_in", &["frame", "pages", "staff"]),
];

/// Who may name the portal: what embeds one.
const EMBEDS: [&str; 3] = ["cli/src/demo", "portal", "tests"];

/// Findings of all three kinds.
pub fn rooms(sources: &[Source]) -> Vec<Finding> {
    let tests = test_files(sources);
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        let inside = source.is_in("portal/src");
        let embeds =
            EMBEDS.iter().any(|folder| source.is_in(folder) || source.path == format!("{folder}.rs"));
        if (embeds && !inside) || tests.contains(&source.path) {
            continue;
        }
        for path in named(&shipped(&source.text, Keep::Code)) {
            let says =
                if inside { names_too_much(source, &path.segments) } else { names_portal(&path.segments) };
            findings.extend(says.map(|says| Finding::new(source, path.line, says)));
        }
    }
    findings
}

fn names_portal(segments: &[String]) -> Option<String> {
    (segments.first().is_some_and(|first| first == "nocte_portal"))
        .then(|| "only cli/src/demo and tests embed a portal: speak FHIR with it".to_owned())
}

fn names_too_much(source: &Source, segments: &[String]) -> Option<String> {
    let first = segments.first()?.as_str();
    if first == "nocte_core" {
        let room = segments.get(1)?.as_str();
        let may = OF_CORE.contains(&room);
        return (!may).then(|| format!("portal may not name the core's {room}: it keeps a store of its own"));
    }
    let mut parts =
        source.path.strip_prefix("portal/src/")?.split('/').map(|part| part.trim_end_matches(".rs"));
    let here = parts.next()?;
    let apart = APART.iter().find(|(room, _)| *room == here).map_or(&[][..], |(_, others)| others);
    if first == "crate" && segments.get(1).is_some_and(|room| apart.contains(&room.as_str())) {
        return Some(format!(
            "{here} may not name {}: what both need stands in frame/ or signed_in/",
            segments[1]
        ));
    }
    let file = parts.next().unwrap_or_default();
    let a_page = match here {
        "pages" => !HANDLERS.contains(&file),
        "frame" => !ANSWERS.contains(&file),
        _ => false,
    };
    let pure = a_page || WITHOUT_HTTP.contains(&here);
    (pure && HTTP.contains(&first)).then(|| {
        format!(
            "{here} answers values and may not name {first}: HTTP is for rest/, door/, pairing/, staff/ and \
                 the handlers of pages/"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        rooms(&[Source::planted(path, text)]).len()
    }

    #[test]
    fn planted_arrows_out_of_the_portal_are_caught() {
        assert_eq!(found("portal/src/rest/mod.rs", "use nocte_core::store::Store;"), 1);
        assert_eq!(found("portal/src/clinic/mod.rs", "use nocte_core::{fhir::Resource, sync::State};"), 1);
        assert_eq!(found("portal/src/store/mod.rs", "use axum::http::StatusCode;"), 1);
        assert_eq!(found("portal/src/pages/patient.rs", "use axum::http::StatusCode;"), 1);
        assert_eq!(found("portal/src/pages/open.rs", "use axum::http::StatusCode;"), 0);
        assert_eq!(found("portal/src/pages/open.rs", "use crate::staff::page;"), 1);
        assert_eq!(found("portal/src/staff/own.rs", "use crate::pages::say;"), 1);
        assert_eq!(found("portal/src/frame/mod.rs", "use crate::{signed_in::Staff, staff::gate};"), 1);
        assert_eq!(found("portal/src/frame/say/mod.rs", "use axum::http::StatusCode;"), 1);
        assert_eq!(found("portal/src/frame/answer.rs", "use axum::http::StatusCode;"), 0);
        assert_eq!(found("portal/src/rest/mod.rs", "use axum::http::StatusCode;"), 0);
        assert_eq!(found("portal/src/rest/mod.rs", "use nocte_core::fhir::Resource;"), 0);
        assert_eq!(found("portal/src/main.rs", "use crate::store::Store;"), 0);
    }

    #[test]
    fn planted_arrows_into_the_portal_are_caught() {
        assert_eq!(found("core/src/app/sync.rs", "use nocte_portal::Portal;"), 1);
        assert_eq!(found("cli/src/main.rs", "use nocte_portal::Portal;"), 1);
        assert_eq!(found("cli/src/demo/clinic.rs", "use nocte_portal::Portal;"), 0);
        assert_eq!(found("tests/src/life.rs", "use nocte_portal::Portal;"), 0);
    }
}
