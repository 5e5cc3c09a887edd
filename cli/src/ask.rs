//! Questions at the terminal. Without one, every answer has a flag, and the refusal names it.

use crate::refusal::Refusal;
use std::io::{self, BufRead, IsTerminal, Write};

/// Whether a person sits there: stdin is a terminal, and no script asked for JSON.
pub(crate) fn someone_there(json: bool) -> bool {
    !json && io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// What was missing, for the refusal when nobody can be asked.
pub(crate) fn missing(what: &str, flag: &str) -> Refusal {
    Refusal::new(format!("{what} is missing"), format!("add {flag}, or run it at a terminal and be asked"))
        .de(
            format!("{} fehlt", german(what)),
            format!(
                "geben Sie {} an, oder rufen Sie es in einem Terminal auf: dort wird gefragt",
                flag.replace(", or ", " oder ")
                    .replace(" for each step", " je Schritt")
                    .replace("the FILE", "FILE")
                    .replace(", choose one with", ", oder wählen Sie eine mit")
            ),
        )
}

/// What is missing, in German; a question that the core asks comes in the language asked for.
fn german(what: &str) -> &str {
    match what {
        "the backup" => "die Sicherung",
        "baseline" => "die Antwort",
        "the date of the agreement" => "der Tag der Zustimmung",
        "the date of the operation" => "der Tag der Operation",
        "the dose" => "die Dosis",
        "the passphrase" => "die Passphrase",
        "the plan" => "der Plan",
        "the prescriber who agreed" => "die Person, die zugestimmt hat",
        "the strength that is there" => "die vorhandene Stärke",
        "the strength that is wanted" => "die gewünschte Stärke",
        "the syringe" => "die Spritze",
        "the tablets" => "die Stärke der Tabletten",
        "the volume" => "das Volumen",
        "the water" => "die Wassermenge",
        other => other,
    }
}

/// The flag's value, or one line typed at the terminal.
pub(crate) fn text(given: Option<&str>, there: bool, what: &str, flag: &str) -> Result<String, Refusal> {
    match given {
        Some(value) if !value.trim().is_empty() => Ok(value.to_owned()),
        None if there => line(&format!("{what}: "))?.ok_or_else(|| missing(what, flag)),
        _ => Err(missing(what, flag)),
    }
}

/// The flag's value, or a yes or no typed at the terminal.
pub(crate) fn yes_no(given: Option<&str>, there: bool, question: &str, flag: &str) -> Result<bool, Refusal> {
    match given {
        Some(value) => read_yes_no(value).ok_or_else(|| {
            Refusal::new(format!("\"{value}\" is neither yes nor no"), format!("add {flag} with yes or no"))
                .de(
                    format!("\"{value}\" ist weder ja noch nein"),
                    format!("geben Sie {flag} mit yes oder no an"),
                )
        }),
        None if there => loop {
            let Some(typed) = line(&format!("{question} (yes/no): "))? else {
                return Err(missing(question, flag));
            };
            if let Some(answer) = read_yes_no(&typed) {
                return Ok(answer);
            }
        },
        None => Err(missing(question, flag)),
    }
}

/// "yes", "no" and their kin in the languages shipped.
pub(crate) fn read_yes_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "y" | "yes" | "j" | "ja" => Some(true),
        "n" | "no" | "nein" => Some(false),
        _ => None,
    }
}

/// One line from the terminal; `None` at the end of input or when nothing was typed.
/// The prompt goes to stderr: stdout carries answers only.
pub(crate) fn line(prompt: &str) -> Result<Option<String>, Refusal> {
    let gone = |_| {
        Refusal::new("the terminal went away", "ask again")
            .de("das Terminal ist weg", "fragen Sie noch einmal")
    };
    let mut out = io::stderr().lock();
    out.write_all(prompt.as_bytes()).and_then(|()| out.flush()).map_err(gone)?;
    let mut typed = String::new();
    io::stdin().lock().read_line(&mut typed).map_err(gone)?;
    let typed = typed.trim();
    Ok((!typed.is_empty()).then(|| typed.to_owned()))
}

/// A passphrase, not shown while it is typed.
pub(crate) fn secret(prompt: &str) -> Result<String, Refusal> {
    rpassword::prompt_password(prompt).map_err(|_| {
        Refusal::new("the terminal cannot hide what is typed", "use --passphrase-file FILE")
            .de("das Terminal kann Getipptes nicht verbergen", "nehmen Sie --passphrase-file FILE")
    })
}
