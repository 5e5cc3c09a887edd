//! How long a portal takes to say that a link is over, by what it was: `cargo build --workspace --example dead_links`,
//! then `target/debug/examples/dead_links`.
//!
//! Requests of every kind in random order over loopback, one connection, one at a time; the median and the slowest tenth
//! of each kind. What the figures were stands in `docs/sharing.md`. No test asserts a time: `sharing/alike.rs` and the
//! store's own test assert the work.

#[cfg(feature = "store")]
fn main() -> Result<(), Box<dyn core::error::Error>> {
    measured::run()
}

#[cfg(not(feature = "store"))]
fn main() {}

#[cfg(feature = "store")]
mod measured {
    use chrono::{DateTime, TimeDelta, Utc};
    use nocte_core::shlink::{Key, entropy, seal};
    use nocte_core::sync::http::{Line, LineOptions};
    use nocte_core::sync::{Method, Request};
    use nocte_portal::clock::Clock;
    use nocte_portal::sharing::Service;
    use nocte_portal::store::links::ATTEMPTS;
    use nocte_portal::{Portal, Settings};
    use serde_json::json;
    use std::collections::BTreeMap;
    use std::error::Error;
    use std::io::Write as _;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};
    use std::time::{Duration, Instant};

    /// Requests of each kind.
    const EACH: usize = 400;

    /// A clock moved by hand: the portal's limits count by it.
    struct Hands(AtomicI64);

    impl Hands {
        fn forward(&self, by: TimeDelta) {
            self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        }
    }

    impl Clock for Hands {
        fn now(&self) -> DateTime<Utc> {
            DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap_or_default()
        }
    }

    fn text(of: u8) -> String {
        entropy(&[of; 32]).expose().to_owned()
    }

    fn asked(url: &str, passcode: Option<&str>) -> Request {
        let body = json!({ "recipient": "x", "passcode": passcode });
        Request::post(url, "application/json", body.to_string())
    }

    pub(super) fn run() -> Result<(), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let hands = Arc::new(Hands(AtomicI64::new(1_800_000_000_000)));
        let settings = Settings { share: Service::Anyone, ..Settings::at("http://localhost") };
        let portal = Portal::open(folder.path(), settings, Arc::<Hands>::clone(&hands))?;
        let runtime = tokio::runtime::Runtime::new()?;
        let running = runtime.block_on(portal.listen("127.0.0.1:0"))?;
        let line = Line::new(&LineOptions::default()).map_err(|_| "no line")?;
        let url = |of: u8| format!("{}/shl/{}", running.url, text(of));
        let send = |request: Request| runtime.block_on(line.send(request)).status();
        let file = seal(
            &vec![b'x'; 120_000],
            "application/fhir+json",
            &Key::read(&entropy(&[9; 32])).ok_or("a key")?,
            [1; 12],
        );
        let keep = |of: u8, days: i64| {
            let ends = (hands.now() + TimeDelta::days(days)).timestamp();
            let body = json!({"manage": text(of + 100), "contentType": "application/fhir+json", "file": file, "ends": ends,
                "passcode": "4711"});
            let put = Request::post(url(of), "application/json", body.to_string());
            send(Request { method: Method::Put, ..put })
        };
        let (ended, back, closed, invented) = (1, 2, 3, 4);
        keep(back, 300);
        keep(closed, 300);
        // Kept last: the next link that is kept would remove it.
        keep(ended, 1);
        let manage = json!({ "manage": text(back + 100) }).to_string();
        send(Request::post(format!("{}/revoke", url(back)), "application/json", manage));
        for _ in 0..ATTEMPTS {
            send(asked(&url(closed), Some("4712")));
        }
        hands.forward(TimeDelta::days(2));

        let links = [("ended", ended), ("taken back", back), ("closed", closed), ("invented", invented)];
        let mut times: BTreeMap<(&str, &str), Vec<Duration>> = BTreeMap::new();
        let mut dice = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..EACH * links.len() * 3 {
            // Marsaglia's xorshift: any order that is none will do.
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            let (name, of) = links[usize::try_from(dice % 4)?];
            let (how, passcode) = [("no passcode", None), ("wrong", Some("4712")), ("right", Some("4711"))]
                [usize::try_from(dice / 4 % 3)?];
            let request = asked(&url(of), passcode);
            hands.forward(TimeDelta::milliseconds(600));
            let begun = Instant::now();
            let status = send(request);
            times.entry((how, name)).or_default().push(begun.elapsed());
            if status != Some(404) {
                return Err(format!("{name}, {how}: {status:?}").into());
            }
        }
        let mut out = std::io::stdout().lock();
        for ((how, name), mut all) in times {
            all.sort_unstable();
            let at = |part: usize| all[all.len() * part / 100].as_micros();
            writeln!(
                out,
                "{how:12} {name:11} median {:4} us, slowest tenth from {:4} us, {} requests",
                at(50),
                at(90),
                all.len()
            )?;
        }
        Ok(())
    }
}
