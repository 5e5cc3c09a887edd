//! Taking turns: two commands in one build folder that generate, compile and test the same code wait for each other.
//!
//! The lock is the system's, on a file of the build folder: it goes with the process, however that ends.

use crate::manners::Refusal;
use std::fs::{File, TryLockError};
use std::path::Path;

/// While it lives, everybody else waits.
#[derive(Debug)]
pub(crate) struct Turn(#[expect(dead_code, reason = "held for its lock alone")] File);

/// Waits for the turn called `name` in a build folder, and says so if somebody else has it.
pub(crate) fn wait(folder: &Path, name: &str) -> Result<Turn, Refusal> {
    let path = folder.join(format!("{name}.lock"));
    let failed = |error: std::io::Error| {
        Refusal::new(format!("{} cannot be locked: {error}", path.display()), "cargo xtask doctor")
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let file = File::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("another command has {}; waiting", path.display());
            file.lock().map_err(failed)?;
        }
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    Ok(Turn(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn the_second_waits_until_the_first_is_done() {
        let root = std::env::temp_dir().join(format!("nocte-turn-{}", std::process::id()));
        let first = wait(&root, "lane").expect("a turn");
        let (done, heard) = mpsc::channel();
        let waiting = std::thread::spawn({
            let root = root.clone();
            move || {
                let turn = wait(&root, "lane").map(|_turn| ());
                done.send(()).expect("somebody listens");
                turn
            }
        });
        assert!(heard.recv_timeout(Duration::from_millis(200)).is_err(), "it did not wait");
        let _other = wait(&root, "another").expect("another name is another turn");
        drop(first);
        waiting.join().expect("a thread").expect("its turn");
        heard.recv().expect("done");
        std::fs::remove_dir_all(&root).expect("cleared away");
    }
}
