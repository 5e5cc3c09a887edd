//! Facts as FHIR R4 resources and back, the recorded samples, and what must never happen.

mod lossless;
mod samples;
