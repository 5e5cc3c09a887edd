//! A refusal by the rules, kept out of every log: an object whose text is asked for, never printed.

use crate::error::ApiError;
use crate::mirror::RefusalWords;
use nocte_core::app::view::Refused;
use nocte_core::domain::syringe::Syringe;
use nocte_core::words::Lang;
use std::fmt;
use std::sync::Arc;

/// Why a rule said no. Its words may name a medicine or a dose, so they are asked for and never part of an error's
/// own text.
#[derive(uniffi::Object)]
pub struct Refusal(Refused);

#[uniffi::export]
impl Refusal {
    /// A short code in `snake_case`, the same in every language; for tests and for choosing a picture.
    pub fn code(&self) -> String {
        self.0.code().to_owned()
    }

    /// Why, and what to do next.
    pub fn words(&self, lang: Lang) -> RefusalWords {
        self.0.words(lang)
    }

    /// A common syringe that would do, where another syringe is the way out.
    pub fn better_syringe(&self) -> Option<Syringe> {
        self.0.better_syringe()
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Refusal")
    }
}

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        Self::Refused { refusal: Arc::new(Refusal(refused)) }
    }
}
