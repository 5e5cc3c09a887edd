//! The project's own test floor: the vector runner that every language mirrors, and what fault tests share.

pub mod house;
pub mod scene;
pub mod vectors;
