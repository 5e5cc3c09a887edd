//! Refused plans and changes, in German.

use crate::domain::plan_change::PlanRefusal;
use crate::domain::safety::TypedTwice;
use crate::words::Lang;
use crate::words::amount::show_dose;
use crate::words::capital;
use crate::words::date::{show_day, show_night};
use crate::words::plan::protocol::missing_list;
use crate::words::refusal::Refusal;

pub(super) fn german(refusal: &PlanRefusal) -> Refusal {
    let lang = Lang::De;
    let mg = |dose| show_dose(dose, lang);
    match refusal {
        PlanRefusal::NoPlan => Refusal::new("Es gibt noch keinen Plan.", "Legen Sie zuerst einen an."),
        PlanRefusal::Ended { last } => Refusal::new(
            format!("Der Plan ist beendet; die letzte Nacht war {}.", show_night(*last, lang)),
            "Legen Sie mit Ihrer verordnenden Person einen neuen Plan an.",
        ),
        PlanRefusal::TwoPlans => Refusal::new(
            "Zwei Fassungen des Plans stehen nebeneinander.",
            "Wählen Sie zuerst eine der beiden Fassungen; bis dahin gilt die niedrigere Dosis.",
        ),
        PlanRefusal::NoSteps => {
            Refusal::new("Der Plan hat keine Schritte.", "Geben Sie mindestens eine Dosis an.")
        }
        PlanRefusal::NoSuchStep => Refusal::new(
            "Der Plan hat keinen solchen Schritt, mit dem er beginnen könnte.",
            "Wählen Sie einen seiner Schritte.",
        ),
        PlanRefusal::StepId { id } => Refusal::new(
            format!("Der Schrittname „{id}“ fehlt oder kommt zweimal vor."),
            "Geben Sie jedem Schritt einen eigenen Namen.",
        ),
        PlanRefusal::DoseZero { step } => {
            Refusal::new(format!("Schritt {step} hat keine Dosis."), "Zum Aussetzen gibt es die Pause.")
        }
        PlanRefusal::DoseTooSmall { step, dose } => Refusal::new(
            format!("Schritt {step}, {}, ist kleiner als ausführbar.", mg(*dose)),
            "Die kleinste Dosis ist 0,001 mg.",
        ),
        PlanRefusal::WholeTablet { step, dose } => Refusal::new(
            format!(
                "Halt: Schritt {step}, {}, ist eine ganze Tablette oder mehr, keine niedrige Dosis.",
                mg(*dose)
            ),
            "Prüfen Sie Zahl und Komma mit Ihrer verordnenden Person oder Apotheke.",
        ),
        PlanRefusal::AboveMaximum { step, dose, maximum } => Refusal::new(
            format!(
                "Schritt {step}, {}, liegt über {}; darüber wird hier nichts geplant.",
                mg(*dose),
                mg(*maximum)
            ),
            "Prüfen Sie die Zahl mit Ihrer verordnenden Person.",
        ),
        PlanRefusal::NeedsSigned { step, dose, above } => Refusal::new(
            format!(
                "Schritt {step}, {}, liegt über {} und braucht eine signierte Verordnung Ihrer Klinik.",
                mg(*dose),
                mg(*above)
            ),
            "Verbinden Sie sich mit der Klinik und lassen Sie sie die Verordnung senden; eine eigene Angabe genügt nicht.",
        ),
        PlanRefusal::AboveCap { step, dose, cap } => Refusal::new(
            format!("Schritt {step}, {}, liegt über der Grenze dieses Plans von {}.", mg(*dose), mg(*cap)),
            "Senken Sie den Schritt, oder lassen Sie die Grenze von Ihrer verordnenden Person ändern.",
        ),
        PlanRefusal::NoInterval { step } => Refusal::new(
            format!("Schritt {step} sagt nicht, wie viele Nächte er dauert."),
            "Fragen Sie Ihre verordnende Person und tragen Sie die Nächte ein.",
        ),
        PlanRefusal::Range { step } => Refusal::new(
            format!(
                "Schritt {step} endet, bevor er enden darf: die längste Dauer liegt unter der kürzesten."
            ),
            "Tauschen Sie die beiden Zahlen.",
        ),
        PlanRefusal::TypeTwice { why, dose, before } => {
            let dose = mg(*dose);
            let reason = match (why, before) {
                (TypedTwice::AboveStart, _) => format!("{dose} liegt über dem Anfang dieses Protokolls."),
                (TypedTwice::HighFirst, _) => format!("{dose} ist eine hohe erste Dosis."),
                (TypedTwice::Threefold, Some(before)) => {
                    format!("{dose} ist das Dreifache von {} oder mehr.", mg(*before))
                }
                (TypedTwice::Third, Some(before)) => {
                    format!("{dose} ist ein Drittel von {} oder weniger.", mg(*before))
                }
                (TypedTwice::Threefold, None) => {
                    format!("{dose} ist das Dreifache der vorigen Dosis oder mehr.")
                }
                (TypedTwice::Third, None) => {
                    format!("{dose} ist ein Drittel der vorigen Dosis oder weniger.")
                }
            };
            Refusal::new(reason, "Wenn es stimmt, geben Sie die Dosis ein zweites Mal ein.")
        }
        PlanRefusal::NightPast { night } => Refusal::new(
            format!(
                "{} ist vorbei; eine Änderung schreibt nie die Vergangenheit um.",
                capital(&show_night(*night, lang))
            ),
            "Lassen Sie sie heute Nacht oder später beginnen.",
        ),
        PlanRefusal::NightAnswered { night, open } => Refusal::new(
            format!("{} ist schon beantwortet.", capital(&show_night(*night, lang))),
            format!("Die erste mögliche ist {}.", show_night(*open, lang)),
        ),
        PlanRefusal::BeforeVersion { night } => Refusal::new(
            format!(
                "Eine andere Fassung des Plans gilt bald; ihre erste Nacht ist {}.",
                show_night(*night, lang)
            ),
            "Lassen Sie diese in jener Nacht oder später beginnen.",
        ),
        PlanRefusal::PrescriberMissing => Refusal::new(
            "Niemand ist genannt, der zugestimmt hat.",
            "Nennen Sie die verordnende Person und das Datum der Absprache.",
        ),
        PlanRefusal::DateAhead { on } => Refusal::new(
            format!("Der {} liegt in der Zukunft.", show_day(*on, lang)),
            "Geben Sie das Datum an, an dem es vereinbart wurde oder begann.",
        ),
        PlanRefusal::NotExecutable { missing } => Refusal::new(
            format!("Dieses Protokoll ist so nicht ausführbar; offen: {}.", missing_list(missing, lang)),
            "Tragen Sie ein, was Ihre verordnende Person dazu angibt, oder geben Sie den Plan selbst ein.",
        ),
        PlanRefusal::NothingMissing => Refusal::new(
            "Dieses Protokoll lässt nichts offen.",
            "Benutzen Sie es, wie es ist, oder geben Sie einen Plan selbst ein.",
        ),
        PlanRefusal::NotOnAStep { dose } => Refusal::new(
            format!("Kein Schritt dieses Plans hat {}.", mg(*dose)),
            "Wählen Sie ein anderes Protokoll, oder geben Sie den Plan ein, wie Sie ihn nehmen.",
        ),
        PlanRefusal::NothingLower => Refusal::new(
            "Es gibt keinen niedrigeren vereinbarten Schritt.",
            "Zum Aussetzen gibt es die Pause; für eine andere Dosis fragen Sie Ihre verordnende Person.",
        ),
        PlanRefusal::HalveNotAgreed => Refusal::new(
            "Halbieren gehört nicht zu diesem Plan.",
            "Gehen Sie stattdessen einen Schritt zurück, oder fragen Sie Ihre verordnende Person.",
        ),
        PlanRefusal::HalveNotReadable { dose } => Refusal::new(
            format!("Diese Spritze kann {} nicht anzeigen.", mg(*dose)),
            "Gehen Sie stattdessen einen Schritt zurück, oder nehmen Sie eine feinere Spritze.",
        ),
        PlanRefusal::RecheckNotAgreed => Refusal::new(
            "Eine Gegenprobe gehört nicht zu diesem Plan.",
            "Sprechen Sie sie mit Ihrer verordnenden Person ab und tragen Sie Name und Datum ein.",
        ),
        PlanRefusal::NoRecheck => {
            Refusal::new("Es läuft keine Gegenprobe.", "Die Seite des Plans zeigt, wo Sie stehen.")
        }
        PlanRefusal::RecheckWaits => Refusal::new(
            "Das Ende der Gegenprobe würde die Dosis erhöhen, während eine Nebenwirkung oder eine Pause offen ist.",
            "Sagen Sie erst, dass sie vorbei ist, oder fragen Sie in der Praxis.",
        ),
    }
}
