//! Plans from their first night to their last: counting, gates, holds, changes, and the invariants over random lives.

mod beginnings;
mod book;
mod changes;
mod confirming;
mod gates;
mod holds;
mod life;
mod progress;
mod proposals;
mod random_lives;
mod taps;
mod two_phones;
mod words;
