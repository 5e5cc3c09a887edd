//! What one client may ask for.
