//! Every page of the demonstration's clinic in a real browser: judged by axe at several widths, in light and dark, with
//! no request to anywhere else. `cargo xtask test browser` brings Chromium and runs it; with `NOCTE_SCREENS=DIR` the
//! pictures of `docs/screens/portal` are made on the way.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// The demonstration while it is up. Dropped, it is ended.
struct Demo {
    child: Child,
    base: String,
    sign_in: String,
}

impl Demo {
    fn up() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nocte"))
            .args(["--now", "2026-11-25T12:00:00Z", "--zone", "Europe/Vienna", "demo", "--quiet"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the demonstration starts");
        // What is not the story is said on stderr.
        let said = BufReader::new(child.stderr.take().expect("piped"));
        let address =
            |line: &str| line.split(' ').find(|word| word.starts_with("http://")).map(str::to_owned);
        let mut base = None;
        for line in said.lines().map_while(Result::ok) {
            match (address(&line), base.clone()) {
                (Some(found), None) => base = Some(found),
                (Some(sign_in), Some(base)) => return Self { child, base, sign_in },
                (None, _) => {}
            }
        }
        panic!("the demonstration ended without an address and a sign-in");
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // One that has ended already is as ended as it should be.
        let _gone = self.child.kill();
        let _status = self.child.wait();
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_owned()
}

#[test]
#[ignore = "needs a browser: cargo xtask test browser"]
fn every_page_of_the_demonstration_is_fit_to_be_read() {
    let found = Command::new("bash")
        .args(["tests/browser/browser.sh", "--find"])
        .current_dir(root())
        .output()
        .expect("bash runs the project's scripts");
    assert!(found.status.success(), "no browser is here: bring it with `bash tests/browser/browser.sh`");
    let place = String::from_utf8_lossy(&found.stdout).lines().last().unwrap_or_default().to_owned();
    let demo = Demo::up();
    let ended = Command::new("node")
        .arg(root().join("tests/browser/pages.mjs"))
        .env("NOCTE_BROWSER", place)
        .env("BASE", &demo.base)
        .env("SIGN_IN", &demo.sign_in)
        .status()
        .expect("node runs the visit");
    assert!(ended.success(), "the browser found faults, said above");
}
