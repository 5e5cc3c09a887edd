//! The least a browser can do: one connection kept open, one page after another, signed in.

use nocte_portal::clinic::Clinic;
use nocte_portal::roster::Role;
use nocte_tests::proxy::{Message, read_answer};
use std::net::SocketAddr;
use std::time::Instant;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// A browser with a session.
pub(crate) struct Browser {
    stream: TcpStream,
    host: SocketAddr,
    cookies: String,
}

/// A link that signs a prescriber in once, made before the portal serves.
pub(crate) async fn link(clinic: &Clinic) -> String {
    let invite = clinic.add_colleague("bench@clinic.example", "Dr Bench", Role::Prescriber).await;
    let id = invite.expect("a new colleague").id;
    clinic.sign_in_link(&id).await.expect("a link").reveal("")
}

impl Browser {
    /// Signs in by a link.
    pub(crate) async fn by(link: &str, host: SocketAddr) -> Self {
        let stream = TcpStream::connect(host).await.expect("it listens");
        stream.set_nodelay(true).expect("a socket option");
        let mut browser = Self { stream, host, cookies: String::new() };
        let answer = browser.send("POST", link, "Sec-Fetch-Site: same-origin\r\n").await;
        assert_eq!(answer.status(), 303, "the link signs in");
        let head = answer.head();
        let set = head.lines().filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("set-cookie")
                .then(|| value.split(';').next().unwrap_or_default().trim())
        });
        browser.cookies = set.collect::<Vec<_>>().join("; ");
        browser
    }

    /// Milliseconds until a page is there, whole.
    pub(crate) async fn opens(&mut self, path: &str) -> f64 {
        let begin = Instant::now();
        let answer = self.send("GET", path, "").await;
        assert_eq!(answer.status(), 200, "{path}");
        begin.elapsed().as_secs_f64() * 1e3
    }

    async fn send(&mut self, method: &str, path: &str, more: &str) -> Message {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Length: 0\r\n{more}\r\n",
            self.host, self.cookies
        );
        self.stream.write_all(head.as_bytes()).await.expect("it reads");
        read_answer(&mut self.stream).await.expect("it answers")
    }
}
