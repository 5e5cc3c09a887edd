//! The five questions that cannot be skipped.

use super::super::Lang;
use crate::domain::medicine::Question;
use crate::domain::question::WhyAsked;

/// The question as it is asked.
pub fn question(question: Question, lang: Lang) -> &'static str {
    match (question, lang) {
        (Question::Opioids, Lang::En) => {
            "In the last 14 nights, have you taken any opioid (strong painkiller, tramadol, codeine, cough syrup \
             with codeine, patch, methadone, buprenorphine), or is one planned?"
        }
        (Question::Opioids, Lang::De) => {
            "Haben Sie in den letzten 14 Nächten ein Opioid genommen (starkes Schmerzmittel, Tramadol, Codein, \
             Hustensaft mit Codein, Pflaster, Methadon, Buprenorphin), oder ist eines geplant?"
        }
        (Question::Liver, Lang::En) => "Do you have liver failure or acute hepatitis?",
        (Question::Liver, Lang::De) => "Haben Sie ein Leberversagen oder eine akute Hepatitis?",
        (Question::Pregnancy, Lang::En) => "Are you pregnant or breastfeeding, or could you be pregnant?",
        (Question::Pregnancy, Lang::De) => "Sind Sie schwanger, könnten Sie es sein, oder stillen Sie?",
        (Question::Transplant, Lang::En) => "Have you had a transplant?",
        (Question::Transplant, Lang::De) => "Haben Sie ein Transplantat?",
        (Question::Surgery, Lang::En) => "Is an operation planned? On which date?",
        (Question::Surgery, Lang::De) => "Ist eine Operation geplant? An welchem Tag?",
    }
}

/// Why it is asked now.
pub fn why_asked(why: WhyAsked, lang: Lang) -> &'static str {
    match (why, lang) {
        (WhyAsked::Never, Lang::En) => "before the first line",
        (WhyAsked::Never, Lang::De) => "vor dem ersten Strich",
        (WhyAsked::StepUp, Lang::En) => "asked again at every step up",
        (WhyAsked::StepUp, Lang::De) => "bei jeder Steigerung wieder gefragt",
        (WhyAsked::NewBottle, Lang::En) => "asked again with every new bottle",
        (WhyAsked::NewBottle, Lang::De) => "mit jeder neuen Flasche wieder gefragt",
        (WhyAsked::CountdownEnded, Lang::En) => "a wait is over, and that alone clears nothing",
        (WhyAsked::CountdownEnded, Lang::De) => "eine Frist ist um, und das allein hebt nichts auf",
        (WhyAsked::Restored, Lang::En) => "this phone was restored from a copy",
        (WhyAsked::Restored, Lang::De) => "dieses Telefon wurde aus einer Kopie wiederhergestellt",
        (WhyAsked::ClockMoved, Lang::En) => "the clock of this phone was wrong when it was answered",
        (WhyAsked::ClockMoved, Lang::De) => "die Uhr dieses Telefons ging falsch, als geantwortet wurde",
    }
}
