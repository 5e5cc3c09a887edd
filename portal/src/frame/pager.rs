//! A long list in pages: which part is shown, and the links to the parts before and after it.

use maud::{Markup, html};

/// One page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pager {
    /// The page, from 0.
    pub(crate) page: usize,
    /// How many there are; at least one.
    pub(crate) pages: usize,
    size: usize,
}

impl Pager {
    /// The page asked for, of `rows` rows; past the end the last one.
    pub(crate) fn new(asked: usize, rows: usize, size: usize) -> Self {
        let pages = rows.div_ceil(size).max(1);
        Self { page: asked.min(pages - 1), pages, size }
    }

    /// Its part of a list.
    pub(crate) fn part<'a, T>(&self, rows: &'a [T]) -> &'a [T] {
        let from = self.page * self.size;
        rows.get(from..rows.len().min(from + self.size)).unwrap_or_default()
    }

    /// Links to the pages around it; nothing where there is one page. `path` has what a further field is added to:
    /// `/clinic?` or `/?show=deciding&`.
    pub(crate) fn show(self, name: &str, path: &str) -> Markup {
        let href = |page: usize| format!("{path}page={}", page + 1);
        html! {
            @if self.pages > 1 {
                nav.pager aria-label=(name) {
                    @if self.page > 0 { a rel="prev" href=(href(self.page - 1)) { "Before" } }
                    span { "Page " (self.page + 1) " of " (self.pages) }
                    @if self.page + 1 < self.pages { a rel="next" href=(href(self.page + 1)) { "Next" } }
                }
            }
        }
    }
}

/// The page that an address asks for, from 0.
pub(crate) fn asked(page: Option<&str>) -> usize {
    page.and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_on_one_page_and_past_the_end_is_the_last() {
        for rows in [0_usize, 1, 99, 100, 101, 250] {
            let list: Vec<usize> = (0..rows).collect();
            let pages = Pager::new(0, rows, 100).pages;
            let all: Vec<usize> =
                (0..pages).flat_map(|page| Pager::new(page, rows, 100).part(&list).to_vec()).collect();
            assert_eq!(all, list);
            assert_eq!(Pager::new(usize::MAX, rows, 100), Pager::new(pages - 1, rows, 100));
        }
        assert!(Pager::new(0, 100, 100).show("More", "/?").into_string().is_empty());
        let shown = Pager::new(1, 250, 100).show("More", "/?show=deciding&").into_string();
        assert!(shown.contains("href=\"/?show=deciding&amp;page=1\"") && shown.contains("page=3"), "{shown}");
        assert_eq!((asked(None), asked(Some("x")), asked(Some("0")), asked(Some("3"))), (0, 0, 0, 2));
    }
}
