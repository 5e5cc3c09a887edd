//! Writes one JSON file for every resource Nocte sends into a folder: for validators, and for people to look at.
//!
//! `cargo run -p nocte-tests --no-default-features --bin fhir_samples -- FOLDER`

use nocte_tests::emitted;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: fhir_samples FOLDER");
        return ExitCode::from(2);
    };
    if let Err(error) = write_all(&folder) {
        eprintln!("{}: {error}", folder.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn write_all(folder: &PathBuf) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, resource) in emitted::all() {
        std::fs::write(folder.join(format!("{name}.json")), resource.to_json() + "\n")?;
    }
    Ok(())
}
