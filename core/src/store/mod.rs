//! The encrypted file: append-only facts, one writer, nothing acknowledged that a power cut could take.
