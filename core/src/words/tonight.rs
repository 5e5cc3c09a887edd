//! Tonight in words.
