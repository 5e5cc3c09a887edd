//! The two pages that need no store: *For and against*, and *Getting it*.

use super::Worded;
use crate::app::App;
use crate::catalogue;
use crate::domain::evidence::{Asked, Card, Claim, Evidence, Topic};
use crate::words::{self, Lang};
use chrono::NaiveDate;

/// The evidence, finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceView {
    /// What stands over it.
    pub preface: String,
    /// Not reviewed, out of date: shown first, never hidden.
    pub notices: Vec<Worded>,
    /// The topics in their order.
    pub topics: Vec<TopicView>,
}

/// The statements on one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicView {
    /// Code and heading.
    pub heading: Worded,
    /// The statements.
    pub cards: Vec<CardView>,
}

/// One statement with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardView {
    /// Its name and its sentence.
    pub claim: Worded,
    /// For, against, open or a caution.
    pub side: Worded,
    /// How it was found, and on how many people it rests.
    pub found: String,
    /// Where it is from, with year and grade, the first the one it is taken from.
    pub sources: Vec<String>,
    /// What else is said of the same thing.
    pub beside: Vec<Worded>,
    /// That it is still to be read in its source.
    pub verify: Option<String>,
}

/// The questions to take along, finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GettingView {
    /// What stands over it.
    pub preface: String,
    /// Not reviewed, out of date.
    pub notices: Vec<Worded>,
    /// Prescriber, pharmacy, insurer.
    pub asked: Vec<AskedView>,
}

/// The questions to one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedView {
    /// Who, with the heading.
    pub of: Worded,
    /// The questions, with their names.
    pub questions: Vec<Worded>,
}

impl App {
    /// [`evidence`] as it is shown today.
    pub fn evidence_view(&self, lang: Lang) -> EvidenceView {
        evidence(self.today(), lang)
    }

    /// [`getting`] as it is shown today.
    pub fn getting_view(&self, lang: Lang) -> GettingView {
        getting(self.today(), lang)
    }

    /// The date the device shows. Needs no store.
    fn today(&self) -> NaiveDate {
        let moment = self.clock.moment();
        moment.window.local(moment.now).date()
    }
}

/// The evidence as it is shown on a day, the gravest about itself first.
pub fn evidence(today: NaiveDate, lang: Lang) -> EvidenceView {
    let file = catalogue::evidence();
    let topics = Topic::ALL.into_iter().map(|topic| TopicView {
        heading: Worded::new(topic.code(), words::evidence::topic(topic, lang)),
        cards: file.cards.iter().filter(|card| card.topic == topic).map(|it| card(file, it, lang)).collect(),
    });
    EvidenceView {
        preface: words::evidence::preface(lang).to_owned(),
        notices: notices(file, today, lang),
        topics: topics.collect(),
    }
}

/// *Getting it*, as it is shown on a day.
pub fn getting(today: NaiveDate, lang: Lang) -> GettingView {
    let file = catalogue::evidence();
    let asked = Asked::ALL.into_iter().map(|of| AskedView {
        of: Worded::new(of.code(), words::evidence::asked(of, lang)),
        questions: file
            .asks
            .iter()
            .filter(|card| card.of == of)
            .map(|card| Worded::new(card.ask.code(), words::evidence::ask(card.ask, lang)))
            .collect(),
    });
    GettingView {
        preface: words::evidence::getting(lang).to_owned(),
        notices: notices(file, today, lang),
        asked: asked.collect(),
    }
}

fn card(file: &Evidence, card: &Card, lang: Lang) -> CardView {
    let claim = |one: Claim| Worded::new(one.code(), words::evidence::claim(one, lang));
    CardView {
        claim: claim(card.claim),
        side: Worded::new(card.side.code(), words::evidence::side(card.side, lang)),
        found: words::evidence::design(card, lang),
        sources: file.sources_of(&card.sources).map(|it| words::evidence::source(it, lang)).collect(),
        beside: card.beside.iter().map(|other| claim(*other)).collect(),
        verify: card.verify.then(|| words::evidence::verify(lang).to_owned()),
    }
}

fn notices(file: &Evidence, today: NaiveDate, lang: Lang) -> Vec<Worded> {
    let not_reviewed =
        file.reviewed_by.is_none().then(|| Worded::new("not_reviewed", words::safety::not_reviewed(lang)));
    let past = file
        .out_of_date(today)
        .then(|| Worded::new("out_of_date", words::evidence::out_of_date(file.review_by, lang)));
    past.into_iter().chain(not_reviewed).collect()
}
