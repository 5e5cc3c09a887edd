//! Every name of the table of medicines in comparable form, folded once and not at every question.

use super::name::joined;
use crate::domain::medicine_table::{Form, MedicineTable};
use std::borrow::Cow;

/// The folded names, longest first, so that the longest match is the first. Empty until built.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameIndex(Vec<IndexedName>);

/// One folded name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IndexedName {
    pub(super) name: String,
    pub(super) meaning: Meaning,
}

/// What a name of the table means, by place in its lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Substance { at: usize, verify: bool },
    Product { at: usize },
    Form(Form),
    Neutral,
}

impl MedicineTable {
    /// The table with its names folded once, which the rules otherwise do at every question.
    #[must_use]
    pub fn indexed(mut self) -> Self {
        self.index = NameIndex(build(&self));
        self
    }

    /// The folded names; built on the spot for a table nobody indexed.
    pub(super) fn index(&self) -> Cow<'_, [IndexedName]> {
        if self.index.0.is_empty() { Cow::Owned(build(self)) } else { Cow::Borrowed(&self.index.0) }
    }
}

fn build(table: &MedicineTable) -> Vec<IndexedName> {
    let mut all = Vec::new();
    let mut add = |name: &str, meaning| all.push(IndexedName { name: joined(name), meaning });
    for (at, substance) in table.substances.iter().enumerate() {
        for name in &substance.names {
            add(&name.name, Meaning::Substance { at, verify: name.verify });
        }
    }
    for (at, product) in table.products.iter().enumerate() {
        for name in &product.names {
            add(name, Meaning::Product { at });
        }
    }
    for form in &table.forms {
        for word in &form.words {
            add(word, Meaning::Form(form.form));
        }
    }
    for word in &table.neutral_words {
        add(word, Meaning::Neutral);
    }
    all.retain(|entry| !entry.name.is_empty());
    all.sort_by_key(|entry| core::cmp::Reverse(entry.name.len()));
    all
}
