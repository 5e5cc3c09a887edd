//! Logging a dose: the one missed-dose rule and what each answer stores.
