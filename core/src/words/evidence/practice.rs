//! Mechanisms, what doctors report, how long to wait, and what is another substance.

use super::Said;

pub(super) const ANOTHER_USE: Said = Said {
    en: "The tablets are licensed for dependence, at 50 mg. Low doses for pain or fatigue are off-label: a \
         prescriber may choose them and answers for them.",
    de: "Zugelassen sind die Tabletten bei Abhängigkeit, mit 50 mg. Niedrige Dosen gegen Schmerz oder Erschöpfung \
         sind Off-Label: Wer verschreibt, kann sich dafür entscheiden und steht dafür ein.",
};

pub(super) const REBOUND_PROPOSED: Said = Said {
    en: "Proposed, not shown in ME/CFS: endorphin receptors are blocked for 4 to 6 hours, and the body answers \
         with more endorphins for 18 to 24 hours.",
    de: "Vermutet, bei ME/CFS nicht gezeigt: Die Endorphin-Rezeptoren sind 4 bis 6 Stunden blockiert, und der \
         Körper antwortet 18 bis 24 Stunden lang mit mehr Endorphinen.",
};

pub(super) const GLIA_PROPOSED: Said = Said {
    en: "Proposed, not shown in ME/CFS: the receptor TLR4 on microglia is blocked, and fewer inflammatory \
         messengers are released in the nervous system.",
    de: "Vermutet, bei ME/CFS nicht gezeigt: Der Rezeptor TLR4 der Mikroglia wird blockiert, und im Nervensystem \
         werden weniger Entzündungsbotenstoffe frei.",
};

pub(super) const KLIMAS: Said = Said {
    en: "Dr Klimas uses it first for pain in fibromyalgia and ME/CFS and finds it effective and safe. An \
         impression, not a count.",
    de: "Dr. Klimas nimmt es als Erstes gegen Schmerz bei Fibromyalgie und ME/CFS und findet es wirksam und \
         sicher. Ein Eindruck, keine Zählung.",
};

pub(super) const LIPTAN: Said = Said {
    en: "Dr Liptan sees it help about 60 of 100 of her patients with fibromyalgia. An impression, not a count.",
    de: "Dr. Liptan sieht Hilfe bei etwa 60 von 100 ihrer Kranken mit Fibromyalgie. Ein Eindruck, keine Zählung.",
};

pub(super) const CHHEDA: Said = Said {
    en: "Dr Chheda tries it in almost all her patients, and often goes on with it where nothing is felt, for the \
         immune system. That benefit is not shown.",
    de: "Dr. Chheda versucht es bei fast allen ihrer Kranken und bleibt oft dabei, auch wenn nichts zu spüren \
         ist, des Immunsystems wegen. Dieser Nutzen ist nicht gezeigt.",
};

pub(super) const YOUNGER_PRELIMINARY: Said = Said {
    en: "Younger and others, before the largest trial: preliminary evidence goes on showing a benefit for pain in \
         fibromyalgia, and it is easy to get, cheap and well borne.",
    de: "Younger und andere, vor der größten Studie: Vorläufige Belege zeigen weiter einen Nutzen gegen Schmerz \
         bei Fibromyalgie, und es ist leicht zu bekommen, billig und gut verträglich.",
};

pub(super) const BATEMAN_HORNE: Said = Said {
    en: "A clinic for ME/CFS says that about 75 of 100 improve enough to go on with it. An impression, not a \
         count.",
    de: "Eine Praxis für ME/CFS sagt, dass es etwa 75 von 100 genug hilft, um dabeizubleiben. Ein Eindruck, keine \
         Zählung.",
};

pub(super) const EIGHT_TO_TEN_WEEKS: Said = Said {
    en: "Younger: it can take 8 to 10 weeks to know whether one responds. The first verdict here is made after 70 \
         nights taken.",
    de: "Younger: Es kann 8 bis 10 Wochen dauern, bis klar ist, ob jemand anspricht. Das erste Urteil fällt hier \
         nach 70 genommenen Nächten.",
};

pub(super) const OTHER_WAITS: Said = Said {
    en: "Others name 4 to 6 weeks (long COVID) or 2 to 3 months (ME/CFS). The larger trials lasted 12 weeks.",
    de: "Andere nennen 4 bis 6 Wochen (Long Covid) oder 2 bis 3 Monate (ME/CFS). Die größeren Studien dauerten 12 \
         Wochen.",
};

pub(super) const DEXTRO_NALTREXONE: Said = Said {
    en: "Dextro-naltrexone is another substance, not this plan. One researcher hopes for more from it; the trial \
         he planned was not funded.",
    de: "Dextro-Naltrexon ist ein anderer Stoff, nicht dieser Plan. Ein Forscher erhofft sich mehr davon; die \
         geplante Studie wurde nicht bezahlt.",
};
