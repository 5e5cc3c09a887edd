//! `demo`: four baseline weeks and twelve of treatment, lived on a real encrypted file through the real app.
//!
//! Nothing is mocked: every entry is told to the same `App` a phone would use, on a clock that is moved from one
//! evening to the next, and the clinic is the real portal, reached over HTTP. What the app says is quoted as it said it; when a rule refuses, the story shows the refusal.
//! The patient and the doctor are made up; the protocol is P2 as its source gives it.

mod baseline;
mod clinic;
mod clock;
mod dentist;
pub(crate) mod desk;
mod end;
mod first_step;
mod journey;
mod second_step;
mod teller;

use crate::args::first::Demo;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::progress;
use crate::refusal::Refusal;
use desk::Desk;
use serde_json::json;
use std::path::Path;
use teller::Teller;
use tempfile::TempDir;

/// Tells the story and ends with tonight. With `--no-wait` it ends there; else the clinic's address stays up.
pub(crate) fn run(args: &Demo, machine: &Machine) -> Result<Reply, Refusal> {
    if let Some(folder) = &args.keep {
        fresh(folder)?;
        return play(folder, None, args, machine);
    }
    let folder = tempfile::tempdir().map_err(|error| {
        Refusal::new(format!("no temporary folder: {error}"), "name a folder with --keep DIR")
            .de(format!("kein vorläufiger Ordner: {error}"), "nennen Sie einen Ordner mit --keep DIR")
    })?;
    let path = folder.path().to_owned();
    play(&path, Some(folder), args, machine)
}

/// The folder for `--keep`: made if it is not there, and never a folder that holds a store already.
fn fresh(folder: &Path) -> Result<(), Refusal> {
    if [teller::STORE, teller::KEY, desk::FOLDER].iter().any(|name| folder.join(name).exists()) {
        return Err(Refusal::new(
            format!("{} holds a store already", folder.display()),
            "name an empty folder with --keep DIR",
        )
        .de(
            format!("in {} liegt schon ein Speicher", folder.display()),
            "nennen Sie einen leeren Ordner mit --keep DIR",
        ));
    }
    std::fs::create_dir_all(folder).map_err(|error| {
        Refusal::new(
            format!("{} cannot be made: {error}", folder.display()),
            "name another folder with --keep DIR",
        )
        .de(
            format!("{} lässt sich nicht anlegen: {error}", folder.display()),
            "nennen Sie einen anderen Ordner mit --keep DIR",
        )
    })
}

/// How to look around in the file that was kept, at the hour at which the story ends.
fn kept(folder: &Path, now: &str, machine: &Machine) -> String {
    let (store, key) = (folder.join(teller::STORE), folder.join(teller::KEY));
    let look = machine.say("Look around in it", "Sehen Sie sich darin um");
    format!(
        "\n{look}:\n  nocte --store {} --key-file {} --now {now} tonight\n",
        store.display(),
        key.display()
    )
}

fn play(folder: &Path, temporary: Option<TempDir>, args: &Demo, machine: &Machine) -> Result<Reply, Refusal> {
    let what = machine.say("Sixteen weeks pass", "Sechzehn Wochen vergehen");
    let (teller, ending, desk, link) = progress::during(what, || -> Result<_, Refusal> {
        let mut teller = Teller::begin(folder, machine)?;
        baseline::live(&mut teller)?;
        first_step::live(&mut teller)?;
        dentist::live(&mut teller)?;
        let desk = Desk::open(folder, &teller.clock)?;
        second_step::live(&mut teller, &desk)?;
        journey::live(&mut teller)?;
        let ending = end::live(&mut teller, &desk)?;
        // A link is another one each time: it is told with the address, not in the story.
        let link = if args.no_wait { None } else { Some(clinic::shared(&teller, &desk)?) };
        Ok((teller, ending, desk, link))
    })?;
    let story = teller.close()?;
    let mut text = String::new();
    if !args.quiet {
        for paragraph in &story {
            text.push_str(paragraph);
            text.push_str("\n\n");
        }
    }
    text.push_str(&ending.text);
    if let Some(folder) = &args.keep {
        text.push_str(&kept(folder, &ending.now, machine));
    }
    let json = json!({
        "story": if args.quiet { Vec::new() } else { story },
        "tonight": ending.tonight,
        "bottle": ending.bottle,
        "notifications": ending.notifications,
        "counts": ending.counts,
    });
    let Some(link) = link else {
        return Ok(Reply::done(json, text));
    };
    let up = machine.say("The clinic's address stays up", "Die Adresse der Praxis bleibt erreichbar");
    let end = if machine.there {
        machine.say("press Enter to end", "Enter beendet")
    } else {
        machine.say("end it with Ctrl-C", "beenden mit Strg-C")
    };
    desk.fill()?;
    let sign_in = machine.say("Sign in as Dr Weber, once", "Als Dr. Weber anmelden, einmal");
    let share = machine.say(
        "Her summary, for a doctor without an account (opened in the browser; the server cannot read it)",
        "Ihr Auszug für eine Praxis ohne Konto (öffnet sich im Browser; der Server kann ihn nicht lesen)",
    );
    let notice = format!("{up}: {} ({end})\n{sign_in}: {}\n{share}: {link}", desk.address(), desk.sign_in()?);
    let there = machine.there;
    Ok(Reply::done(json, text).then(notice, move || {
        desk.stay(there);
        drop(temporary);
    }))
}
