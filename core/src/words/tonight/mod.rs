//! What *Tonight* and the log say, in English and German, written and spoken.
//!
//! One glance, in bed: the night by its name, then milligrams, then the line with its strength and bottle. A night
//! without a line says why and what to do; every answer about a past night ends with "nothing to take now".

mod answer;
mod detail;
mod giving;
mod named;
mod reason;
mod screen;
mod voice;

pub use answer::{advice, log};
pub use detail::detail;
pub use giving::giving;
pub use named::show_night_name;
pub use reason::reason;
pub use screen::{changed, draw_to, spoken, state_alone, text};
