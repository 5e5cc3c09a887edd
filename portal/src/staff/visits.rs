//! Who came in, who was turned away, and who changed what about whom: the audit's rows about staff, for administrators.

use crate::audit::{Kept, Trail};
use crate::frame::say;
use crate::frame::sideways;
use crate::roster::Member;
use chrono::{DateTime, Utc};
use maud::{Markup, html};

/// Rows of one page.
pub(crate) const SHOWN: usize = 30;

/// Rows that are about staff, newest first; `older` when they are not the newest ones.
pub(crate) fn show(trail: &Trail, older: bool, members: &[Member]) -> Markup {
    let named = |id: &str| {
        let member = members.iter().find(|member| member.id == id);
        member.map_or_else(|| "somebody unknown".to_owned(), |member| member.name.clone())
    };
    let who = |row: &Kept| match row.actor.strip_prefix("Practitioner/") {
        Some(id) => named(id),
        None if row.actor == "command" => "a command on the machine".to_owned(),
        None => "somebody at the door".to_owned(),
    };
    let about = |row: &Kept| if row.id.is_empty() { "nobody we know".to_owned() } else { named(&row.id) };
    html! {
        section.panel aria-labelledby="visits" {
            h2 #visits { @if older { "At the door before" } @else { "At the door lately" } }
            @if trail.rows.is_empty() { p.empty { "Nothing older." } }
            (sideways("At the door lately", &html! {
                table.weeks {
                    thead { tr { th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "Did what" } th scope="col" { "About" } } }
                    tbody {
                        @for row in &trail.rows {
                            tr.refused[row.status >= 400] {
                                th scope="row" { (when(row)) }
                                td { (who(row)) }
                                td { (did(row)) }
                                td { (about(row)) }
                            }
                        }
                    }
                }
            }))
            p.answers {
                @if older { a.button href="/staff#visits" { "The newest rows" } }
                @if let Some(before) = trail.next { a.button href={ "/staff?before=" (before) "#visits" } { "Older rows" } }
            }
        }
    }
}

fn when(row: &Kept) -> String {
    say::instant(DateTime::<Utc>::from_timestamp_millis(row.at_ms).unwrap_or_default())
}

/// What a row says, for people.
fn did(row: &Kept) -> String {
    let words = match (row.action.as_str(), row.status) {
        ("sign-in", ..400) => format!("signed in with a {}", row.query),
        ("sign-in", _) => format!("was not let in with a {}", row.query),
        ("sign-out", _) => "signed out".to_owned(),
        ("enlist", _) => format!("invited as {}", row.query),
        ("join", _) => "set up a way in".to_owned(),
        ("role", _) => format!("gave the role {}", row.query),
        ("disable", _) => "shut out".to_owned(),
        ("reset", _) => "took every way in away and gave a new one".to_owned(),
        ("link", _) => "made a link that signs in once".to_owned(),
        ("key-added", _) => format!("added a {}", row.query),
        ("key-removed", _) => format!("removed a {}", row.query),
        (other, _) => other.to_owned(),
    };
    if row.status >= 400 && row.action != "sign-in" { format!("{words} (refused)") } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Entry;
    use crate::store::{Access, Actor};

    fn row(action: &'static str, id: &str, status: u16, detail: &str, actor: Actor) -> Kept {
        let access = Access { actor, at: DateTime::UNIX_EPOCH, request: String::new() };
        let mut entry = Entry::new("", action, "Practitioner", id, status);
        detail.clone_into(&mut entry.query);
        Kept::new(1, &access, entry)
    }

    #[test]
    fn a_row_is_a_sentence_and_older_rows_have_a_way_there_and_back() {
        let away = row("sign-in", "", 401, "password", Actor::Unknown);
        let refused = row("role", "x", 409, "staff", Actor::Command);
        let trail = Trail { rows: vec![away, refused], next: Some(7) };
        let shown = show(&trail, false, &[]).into_string();
        assert!(shown.contains("/staff?before=7#visits") && !shown.contains("The newest rows"));
        let end = show(&Trail { rows: Vec::new(), next: None }, true, &[]).into_string();
        assert!(
            end.contains("Nothing older.") && end.contains("The newest rows") && !end.contains("before=7")
        );
        assert!(shown.contains("was not let in with a password") && shown.contains("nobody we know"));
        assert!(
            shown.contains("gave the role staff (refused)") && shown.contains("a command on the machine")
        );
    }
}
