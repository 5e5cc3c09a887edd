//! Plans, steps, gates and refusals in words.
