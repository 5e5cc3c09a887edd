//! The reminders a phone should hold: a pure set with stable ids, reconciled by diff.
