//! Amounts with units, as decimal text.

use super::Extension;
use crate::fhir::kept::Decimal;
use crate::fhir::record::record;
use crate::fhir::text::Text;

record! {
    /// A measured amount; a Duration, an Age and a SimpleQuantity have the same fields.
    Quantity {
        /// The number, as it was written.
        value: Option<Decimal> = "value",
        /// `<`, `<=`, `>=` or `>`, where the value is a bound.
        comparator: Option<Text> = "comparator",
        /// The unit as people read it.
        unit: Option<Text> = "unit",
        /// The system of the coded unit: UCUM.
        system: Option<Text> = "system",
        /// The unit as machines read it.
        code: Option<Text> = "code",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// One amount in another: a strength is milligrams in millilitres.
    Ratio {
        /// Of what.
        numerator: Option<Quantity> = "numerator",
        /// In what.
        denominator: Option<Quantity> = "denominator",
    }
}
