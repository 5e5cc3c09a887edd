//! Doses made of whole capsules, where a pharmacy fills them.
