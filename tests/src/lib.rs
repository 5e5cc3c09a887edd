//! The project's own test floor: the vector runner that every language mirrors, and what fault tests share.

#[cfg(feature = "store")]
pub mod bare;
pub mod bench;
#[cfg(feature = "store")]
pub mod certificates;
#[cfg(feature = "store")]
pub mod double;
pub mod emitted;
pub mod facts;
pub mod house;
#[cfg(feature = "store")]
pub mod life;
#[cfg(feature = "store")]
pub mod medium;
pub mod peers;
#[cfg(feature = "store")]
pub mod phone;
#[cfg(feature = "store")]
pub mod proxy;
pub mod recorded;
pub mod scene;
#[cfg(feature = "store")]
pub mod vault;
pub mod vectors;
#[cfg(feature = "store")]
pub mod world;
