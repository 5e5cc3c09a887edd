//! Safety rules that answer with a verdict and reasons, each with source and what would clear it.
