//! `export`, `import`, `backup`, `restore`, `verify`: what goes in and out as files.

use crate::args::files::{Backup, Export, Format, Import, Restore, Secret};
use crate::ask;
use crate::machine::{Machine, SOURCE};
use crate::manners::Reply;
use crate::progress;
use crate::refusal::Refusal;
use crate::vault::TerminalKey;
use nocte_core::app::ExportFormat;
use nocte_core::id::mint;
use nocte_core::store::{
    BackupRefusal, Counts, KeyFile, OpenOptions as StoreOptions, Passphrase, Store, StoreError,
};
use serde_json::{Value, json};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Everything in a readable, new file.
pub(crate) fn export(args: &Export, machine: &Machine) -> Result<Reply, Refusal> {
    let format = match args.format {
        Format::Json => ExportFormat::Json,
        Format::Csv => ExportFormat::Csv,
        Format::Fhir => ExportFormat::Fhir,
    };
    let counts = machine.app()?.export(&args.file, format).map_err(machine.refuse())?;
    let said = machine.say(
        "written, readable by anyone who has the file",
        "geschrieben, lesbar für jeden, der die Datei hat",
    );
    Ok(Reply::done(fields(counts), format!("{}: {said}.", args.file.display())))
}

/// Takes in an export.
pub(crate) fn import(args: &Import, machine: &Machine) -> Result<Reply, Refusal> {
    let text = read_text(&args.file)?;
    let app = machine.app()?;
    let (done, counts) = progress::during(machine.say("Importing", "Einlesen"), || app.import(&text))
        .map_err(machine.refuse())?;
    let mut json = fields(counts);
    json["added"] = json!(done.added);
    json["already"] = json!(done.already);
    let (new, known) =
        (machine.say("new entries", "neue Einträge"), machine.say("known already", "schon bekannt"));
    Ok(Reply::done(json, format!("{} {new}, {} {known}.", done.added, done.already)))
}

/// One sealed file.
pub(crate) fn backup(args: &Backup, machine: &Machine) -> Result<Reply, Refusal> {
    if args.file.exists() {
        return Err(Refusal::new(
            format!("there is a file {} already", args.file.display()),
            "name a new file; a backup is never overwritten",
        )
        .de(
            format!("es gibt schon eine Datei {}", args.file.display()),
            "nennen Sie eine neue Datei; eine Sicherung wird nie überschrieben",
        ));
    }
    let app = machine.app()?;
    app.store().map_err(machine.refuse())?;
    let secret = secret(&args.secret, true, machine)?;
    let work = || app.backup(&args.file, &secret);
    let counts = progress::during(machine.say("Sealing the backup", "Sicherung versiegeln"), work)
        .map_err(machine.refuse())?;
    let said = machine.say(
        "sealed; try the passphrase once with `nocte restore` on another device",
        "versiegelt; probieren Sie die Passphrase einmal mit `nocte restore` auf einem anderen Gerät",
    );
    Ok(Reply::done(fields(counts), format!("{}: {said}.", args.file.display())))
}

/// Opens a backup; the present store is set aside.
pub(crate) fn restore(args: &Restore, machine: &Machine) -> Result<Reply, Refusal> {
    if args.confirm {
        let nights = machine.app()?.confirm_restore().map_err(machine.refuse())?.unknown_nights;
        let said = machine.say("nights are recorded as unknown", "Nächte sind als unbekannt festgehalten");
        return Ok(Reply::done(json!({ "nights_unknown": nights }), format!("{nights} {said}.")));
    }
    let Some(file) = &args.file else { return Err(ask::missing("the backup", "the FILE")) };
    if !file.is_file() {
        return Err(Refusal::new(format!("there is no file {}", file.display()), "name the backup's file")
            .de(format!("es gibt keine Datei {}", file.display()), "nennen Sie die Datei der Sicherung"));
    }
    let secret = secret(&args.secret, false, machine)?;
    let places = machine.places()?;
    let vault = TerminalKey(KeyFile::new(places.key));
    let moment = machine.moment();
    let restored = (mint(moment.now), moment.stamp(SOURCE));
    let work = || Store::restore(&places.store, &vault, file, &secret, restored, &StoreOptions::new());
    let done = progress::during(machine.say("Opening the backup", "Sicherung öffnen"), work)
        .map_err(|error| machine.refuse()(error.into()))?;
    let mut json = fields(done.counts);
    json["copied_at"] = json!(done.copied_at);
    json["kept_at"] = json!(done.kept_at);
    let shares = machine.app().and_then(|app| app.shares().map_err(machine.refuse())).unwrap_or_default();
    let shares = shares.iter().filter(|share| share.may_open(moment.now)).count();
    json["shares"] = json!(shares);
    let said = machine.say(
        "Restored. What happened since the copy is unknown: check step, bottle, strength and painkillers, then `nocte restore --confirm`. Ask the old device to stop.",
        "Wiederhergestellt. Was seit der Kopie geschah, ist unbekannt: Schritt, Flasche, Stärke und Schmerzmittel prüfen, dann `nocte restore --confirm`. Das alte Gerät stilllegen.",
    );
    let links = nocte_core::words::share::restored(shares, machine.lang);
    Ok(Reply::done(json, format!("{said}\n{links}")))
}

/// The self-check.
pub(crate) fn verify(machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    let store = app.store().map_err(machine.refuse())?;
    let found = progress::during(machine.say("Checking", "Prüfen"), || store.verify())
        .map_err(|error| machine.refuse()(error.into()))?;
    let problems: Vec<&str> = found.problems.iter().map(|problem| problem.code()).collect();
    let text = if found.is_ok() {
        machine
            .say("Every page and every entry is sound.", "Jede Seite und jeder Eintrag ist heil.")
            .to_owned()
    } else {
        let said = machine.say("Something is wrong", "Etwas stimmt nicht");
        format!("{said}: {}", problems.join(", "))
    };
    Ok(Reply::answer(found.is_ok(), json!({ "ok": found.is_ok(), "problems": problems }), text))
}

/// The fixed counts.
pub(crate) fn fields(counts: Counts) -> Value {
    let Counts { doses, scores, effects, labs, notes, plans } = counts;
    json!({ "doses": doses, "scores": scores, "effects": effects, "labs": labs, "notes": notes, "plans": plans })
}

/// The passphrase: a file's first line, or typed at the terminal, twice for a new one.
fn secret(from: &Secret, new: bool, machine: &Machine) -> Result<Passphrase, Refusal> {
    let refused = |error: BackupRefusal| machine.refuse()(StoreError::from(error).into());
    if let Some(file) = &from.passphrase_file {
        let text = read_text(file)?;
        return Passphrase::new(text.lines().next().unwrap_or_default()).map_err(refused);
    }
    if !machine.there {
        return Err(ask::missing("the passphrase", "--passphrase-file FILE"));
    }
    let typed = ask::secret(
        machine.say("Passphrase or recovery phrase: ", "Passphrase oder Wiederherstellungsphrase: "),
    )?;
    if new && typed != ask::secret(machine.say("Once more: ", "Noch einmal: "))? {
        return Err(Refusal::new("the two were not the same", "try again")
            .de("die beiden waren nicht gleich", "versuchen Sie es noch einmal"));
    }
    Passphrase::new(&typed).map_err(refused)
}

fn read_text(file: &Path) -> Result<String, Refusal> {
    fs::read_to_string(file).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::InvalidData => "it is not text".to_owned(),
            _ => error.to_string(),
        };
        Refusal::new(
            format!("{} cannot be read: {why}", file.display()),
            "check the name and whether you may read it",
        )
        .de(
            format!("{} ist nicht zu lesen", file.display()),
            "prüfen Sie den Namen und ob Sie die Datei lesen dürfen",
        )
    })
}

/// Writes a new file; never over an existing one.
pub(super) fn write_new(file: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    let failed = |error: std::io::Error| {
        Refusal::new(
            format!("{} cannot be written: {error}", file.display()),
            "name a new file in a folder you may write to",
        )
        .de(
            format!("{} lässt sich nicht schreiben", file.display()),
            "nennen Sie eine neue Datei in einem Ordner, in den Sie schreiben dürfen",
        )
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut open = options.open(file).map_err(failed)?;
    open.write_all(bytes).and_then(|()| open.sync_all()).map_err(failed)
}
