//! One second dilution to 0.1 mg/mL, and nothing weaker.
