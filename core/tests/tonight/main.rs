//! The log, tonight and the planner's input, from outside and on whole lives.

mod life;
mod states;
