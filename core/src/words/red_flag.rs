//! Red flags and the emergency card, readable offline.
