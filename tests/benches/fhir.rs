//! Ten thousand Observations, 7.7 MB: reading into the lossless types and writing from them, against Node's own
//! JSON and against a scan that only checks the syntax.

use nocte_core::fhir::Resource;
use nocte_core::fhir::resources::{Bundle, BundleEntry, Observation};
use nocte_tests::bench::{Goal, Row, p10, print, wall_of};
use serde::de::IgnoredAny;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const COUNT: u32 = 10_000;
const ROUNDS: usize = 25;

fn main() {
    let text = array();
    let read: Vec<Observation> = serde_json::from_str(&text).expect("our own text");
    assert_eq!(serde_json::to_string(&read).expect("text keys"), text, "nothing is lost");

    let mut node = Node::start(&text);
    let (mut parse, mut scan, mut write) = (Vec::new(), Vec::new(), Vec::new());
    let (mut node_parse, mut node_write) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        parse.push(wall_of(|| drop(black_box(serde_json::from_str::<Vec<Observation>>(&text)))));
        node_parse.extend(node.as_mut().map(|node| node.time("parse")));
        scan.push(wall_of(|| _ = black_box(serde_json::from_str::<IgnoredAny>(&text))));
        write.push(wall_of(|| drop(black_box(serde_json::to_vec(&read)))));
        node_write.extend(node.as_mut().map(|node| node.time("write")));
    }
    let page = page(&read);
    let pages: Vec<f64> = (0..ROUNDS).map(|_| wall_of(|| open(&page))).collect();

    let note = |what: &str| format!("{what}; {COUNT} Observations, {} bytes, p10 of {ROUNDS}", text.len());
    let row = |id, ours: Vec<f64>, peer: Vec<f64>, goal, what: &str| Row {
        id,
        ours: p10(ours) / 1e6,
        peer: (!peer.is_empty()).then(|| p10(peer) / 1e6),
        unit: "ms",
        goal,
        note: note(what),
    };
    let reading = "peer: JSON.parse of Node";
    print(&[
        row("fhir.read", parse.clone(), node_parse, Goal::AtMost(0.85), reading),
        row("fhir.read_over_scan", parse, scan.clone(), Goal::AtMost(9.0), "peer: serde_json, syntax only"),
        row("fhir.write", write, node_write, Goal::AtMost(0.6), "peer: JSON.stringify of Node"),
        row("fhir.read_page", pages, scan, Goal::None, "as one searchset, entry by entry; peer: syntax only"),
    ]);
}

/// The Observations as one array, each like the recorded one.
fn array() -> String {
    let each: Vec<String> = (0..COUNT).map(observation).collect();
    format!("[{}]", each.join(","))
}

fn observation(n: u32) -> String {
    let (value, day, minute) = (n % 11, 1 + n % 28, n % 60);
    format!(
        r#"{{"resourceType":"Observation","id":"0192f5e1-3333-7111-8111-{n:012}","meta":{{"versionId":"1","lastUpdated":"2026-03-{day:02}T20:36:07Z"}},"identifier":[{{"system":"urn:ietf:rfc:3986","value":"urn:uuid:0192f5e1-3333-7111-8111-{n:012}"}}],"status":"final","category":[{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"survey"}}]}}],"code":{{"coding":[{{"system":"http://loinc.org","code":"72514-3"}}],"text":"pain (0-10)"}},"subject":{{"reference":"Patient/0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01"}},"effectiveDateTime":"2026-03-{day:02}T21:{minute:02}:00+01:00","performer":[{{"reference":"Patient/0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01"}}],"valueQuantity":{{"value":{value},"unit":"score","system":"http://unitsofmeasure.org","code":"{{score}}"}}}}"#
    )
}

/// The same as a page of a search.
fn page(read: &[Observation]) -> String {
    let entry = read
        .iter()
        .map(|it| BundleEntry {
            resource: Some((&Resource::from(it.clone())).into()),
            ..BundleEntry::default()
        })
        .collect();
    let bundle = Bundle { kind: Some("searchset".into()), entry, ..Bundle::default() };
    Resource::from(bundle).to_json()
}

fn open(page: &str) {
    let Ok(Resource::Bundle(bundle)) = Resource::from_json(page) else { panic!("a bundle") };
    for entry in &bundle.entry {
        let resource = entry.resource.as_ref().map(|sealed| sealed.open().expect("our own text"));
        black_box(resource);
    }
}

/// What Node runs: it reads the file once, then times one job a line.
const SCRIPT: &str = "
const text = require('fs').readFileSync(process.argv[1], 'utf8');
const value = JSON.parse(text);
let sink = 0;
require('readline').createInterface({ input: process.stdin }).on('line', (job) => {
  const start = process.hrtime.bigint();
  sink += job === 'parse' ? JSON.parse(text).length : JSON.stringify(value).length;
  console.log(String(process.hrtime.bigint() - start));
});
";

/// A Node process that waits for jobs.
struct Node {
    child: Child,
    jobs: ChildStdin,
    times: BufReader<ChildStdout>,
}

impl Node {
    /// `None` where there is no Node: then nothing is measured against it.
    fn start(text: &str) -> Option<Self> {
        let file = std::env::temp_dir().join(format!("nocte-observations-{}.json", std::process::id()));
        std::fs::write(&file, text).expect("a temporary file");
        let mut node = Self::spawn(&file)?;
        node.time("parse"); // it has read the file by then
        std::fs::remove_file(&file).expect("our own file");
        Some(node)
    }

    fn spawn(file: &Path) -> Option<Self> {
        let mut command = Command::new("node");
        command.args(["-e", SCRIPT]).arg(file).stdin(Stdio::piped()).stdout(Stdio::piped());
        let Ok(mut child) = command.spawn() else {
            std::fs::remove_file(file).expect("our own file");
            return None;
        };
        let jobs = child.stdin.take()?;
        let times = BufReader::new(child.stdout.take()?);
        Some(Self { child, jobs, times })
    }

    /// Nanoseconds of one job, by Node's own clock.
    fn time(&mut self, job: &str) -> f64 {
        writeln!(self.jobs, "{job}").expect("node listens");
        let mut line = String::new();
        self.times.read_line(&mut line).expect("node answers");
        line.trim().parse().expect("a number of nanoseconds")
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
