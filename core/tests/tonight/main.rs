//! The log, tonight and the planner's input, from outside and on whole lives.

mod bottles;
mod giving;
mod life;
mod missed;
mod notices;
mod properties;
mod restore;
mod sentences;
mod states;
mod steps;
mod told;
