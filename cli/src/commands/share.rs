//! `share`: links for doctors and carers, made, listed, taken back.

use super::clinic::{line, wait};
use super::clinic_view::instant;
use super::files::write_new;
use crate::args::share::{Share, ShareAction, ShareList, ShareMake, ShareRevoke};
use crate::machine::Machine;
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use crate::style;
use chrono::TimeDelta;
use nocte_core::app::view::ShareRow;
use nocte_core::app::{App, ShareWish};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::sharing::{ShareKind, ShareState};
use nocte_core::fhir::Person;
use nocte_core::shlink::{QrCode, Secret};
use nocte_core::words;
use serde_json::{Value, json};

/// `share`.
pub(crate) fn run(args: &Share, machine: &Machine) -> Result<Reply, Refusal> {
    match &args.action {
        None => make(&args.make, machine),
        Some(ShareAction::List(args)) => list(args, machine),
        Some(ShareAction::Revoke(args)) => revoke(args, machine),
    }
}

fn make(args: &ShareMake, machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    app.store().map_err(machine.refuse())?;
    let wish = wish(args, machine)?;
    if let Some(file) = &args.file {
        let made = app.share_file_view(&wish).map_err(machine.refuse())?;
        write_new(file, made.html.expose().as_bytes())?;
        let code = machine.say("The code that opens it", "Der Code, der sie öffnet");
        let mut text = vec![
            format!("{}: {}", file.display(), machine.say("written, sealed.", "geschrieben, versiegelt.")),
            format!("{code}: {}", made.code.expose()),
            made.told,
        ];
        text.extend(made.qr.filter(|_| machine.there).map(|qr| drawn(&qr)));
        let fields = json!({ "file": file.display().to_string(), "code": made.code.expose() });
        return Ok(Reply::done(fields, text.join("\n")));
    }
    let line = line(&args.line)?;
    let shared = wait(app.share(&wish, &line))?.map_err(machine.refuse())?;
    let fields = json!({
        "id": shared.id.to_string(), "link": shared.link.expose(), "shlink": shared.bare.expose(),
        "ends": instant(shared.ends), "passcode": shared.passcode,
    });
    let view = app.shared_view(shared, wish.kind, machine.lang);
    let mut text = vec![style::strong(view.link.expose()), view.until_text, view.told];
    if wish.passcode.is_some() {
        let tell = machine.say(
            "Tell the passcode another way than the link.",
            "Sagen Sie das Kennwort auf anderem Weg als den Link.",
        );
        text.push(tell.to_owned());
    }
    text.push(format!("{}: nocte share revoke {}", machine.say("Take it back", "Zurücknehmen"), view.id));
    text.extend(view.qr.filter(|_| machine.there).map(|qr| drawn(&qr)));
    Ok(Reply::done(fields, text.join("\n")))
}

fn wish(args: &ShareMake, machine: &Machine) -> Result<ShareWish, Refusal> {
    let kind = if args.carer { ShareKind::Carer } else { ShareKind::Doctor };
    let lasts = match (args.days, args.hours) {
        (_, Some(hours)) => TimeDelta::hours(hours.into()),
        (days, None) => TimeDelta::days(days.unwrap_or(30).into()),
    };
    Ok(ShareWish {
        kind,
        server: args.server.clone(),
        label: args.whom.clone(),
        lasts,
        passcode: args.passcode.as_deref().map(Secret::new),
        person: Person { name: args.name.clone(), born: args.born.as_deref().map(read::date).transpose()? },
        lang: machine.lang,
    })
}

fn list(args: &ShareList, machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    if !args.offline {
        let line = line(&args.line)?;
        wait(app.refresh_shares(&line))?.map_err(machine.refuse())?;
    }
    let view = app.shares_view(machine.lang).map_err(machine.refuse())?;
    let known = app.shares().map_err(machine.refuse())?;
    let wrong = |id: FactId| known.iter().find(|share| share.id == id).and_then(|share| share.wrong);
    let rows = view.open.iter().chain(&view.over);
    let fields: Vec<Value> = rows.map(|row| fields(row, wrong(row.id))).collect();
    let mut text: Vec<String> = view.open.iter().map(|row| shown(row, machine)).collect();
    if text.is_empty() {
        text.push(machine.say("No link is open.", "Kein Link ist offen.").to_owned());
    }
    if !view.over.is_empty() {
        text.push(style::strong(machine.say("Over", "Vorbei")));
        text.extend(view.over.iter().map(|row| shown(row, machine)));
    }
    Ok(Reply::done(json!({ "shares": fields }), text.join("\n\n")))
}

fn revoke(args: &ShareRevoke, machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    let line = line(&args.line)?;
    let Some(id) = &args.id else {
        let left = wait(app.revoke_all_shares(&line))?.map_err(machine.refuse())?;
        let fields = json!({ "revoked": left.revoked, "open": left.open.len() });
        let text = words::share::leftover(left.revoked, left.open.len(), machine.lang);
        return Ok(Reply::answer(left.open.is_empty(), fields, text));
    };
    let share = wait(app.revoke_share(named(&app, id, machine)?, &line))?.map_err(machine.refuse())?;
    let over = share.state != ShareState::Revoking;
    let text = words::share::state(share.state, false, machine.lang);
    Ok(Reply::answer(over, json!({ "id": share.id.to_string(), "state": share.state.code() }), text))
}

/// The one link whose id begins like that.
fn named(app: &App, id: &str, machine: &Machine) -> Result<FactId, Refusal> {
    let shares = app.shares().map_err(machine.refuse())?;
    let mut found = shares.iter().map(|share| share.id).filter(|own| own.to_string().starts_with(id.trim()));
    match (found.next(), found.next()) {
        (Some(one), None) if !id.trim().is_empty() => Ok(one),
        _ => Err(Refusal::new("there is no such link", "see `nocte share list`")
            .de("es gibt keinen solchen Link", "siehe `nocte share list`")),
    }
}

fn fields(row: &ShareRow, wrong: Option<u32>) -> Value {
    json!({
        "id": row.id.to_string(), "kind": row.kind, "for": row.label, "state": row.state.code, "ends": instant(row.ends),
        "opened": row.opened, "passcode": row.passcode, "wrong": wrong, "from_copy": row.copy_text.is_some(),
    })
}

fn shown(row: &ShareRow, machine: &Machine) -> String {
    let whom = row.label.as_ref().map(|label| format!(": {label}")).unwrap_or_default();
    let mut lines = vec![
        style::strong(&format!("{}{whom}", row.kind_text)),
        format!("{} {} {}", row.state.text, row.until_text, row.opened_text),
    ];
    if row.passcode {
        let passcode = machine.say("With a passcode.", "Mit Kennwort.");
        let tries = row.tries_text.as_ref().map(|tries| format!(" {tries}"));
        lines.push(format!("{passcode}{}", tries.unwrap_or_default()));
    }
    lines.extend(row.copy_text.clone());
    lines.push(style::faint(&row.id.to_string()));
    lines.join("\n")
}

/// A QR code in a terminal: two rows of squares in one line of text, white around it as cameras need.
fn drawn(code: &QrCode) -> String {
    const QUIET: isize = 4;
    let width = isize::try_from(code.width).unwrap_or(0);
    let dark = |x: isize, y: isize| {
        let inside = (0..width).contains(&x) && (0..width).contains(&y);
        inside && usize::try_from(y * width + x).is_ok_and(|at| code.dark[at])
    };
    let mut rows = Vec::new();
    let mut y = -QUIET;
    while y < width + QUIET {
        let square = |x| match (dark(x, y), dark(x, y + 1)) {
            // Light squares are drawn: on a dark terminal, and on a light one with its colours turned over, too.
            (false, false) => '█',
            (false, true) => '▀',
            (true, false) => '▄',
            (true, true) => ' ',
        };
        rows.push((-QUIET..width + QUIET).map(square).collect::<String>());
        y += 2;
    }
    rows.join("\n")
}
