//! Fillers and sources of tablets that a source warns of.
