//! What one client may ask for: sizes, depth, number, pace and patience.

mod pace;

pub use pace::{Pace, Paces};

use std::time::Duration;

/// The limits of a portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body, as it came and unpacked.
    pub body: usize,
    /// Entries of a bundle.
    pub entries: usize,
    /// Brackets within brackets.
    pub depth: usize,
    /// Resources of a page when none is asked for, and at most.
    pub page: (usize, usize),
    /// A token's pace.
    pub token: Pace,
    /// A patient's, over all tokens.
    pub patient: Pace,
    /// A client has this long to send a request's head, and to begin the next request.
    pub head: Duration,
    /// This long to send its body.
    pub body_within: Duration,
    /// This long until it is answered.
    pub whole: Duration,
    /// This long to take a piece of the answer.
    pub taking: Duration,
    /// Connections at once.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 1 << 20,
            entries: 100,
            depth: 32,
            page: (50, 200),
            // A phone that comes back after a long time sends hundreds of bundles in a row; ten a second after that
            // is more than one phone does, and a thousandth of what the store takes.
            token: Pace { at_once: 600, each_second: 10 },
            patient: Pace { at_once: 1200, each_second: 20 },
            head: Duration::from_secs(10),
            body_within: Duration::from_secs(30),
            whole: Duration::from_mins(1),
            taking: Duration::from_secs(30),
            connections: 4096,
        }
    }
}

impl Limits {
    /// Whether no bracket of this JSON stands deeper than allowed. Looked at before it is parsed.
    pub fn is_shallow(&self, json: &[u8]) -> bool {
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        for byte in json {
            if quoted {
                (quoted, escaped) = match byte {
                    _ if escaped => (true, false),
                    b'\\' => (true, true),
                    b'"' => (false, false),
                    _ => (true, false),
                };
                continue;
            }
            match byte {
                b'"' => quoted = true,
                b'{' | b'[' => {
                    depth += 1;
                    if depth > self.depth {
                        return false;
                    }
                }
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_brackets_and_not_texts() {
        let limits = Limits { depth: 3, ..Limits::default() };
        assert!(limits.is_shallow(br#"{"a":[{"b":"[[[[[{{{{ \" [[["}]}"#));
        assert!(!limits.is_shallow(br#"{"a":[{"b":[]}]}"#));
        assert!(!limits.is_shallow("[".repeat(100_000).as_bytes()));
    }
}
