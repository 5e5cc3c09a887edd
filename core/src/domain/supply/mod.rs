//! Bottles over time: letters, two clocks, what is left, which one tonight's dose comes from, tablets and cost.
//!
//! At low doses a bottle goes off long before it is empty (0.5 mg a night would use 50 mL in 100 nights), so
//! each bottle has two clocks and the earlier one wins; what is then thrown away is counted, in tablets and money.

mod clocks;
mod letter;
mod make;
mod need;
mod state;

pub use clocks::{Clock, Clocks, Coming, Left, clocks, coming, left_in};
pub use letter::{letter, next_letter};
pub use make::{BottleRequest, Made, MakeRefusal, NewBottle, make};
pub use need::{Batch, Cost, Need, cost, tablets_needed};
pub use state::{BottleState, TonightsBottle, bottle_state, tonights_bottle};
