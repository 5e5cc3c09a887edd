//! What can go wrong with one request.

use std::time::Duration;

/// One fault, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Passed on, and the answer passed back.
    Clean,
    /// The connection is reset as soon as it stands.
    Reset,
    /// The first bytes reach the server, then both connections are reset.
    CutRequest(usize),
    /// The server has done it; the client hears nothing.
    LostAnswer,
    /// The server has done it; the client hears the first bytes.
    CutAnswer(usize),
    /// 503 in the server's place.
    Unavailable,
    /// 200 in the server's place, acknowledging nothing: an empty bundle, or an empty object.
    Nothing(bool),
    /// A redirection to another host.
    Elsewhere,
    /// Both ways take this long.
    Latency(Duration),
    /// Both ways, a byte at a time with a pause between two.
    Drip(Duration),
    /// The server gets the request twice; the client hears the second answer.
    Twice,
    /// The client hears nothing; the server gets the request after the next one.
    Late,
    /// The request is swallowed; the client hears the answer to an earlier one of the same kind.
    Stale,
    /// 429 with a `Retry-After`.
    TooMany(Wait),
    /// 401: the token was good a moment ago.
    Unauthorised,
    /// 413 as a proxy says it, in HTML.
    TooLarge,
    /// A failing server: 500, 502, 504 and the like, in HTML.
    Failing(u16),
    /// 200 with the log-in page of somebody's wireless network.
    Captive,
    /// Chunked, and the first chunk is longer than it says or says nonsense.
    WrongChunk(bool),
    /// A body of a megabyte that unpacks to a thousand.
    GzipBomb,
    /// More headers than anybody needs.
    HeaderFlood,
    /// A promise of a body, and the end of the connection.
    EarlyClose,
    /// 200 with this body of FHIR JSON, in the server's place.
    Forged(&'static str),
}

/// What a 429 says about when to come again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// At once.
    Zero,
    /// In a thousand years.
    Huge,
    /// Before it was asked.
    Negative,
    /// At a date, which has been.
    Date,
}

impl Wait {
    /// The header's value.
    pub fn header(self) -> &'static str {
        match self {
            Self::Zero => "0",
            Self::Huge => "31536000000",
            Self::Negative => "-60",
            Self::Date => "Wed, 01 Jan 2020 00:00:00 GMT",
        }
    }
}

impl Fault {
    /// Its name in the figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Reset => "reset on connect",
            Self::CutRequest(_) => "request cut",
            Self::LostAnswer => "answer lost after commit",
            Self::CutAnswer(_) => "answer cut",
            Self::Unavailable => "503",
            Self::Nothing(_) => "200 acknowledging nothing",
            Self::Elsewhere => "302 to another host",
            Self::Latency(_) => "latency",
            Self::Drip(_) => "drip",
            Self::Twice => "delivered twice",
            Self::Late => "reordered",
            Self::Stale => "stale answer",
            Self::TooMany(_) => "429",
            Self::Unauthorised => "401",
            Self::TooLarge => "413",
            Self::Failing(520) => "520",
            Self::Failing(_) => "5xx",
            Self::Captive => "captive portal",
            Self::WrongChunk(_) => "wrong chunk",
            Self::GzipBomb => "gzip bomb",
            Self::HeaderFlood => "header flood",
            Self::EarlyClose => "early close",
            Self::Forged(_) => "forged",
        }
    }

    /// Every fault once, with small figures, for tests that go through the list.
    pub fn list() -> Vec<Self> {
        let moment = Duration::from_millis(20);
        let mut list = vec![
            Self::Clean,
            Self::Reset,
            Self::CutRequest(40),
            Self::CutRequest(600),
            Self::LostAnswer,
            Self::CutAnswer(0),
            Self::CutAnswer(30),
            Self::CutAnswer(300),
            Self::Unavailable,
            Self::Nothing(false),
            Self::Nothing(true),
            Self::Elsewhere,
            Self::Latency(moment),
            Self::Drip(Duration::from_micros(1)),
            Self::Twice,
            Self::Late,
            Self::Stale,
            Self::Unauthorised,
            Self::TooLarge,
            Self::Captive,
            Self::WrongChunk(false),
            Self::WrongChunk(true),
            Self::GzipBomb,
            Self::HeaderFlood,
            Self::EarlyClose,
        ];
        list.extend([Wait::Zero, Wait::Huge, Wait::Negative, Wait::Date].map(Self::TooMany));
        list.extend([408, 500, 502, 504, 520].map(Self::Failing));
        list
    }
}
