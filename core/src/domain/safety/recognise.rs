//! Recognising a typed name: every ingredient the table knows, in the form the words tell.
//!
//! The longest name wins ("methyl-naltrexone" is not naltrexone). An opioid's name is found at the beginning
//! of a compound word too ("Fentanylpflaster"): here a false alarm costs a question, a miss costs more.

use super::index::Meaning;
use super::name::{Words, joined, nearly, words};
use crate::domain::medicine::MedicineClass;
use crate::domain::medicine_table::{Form, MedicineTable, Product, Substance};

/// One ingredient found in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'t> {
    /// The substance.
    pub substance: &'t Substance,
    /// Its class in this form: what the rules go by.
    pub class: MedicineClass,
    /// The form told by the name.
    pub form: Form,
    /// Name, class or contents are still to be confirmed, or the code is.
    pub verify: bool,
}

/// What a name was recognised as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised<'t> {
    /// The ingredients, gravest first. Never empty.
    pub found: Vec<Found<'t>>,
    /// The words of the name that are not understood, folded; they may be anything.
    pub unknown: Vec<String>,
}

impl Recognised<'_> {
    /// The gravest class: what a medicine is filed under.
    pub fn class(&self) -> MedicineClass {
        self.found.first().map_or(MedicineClass::UnclassifiedOpioid, |found| found.class)
    }
}

/// The ingredients in a name; `None` when none is known.
pub fn recognise<'t>(name: &str, table: &'t MedicineTable) -> Option<Recognised<'t>> {
    let reading = read(&words(name), table);
    if reading.hits.is_empty() {
        return None;
    }
    let mut found: Vec<Found<'t>> = Vec::new();
    for hit in &reading.hits {
        let form = hit.form.max(reading.form);
        let class = class_in_form(hit.substance.class, form);
        let verify = hit.verify || hit.substance.verify;
        match found.iter_mut().find(|known| known.substance.id == hit.substance.id) {
            Some(known) if weight(class) > weight(known.class) => {
                (known.class, known.form) = (class, form);
            }
            Some(_) => {}
            None => found.push(Found { substance: hit.substance, class, form, verify }),
        }
    }
    found.sort_by_key(|one| core::cmp::Reverse(weight(one.class)));
    Some(Recognised { found, unknown: reading.unknown })
}

/// The opioid that a name not recognised looks like by a slip or two, to ask "did you mean …?". Clears nothing.
pub fn looks_like<'t>(name: &str, table: &'t MedicineTable) -> Option<&'t Substance> {
    let words = words(name);
    let whole = words.list.concat();
    let candidates: Vec<&str> =
        words.list.iter().map(String::as_str).chain(core::iter::once(whole.as_str())).collect();
    table.substances.iter().filter(|substance| is_opioid(substance.class)).find(|substance| {
        substance.names.iter().any(|known| {
            let known = joined(&known.name);
            candidates.iter().any(|word| nearly(word, &known))
        })
    })
}

/// Whether a class gates the plan.
pub const fn is_opioid(class: MedicineClass) -> bool {
    match class {
        MedicineClass::ShortOpioid
        | MedicineClass::LongOpioid
        | MedicineClass::Methadone
        | MedicineClass::Buprenorphine
        | MedicineClass::MixedOpioid
        | MedicineClass::Depot
        | MedicineClass::SurgicalOpioid
        | MedicineClass::CoughOpioid
        | MedicineClass::UnclassifiedOpioid => true,
        MedicineClass::AntidiarrhoealOpioid
        | MedicineClass::AskPharmacist
        | MedicineClass::DuplicateNaltrexone
        | MedicineClass::Thyroid
        | MedicineClass::Immunosuppressant
        | MedicineClass::NoOpioid
        | MedicineClass::OtherSubstance
        | MedicineClass::OpioidAntagonist
        | MedicineClass::AskClinician => false,
    }
}

/// How grave a class is beside another, for "the worst of several".
pub(super) const fn weight(class: MedicineClass) -> u8 {
    match class {
        MedicineClass::Depot => 16,
        MedicineClass::Methadone => 15,
        MedicineClass::Buprenorphine => 14,
        MedicineClass::UnclassifiedOpioid => 13,
        MedicineClass::LongOpioid => 12,
        MedicineClass::SurgicalOpioid => 11,
        MedicineClass::MixedOpioid => 10,
        MedicineClass::CoughOpioid => 9,
        MedicineClass::ShortOpioid => 8,
        MedicineClass::DuplicateNaltrexone => 7,
        MedicineClass::OtherSubstance => 6,
        MedicineClass::OpioidAntagonist => 5,
        MedicineClass::AskPharmacist => 4,
        MedicineClass::AskClinician => 3,
        MedicineClass::Immunosuppressant => 2,
        MedicineClass::AntidiarrhoealOpioid | MedicineClass::Thyroid => 1,
        MedicineClass::NoOpioid => 0,
    }
}

/// The class a substance has in a form: slow release and patches take the longer clock, depots have none.
fn class_in_form(class: MedicineClass, form: Form) -> MedicineClass {
    use MedicineClass as C;
    match (class, form) {
        (class, Form::Depot) if is_opioid(class) => C::Depot,
        (
            C::ShortOpioid | C::MixedOpioid | C::CoughOpioid | C::SurgicalOpioid,
            Form::ExtendedRelease | Form::Patch,
        ) => C::LongOpioid,
        (C::ShortOpioid, Form::Cough) => C::CoughOpioid,
        (class, _) => class,
    }
}

struct Hit<'t> {
    substance: &'t Substance,
    form: Form,
    verify: bool,
}

struct Reading<'t> {
    hits: Vec<Hit<'t>>,
    form: Form,
    unknown: Vec<String>,
}

fn read<'t>(words: &Words, table: &'t MedicineTable) -> Reading<'t> {
    let entries = table.index();
    let mut reading = Reading { hits: Vec::new(), form: Form::Plain, unknown: Vec::new() };
    if words.cut {
        reading.unknown.push("…".to_owned());
    }
    let mut at = 0;
    while at < words.list.len() {
        let rest = &words.list[at..];
        let whole = entries.iter().find_map(|entry| words_taken(rest, &entry.name).map(|n| (entry, n)));
        if let Some((entry, taken)) = whole {
            reading.note(entry.meaning, table);
            at += taken;
            continue;
        }
        let word = rest[0].as_str();
        let compound = entries.iter().find(|entry| {
            gates(entry.meaning, table) && entry.name.len() >= 5 && word.starts_with(&entry.name)
        });
        let form = part_of_form(word, table);
        if let Some(form) = form {
            reading.form = reading.form.max(form);
        }
        match compound {
            Some(entry) => reading.note(entry.meaning, table),
            None if form.is_some() || word.chars().all(char::is_numeric) => {}
            None => reading.unknown.push(word.to_owned()),
        }
        at += 1;
    }
    reading
}

impl<'t> Reading<'t> {
    fn note(&mut self, meaning: Meaning, table: &'t MedicineTable) {
        match meaning {
            Meaning::Substance { at, verify } => {
                let hit = |substance| Hit { substance, form: Form::Plain, verify };
                self.hits.extend(table.substances.get(at).map(hit));
            }
            Meaning::Product { at } => {
                let Some(product) = table.products.get(at) else { return };
                let hit = |substance| Hit { substance, form: product.form, verify: product.verify };
                self.hits.extend(contents(product, table).map(hit));
            }
            Meaning::Form(form) => self.form = self.form.max(form),
            Meaning::Neutral => {}
        }
    }
}

fn contents<'t>(product: &'t Product, table: &'t MedicineTable) -> impl Iterator<Item = &'t Substance> {
    table.substances.iter().filter(|substance| product.contains.contains(&substance.id))
}

fn gates(meaning: Meaning, table: &MedicineTable) -> bool {
    match meaning {
        Meaning::Substance { at, .. } => table.substances.get(at).is_some_and(|one| is_opioid(one.class)),
        Meaning::Product { at } => {
            table.products.get(at).is_some_and(|one| contents(one, table).any(|one| is_opioid(one.class)))
        }
        Meaning::Form(_) | Meaning::Neutral => false,
    }
}

/// How many words, joined, are exactly `name`; a name ends where a word ends.
fn words_taken(words: &[String], name: &str) -> Option<usize> {
    let mut left = name;
    for (index, word) in words.iter().enumerate() {
        left = left.strip_prefix(word.as_str())?;
        if left.is_empty() {
            return Some(index + 1);
        }
    }
    None
}

fn part_of_form(word: &str, table: &MedicineTable) -> Option<Form> {
    let speaks = |part: &String| word.starts_with(part.as_str()) || word.ends_with(part.as_str());
    table.forms.iter().filter(|form| form.parts.iter().any(speaks)).map(|form| form.form).max()
}
