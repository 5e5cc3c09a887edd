//! The paths a Rust file names: `use` trees flattened, and `a::b` in expressions and types.

/// A path and the line it starts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its segments, as written.
    pub segments: Vec<String>,
    /// Line, from 1.
    pub line: usize,
}

/// Every path of `code` (already blanked). `use a::{b, c::d}` gives `a::b` and `a::c::d`.
pub fn named(code: &str) -> Vec<Named> {
    let mut reader = Reader { chars: code.chars().collect(), at: 0, line: 1 };
    let mut found = Vec::new();
    while reader.at < reader.chars.len() {
        if reader.starts_name() {
            let line = reader.line;
            let first = reader.name();
            reader.path(vec![first], line, &mut found);
        } else {
            reader.step();
        }
    }
    found.retain(|named| named.segments.len() > 1);
    found
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn step(&mut self) {
        if self.peek(0) == Some('\n') {
            self.line += 1;
        }
        self.at += 1;
    }

    /// A name starts here, and is neither the tail of a number nor a field.
    fn starts_name(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.chars.get(at));
        self.peek(0).is_some_and(|c| c.is_alphabetic() || c == '_')
            && !before.is_some_and(|c| c.is_alphanumeric() || *c == '_')
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(c) = self.peek(0).filter(|c| c.is_alphanumeric() || *c == '_') {
            name.push(c);
            self.step();
        }
        name
    }

    fn space(&mut self) {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.step();
        }
    }

    /// The rest of a path whose first segments are `so_far`; a group ends it once per member.
    fn path(&mut self, mut so_far: Vec<String>, line: usize, found: &mut Vec<Named>) {
        while self.peek(0) == Some(':') && self.peek(1) == Some(':') {
            self.at += 2;
            self.space();
            if self.starts_name() {
                so_far.push(self.name());
            } else if self.peek(0) == Some('{') {
                self.step();
                self.group(&so_far, found);
                return;
            } else {
                break; // `::*`, `::<T>`
            }
        }
        found.push(Named { segments: so_far, line });
    }

    fn group(&mut self, so_far: &[String], found: &mut Vec<Named>) {
        loop {
            self.space();
            match self.peek(0) {
                None => return,
                Some('}') => {
                    self.step();
                    return;
                }
                Some(_) if self.starts_name() => {
                    let line = self.line;
                    let mut path = so_far.to_vec();
                    path.push(self.name());
                    self.path(path, line, found);
                    self.space();
                    if self.peek(0) == Some('a') && self.peek(1) == Some('s') {
                        self.name();
                        self.space();
                        self.name();
                    }
                }
                Some(_) => self.step(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(code: &str) -> Vec<String> {
        named(code).iter().map(|named| named.segments.join("::")).collect()
    }

    #[test]
    fn use_trees_are_flattened() {
        let code = "use crate::{domain::{Dose, night as evening}, words::Lang};\nuse std::fmt;";
        assert_eq!(
            written(code),
            ["crate::domain::Dose", "crate::domain::night", "crate::words::Lang", "std::fmt"]
        );
        assert_eq!(named(code)[3].line, 2);
    }

    #[test]
    fn expressions_and_types_are_paths_too() {
        let code = "let a: chrono::NaiveDate = crate::words::amount::show_dose(x); Vec::<u8>::new();";
        assert_eq!(written(code)[..2], ["chrono::NaiveDate", "crate::words::amount::show_dose"]);
    }
}
