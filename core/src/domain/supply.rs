//! A bottle's two clocks, what should be left in it, and what the coming nights need.
