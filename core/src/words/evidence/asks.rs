//! The questions to take along, each short enough to be read out.

use super::Said;
use crate::domain::evidence::Ask;

/// The question.
pub(super) const fn said(ask: Ask) -> Said {
    match ask {
        Ask::LowDose => Said {
            en: "Is low-dose naltrexone an option for me? At this dose and for this illness it is off-label.",
            de: "Kommt niedrig dosiertes Naltrexon für mich infrage? In dieser Dosis und bei dieser Krankheit ist \
                 es Off-Label.",
        },
        Ask::AllMedicines => Said {
            en: "This is the list of all my medicines and illnesses, with the answers to the safety questions. \
                 Does anything on it speak against it?",
            de: "Das ist die Liste aller meiner Medikamente und Krankheiten, mit den Antworten auf die \
                 Sicherheitsfragen. Spricht etwas darauf dagegen?",
        },
        Ask::StepsAndGates => Said {
            en: "With which dose do I start, which steps follow, and what must be so before each one? Please \
                 write it down; nothing is filled in for you.",
            de: "Mit welcher Dosis beginne ich, welche Schritte folgen, und was muss vor jedem erfüllt sein? \
                 Bitte schreiben Sie es auf; vorausgefüllt ist nichts.",
        },
        Ask::OnReaction => Said {
            en: "What do I do if a step is too much, and whom do I call?",
            de: "Was tue ich, wenn ein Schritt zu viel ist, und wen rufe ich an?",
        },
        Ask::WhenToJudge => Said {
            en: "When do we look whether it has changed anything? Sources name 8 to 10 weeks; the larger trials \
                 lasted 12.",
            de: "Wann sehen wir nach, ob sich etwas geändert hat? Quellen nennen 8 bis 10 Wochen; die größeren \
                 Studien dauerten 12.",
        },
        Ask::CapsuleOrLiquid => Said {
            en: "Capsules made by a pharmacy, a liquid made by a pharmacy, or 50 mg tablets that I dissolve \
                 myself? If I do: in what, and how long may it be kept?",
            de: "Kapseln aus der Apotheke, eine Flüssigkeit aus der Apotheke oder 50-mg-Tabletten, die ich selbst \
                 auflöse? Wenn selbst: worin, und wie lange darf ich es aufheben?",
        },
        Ask::ImmediateRelease => Said {
            en: "Is it immediate release? Slow release is advised against.",
            de: "Ist es sofort freisetzend? Von verzögerter Freisetzung wird abgeraten.",
        },
        Ask::WhichFiller => Said {
            en: "Which filler is in it? Not calcium carbonate, please. Is there lactose or a dye in it, and could \
                 it be made without?",
            de: "Welcher Füllstoff ist darin? Bitte kein Calciumcarbonat. Ist Laktose oder ein Farbstoff darin, \
                 und geht es ohne?",
        },
        Ask::Assay => Said {
            en: "Is each batch assayed for its strength, and may I see the result?",
            de: "Wird bei jeder Charge die Stärke geprüft, und darf ich das Ergebnis sehen?",
        },
        Ask::LabelSays => Said {
            en: "Please print on the label: milligrams per millilitre or per capsule, made on, discard by, and \
                 how to store it.",
            de: "Bitte auf das Etikett: Milligramm je Milliliter oder je Kapsel, hergestellt am, verwerfen am und \
                 wie es aufzubewahren ist.",
        },
        Ask::OralSyringe => Said {
            en: "For a liquid: an oral syringe in millilitres, without a needle. Which lines does it have?",
            de: "Für eine Flüssigkeit: eine Mundspritze mit Millilitern, ohne Nadel. Welche Striche hat sie?",
        },
        Ask::NotByInternet => Said {
            en: "It comes from a pharmacy, on a prescription. Of six samples bought on the internet none passed \
                 the assay.",
            de: "Es kommt aus einer Apotheke und auf Rezept. Von sechs im Internet gekauften Proben bestand keine \
                 die Prüfung.",
        },
        Ask::TabletsCovered => Said {
            en: "Do you pay for naltrexone 50 mg tablets on prescription, used off-label at a low dose?",
            de: "Zahlen Sie Naltrexon-Tabletten zu 50 mg auf Rezept, wenn sie Off-Label niedrig dosiert werden?",
        },
        Ask::CompoundedCovered => Said {
            en: "Do you pay for capsules or a liquid made by a pharmacy? If not, what would the prescriber have \
                 to write?",
            de: "Zahlen Sie Kapseln oder eine Flüssigkeit, die eine Apotheke herstellt? Wenn nicht: Was müsste \
                 die Praxis schreiben?",
        },
        Ask::OwnPrice => Said {
            en: "What does it cost me each month? Enter your own price here; prices on the internet are of \
                 another time and country.",
            de: "Was kostet es mich im Monat? Tragen Sie hier Ihren eigenen Preis ein; Preise aus dem Internet gelten \
                 für eine andere Zeit und ein anderes Land.",
        },
    }
}
