//! Moving out to HFS, a whole FHIR server on a file that nobody here wrote. `cargo xtask test hfs`.
#![cfg(feature = "store")]

use nocte_tests::moving::{Source, all_there, dies, ended, mover, slowly};
use nocte_tests::peers::hfs;
use nocte_tests::proxy::Proxy;
use std::net::SocketAddr;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_replay_until_killed");

fn host(base: &str) -> SocketAddr {
    base.trim_start_matches("http://").parse().expect("an address of loopback")
}

/// Either side dies in the middle of a transaction, again and again: its file holds what it acknowledged, and the same
/// command goes on.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs HFS: cargo xtask test hfs"]
async fn everything_arrives_though_mover_and_server_are_killed_in_turns() {
    let source = Source::new(4, 60).await;
    let counted = source.counted().await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("hfs.db");
    let mut server = hfs(&file);
    let (posts, luck) = slowly(Duration::from_millis(2));
    let proxy = Proxy::start(host(server.address()), luck).await;
    for kill in 0..10 {
        let child = mover(PROGRAM, &source.folder(), &proxy.origin());
        if kill % 2 == 0 {
            dies(child, &posts, kill % 3, || server.kill()).await;
            server = hfs(&file);
            proxy.aim(host(server.address()));
        } else {
            dies(child, &posts, kill % 3, || {}).await;
        }
    }
    let (good, said) = ended(mover(PROGRAM, &source.folder(), &proxy.origin()));
    assert!(good && said["resumed"] == true, "{said}");
    eprintln!("5 kills of the server and 10 of the mover: {said}");
    all_there(server.address(), &counted, &said).await;
    assert_eq!(said["histories"], source.patients.len(), "{said}");
}
