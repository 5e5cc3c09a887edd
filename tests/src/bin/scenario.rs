//! Has the shared scenario told by a program in any language, and compares it with what every language tells.
//!
//! `scenario OUTCOME PROGRAM WORD…`: a line of the program that begins with `? ` is a question to the clinic
//! (`nocte_tests::desk`), whose answer is the next line on its stdin; everything else is the story, compared byte for
//! byte. `--print` for OUTCOME prints the story. Last line: `N passed, N failed`; status 0 when it is the same.

#![allow(clippy::print_stdout, reason = "a program's answer belongs on stdout")]

use nocte_tests::desk::Desk;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Command, ExitCode, Stdio};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [outcome, program, rest @ ..] = words.as_slice() else {
        eprintln!("error: nothing to compare\nnext: scenario OUTCOME PROGRAM WORD…");
        return ExitCode::from(2);
    };
    let mut command = Command::new(program);
    command.args(rest);
    let told = match told(command) {
        Ok(told) => told,
        Err(why) => {
            println!("the story broke off: {why}\n0 passed, 1 failed");
            return ExitCode::FAILURE;
        }
    };
    if outcome == "--print" {
        let printed = std::io::stdout().write_all(&told);
        return if printed.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let expected = match std::fs::read(outcome) {
        Ok(expected) => expected,
        Err(error) => {
            eprintln!("error: {outcome}: {error}\nnext: name the file of the outcome");
            return ExitCode::from(2);
        }
    };
    if told == expected {
        println!(
            "the story is the same, {} lines\n1 passed, 0 failed",
            told.split(|b| *b == b'\n').count() - 1
        );
        return ExitCode::SUCCESS;
    }
    differs(&String::from_utf8_lossy(&expected), &String::from_utf8_lossy(&told));
    println!("0 passed, 1 failed");
    ExitCode::FAILURE
}

/// The whole story of a program, its questions answered on the way.
fn told(mut command: Command) -> Result<Vec<u8>, String> {
    let desk = Desk::open()?;
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the program has no pipes".to_owned());
    };
    let mut story = Vec::new();
    for line in BufReader::new(from).split(b'\n') {
        let line = line.map_err(|error| error.to_string())?;
        let Some(question) = line.strip_prefix(b"? ") else {
            story.extend_from_slice(&line);
            story.push(b'\n');
            continue;
        };
        let question = String::from_utf8_lossy(question);
        // A story that goes on without its answer tells something else, and the comparison says where.
        let answer = desk.answer(&question).unwrap_or_else(|why| {
            eprintln!("the clinic was asked `{question}`: {why}");
            "no".to_owned()
        });
        writeln!(to, "{answer}").and_then(|()| to.flush()).map_err(|error| error.to_string())?;
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok(story) } else { Err(format!("the program ended with {status}")) }
}

/// The first lines that differ, with their number.
fn differs(expected: &str, told: &str) {
    let (expected, told): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), told.lines().collect());
    let mut shown = 0;
    for number in 0..expected.len().max(told.len()) {
        let (wanted, got) = (expected.get(number).copied(), told.get(number).copied());
        if wanted != got && shown < 10 {
            println!(
                "line {}\n  expected {}\n  told     {}",
                number + 1,
                wanted.unwrap_or("the end"),
                got.unwrap_or("the end")
            );
            shown += 1;
        }
    }
    if shown == 0 {
        println!("the lines are the same, the line ends are not");
    }
}
