//! Where a patient stands in the plan: nights taken, the gate, what the next step waits for.
