//! Tablets in water: strength, the volume for a dose, the line on the syringe and what it really holds.
