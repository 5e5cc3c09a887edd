//! Amounts as shown and spoken, after the safe-dosing (ISMP) rules.
