//! The log: one JSON object a line, about requests and about the server, never about people.
//!
//! A line names the route as the table writes it (`/fhir/{type}/{id}`), not the address that was asked for; no name,
//! no id of a patient, no query, no network address, no token. Who saw what stands in the audit and nowhere else.
//!
//! Lines are written by a thread of their own: whoever reads them slowly holds no request up. When it falls behind by
//! a thousand lines the next ones are dropped, and counted in the first one that is written again.

use crate::clock::Stopwatch;
use crate::portal::Shared;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::MethodRouter;
use chrono::{DateTime, SecondsFormat, Utc};
use core::fmt;
use core::sync::atomic::{AtomicU64, Ordering};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Lines that may wait for the writer.
const WAITING: usize = 1_000;

/// The end of a process waits so long for its last lines; a reader that takes nothing must not keep it for ever.
const LAST_LINES: Duration = Duration::from_secs(2);

/// Where lines go. Clones share it.
#[derive(Clone, Default)]
pub struct Log(Option<Arc<Lines>>);

struct Lines {
    queue: Option<SyncSender<String>>,
    dropped: AtomicU64,
    /// Its other end lives as long as the writer's thread.
    written: Mutex<Receiver<()>>,
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.queue = None;
        let written = self.written.get_mut().unwrap_or_else(PoisonError::into_inner);
        let _ = written.recv_timeout(LAST_LINES);
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Log(..)" } else { "Log(none)" })
    }
}

impl Log {
    /// Nothing is written.
    pub fn none() -> Self {
        Self(None)
    }

    /// Lines go to `out`. The thread that writes them ends with the last clone, which waits for the last line.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn to(mut out: impl Write + Send + 'static) -> std::io::Result<Self> {
        let (queue, lines) = sync_channel::<String>(WAITING);
        let (alive, written) = channel::<()>();
        std::thread::Builder::new().name("portal-log".to_owned()).spawn(move || {
            let _alive = alive;
            for line in lines {
                // A log that cannot be written must not stop the clinic.
                let _ = out.write_all(line.as_bytes()).and_then(|()| out.flush());
            }
        })?;
        let lines = Lines { queue: Some(queue), dropped: AtomicU64::new(0), written: Mutex::new(written) };
        Ok(Self(Some(Arc::new(lines))))
    }

    /// Whether anything is written.
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// One line about the server itself. `fields` must hold nothing about a person.
    pub fn event(&self, at: DateTime<Utc>, event: &'static str, fields: &Value) {
        let Some(lines) = &self.0 else { return };
        let mut line = Map::new();
        line.insert("at".to_owned(), json!(at.to_rfc3339_opts(SecondsFormat::Millis, true)));
        line.insert("event".to_owned(), json!(event));
        if let Value::Object(fields) = fields {
            line.extend(fields.clone());
        }
        let dropped = lines.dropped.swap(0, Ordering::Relaxed);
        if dropped > 0 {
            line.insert("dropped".to_owned(), json!(dropped));
        }
        let line = format!("{}\n", Value::Object(line));
        if lines.queue.as_ref().is_none_or(|queue| queue.try_send(line).is_err()) {
            lines.dropped.fetch_add(dropped + 1, Ordering::Relaxed);
        }
    }
}

/// Puts a line behind each answer of a route.
pub(crate) fn around(
    handler: MethodRouter<Arc<Shared>>,
    method: &Method,
    path: &'static str,
    shared: &Arc<Shared>,
) -> MethodRouter<Arc<Shared>> {
    if !shared.log.is_on() {
        return handler;
    }
    let about = (Arc::clone(shared), method.clone(), path);
    handler.route_layer(middleware::from_fn_with_state(about, answered))
}

async fn answered(
    State((shared, method, path)): State<(Arc<Shared>, Method, &'static str)>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Stopwatch::begun();
    let response = next.run(request).await;
    let ms = begun.ms();
    let status = response.status().as_u16();
    let fields = json!({"method": method.as_str(), "route": path, "status": status, "ms": ms});
    shared.log.event(shared.clock.now(), "request", &fields);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;
    use std::sync::mpsc::{Receiver, Sender, channel};

    /// A writer that waits for leave before each line.
    struct Slow {
        leave: Mutex<Receiver<()>>,
        written: Sender<String>,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let _ = self.leave.lock().expect("one writer").recv();
            let _ = self.written.send(String::from_utf8_lossy(bytes).into_owned());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_slow_reader_holds_nothing_up_and_what_was_dropped_is_counted() {
        let (go, leave) = channel();
        let (written, lines) = channel();
        let log = Log::to(Slow { leave: Mutex::new(leave), written }).expect("a thread");
        let at = DateTime::UNIX_EPOCH;
        let many = WAITING + 500;
        for number in 0..many {
            log.event(at, "request", &json!({ "status": number }));
        }
        for _ in 0..WAITING / 2 {
            go.send(()).expect("the writer waits");
        }
        let mut all: Vec<Value> = Vec::new();
        for _ in 0..WAITING / 2 {
            all.push(serde_json::from_str(&lines.recv().expect("a line")).expect("JSON"));
        }
        log.event(at, "stopping", &json!({}));
        drop((go, log));
        all.extend(lines.iter().map(|line| serde_json::from_str::<Value>(&line).expect("JSON")));
        assert_eq!((&all[0]["event"], &all[0]["status"]), (&json!("request"), &json!(0)));
        assert_eq!(all[0]["at"], "1970-01-01T00:00:00.000Z");
        assert_eq!(all.last().map(|last| &last["event"]), Some(&json!("stopping")));
        let dropped: u64 = all.iter().filter_map(|line| line["dropped"].as_u64()).sum();
        assert!(dropped >= 499, "{dropped}");
        assert_eq!(u64::try_from(all.len()).expect("few") + dropped, u64::try_from(many).expect("few") + 1);
    }

    #[test]
    fn no_log_writes_nothing() {
        assert!(!Log::none().is_on());
        Log::none().event(DateTime::UNIX_EPOCH, "request", &json!({}));
    }
}
