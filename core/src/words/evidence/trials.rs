//! What studies found, for and against, in the words of a patient's page.

use super::Said;

pub(super) const YOUNGER_PILOT: Said = Said {
    en: "In a pilot with ten women, who did not know what they took when, pain, fatigue and stress were lower \
         with LDN than with placebo.",
    de: "In einer Vorstudie mit zehn Frauen, die nicht wussten, was sie wann nahmen, waren Schmerz, Erschöpfung \
         und Anspannung mit LDN geringer als mit Placebo.",
};

pub(super) const YOUNGER_TRIAL_PAIN: Said = Said {
    en: "In a crossover trial with 31 people, 4.5 mg, pain fell by 28.8 % with LDN and by 18.0 % with placebo. \
         Mood and satisfaction with life were better.",
    de: "In einer Studie mit Wechsel, 31 Personen, 4,5 mg, sank der Schmerz mit LDN um 28,8 % und mit Placebo um \
         18,0 %. Stimmung und Zufriedenheit waren besser.",
};

pub(super) const YOUNGER_TRIAL_RESPONDERS: Said = Said {
    en: "In that trial 32 of 100 with LDN and 11 of 100 with placebo had 30 % less pain and also less fatigue or \
         better sleep.",
    de: "In dieser Studie hatten 32 von 100 mit LDN und 11 von 100 mit Placebo 30 % weniger Schmerz und dazu \
         weniger Erschöpfung oder besseren Schlaf.",
};

pub(super) const PAGE_SIX_IN_TEN: Said = Said {
    en: "The page sums that trial up as about 30 % less pain in about 60 of 100.",
    de: "Die Seite fasst diese Studie so zusammen: etwa 30 % weniger Schmerz bei etwa 60 von 100.",
};

pub(super) const YOUNGER_TRIAL_FATIGUE: Said = Said {
    en: "The same trial found no gain in fatigue or sleep.",
    de: "Dieselbe Studie fand keinen Gewinn bei Erschöpfung oder Schlaf.",
};

pub(super) const FINAL_PAIN: Said = Said {
    en: "The largest trial, 99 women, 6 mg, 12 weeks, missed its goal: pain fell by 1.3 points of 10 with LDN and \
         by 0.9 with placebo; the difference of 0.34 can be chance (p = 0.27).",
    de: "Die größte Studie, 99 Frauen, 6 mg, 12 Wochen, verfehlte ihr Ziel: Der Schmerz sank mit LDN um 1,3 von \
         10 Punkten und mit Placebo um 0,9; der Unterschied von 0,34 kann Zufall sein (p = 0,27).",
};

pub(super) const FINAL_RESPONDERS: Said = Said {
    en: "In that trial 45 of 100 with LDN and 28 of 100 with placebo had 30 % less pain. It was too small to \
         decide this.",
    de: "In dieser Studie hatten 45 von 100 mit LDN und 28 von 100 mit Placebo 30 % weniger Schmerz. Um das zu \
         entscheiden, war sie zu klein.",
};

pub(super) const FINAL_MEMORY: Said = Said {
    en: "In that trial memory problems eased more with LDN: a sign among many questions, to be tested on its own.",
    de: "In dieser Studie besserten sich Gedächtnisprobleme mit LDN mehr: ein Hinweis unter vielen Fragen, der \
         für sich geprüft werden muss.",
};

pub(super) const POOLED_PAIN: Said = Said {
    en: "Four trials together, 222 people: 0.86 points of 10 less pain than with placebo.",
    de: "Vier Studien zusammen, 222 Personen: 0,86 von 10 Punkten weniger Schmerz als mit Placebo.",
};

pub(super) const POOLED_IMPACT: Said = Said {
    en: "The same four trials show no difference in the questionnaire on daily life with fibromyalgia.",
    de: "Dieselben vier Studien zeigen keinen Unterschied im Fragebogen zum Alltag mit Fibromyalgie.",
};

pub(super) const ESR_PILOT: Said = Said {
    en: "In the ten women of the pilot a higher ESR went with a larger fall of symptoms. Ten are too few to \
         foretell anything for one: an ESR is kept here, and nothing is predicted from it.",
    de: "Bei den zehn Frauen der Vorstudie ging eine höhere BSG mit größerer Besserung einher. Zehn sind zu \
         wenige, um für eine etwas vorherzusagen: Eine BSG wird hier aufbewahrt und nichts daraus vorhergesagt.",
};

pub(super) const POLO_ANY: Said = Said {
    en: "In the charts of 218 patients of one clinic 73.9 of 100 had some benefit and 18.3 of 100 none. There was \
         no comparison group.",
    de: "In den Akten von 218 Kranken einer Praxis hatten 73,9 von 100 irgendeinen Nutzen und 18,3 von 100 \
         keinen. Eine Vergleichsgruppe gab es nicht.",
};

pub(super) const PAGE_POLO_HALF: Said = Said {
    en: "The page reads the same charts as some improvement of at least two symptoms in about half.",
    de: "Die Seite liest dieselben Akten so: bei etwa der Hälfte bessern sich mindestens zwei Beschwerden etwas.",
};

pub(super) const THREE_CASES: Said = Said {
    en: "A report of 2019 tells of three patients with ME/CFS who took it. Three stories cannot say what it does \
         for others.",
    de: "Ein Bericht von 2019 erzählt von drei Kranken mit ME/CFS, die es nahmen. Drei Geschichten sagen nicht, \
         was es für andere tut.",
};

pub(super) const KILLER_CELLS: Said = Said {
    en: "In an Australian laboratory naltrexone helped natural killer cells of people with ME/CFS. Whether anyone \
         feels it was not asked.",
    de: "In einem australischen Labor half Naltrexon den natürlichen Killerzellen von Menschen mit ME/CFS. Ob \
         jemand das spürt, wurde nicht gefragt.",
};

pub(super) const NO_CONTROLLED_TRIAL: Said = Said {
    en: "No trial against placebo in ME/CFS was found here, and the registered ones in long COVID had no results \
         when this was written (July 2025 at the latest).",
    de: "Eine Studie gegen Placebo bei ME/CFS wurde hier nicht gefunden, und die angemeldeten bei Long Covid \
         hatten noch keine Ergebnisse, als dies geschrieben wurde (zuletzt Juli 2025).",
};
