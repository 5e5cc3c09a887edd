//! `pair` and `sync`: a clinic's server, over the network.

use crate::args::clinic::{LineArgs, Pair, Sync};
use crate::ask;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use nocte_core::app::{App, Match, PairPage, SyncReport};
use nocte_core::domain::amount::Dose;
use nocte_core::error::Error;
use nocte_core::sync::http::{Line, LineOptions};
use nocte_core::words::amount::show_dose;
use nocte_core::words::{self, Lang};
use serde_json::{Value, json};
use std::future::Future;

/// `pair`.
pub(crate) fn pair(args: &Pair, machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    let line = line(&args.line)?;
    if args.end {
        wait(app.unpair(&line))?.map_err(machine.refuse())?;
        let text = machine.say(
            "The pairing has ended; your log stays here.",
            "Die Kopplung ist beendet; Ihr Protokoll bleibt hier.",
        );
        return Ok(Reply::done(json!({ "paired": false }), text));
    }
    let mut page = match &args.link {
        Some(invitation) => wait(app.pair(invitation, args.passcode.as_deref(), &line))?,
        None => wait(app.pairing(&line))?,
    }
    .map_err(machine.refuse())?;
    if let Some(said) = said(args, &page, machine)? {
        page = wait(app.confirm_match(&said, &line))?.map_err(machine.refuse())?;
    }
    let report = app.sync_status().map_err(machine.refuse())?;
    Ok(shown(&page, &report, machine))
}

/// What the patient says to compare: by flags, or asked at the terminal. Nothing is asked of a script.
fn said(args: &Pair, page: &PairPage, machine: &Machine) -> Result<Option<Match>, Refusal> {
    if let (Some(initials), Some(birth_year)) = (args.initials.clone(), args.born) {
        return Ok(Some(Match { initials, birth_year }));
    }
    if page.matched || !(machine.there || args.confirm) {
        return Ok(None);
    }
    let prompt = machine.say("your initials", "Ihre Initialen");
    let initials = ask::text(None, machine.there, prompt, "--initials LETTERS --born YEAR")?;
    let prompt = machine.say("the year you were born", "Ihr Geburtsjahr");
    let year = ask::text(None, machine.there, prompt, "--initials LETTERS --born YEAR")?;
    let birth_year = year.trim().parse().map_err(|_| {
        Refusal::new("this is no year", "type the year with four digits, like 1980")
            .de("das ist keine Jahreszahl", "tippen Sie das Jahr mit vier Ziffern, wie 1980")
    })?;
    Ok(Some(Match { initials, birth_year }))
}

fn shown(page: &PairPage, report: &SyncReport, machine: &Machine) -> Reply {
    let mut fields = fields(report, machine.lang);
    fields["paired"] = json!(true);
    fields["clinic"] = json!(page.clinic);
    fields["base"] = json!(page.base);
    fields["match"] = json!({
        "initials": page.initials,
        "birth_year": page.birth_year,
        "present_dose_ng": page.present_dose.map(Dose::ng),
        "confirmed": page.matched,
    });
    let clinic = page.clinic.as_deref().unwrap_or(&page.base);
    let unknown = || machine.say("not known", "nicht bekannt").to_owned();
    let dose = page.present_dose.map_or_else(unknown, |dose| show_dose(dose, machine.lang));
    let mut lines = vec![match machine.lang {
        Lang::En => format!("Paired with {clinic}."),
        Lang::De => format!("Gekoppelt mit {clinic}."),
    }];
    let compare = machine
        .say("Present dose, to compare with the clinic", "Jetzige Dosis, zum Vergleich mit der Praxis");
    lines.push(format!("{compare}: {dose}"));
    lines.push(
        if page.matched {
            machine.say("You have confirmed that the clinic\'s record is yours.", "Sie haben bestätigt, dass die Akte der Praxis Ihre ist.")
        } else {
            machine.say(
                "Not yet compared: `nocte pair --confirm --initials LETTERS --born YEAR`. Before that no order is followed.",
                "Noch nicht verglichen: `nocte pair --confirm --initials BUCHSTABEN --born JAHR`. Vorher wird keiner Verordnung gefolgt.",
            )
        }
        .to_owned(),
    );
    lines.push(
        machine
            .say(
                "If this phone takes another\'s place, stop using the old one: `nocte pair --end` there.",
                "Ersetzt dieses Gerät ein anderes, benutzen Sie das alte nicht weiter: dort `nocte pair --end`.",
            )
            .to_owned(),
    );
    lines.push(
        machine
            .say(
                "If two phones are in use, choose the one that gives the dose: `nocte set giving` on it.",
                "Sind zwei Geräte in Gebrauch, wählen Sie das, mit dem die Dosis gegeben wird: dort `nocte set giving`.",
            )
            .to_owned(),
    );
    lines.extend(super::clinic_view::left(report, machine));
    Reply::answer(report.all_done(), fields, lines.join("\n"))
}

/// `sync`.
pub(crate) fn sync(args: &Sync, machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    let report = if args.status {
        app.sync_status()
    } else {
        if args.parked {
            app.try_parked_again().map_err(machine.refuse())?;
        }
        let line = line(&args.line)?;
        let report = run(&app, &line)?;
        // What carers see is as old as the last exchange; a server that does not answer is asked again the next time.
        wait(app.refresh_shares(&line))?.map_err(machine.refuse())?;
        report
    }
    .map_err(machine.refuse())?;
    let lines = super::clinic_view::report(&app, &report, args.status, machine)?;
    Ok(Reply::answer(report.all_done(), fields(&report, machine.lang), lines.join("\n")))
}

/// One run over a line.
pub(crate) fn run(app: &App, line: &Line) -> Result<Result<SyncReport, Error>, Refusal> {
    wait(app.sync(line))
}

/// The fixed fields.
pub(crate) fn fields(report: &SyncReport, lang: Lang) -> Value {
    let parked: Vec<Value> = report
        .parked
        .iter()
        .map(|it| {
            let reason = words::clinic::parked_reason(&it.reason, lang);
            json!({ "id": it.id, "status": it.status, "reason": reason, "code": it.reason.code() })
        })
        .collect();
    json!({
        "delivered": report.delivered,
        "pulled": report.pulled,
        "waiting": report.waiting,
        "parked": parked,
        "last_delivered": report.last_delivered.map(super::clinic_view::instant),
        "not_before": report.not_before.map(super::clinic_view::instant),
        "counted_at": report.counted_at.map(super::clinic_view::instant),
        "short": report.short.iter().map(|it| json!({ "kind": it.kind, "here": it.here, "there": it.there })).collect::<Vec<_>>(),
        "problems": report.problems.iter().map(super::clinic_view::code).collect::<Vec<_>>(),
    })
}

/// A line with the clinic's own certificate authority, where one is given.
pub(crate) fn line(args: &LineArgs) -> Result<Line, Refusal> {
    let ca_pem = match &args.ca {
        Some(file) => Some(std::fs::read(file).map_err(|_| {
            Refusal::new("the certificate file cannot be read", "name the clinic's PEM file with --ca FILE")
                .de(
                    "die Zertifikatsdatei ist nicht zu lesen",
                    "nennen Sie die PEM-Datei der Praxis mit --ca FILE",
                )
        })?),
        None => None,
    };
    Line::new(&LineOptions { ca_pem, ..LineOptions::default() }).map_err(|error| {
        Refusal::new(error.to_string(), "name the clinic's PEM file with --ca FILE").de(
            "in der Zertifikatsdatei steht kein Zertifikat",
            "nennen Sie die PEM-Datei der Praxis mit --ca FILE",
        )
    })
}

/// Runs one exchange on a runtime of its own.
pub(crate) fn wait<T>(work: impl Future<Output = T>) -> Result<T, Refusal> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|_| {
        Refusal::new("the system gives no room for a connection", "close other programs and try again").de(
            "das System gibt keinen Platz für eine Verbindung",
            "schließen Sie andere Programme und versuchen Sie es noch einmal",
        )
    })?;
    Ok(runtime.block_on(work))
}
