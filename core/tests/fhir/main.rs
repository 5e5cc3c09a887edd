//! Facts as FHIR R4 resources and back, the recorded samples, and what must never happen.

mod any_fact;
mod any_plan;
mod arrivals;
mod lossless;
mod restore;
mod samples;
mod shapes;
