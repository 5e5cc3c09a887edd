//! Liquid, fillers, buying, cost; and side effects with their rates.

use super::Said;

pub(super) const PAGE_LIQUID_STABLE: Said = Said {
    en: "The page: naltrexone is stable in liquid, so that a tablet can be dissolved and the dose measured by \
         syringe.",
    de: "Die Seite: Naltrexon ist in Flüssigkeit haltbar; man kann eine Tablette auflösen und die Dosis mit der \
         Spritze abmessen.",
};

pub(super) const TESTED_LIQUID: Said = Said {
    en: "What was tested held acid, a preservative and glycerol: 60 days in the fridge. For plain water no study \
         was found, and a bottle of it is kept here for a short time only.",
    de: "Geprüft wurde eine Lösung mit Säure, Konservierung und Glycerin: 60 Tage im Kühlschrank. Zu reinem \
         Wasser fand sich keine Studie; eine solche Flasche gilt hier nur kurze Zeit.",
};

pub(super) const SYRINGES_ARE_IN_MILLILITRES: Said = Said {
    en: "The page speaks of a 1 mg or 5 mg syringe. Syringes are marked in millilitres; milligrams are the same \
         number only at 1 mg/mL.",
    de: "Die Seite spricht von einer 1-mg- oder 5-mg-Spritze. Spritzen tragen Milliliter; Milligramm sind nur bei \
         1 mg/mL dieselbe Zahl.",
};

pub(super) const FILLERS: Said = Said {
    en: "Slow release and the filler calcium carbonate are advised against; Avicel, lactose and sucrose are \
         called fine.",
    de: "Von verzögerter Freisetzung und vom Füllstoff Calciumcarbonat wird abgeraten; Avicel, Laktose und \
         Saccharose gelten als gut.",
};

pub(super) const PHARMACIES_VARY: Said = Said {
    en: "A group that informs about LDN holds many compounding pharmacies to be unreliable. Ask how each batch is \
         assayed.",
    de: "Eine Gruppe, die über LDN informiert, hält viele herstellende Apotheken für unzuverlässig. Frag, wie \
         jede Charge geprüft wird.",
};

pub(super) const INTERNET_SAMPLES: Said = Said {
    en: "Lenz had naltrexone from six internet sites assayed. Not one passed the standards of the United States \
         Pharmacopeia.",
    de: "Lenz ließ Naltrexon von sechs Internetseiten prüfen. Keines bestand die Anforderungen der \
         US-Pharmakopöe.",
};

pub(super) const TABLET_COST: Said = Said {
    en: "The page: three 50 mg tablets cost 30 dollars, and insurers who do not pay for LDN may pay for tablets. \
         Prices are of one time and country; your own count here.",
    de: "Die Seite: Drei 50-mg-Tabletten kosten 30 Dollar, und Kassen, die LDN nicht zahlen, zahlen vielleicht \
         Tabletten. Preise gelten für eine Zeit und ein Land; hier zählen Ihre eigenen.",
};

pub(super) const SURVEY_SLEEP: Said = Said {
    en: "In a survey of more than 1000 people about 8 of 100 slept badly; but for one person that was over within \
         two weeks. Each other effect was named by fewer than 1 of 100.",
    de: "In einer Umfrage unter mehr als 1000 Menschen schliefen etwa 8 von 100 schlecht; bis auf eine Person war \
         das nach zwei Wochen vorbei. Jede andere Wirkung nannten weniger als 1 von 100.",
};

pub(super) const POOLED_DREAMS: Said = Said {
    en: "In pooled trials vivid dreams were 2.4 times as frequent as with placebo (1.8 to 3.3 times), and nausea \
         was more frequent. Headache, diarrhoea and dizziness were not.",
    de: "In zusammengefassten Studien waren lebhafte Träume 2,4-mal so häufig wie mit Placebo (1,8- bis 3,3-mal), \
         und Übelkeit war häufiger. Kopfschmerz, Durchfall und Schwindel waren es nicht.",
};

pub(super) const FINAL_ADVERSE: Said = Said {
    en: "In the largest trial 84 of 100 with LDN and 86 of 100 with placebo had some complaint.",
    de: "In der größten Studie hatten 84 von 100 mit LDN und 86 von 100 mit Placebo irgendeine Beschwerde.",
};

pub(super) const POLO_GAVE_UP: Said = Said {
    en: "In the 218 charts of ME/CFS 7.3 of 100 gave it up because of a side effect, 2.5 of 100 because of nausea \
         and 1.0 of 100 because of anxiety.",
    de: "In den 218 Akten zu ME/CFS gaben 7,3 von 100 wegen einer Nebenwirkung auf, 2,5 von 100 wegen Übelkeit \
         und 1,0 von 100 wegen Angst.",
};

pub(super) const RARE_EFFECTS: Said = Said {
    en: "The page names lasting erections and weight loss as rarer. An erection of four hours is an emergency: \
         see the red flags.",
    de: "Die Seite nennt Dauererektionen und Gewichtsverlust als seltener. Eine Erektion von vier Stunden ist ein \
         Notfall: siehe die Warnzeichen.",
};

pub(super) const SOME_STRUGGLE: Said = Said {
    en: "Most find side effects mild; some have great difficulty. A low start and slow steps make doses bearable \
         that would not be otherwise.",
    de: "Die meisten finden Nebenwirkungen mild; manche haben große Mühe damit. Ein niedriger Beginn und langsame \
         Schritte machen Dosen erträglich, die es sonst nicht wären.",
};
