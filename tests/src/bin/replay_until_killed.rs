//! Moves a portal's records to a FHIR server, or as many of them as it lives to move.
//!
//! `replay_until_killed FOLDER BASE`: prints what it came to as one JSON object; or why not, with status 1.

use nocte_portal::engine::{Base, Engine, EngineError, Patience, Replayed};
use nocte_portal::store::replay::shown;
use nocte_portal::store::sqlite::SqliteStore;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// Pauses that a test can wait for.
const HURRIED: Patience =
    Patience { first: Duration::from_millis(5), longest: Duration::from_millis(200), tries: 60 };

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, base] = arguments.as_slice() else { return ExitCode::from(2) };
    let (said, status) = match moved(Path::new(folder), base).await {
        Ok(done) => (told(&done), ExitCode::SUCCESS),
        Err(error) => (json!({"error": error.to_string()}), ExitCode::FAILURE),
    };
    match writeln!(std::io::stdout(), "{said}") {
        Ok(()) => status,
        Err(_) => ExitCode::from(2),
    }
}

async fn moved(folder: &Path, base: &str) -> Result<Replayed, EngineError> {
    let from = SqliteStore::open_to_move(folder)?;
    Engine::new(Base::of_text(base)?, None, None, HURRIED)?.replay(&from).await
}

fn told(done: &Replayed) -> Value {
    let types = done
        .types
        .iter()
        .map(|(kind, kept)| (kind.clone(), json!({"count": kept.count, "sha256": shown(&kept.sha256)})));
    json!({
        "types": types.collect::<serde_json::Map<_, _>>(), "versions": done.versions, "resumed": done.resumed,
        "histories": done.histories, "without_history": done.without_history, "less_exact": done.less_exact,
    })
}
