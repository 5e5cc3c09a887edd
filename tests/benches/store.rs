//! The store bench comes with the file system it counts in.
fn main() {}
