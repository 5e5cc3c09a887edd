//! The dilution in words.
