//! A real process is killed while it logs, again and again. What it said was acknowledged is there.
//!
//! 300 kills; `NOCTE_KILLS` asks for another number. The process is killed after a random number of
//! acknowledgements and not after a random time: under load a clock would kill it before it did anything, and the
//! test would pass without having tested.
#![cfg(feature = "store")]

use nocte_core::store::{KeyFile, OpenOptions, Store};
use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

#[test]
fn no_acknowledged_entry_is_lost_to_a_kill() {
    let kills =
        std::env::var("NOCTE_KILLS").ok().map_or(300, |text| text.parse().expect("a number of kills"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (path, key) = (folder.path().join("nocte.db"), folder.path().join("key"));
    let mut luck = fastrand::Rng::with_seed(19);
    let mut acknowledged: HashSet<String> = HashSet::new();
    let begin = Instant::now();
    for round in 0..kills {
        let mut child = Command::new(env!("CARGO_BIN_EXE_log_until_killed"))
            .args([path.as_os_str(), key.as_os_str(), round.to_string().as_ref()])
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let mut said = BufReader::new(child.stdout.take().expect("its stdout")).lines();
        for _ in 0..luck.usize(1..=23) {
            let line = said.next().expect("it logs until it is killed").expect("a line");
            acknowledged.insert(line);
        }
        child.kill().expect("SIGKILL to our own child");
        child.wait().expect("its end");
        // Said before the kill, read after it: acknowledged all the same. A torn last line was not said.
        acknowledged.extend(said.map_while(Result::ok).filter(|line| line.len() == 36));
        if round % 25 == 24 || round + 1 == kills {
            let store = Store::open(&path, &KeyFile::new(&key), OpenOptions::new()).expect("the store");
            let there: HashSet<String> =
                store.facts().expect("facts").iter().map(|fact| fact.id().to_string()).collect();
            let lost = acknowledged.difference(&there).count();
            assert_eq!(lost, 0, "after {round} kills");
            let more = there.difference(&acknowledged).count();
            assert!(more <= round + 1, "{more} entries more than one in flight for each kill");
            assert!(store.verify().expect("a self-check").is_ok());
            store.close().expect("a clean close");
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    eprintln!("{kills} kills, {} acknowledged entries, 0 lost; {seconds:.0} s", acknowledged.len());
    assert!(acknowledged.len() >= kills * 8, "a floor of work");
}
