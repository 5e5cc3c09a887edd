//! Ten thousand Observations, 7.5 MB, one by one as they arrive and leave: reading into the lossless types and
//! writing from them, against Node's own JSON and against a scan that only checks the syntax.
//!
//! Processor time of one thread on both sides, so that a busy machine disturbs neither.

use nocte_core::fhir::Resource;
use nocte_core::fhir::resources::{Bundle, BundleEntry};
use nocte_tests::bench::{Goal, Row, cpu_of, p10, print};
use serde::de::IgnoredAny;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const COUNT: u32 = 10_000;
const ROUNDS: usize = 25;

fn main() {
    let lines: Vec<String> = (0..COUNT).map(observation).collect();
    let resources: Vec<Resource> = lines.iter().map(|line| read(line)).collect();
    for (line, resource) in lines.iter().zip(&resources) {
        assert_eq!(&resource.to_json(), line, "nothing is lost");
    }
    let page = page(&resources);

    let mut node = Node::start(&lines.join("\n"));
    let mut times: [Vec<f64>; 6] = Default::default();
    for _ in 0..ROUNDS {
        let [ours_read, ours_write, scan, pages, node_read, node_write] = &mut times;
        ours_read.push(cpu_of(1, &mut || lines.iter().for_each(|line| _ = black_box(read(line)))));
        node_read.extend(node.as_mut().and_then(|node| node.time("read")));
        ours_write.push(cpu_of(1, &mut || resources.iter().for_each(|it| _ = black_box(it.to_json()))));
        node_write.extend(node.as_mut().and_then(|node| node.time("write")));
        scan.push(cpu_of(1, &mut || lines.iter().for_each(|line| syntax(line))));
        pages.push(cpu_of(1, &mut || open(&page)));
    }
    let bytes: usize = lines.iter().map(String::len).sum();
    let [ours_read, ours_write, scan, pages, node_read, node_write] = times;
    let row = |id, ours: Vec<f64>, peer: Vec<f64>, goal, what: &str| Row {
        id,
        ours: p10(ours) / 1e6,
        peer: (peer.len() == ROUNDS).then(|| p10(peer) / 1e6),
        unit: "ms CPU",
        goal,
        note: format!("peer: {what}; {COUNT} Observations, {bytes} bytes, p10 of {ROUNDS}"),
    };
    print(&[
        row("fhir.read", ours_read.clone(), node_read, Goal::AtMost(0.85), "JSON.parse of Node"),
        row("fhir.read_over_scan", ours_read, scan.clone(), Goal::AtMost(9.0), "serde_json, syntax only"),
        row("fhir.write", ours_write, node_write, Goal::AtMost(0.6), "JSON.stringify of Node"),
        row(
            "fhir.read_page",
            pages,
            scan,
            Goal::None,
            "syntax only; ours as one searchset of sealed entries",
        ),
    ]);
}

fn read(line: &str) -> Resource {
    Resource::from_json(line).expect("our own text")
}

fn syntax(line: &str) {
    black_box(serde_json::from_str::<IgnoredAny>(line).expect("our own text"));
}

fn observation(n: u32) -> String {
    let (value, day, minute) = (n % 11, 1 + n % 28, n % 60);
    format!(
        r#"{{"resourceType":"Observation","id":"0192f5e1-3333-7111-8111-{n:012}","meta":{{"versionId":"1","lastUpdated":"2026-03-{day:02}T20:36:07Z"}},"identifier":[{{"system":"urn:ietf:rfc:3986","value":"urn:uuid:0192f5e1-3333-7111-8111-{n:012}"}}],"status":"final","category":[{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"survey"}}]}}],"code":{{"coding":[{{"system":"http://loinc.org","code":"72514-3"}}],"text":"pain (0-10)"}},"subject":{{"reference":"Patient/0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01"}},"effectiveDateTime":"2026-03-{day:02}T21:{minute:02}:00+01:00","performer":[{{"reference":"Patient/0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01"}}],"valueQuantity":{{"value":{value},"unit":"score","system":"http://unitsofmeasure.org","code":"{{score}}"}}}}"#
    )
}

/// The same as a page of a search.
fn page(resources: &[Resource]) -> String {
    let entry =
        resources.iter().map(|it| BundleEntry { resource: Some(it.into()), ..BundleEntry::default() });
    let bundle = Bundle { kind: Some("searchset".into()), entry: entry.collect(), ..Bundle::default() };
    Resource::from(bundle).to_json()
}

fn open(page: &str) {
    let Ok(Resource::Bundle(bundle)) = Resource::from_json(page) else { panic!("a bundle") };
    for entry in &bundle.entry {
        let resource = entry.resource.as_ref().map(|sealed| sealed.open().expect("our own text"));
        black_box(resource);
    }
}

/// What Node runs: it reads the file once, then does one job for each line it is sent.
const SCRIPT: &str = "
const lines = require('fs').readFileSync(process.argv[1], 'utf8').split('\\n');
const values = lines.map((line) => JSON.parse(line));
let sink = 0;
require('readline').createInterface({ input: process.stdin }).on('line', (job) => {
  if (job === 'read') for (const line of lines) sink += JSON.parse(line).id.length;
  else for (const value of values) sink += JSON.stringify(value).length;
  console.log(String(sink));
});
";

/// A Node process that waits for jobs.
struct Node {
    child: Child,
    jobs: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Node {
    /// `None` where there is no Node: then nothing is measured against it.
    fn start(text: &str) -> Option<Self> {
        let file = std::env::temp_dir().join(format!("nocte-observations-{}.json", std::process::id()));
        std::fs::write(&file, text).expect("a temporary file");
        let mut node = Self::spawn(&file);
        if let Some(node) = &mut node {
            node.time("read"); // it has read the file by then
        }
        std::fs::remove_file(&file).expect("our own file");
        node
    }

    fn spawn(file: &Path) -> Option<Self> {
        let mut command = Command::new("node");
        command.args(["-e", SCRIPT]).arg(file).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().ok()?;
        let jobs = child.stdin.take()?;
        let answers = BufReader::new(child.stdout.take()?);
        Some(Self { child, jobs, answers })
    }

    /// Nanoseconds of its main thread's processor time for one job, its collector's other threads left out.
    /// `None` where the system does not tell.
    fn time(&mut self, job: &str) -> Option<f64> {
        let before = self.spent();
        writeln!(self.jobs, "{job}").expect("node listens");
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("node answers");
        assert!(!line.is_empty(), "node died");
        Some(self.spent()? - before?)
    }

    fn spent(&self) -> Option<f64> {
        let id = self.child.id();
        let text = std::fs::read_to_string(format!("/proc/{id}/task/{id}/schedstat")).ok()?;
        text.split(' ').next()?.parse().ok()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
