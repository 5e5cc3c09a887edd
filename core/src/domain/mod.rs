//! The vocabulary: pure values and rules, no clock, no SQL, no network, no sentence, no float.
//!
//! A *prescriber* agrees to a **plan** made of **steps**; each step has a **dose** in milligrams.
//! A **bottle** gives a **strength**; strength and dose give a **volume**; the patient's own **syringe**
//! turns the volume into the **line** they draw to. Each **night** (12:00 to 12:00, named by its evening)
//! is answered once: taken, skipped or unknown. The **safety** rules answer with reasons.
//! The **reminders** a phone should hold are a pure function of all that.

pub mod access;
pub mod amount;
pub mod bottle;
pub mod capsule;
pub mod clinic;
pub mod clock;
pub mod code;
pub mod dilution;
pub mod effective;
pub mod entry;
pub mod evidence;
pub mod fact;
pub mod fact_id;
pub mod filler;
pub mod giving;
pub mod hold;
pub mod initials;
pub mod journal;
pub mod logging;
pub mod medicine;
pub mod medicine_table;
pub mod night;
pub mod paper;
pub mod parameter;
pub mod parked;
pub mod phone;
pub mod plan;
pub mod plan_change;
pub mod planning;
pub mod progress;
pub mod proposal;
pub mod protocol;
pub mod question;
pub mod ratio;
pub mod reminder;
pub mod response;
pub mod restored;
pub mod safety;
pub mod second_dilution;
pub mod setting;
pub mod sharing;
pub mod snooze;
pub mod supply;
pub mod symptom;
pub mod syringe;
pub mod tonight;
pub mod zone;
