//! Transactions and batches.

use super::answer::Answer;
use super::asked::{Asked, version_of};
use super::bodies;
use super::incoming::rename_references;
use super::outcome::Problem;
use super::reading::{self, Planned};
use super::target::{Target, instance, path_and_query};
use super::writing;
use crate::portal::Shared;
use crate::store::{Done, Stored, Write};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// What an entry is, once it is understood.
enum Entry {
    Write(Write),
    Read(Planned),
    /// A look at the audit, which is no reading of the store of versions.
    Trail(super::params::Params),
    Refused(Problem),
}

/// Answers a bundle that was POSTed to the base.
pub(crate) async fn answer(shared: &Shared, asked: &Asked, body: Value) -> Answer {
    match run(shared, asked, body).await {
        Ok(answer) => answer,
        Err(problem) => problem.into(),
    }
}

async fn run(shared: &Shared, asked: &Asked, body: Value) -> Result<Answer, Problem> {
    let Value::Object(mut bundle) = body else {
        return Err(Problem::malformed("a bundle is a JSON object"));
    };
    if bundle.get("resourceType").and_then(Value::as_str) != Some("Bundle") {
        return Err(Problem::malformed("only a Bundle is POSTed to the base"));
    }
    let whole = match bundle.get("type").and_then(Value::as_str) {
        Some("transaction") => true,
        Some("batch") => false,
        _ => return Err(Problem::new(400, "value", "the bundle is neither a transaction nor a batch")),
    };
    let list = match bundle.remove("entry") {
        Some(Value::Array(list)) => list,
        None => Vec::new(),
        Some(_) => return Err(Problem::malformed("Bundle.entry is a list")),
    };
    if list.len() > shared.limits.entries {
        return Err(Problem::new(413, "too-long", "the bundle has more entries than this server takes"));
    }
    let entries = understand(shared, asked, list)?;
    refuse_twice(&entries)?;
    if whole {
        let problems = entries.iter().enumerate().filter_map(|(number, entry)| match entry {
            Entry::Refused(problem) => Some(problem.clone().of_entry(number)),
            _ => None,
        });
        if let Some(problem) = Problem::together(problems) {
            return Err(problem);
        }
    }
    perform(shared, asked, entries, whole).await
}

fn understand(shared: &Shared, asked: &Asked, list: Vec<Value>) -> Result<Vec<Entry>, Problem> {
    let base = shared.base();
    let names = names(&list, &base);
    let mut entries = Vec::with_capacity(list.len());
    let mut foreign = Vec::new();
    for (number, mut entry) in list.into_iter().enumerate() {
        if !names.is_empty() {
            rename_references(&mut entry, &names);
        }
        let entry = one(shared, asked, entry, &base).unwrap_or_else(Entry::Refused);
        if let Entry::Refused(problem) = &entry
            && problem.is_foreign()
        {
            foreign.push(problem.clone().of_entry(number));
        }
        entries.push(entry);
    }
    // One foreign entry refuses the bundle, a batch as well: a client that mixes patients up is not to be trusted
    // with the rest.
    Problem::together(foreign).map_or(Ok(entries), Err)
}

fn one(shared: &Shared, asked: &Asked, entry: Value, base: &str) -> Result<Entry, Problem> {
    let malformed = || Problem::malformed("an entry has a request with a method and a URL");
    let Value::Object(mut entry) = entry else { return Err(malformed()) };
    let request = entry.remove("request").ok_or_else(malformed)?;
    let text = |name: &str| request.get(name).and_then(Value::as_str);
    let method = text("method").ok_or_else(malformed)?;
    let url = text("url").ok_or_else(malformed)?;
    let body =
        || entry.get("resource").cloned().ok_or_else(|| Problem::malformed("the entry has no resource"));
    match method {
        "GET" => match Target::of_url(url, base)? {
            Target::Search(kind, params) if kind == "AuditEvent" => Ok(Entry::Trail(params)),
            target => reading::plan(shared, asked, target).map(Entry::Read),
        },
        "PUT" => {
            let (kind, id) = instance(url, base)?;
            if request.get("ifNoneMatch").is_some() {
                return Err(Problem::condition());
            }
            let if_match = text("ifMatch").map(version_of);
            writing::put(asked, writing::kind(kind)?, id, body()?, if_match).map(Entry::Write)
        }
        "POST" => {
            let (kind, _) = path_and_query(url, base);
            if kind.contains(['/', '$']) {
                return Err(super::target::no_operation());
            }
            let condition = text("ifNoneExist");
            writing::post(shared, asked, writing::kind(kind)?, body()?, condition).map(Entry::Write)
        }
        "DELETE" => Err(deletes_nothing()),
        _ => Err(Problem::new(405, "not-supported", "this server does not offer this method")),
    }
}

/// Nothing is deleted by HTTP: a status says that an entry was an error.
pub(crate) fn deletes_nothing() -> Problem {
    Problem::new(405, "not-supported", "nothing is deleted: send a version with status entered-in-error")
}

/// What `urn:uuid:` addresses of entries stand for: entries with an id of their own.
fn names(list: &[Value], base: &str) -> Map<String, Value> {
    let mut names = Map::new();
    for entry in list {
        let text = |path: &str| entry.pointer(path).and_then(Value::as_str);
        if text("/request/method") == Some("PUT")
            && let (Some(full), Some(url)) = (text("/fullUrl"), text("/request/url"))
            && full.starts_with("urn:uuid:")
            && let Ok((kind, id)) = instance(url, base)
        {
            names.insert(full.to_owned(), Value::String(format!("{kind}/{id}")));
        }
    }
    names
}

fn refuse_twice(entries: &[Entry]) -> Result<(), Problem> {
    let mut seen = HashSet::new();
    for (number, entry) in entries.iter().enumerate() {
        if let Entry::Write(Write::Put { draft, .. }) = entry
            && !seen.insert((draft.kind.as_str(), draft.id.as_str()))
        {
            let words = "a bundle writes each resource once";
            return Err(Problem::new(400, "duplicate", words).of_entry(number));
        }
    }
    Ok(())
}

async fn perform(
    shared: &Shared,
    asked: &Asked,
    entries: Vec<Entry>,
    whole: bool,
) -> Result<Answer, Problem> {
    let writes: Vec<Write> = entries
        .iter()
        .filter_map(|entry| if let Entry::Write(write) = entry { Some(write.clone()) } else { None })
        .collect();
    let mut done = Vec::new();
    if !writes.is_empty() {
        done = writing::apply(shared, asked, writes, whole).await?;
    }
    if whole {
        refuse_whole(&entries, &done)?;
    }
    // Reads come after writes, whatever their order in the bundle: they see what it wrote.
    let readings: Vec<_> = entries
        .iter()
        .filter_map(
            |entry| if let Entry::Read(planned) = entry { Some(planned.reading.clone()) } else { None },
        )
        .collect();
    let mut found = Vec::new();
    if !readings.is_empty() {
        found = shared.store.read(asked.access(shared), asked.caller.patient.clone(), readings).await?;
    }
    let (mut done, mut found) = (done.iter(), found.iter());
    let mut texts = Vec::with_capacity(entries.len());
    for entry in &entries {
        texts.push(match entry {
            Entry::Write(_) => done.next().map_or_else(String::new, |done| written(shared, asked, done)),
            Entry::Read(planned) => found
                .next()
                .map_or_else(String::new, |found| answered(&reading::present(shared, planned, found))),
            Entry::Trail(params) => answered(&super::trail::search(shared, asked, params).await),
            Entry::Refused(problem) => answered(&problem.clone().into()),
        });
    }
    let kind = if whole { "transaction-response" } else { "batch-response" };
    Ok(Answer::ok(bodies::bundle(kind, &[], None, &texts)))
}

/// The refusal of a whole transaction: every entry's own outcome, the guilty ones first, under the status of the
/// first of them.
fn refuse_whole(entries: &[Entry], done: &[Done]) -> Result<(), Problem> {
    let numbers = entries
        .iter()
        .enumerate()
        .filter_map(|(number, entry)| matches!(entry, Entry::Write(_)).then_some(number));
    let mut guilty = Vec::new();
    let mut withheld = Vec::new();
    for (number, done) in numbers.zip(done) {
        if let Done::Refused(refusal) = done {
            let problem = Problem::from(*refusal).of_entry(number);
            if *refusal == crate::store::Refusal::Withheld { &mut withheld } else { &mut guilty }
                .push(problem);
        }
    }
    Problem::together(guilty.into_iter().chain(withheld)).map_or(Ok(()), Err)
}

/// The answer of a write, as an entry.
fn written(shared: &Shared, asked: &Asked, done: &Done) -> String {
    let Some(stored) = done.stored() else {
        if let Done::Refused(refusal) = done {
            return answered(&Problem::from(*refusal).into());
        }
        return String::new();
    };
    let Stored { kind, id, version, .. } = stored;
    let resource =
        if asked.representation { format!(",\"resource\":{}", stored.json()) } else { String::new() };
    let status = if done.status() == 201 { "201 Created" } else { "200 OK" };
    format!(
        "{{\"fullUrl\":\"{base}/{kind}/{id}\",\"response\":{{\"status\":\"{status}\",\
         \"location\":\"{base}/{kind}/{id}/_history/{version}\",\"etag\":\"W/\\\"{version}\\\"\",\
         \"lastModified\":\"{}\"}}{resource}}}",
        stored.updated(),
        base = shared.base(),
    )
}

/// Any other answer, as an entry.
fn answered(answer: &Answer) -> String {
    let status = answer.status;
    if status >= 400 {
        return format!("{{\"response\":{{\"status\":\"{status}\",\"outcome\":{}}}}}", answer.body);
    }
    let tag = answer
        .header(&axum::http::header::ETAG)
        .map_or_else(String::new, |tag| format!(",\"etag\":{}", Value::String(tag.to_owned())));
    format!("{{\"resource\":{},\"response\":{{\"status\":\"{status} OK\"{tag}}}}}", answer.body)
}
