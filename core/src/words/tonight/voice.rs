//! The same sentence for the eye and for the ear: only amounts are said differently.

use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::ratio::Ratio;
use crate::words::Lang;
use crate::words::amount::{
    show_dose, show_measure, show_ratio_mg, show_strength, show_volume, speak_dose, speak_measure,
    speak_ratio_mg, speak_strength, speak_volume,
};

/// How a sentence reaches the patient.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    pub(super) lang: Lang,
    pub(super) aloud: bool,
}

impl Voice {
    pub(super) fn dose(self, dose: Dose) -> String {
        if self.aloud { speak_dose(dose, self.lang) } else { show_dose(dose, self.lang) }
    }

    pub(super) fn milligrams(self, ng: Ratio) -> String {
        if self.aloud { speak_ratio_mg(ng, self.lang) } else { show_ratio_mg(ng, self.lang) }
    }

    /// Milligrams, millilitres and strength together: a line is never said without its strength.
    pub(super) fn line(self, line: Volume, strength: Strength) -> String {
        if self.aloud {
            speak_volume(line, strength, self.lang)
        } else {
            show_volume(line, strength, self.lang)
        }
    }

    /// A volume whose strength stands in the same breath.
    pub(super) fn volume(self, volume: Volume) -> String {
        if self.aloud { speak_measure(volume, self.lang) } else { show_measure(volume, self.lang) }
    }

    pub(super) fn strength(self, strength: Strength) -> String {
        if self.aloud { speak_strength(strength, self.lang) } else { show_strength(strength, self.lang) }
    }
}
