//! Rust text without what is no code: comments and strings blanked, test modules left out.
//!
//! A real parser would be exact and heavy. This one only has to tell code from words, so that a comment
//! about `std::fs` is no finding; it keeps every line where it was.

/// What to blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Code alone.
    Code,
    /// Code and the text of string literals.
    CodeAndStrings,
}

/// `text` with comments (and strings, unless kept) replaced by spaces. Line breaks stay.
pub fn blanked(text: &str, keep: Keep) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let (length, shown) = if rest.starts_with(&['/', '/']) {
            (line_end(rest), false)
        } else if rest.starts_with(&['/', '*']) {
            (block_end(rest), false)
        } else if let Some(length) = raw_string(&chars, at) {
            (length, keep == Keep::CodeAndStrings)
        } else if rest[0] == '"' {
            (string_end(rest), keep == Keep::CodeAndStrings)
        } else if let Some(length) = character(rest) {
            (length, false)
        } else {
            (1, true)
        };
        for &c in &rest[..length] {
            out.push(if shown || c == '\n' { c } else { ' ' });
        }
        at += length;
    }
    out
}

/// `text` without its `#[cfg(test)]` items, as [`blanked`]. For rules about what is shipped.
pub fn shipped(text: &str, keep: Keep) -> String {
    let code: Vec<char> = blanked(text, Keep::Code).chars().collect();
    let mut out: Vec<char> = blanked(text, keep).chars().collect();
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let mut at = 0;
    while at < code.len() {
        if !code[at..].starts_with(&mark) {
            at += 1;
            continue;
        }
        let end = at + item_end(&code[at..]);
        for c in &mut out[at..end] {
            if *c != '\n' {
                *c = ' ';
            }
        }
        at = end;
    }
    out.into_iter().collect()
}

/// The names of the modules a file declares under `#[cfg(test)]` and keeps in files of their own.
pub fn test_modules(text: &str) -> Vec<String> {
    let code = blanked(text, Keep::Code);
    code.split("#[cfg(test)]")
        .skip(1)
        .filter_map(|rest| {
            let name = rest.trim_start().strip_prefix("mod ")?;
            let (name, _) = name.split_once(';')?;
            name.chars().all(|c| c.is_alphanumeric() || c == '_').then(|| name.to_owned())
        })
        .collect()
}

/// Characters up to the end of the item that starts here: its closing brace, or its semicolon.
fn item_end(code: &[char]) -> usize {
    let mut depth = 0_usize;
    for (at, &c) in code.iter().enumerate() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

fn line_end(rest: &[char]) -> usize {
    rest.iter().position(|&c| c == '\n').unwrap_or(rest.len())
}

/// Block comments nest.
fn block_end(rest: &[char]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with(&['/', '*']) {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(&['*', '/']) {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn string_end(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// `r"…"` and `r#"…"#`, which have no escapes. The `r` must not be the end of a name.
fn raw_string(chars: &[char], at: usize) -> Option<usize> {
    let inside_name = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    let rest = &chars[at..];
    if rest[0] != 'r' || (inside_name && chars[at - 1] != 'b') {
        return None;
    }
    let hashes = rest[1..].iter().take_while(|&&c| c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return None;
    }
    let mut close = vec!['"'];
    close.extend(std::iter::repeat_n('#', hashes));
    let body = &rest[2 + hashes..];
    let end = body.windows(close.len()).position(|window| window == close.as_slice());
    Some(end.map_or(rest.len(), |end| 2 + hashes + end + close.len()))
}

/// A character literal, told from a lifetime by its closing quote.
fn character(rest: &[char]) -> Option<usize> {
    match rest {
        ['\'', '\\', ..] => {
            let close = rest.iter().skip(3).position(|&c| c == '\'')?;
            Some(close + 4)
        }
        ['\'', c, '\'', ..] if *c != '\'' => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_no_code() {
        let text = "let a = \"std::fs\"; // std::net\n/* f64 /* nested */ still */ let b = 'x';\n";
        let code = blanked(text, Keep::Code);
        assert!(!code.contains("std::fs") && !code.contains("std::net") && !code.contains("f64"));
        assert!(code.contains("let a =") && code.contains("let b ="));
        assert_eq!(code.lines().count(), text.lines().count());
        assert!(blanked(text, Keep::CodeAndStrings).contains("std::fs"));
    }

    #[test]
    fn raw_strings_characters_and_lifetimes_do_not_confuse_it() {
        let text = r##"let s = r#"a "quoted" f64"#; let q = '"'; fn f<'a>(x: &'a str) {} let n = '\''; f32"##;
        let code = blanked(text, Keep::Code);
        assert!(!code.contains("f64"));
        assert!(code.contains("fn f<'a>(x: &'a str) {}"));
        assert!(code.ends_with("f32"));
    }

    #[test]
    fn tests_are_not_shipped() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { let x = 1.5; }\n}\nfn c() {}\n";
        let code = shipped(text, Keep::Code);
        assert!(code.contains("fn a") && code.contains("fn c") && !code.contains("fn b"));
        let outside = "#[cfg(test)]\nmod properties;\n\n#[cfg(test)]\nmod tests {}\n";
        assert_eq!(test_modules(outside), ["properties"]);
    }
}
