//! What others do with doses: reports, never a proposal.

use super::Said;

pub(super) const DOSES_DIFFER: Said = Said {
    en: "Dr Beck: people differ so much that a doctor can only speak of doses in general. What is best for others \
         may not be best for you.",
    de: "Dr. Beck: Menschen sind so verschieden, dass sich über Dosen nur allgemein sprechen lässt. Was für \
         andere gut ist, muss es für Sie nicht sein.",
};

pub(super) const COMMON_START: Said = Said {
    en: "The page: most people probably start with 1.5 mg a day and go up over two weeks to a month (protocol \
         P1).",
    de: "Die Seite: Die meisten beginnen wohl mit 1,5 mg am Tag und steigern über zwei Wochen bis zu einem Monat \
         (Schema P1).",
};

pub(super) const LENZ_LADDER: Said = Said {
    en: "Lenz, a pharmacist: 1.5 mg for 30 days, 3 mg for 30 days, then decide with the doctor whether 4.5 mg is \
         right (protocol P2).",
    de: "Lenz, ein Apotheker: 30 Tage 1,5 mg, 30 Tage 3 mg, dann in der Praxis entscheiden, ob 4,5 mg richtig \
         sind (Schema P2).",
};

pub(super) const DE_MEIRLEIR_RANGE: Said = Said {
    en: "Dr De Meirleir, ME/CFS: starts as low as 0.5 mg; most end between 3 and 4.5 mg; 1.5 mg is mostly too \
         little and 6 mg too much (protocol P3).",
    de: "Dr. De Meirleir, ME/CFS: Beginn schon ab 0,5 mg; die meisten enden zwischen 3 und 4,5 mg; 1,5 mg sind \
         meist zu wenig und 6 mg zu viel (Schema P3).",
};

pub(super) const FINAL_DOSE: Said = Said {
    en: "The largest trial aimed at 6 mg; 8 of 100 gave it up with LDN and 6 of 100 with placebo.",
    de: "Die größte Studie ging bis 6 mg; mit LDN gaben 8 von 100 auf, mit Placebo 6 von 100.",
};

pub(super) const DOWN_THEN_UP: Said = Said {
    en: "Dr De Meirleir has the dose lowered and raised again every few months, to see whether the need has \
         changed. Only what the prescriber has agreed to is planned here.",
    de: "Dr. De Meirleir lässt die Dosis alle paar Monate senken und wieder steigern, um zu sehen, ob sich der \
         Bedarf geändert hat. Geplant wird hier nur, wozu die Praxis Ja gesagt hat.",
};

pub(super) const VERY_LOW_START: Said = Said {
    en: "Very sensitive people start at 0.25 mg or less, measured as a liquid (protocol P5). A clinic for ME/CFS \
         names 0.1 to 7 mg as its whole range.",
    de: "Sehr empfindliche Menschen beginnen mit 0,25 mg oder weniger, als Flüssigkeit abgemessen (Schema P5). \
         Eine Praxis für ME/CFS nennt 0,1 bis 7 mg als ganze Spanne.",
};

pub(super) const LIQUID_LADDER: Said = Said {
    en: "Dr Arseneau: a 50 mg tablet in 50 mL of liquid, in steps of 0.5 mg up to 4.5 mg (protocol P4). How long \
         a step lasts is not said.",
    de: "Dr. Arseneau: eine 50-mg-Tablette in 50 mL Flüssigkeit, in Schritten von 0,5 mg bis 4,5 mg (Schema P4). \
         Wie lange ein Schritt dauert, ist nicht gesagt.",
};

pub(super) const ONE_AT_TWELVE: Said = Said {
    en: "One formerly bedridden woman with ME/CFS reports that she recovered at 12 mg. One report says nothing of \
         others, and more than 6 mg needs a signed order here.",
    de: "Eine vorher bettlägerige Frau mit ME/CFS berichtet, mit 12 mg gesund geworden zu sein. Ein Bericht sagt \
         nichts über andere, und mehr als 6 mg brauchen hier eine unterschriebene Anordnung.",
};

pub(super) const RETRY_MONTHS_LATER: Said = Said {
    en: "The same woman could not go above 3 mg at first; months later she could. A step that failed can be asked \
         about again.",
    de: "Dieselbe Frau kam zuerst nicht über 3 mg hinaus, Monate später schon. Nach einem Schritt, der nicht \
         ging, kann man wieder fragen.",
};

pub(super) const UP_DOWN_DOSE: Said = Said {
    en: "In a dose-finding study in fibromyalgia half of those who responded did so by 3.88 mg and 95 of 100 by \
         5.40 mg.",
    de: "In einer Dosisfindungsstudie bei Fibromyalgie sprach die Hälfte derer, die ansprachen, bis 3,88 mg an \
         und 95 von 100 bis 5,40 mg.",
};
