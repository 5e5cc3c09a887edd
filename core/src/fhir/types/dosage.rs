//! How a medicine is to be taken, or was.

use super::{CodeableConcept, Extension, Period, Quantity, Ratio};
use crate::fhir::record::record;
use crate::fhir::text::Text;

record! {
    /// One step of an order, or what an administration was.
    Dosage {
        /// Its id within the resource.
        id: Option<Text> = "id",
        /// Its place in the order of steps, from 1.
        sequence: Option<u32> = "sequence",
        /// It in words.
        text: Option<Text> = "text",
        /// Words for the patient.
        patient_instruction: Option<Text> = "patientInstruction",
        /// When and for how long.
        timing: Option<Timing> = "timing",
        /// The way in.
        route: Option<CodeableConcept> = "route",
        /// How much each time.
        dose_and_rate: Vec<DoseAndRate> = "doseAndRate",
        /// How much at most.
        max_dose_per_period: Option<Ratio> = "maxDosePerPeriod",
        /// How much, in a `MedicationAdministration`.
        dose: Option<Quantity> = "dose",
        /// Extensions: the gate stands here.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// One amount of a dosage, with what kind of amount it is.
    DoseAndRate {
        /// Ordered, or calculated from something.
        kind: Option<CodeableConcept> = "type",
        /// The amount.
        dose_quantity: Option<Quantity> = "doseQuantity",
    }
}

record! {
    /// When something happens again.
    Timing {
        /// The rule.
        repeat: Option<TimingRepeat> = "repeat",
        /// The rule in words or by code.
        code: Option<CodeableConcept> = "code",
    }
}

record! {
    /// The rule of a timing.
    TimingRepeat {
        /// For how long: nights to take.
        bounds_duration: Option<Quantity> = "boundsDuration",
        /// Between which dates: only of what is over.
        bounds_period: Option<Period> = "boundsPeriod",
        /// So many times …
        frequency: Option<u32> = "frequency",
        /// … in so many …
        period: Option<crate::fhir::kept::Decimal> = "period",
        /// … days, hours, weeks.
        period_unit: Option<Text> = "periodUnit",
        /// At these wall times.
        time_of_day: Vec<Text> = "timeOfDay",
    }
}
