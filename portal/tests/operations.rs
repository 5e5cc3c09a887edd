//! What whoever runs a portal relies on, with the program itself: staff by command, certificates renewed under way, an
//! end that breaks nothing off, a log without content.
#![cfg(unix)]

mod ground;

use ground::Ground;
use nocte_portal::form::encoded;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore};

/// A portal of a test, and one that serves from it.
struct Place {
    ground: Ground,
}

impl Place {
    fn new() -> Self {
        let place = Self { ground: Ground::new() };
        place.json(&["init", "--clinic", "Night Clinic", "--admin", "canary.boss@clinic.example"]);
        place
    }

    fn file(&self, name: &str) -> PathBuf {
        self.ground.folder.path().join(name)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nocte-portal"));
        command.args(words).arg("--data").arg(self.ground.data());
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("the binary runs")
    }

    fn json(&self, words: &[&str]) -> Value {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        let output = self.run(&words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("exactly one JSON value")
    }

    fn serve(&self, words: &[&str]) -> Serving {
        let mut child = self
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let address = line.trim_end().split("://").nth(1).expect("the fixed words").to_owned();
        let log = BufReader::new(child.stderr.take().expect("piped"));
        let (written, lines) = channel();
        std::thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                let _ = written.send(line);
            }
        });
        Serving { child, address, lines, log: Vec::new() }
    }
}

struct Serving {
    child: Child,
    address: String,
    lines: Receiver<String>,
    log: Vec<Value>,
}

impl Serving {
    fn signal(&self, name: &str) {
        let done = Command::new("sh").arg("-c").arg(format!("kill -{name} {}", self.child.id())).status();
        assert!(done.expect("sh runs").success());
    }

    /// Waits for a line of the log.
    fn says(&mut self, event: &str, field: Option<(&str, bool)>) {
        loop {
            let line = self.lines.recv_timeout(Duration::from_mins(1)).expect("the log says it");
            let line: Value = serde_json::from_str(&line).expect("one JSON value a line");
            let wanted = line["event"] == event && field.is_none_or(|(name, value)| line[name] == value);
            self.log.push(line);
            if wanted {
                return;
            }
        }
    }

    /// The status it ends with, and the whole log.
    fn ended(&mut self) -> (Option<i32>, Vec<Value>) {
        let status = self.child.wait().expect("a child").code();
        let rest = self.lines.iter().map(|line| serde_json::from_str(&line).expect("one JSON value a line"));
        self.log.extend(rest);
        (status, core::mem::take(&mut self.log))
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).expect("connects")
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> String {
        let mut stream = self.connect();
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n"
        );
        write!(stream, "{head}{headers}\r\n{body}").expect("written");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn status(answer: &str) -> u16 {
    answer.get(9..12).and_then(|status| status.parse().ok()).expect("a status")
}

#[test]
fn staff_are_added_listed_promoted_shut_out_and_reset_by_command() {
    let place = Place::new();
    let boss = place.json(&["user", "list"]);
    assert_eq!((&boss[0]["role"], &boss[0]["joined"]), (&Value::from("admin"), &Value::Null));
    let added = place.json(&["user", "add", "--email", "ada@clinic.example", "--role", "prescriber"]);
    let id = added["id"].as_str().expect("an id");
    assert!(added["set_up_link"].as_str().is_some_and(|link| link.contains("/setup/")));
    for (words, reason) in [
        (["user", "add", "--email", "ADA@clinic.example"].as_slice(), "already"),
        (&["user", "add", "--email", "nobody"], "not one"),
        (&["user", "add", "--email", "b@clinic.example", "--role", "king"], "no such role"),
        (&["user", "role", "quagmire@clinic.example", "admin"], "no such member"),
        (&["user", "disable", "canary.boss@clinic.example"], "without an administrator"),
        (&["user", "role", "canary.boss@clinic.example", "staff"], "without an administrator"),
    ] {
        let output = place.run(words);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{words:?}: {stderr}");
        assert!(stderr.contains(reason) && stderr.lines().count() == 2, "{words:?}: {stderr}");
        assert!(!stderr.contains("quagmire"), "what was typed stays out of it");
    }
    assert_eq!(place.json(&["user", "role", id, "admin"])["role"], "admin");
    place.json(&["user", "disable", "ada@clinic.example"]);
    let list = place.json(&["user", "list"]);
    let ada = list.as_array().and_then(|list| list.iter().find(|one| one["id"] == id)).expect("on the list");
    assert!(ada["disabled"].is_string() && ada["role"] == "admin");
    let serving = place.serve(&[]);
    let path = |answer: &Value| {
        let link = answer["set_up_link"].as_str().expect("a link").to_owned();
        link.get(link.find("/setup/").expect("its path")..).expect("its path").to_owned()
    };
    assert_eq!(status(&serving.ask("GET", &path(&added), "", "")), 404, "the link of somebody shut out");
    let reset = place.json(&["user", "reset", id]);
    assert_eq!(status(&serving.ask("GET", &path(&reset), "", "")), 200);
    assert_eq!(place.json(&["audit", "verify"])["ok"], true);
}

#[test]
fn told_to_stop_it_answers_who_was_asking_and_takes_nobody_new() {
    let place = Place::new();
    let mut serving = place.serve(&[]);
    let body = "email=a%40b&password=x&code=1";
    let mut asking = serving.connect();
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let (front, back) = body.split_at(10);
    write!(asking, "{head}{front}").expect("written");
    // It has the head once it answers somebody who came later.
    assert_eq!(status(&serving.ask("GET", "/healthz", "", "")), 204);
    serving.signal("TERM");
    serving.says("stopping", None);
    let mut late = String::new();
    if let Ok(mut stream) = TcpStream::connect(&serving.address) {
        // The system may still have taken it; the portal does not.
        let _ = write!(stream, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let _ = stream.read_to_string(&mut late);
    }
    assert_eq!(late, "", "it takes nobody new");
    asking.write_all(back.as_bytes()).expect("it still listens to who was asking");
    let mut answer = String::new();
    asking.read_to_string(&mut answer).expect("an answer, and then the end");
    assert_eq!(status(&answer), 401, "{answer}");
    let (status, log) = serving.ended();
    assert_eq!(status, Some(0));
    let events: Vec<Value> = log.iter().map(|line| line["event"].clone()).collect();
    assert_eq!(events.first(), Some(&Value::from("started")));
    assert_eq!(events.last(), Some(&Value::from("stopped")));
}

/// The certificate that is shown now.
fn shown(serving: &Serving, roots: &[&CertificateDer<'static>]) -> CertificateDer<'static> {
    let mut store = RootCertStore::empty();
    for root in roots {
        store.add((*root).clone()).expect("a certificate");
    }
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("TLS")
        .with_root_certificates(store)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").expect("a name");
    let mut client = ClientConnection::new(Arc::new(config), name).expect("a client");
    let mut stream = serving.connect();
    let mut tls = tokio_rustls::rustls::Stream::new(&mut client, &mut stream);
    tls.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").expect("written");
    let mut answer = Vec::new();
    let _ = tls.read_to_end(&mut answer);
    assert!(answer.starts_with(b"HTTP/1.1 204"), "{}", String::from_utf8_lossy(&answer));
    client.peer_certificates().and_then(<[_]>::first).expect("a certificate").clone().into_owned()
}

#[test]
fn a_renewed_certificate_is_shown_without_a_restart_and_half_a_pair_is_not() {
    let place = Place::new();
    let (chain, key) = (place.file("chain.pem"), place.file("key.pem"));
    let made = || rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let (first, second, third) = (made(), made(), made());
    let put = |pair: &rcgen::CertifiedKey<rcgen::KeyPair>| {
        std::fs::write(&chain, pair.cert.pem()).expect("written");
        std::fs::write(&key, pair.signing_key.serialize_pem()).expect("written");
    };
    put(&first);
    let (chain_text, key_text) = (chain.display().to_string(), key.display().to_string());
    let mut serving = place.serve(&["--tls-cert", &chain_text, "--tls-key", &key_text]);
    let roots = [first.cert.der(), second.cert.der(), third.cert.der()];
    assert_eq!(shown(&serving, &roots), *first.cert.der());
    put(&second);
    serving.signal("HUP");
    serving.says("certificate", Some(("read", true)));
    assert_eq!(shown(&serving, &roots), *second.cert.der());
    std::fs::write(&chain, third.cert.pem()).expect("written");
    serving.signal("HUP");
    serving.says("certificate", Some(("read", false)));
    assert_eq!(shown(&serving, &roots), *second.cert.der(), "half a pair changes nothing");
    put(&third);
    serving.signal("HUP");
    serving.says("certificate", Some(("read", true)));
    assert_eq!(shown(&serving, &roots), *third.cert.der());
    serving.signal("TERM");
    assert_eq!(serving.ended().0, Some(0));
}

#[test]
fn a_reload_behind_a_proxy_ends_nothing() {
    // The unit's `systemctl reload` is a SIGHUP, whether there is a certificate to read again or not.
    let place = Place::new();
    let mut serving = place.serve(&[]);
    serving.signal("HUP");
    assert!(serving.ask("GET", "/healthz", "", "").starts_with("HTTP/1.1 204"), "it still serves");
    serving.signal("TERM");
    assert_eq!(serving.ended().0, Some(0));
}

#[test]
fn the_log_is_json_lines_and_no_content_is_in_it() {
    let place = Place::new();
    let added = place.json(&["patient", "add", "--name", "Canary Quux", "--birth", "1975-03-14"]);
    let patient = added["id"].as_str().expect("an id").to_owned();
    let mut serving = place.serve(&[]);
    let token = place.json(&["token", "--patient", &patient]);
    let token = token["token"].as_str().expect("a token").to_owned();
    let invite = place.json(&["user", "add", "--email", "canary.ada@clinic.example", "--name", "Canary Ada"]);
    let link = invite["set_up_link"].as_str().expect("a link").to_owned();
    let link = link.get(link.find("/setup/").expect("its path")..).expect("its path").to_owned();
    let bearer = format!("Authorization: Bearer {token}\r\nX-Request-Id: canary-request\r\n");
    let form = "Content-Type: application/x-www-form-urlencoded\r\nX-Forwarded-For: 198.51.100.77\r\n";
    let fields =
        format!("email={}&password=canary-password&code=123456", encoded("canary.boss@clinic.example"));
    serving.ask("GET", &format!("/fhir/Patient/{patient}"), &bearer, "");
    serving.ask("GET", "/fhir/Observation?code=canary-code", &bearer, "");
    serving.ask("GET", &format!("/patients/{patient}?days=90&canary=query"), "", "");
    serving.ask("POST", "/sign-in", form, &fields);
    serving.ask("GET", &link, "", "");
    serving.ask("GET", "/canary/nowhere", "", "");
    serving.ask("PUT", &format!("/fhir/Observation/{patient}"), &bearer, "{\"canary\":");
    serving.signal("TERM");
    let (status, lines) = serving.ended();
    assert_eq!(status, Some(0));
    let text = lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    let secret = link.rsplit('/').next().expect("its secret");
    for never in ["anary", "Quux", "1975", "198.51", "127.0.0.1", &patient, &token, secret, "@", "?"] {
        assert!(!text.contains(never), "{never}: {text}");
    }
    let requests: Vec<&Value> = lines.iter().filter(|line| line["event"] == "request").collect();
    assert!(requests.len() >= 6, "{text}");
    for line in &requests {
        let mut names: Vec<&str> = line.as_object().expect("an object").keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["at", "event", "method", "ms", "route", "status"]);
    }
    let routes: Vec<&str> = requests.iter().filter_map(|line| line["route"].as_str()).collect();
    for route in ["/fhir/{type}/{id}", "/fhir/{type}", "/patients/{id}", "/sign-in", "/setup/{secret}"] {
        assert!(routes.contains(&route), "{route}: {routes:?}");
    }
}
