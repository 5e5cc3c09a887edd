//! A library of another version, which generated code must refuse at load.
//!
//! It is the library itself behind a small one of the same name, whose only function answers another checksum than
//! the code expects: the loader finds that one first.

use crate::manners::Refusal;
use crate::tally::Tally;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One checksum, changed. The right one is never 1 by more than chance, and then the lane says so.
const OTHER: &str = "unsigned short uniffi_nocte_bindings_checksum_func_night_of(void) { return 1; }\n";

/// Makes one in a folder below the folder of the right one; nothing where the linker works in another way.
pub(crate) fn beside(folder: &Path) -> Result<Option<PathBuf>, Refusal> {
    if !cfg!(target_os = "linux") {
        println!("a library of another version is made on Linux only: not asked here");
        return Ok(None);
    }
    let stale = folder.join("stale");
    let failed = |error: std::io::Error| {
        Refusal::new(format!("{} cannot be laid out: {error}", stale.display()), "cargo xtask doctor")
    };
    let _former = std::fs::remove_dir_all(&stale);
    std::fs::create_dir_all(&stale).map_err(failed)?;
    std::fs::hard_link(folder.join("libnocte_bindings.so"), stale.join("libright.so")).map_err(failed)?;
    std::fs::write(stale.join("other.c"), OTHER).map_err(failed)?;
    let mut cc = Command::new("cc");
    cc.current_dir(&stale).args("-shared -fPIC -o libnocte_bindings.so other.c -L.".split(' '));
    cc.args("-Wl,--no-as-needed -l:libright.so -Wl,-rpath,$ORIGIN".split(' '));
    let good = cc.status().map_err(|error| Refusal::cannot_start("cc", &error))?.success();
    if good {
        Ok(Some(stale))
    } else {
        Err(Refusal::new("no library of another version was made", "cc --version"))
    }
}

/// Runs a program over such a library: it must end badly and say why.
pub(crate) fn refused(mut program: Command) -> Result<Tally, Refusal> {
    let name = program.get_program().to_string_lossy().into_owned();
    program.stdin(Stdio::null());
    let output = program.output().map_err(|error| Refusal::cannot_start(&name, &error))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let held = !output.status.success() && said.contains("checksum mismatch");
    if held {
        println!("a library of another version is refused at load");
    } else {
        println!("a library of another version was not refused: {}, {said}", output.status);
    }
    Ok(Tally::one(held))
}
