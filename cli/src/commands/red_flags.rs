//! `red-flags`: the signs that need help now. Always here, offline, with no file and no key.

use crate::machine::Machine;
use crate::manners::Reply;
use crate::style;
use nocte_core::catalogue::red_flags::red_flags;
use nocte_core::words;
use serde_json::{Value, json};

/// The list, gravest first.
pub(crate) fn run(machine: &Machine) -> Reply {
    let lang = machine.lang;
    let list = red_flags();
    let flags: Vec<Value> = list
        .flags
        .iter()
        .map(|flag| {
            json!({
                "sign": flag.sign,
                "sign_text": words::red_flag::sign(flag.sign, lang),
                "action": flag.action,
                "action_text": words::red_flag::action(flag.action, lang),
                "text": words::red_flag::red_flag(flag.sign, flag.action, lang),
                "source": flag.source,
                "verify": flag.verify,
            })
        })
        .collect();
    let mut rows = Vec::new();
    for flag in &list.flags {
        rows.push(style::strong(words::red_flag::sign(flag.sign, lang)));
        rows.push(format!("  {}", words::red_flag::action(flag.action, lang)));
        let mark = if flag.verify { " (verify)" } else { "" };
        rows.push(format!("  {}", style::faint(&format!("[{}]{mark}", flag.source))));
    }
    rows.push(String::new());
    rows.push(words::red_flag::ending(lang).to_owned());
    if list.reviewed_by.is_none() {
        rows.push(style::faint(words::safety::not_reviewed(lang)));
    }
    let json = json!({
        "flags": flags,
        "ending": words::red_flag::ending(lang),
        "reviewed_by": list.reviewed_by,
    });
    Reply::done(json, rows.join("\n") + "\n")
}
