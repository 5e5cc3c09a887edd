//! Every command as a process: its manners, and all of them while `serve` runs.

mod ground;

use ground::Ground;
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// The ground of one test.
struct Place {
    ground: Ground,
}

impl Place {
    fn new() -> Self {
        Self { ground: Ground::new() }
    }

    /// On the embedded database, whatever the environment says.
    fn embedded() -> Self {
        Self { ground: Ground::embedded() }
    }

    fn data(&self) -> PathBuf {
        self.ground.data().into()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.ground.folder.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Output {
        run_on(&self.data(), words)
    }

    /// A command that succeeds, with its JSON.
    fn json(&self, words: &[&str]) -> Value {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        let output = self.run(&words);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("exactly one JSON value")
    }

    fn patient(&self) -> String {
        let added = self.json(&["patient", "add", "--name", "Canary Quux", "--birth", "1975-03-14"]);
        added["id"].as_str().expect("an id").to_owned()
    }

    fn init(&self) {
        let made = self.json(&["init", "--clinic", "Night Clinic", "--admin", "ada@clinic.example"]);
        assert!(made["set_up_link"].as_str().is_some_and(|link| link.contains("/setup/")));
    }
}

fn run_on(data: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nocte-portal"))
        .args(words)
        .arg("--data")
        .arg(data)
        .output()
        .expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Status 2, an empty stdout and two lines on stderr.
fn refused(output: &Output) -> String {
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(output.stdout.is_empty());
    assert_eq!(stderr.lines().count(), 2, "{stderr}");
    assert!(!stderr.contains("fault in the portal"), "{stderr}");
    stderr
}

/// A portal that serves; told to stop when dropped.
struct Serving {
    child: Child,
    line: String,
}

impl Serving {
    fn new(place: &Place, words: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nocte-portal"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(words)
            .arg("--data")
            .arg(place.data())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        Self { child, line: line.trim_end().to_owned() }
    }

    fn address(&self) -> &str {
        self.line.strip_prefix("listening on http://").expect("the fixed words")
    }

    fn get(&self, path: &str, headers: &str) -> (u16, String) {
        use std::io::{Read as _, Write as _};
        let mut stream = std::net::TcpStream::connect(self.address()).expect("connects");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n")
            .expect("written");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        (answer.get(9..12).and_then(|status| status.parse().ok()).expect("a status"), answer)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_command_has_help_with_an_example_and_refuses_nonsense() {
    let place = Place::new();
    for words in [
        vec![],
        vec!["serve"],
        vec!["init"],
        vec!["user"],
        vec!["user", "add"],
        vec!["user", "list"],
        vec!["user", "role"],
        vec!["user", "disable"],
        vec!["user", "reset"],
        vec!["patient"],
        vec!["patient", "add"],
        vec!["patient", "export"],
        vec!["patient", "close"],
        vec!["patient", "erase"],
        vec!["invite"],
        vec!["token"],
        vec!["audit"],
        vec!["audit", "verify"],
        vec!["status"],
        vec!["migrate"],
        vec!["backup"],
        vec!["restore"],
        vec!["replay"],
        vec!["seed"],
    ] {
        let help: Vec<&str> = words.iter().copied().chain(["--help"]).collect();
        let output = place.run(&help);
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        assert!(text(&output.stdout).contains("Example"), "{words:?}");
        let nonsense: Vec<&str> = words.iter().copied().chain(["--frobnicate"]).collect();
        refused(&place.run(&nonsense));
    }
}

#[test]
fn a_mistyped_folder_makes_no_portal() {
    let place = Place::new();
    for words in [
        vec!["patient", "add", "--name", "x", "--birth", "2000-01-01"],
        vec!["patient", "export", "--patient", "x"],
        vec!["invite", "--patient", "x"],
        vec!["token", "--patient", "x"],
        vec!["audit", "verify"],
        vec!["status"],
        vec!["migrate", "--check"],
        vec!["backup", "/nonexistent/x"],
        vec!["restore", "/nonexistent/x"],
        vec!["replay", "--to", "/nonexistent/x"],
    ] {
        refused(&place.run(&words));
        assert!(!place.data().join("portal.db").exists(), "{words:?}");
    }
}

#[test]
fn what_is_typed_is_judged() {
    let place = Place::new();
    place.init();
    refused(&place.run(&["init", "--clinic", "Other", "--admin", "x@y"]));
    for words in [
        vec!["init", "--clinic", " ", "--admin", "x@y"],
        vec!["init", "--clinic", "x", "--admin", "nobody"],
        vec!["patient", "add", "--name", "", "--birth", "2000-01-01"],
        vec!["patient", "add", "--name", "x", "--birth", "2999-01-01"],
        vec!["patient", "add", "--name", "x", "--birth", "1800-01-01"],
        vec!["patient", "add", "--name", "x", "--birth", "2026-02-30"],
        vec!["patient", "export", "--patient", "quagmire"],
        vec!["patient", "close", "--patient", "quagmire"],
        vec!["patient", "erase", "--patient", "quagmire"],
        vec!["invite", "--patient", "quagmire", "--public-url", "https://a.example"],
        vec!["token", "--patient", "quagmire"],
        vec!["serve", "--listen", "nowhere"],
        vec!["serve", "--public-url", "ftp://x"],
        vec!["serve", "--listen", "127.0.0.1:0", "--tls-cert", "/nonexistent", "--tls-key", "/nonexistent"],
        vec!["seed", "--patients", "0", "--days", "1"],
    ] {
        let stderr = refused(&place.run(&words));
        assert!(!stderr.contains("quagmire"), "what was typed stays out of it: {stderr}");
    }
    let patient = place.patient();
    refused(&place.run(&["token", "--patient", &patient, "--ttl", "2d"]));
    // Nobody has served yet, so no address is known.
    assert!(refused(&place.run(&["invite", "--patient", &patient])).contains("public-url"));
    let long = format!("https://{}.example", "a".repeat(120));
    assert!(
        refused(&place.run(&["invite", "--patient", &patient, "--public-url", &long])).contains("too long")
    );
}

#[test]
fn all_commands_run_while_it_serves() {
    let place = Place::new();
    place.init();
    let serving = Serving::new(&place, &["--public-url", "https://ldn.clinic.example/"]);
    assert_eq!(serving.get("/healthz", "").0, 204);
    let patient = place.patient();

    let invite = place.json(&["invite", "--patient", &patient]);
    assert!(invite["link"].as_str().is_some_and(|link| link.starts_with("shlink:/")));
    assert!(invite["passcode"].as_str().is_some_and(|code| code.len() == 6));
    let printed = text(&place.run(&["invite", "--patient", &patient]).stdout);
    assert!(printed.lines().next().is_some_and(|line| line.starts_with("shlink:/")), "{printed}");

    let token = text(&place.run(&["token", "--patient", &patient, "--ttl", "10m"]).stdout);
    let token = token.lines().last().expect("the last line").to_owned();
    let bearer = format!("Authorization: Bearer {token}\r\n");
    let (status, answer) = serving.get(&format!("/fhir/Patient/{patient}"), &bearer);
    assert_eq!(status, 200, "{answer}");
    assert!(answer.contains("Canary Quux"));

    let seeded = place.json(&["seed", "--patients", "2", "--days", "30"]);
    assert_eq!(seeded["patients"].as_array().map(Vec::len), Some(2));
    let again = place.json(&["seed", "--patients", "2", "--days", "30"]);
    assert_eq!(seeded["patients"], again["patients"], "the same ones");
    let synthetic = seeded["patients"][0].as_str().expect("an id");
    assert!(text(&place.run(&["patient", "export", "--patient", synthetic]).stdout).contains("HTEST"));

    let export = place.json(&["patient", "export", "--patient", &patient]);
    let export = export.to_string();
    assert!(export.contains("https://ldn.clinic.example/fhir/Patient/") && export.contains("AuditEvent"));

    let backup = place.file("copy.db").display().to_string();
    if place.ground.address().is_some() {
        // PostgreSQL has its own, and nothing here says that it did what it did not.
        assert!(refused(&place.run(&["backup", &backup])).contains("pg_dump"));
        refused(&place.run(&["restore", &backup]));
    } else {
        place.json(&["backup", &backup]);
        refused(&place.run(&["backup", &backup]));
        let later = place.patient();
        let restored = place.json(&["restore", &backup, "--verify"]);
        assert_eq!(restored["verified"], true);
        refused(&place.run(&["patient", "export", "--patient", &later]));
    }
    // The one that serves reads what was put back, and writes on after it.
    assert_eq!(serving.get(&format!("/fhir/Patient/{patient}"), &bearer).0, 200);
    assert_eq!(place.json(&["audit", "verify"])["ok"], true);

    place.json(&["patient", "close", "--patient", &patient]);
    assert_eq!(serving.get(&format!("/fhir/Patient/{patient}"), &bearer).0, 401);
    let status = place.json(&["status"]);
    assert_eq!((status["closed"].as_u64(), status["clinic"].as_str()), (Some(1), Some("Night Clinic")));
    assert_eq!(status["public_url"], "https://ldn.clinic.example");
    assert_eq!(place.json(&["migrate", "--check"])["migrated"], false);
    place.json(&["patient", "erase", "--patient", &patient]);
    refused(&place.run(&["patient", "export", "--patient", &patient]));
    assert_eq!(place.json(&["audit", "verify"])["ok"], true);
}

#[test]
fn a_backup_beside_oneself_is_kept_and_remembered() {
    let place = Place::embedded();
    place.init();
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nocte-portal"));
        command.args(words).arg("--data").arg(place.data()).current_dir(place.ground.folder.path());
        command.output().expect("the binary runs")
    };
    let made = run(&["backup", "copy.db"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(place.file("copy.db").is_file());
    assert!(place.json(&["status"])["last_backup"].is_string(), "the audit knows of it");
}

#[test]
fn the_address_given_to_init_is_the_one_of_later_links() {
    let place = Place::new();
    let url = "https://ldn.clinic.example";
    let words = ["init", "--clinic", "Night Clinic", "--admin", "ada@clinic.example", "--public-url", url];
    assert!(place.json(&words)["set_up_link"].as_str().is_some_and(|link| link.starts_with(url)));
    // Before anything was served: a lost set-up link is made anew under the same name.
    let reset = place.json(&["user", "reset", "ada@clinic.example"]);
    assert!(reset["set_up_link"].as_str().is_some_and(|link| link.starts_with(url)), "{reset}");
    assert_eq!(place.json(&["status"])["public_url"], url);
    let patient = place.patient();
    assert!(place.json(&["invite", "--patient", &patient])["link"].as_str().is_some());
}

#[test]
fn a_backup_opens_in_a_new_folder_with_its_key_and_not_without() {
    let place = Place::embedded();
    place.init();
    let patient = place.patient();
    let backup = place.file("copy.db").display().to_string();
    place.json(&["backup", &backup]);
    let fresh = place.file("fresh");
    assert!(refused(&run_on(&fresh, &["restore", &backup])).contains("no key"));
    let key = place.data().join("key").display().to_string();
    let output = run_on(&fresh, &["restore", &backup, "--verify", "--key-file", &key]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let export = run_on(&fresh, &["patient", "export", "--patient", &patient]);
    assert!(text(&export.stdout).contains("Canary Quux"));

    // Damaged, foreign, or no backup at all: nothing changes.
    let before = place.json(&["status"])["rows"].clone();
    let mut bytes = std::fs::read(&backup).expect("read");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let damaged = place.file("damaged.db");
    std::fs::write(&damaged, &bytes).expect("written");
    let other = Place::embedded();
    other.init();
    let foreign = other.file("other.db").display().to_string();
    other.json(&["backup", &foreign]);
    let nothing = place.file("nothing.db");
    std::fs::write(&nothing, b"hello").expect("written");
    for file in
        [damaged.display().to_string(), foreign, nothing.display().to_string(), "/nonexistent/x".to_owned()]
    {
        refused(&place.run(&["restore", &file, "--verify"]));
        refused(&place.run(&["restore", &file, "--dry-run"]));
    }
    assert_eq!(place.json(&["status"])["rows"], before);
}

#[test]
fn a_key_that_is_gone_or_open_to_others_locks_the_portal() {
    let place = Place::embedded();
    place.init();
    let key = place.data().join("key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).expect("set");
        assert!(refused(&place.run(&["status"])).contains("0600"));
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).expect("set");
    }
    let kept = place.file("kept");
    std::fs::rename(&key, &kept).expect("moved");
    refused(&place.run(&["status"]));
    assert!(!key.exists(), "no new key is made for an old database");
    std::fs::rename(&kept, &key).expect("moved back");
    place.json(&["status"]);
}

#[test]
fn records_go_to_no_server_in_the_open_and_with_no_token_that_cannot_be_read() {
    let place = Place::embedded();
    place.init();
    let open = refused(&place.run(&["replay", "--to", "http://fhir.clinic.example/r4"]));
    assert!(open.contains("https://"), "{open}");
    let user = refused(&place.run(&["replay", "--to", "https://ada:secret@fhir.clinic.example/r4"]));
    assert!(user.contains("--token-file") && !user.contains("secret"), "{user}");
    let token = ["replay", "--to", "https://fhir.clinic.example/r4", "--token-file", "no-such-file"];
    assert!(refused(&place.run(&token)).contains("token"));
    let roots = place.file("roots.pem");
    std::fs::write(&roots, "nothing").expect("written");
    let roots = roots.to_str().expect("a name");
    let wrong = refused(&place.run(&["replay", "--to", "https://fhir.clinic.example/r4", "--roots", roots]));
    assert!(wrong.contains("certificate") && wrong.contains("--roots"), "{wrong}");
    assert!(!wrong.contains("address") && !wrong.contains("type its base"), "{wrong}");
    let token = place.file("token");
    std::fs::write(&token, "two\nlines").expect("written");
    let token = token.to_str().expect("a name");
    let wrong =
        refused(&place.run(&["replay", "--to", "https://fhir.clinic.example/r4", "--token-file", token]));
    assert!(wrong.contains("--token-file") && !wrong.contains("type its base"), "{wrong}");
    assert!(!wrong.contains("lines"), "{wrong}");
    let folder = place.file("other");
    let folder = ["replay", "--to", folder.to_str().expect("a name"), "--token-file", "token"];
    assert!(refused(&place.run(&folder)).contains("FHIR server"));
}
