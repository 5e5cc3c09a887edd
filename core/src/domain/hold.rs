//! Holds: what stops the plan, and that none ends by itself.
