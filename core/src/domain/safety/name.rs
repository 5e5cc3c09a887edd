//! Typed names, made comparable: case, accents, hyphens, invisible characters and glued numbers.
//!
//! A name comes from a tired person, a copied web page or a scanner. "Co-Codamol 30/500", "cocodamol",
//! "CO\u{a0}CODAMOL" are one name; a zero-width space inside "codeine" must not open the gate.
//! Letters of other scripts stay what they are: a Cyrillic look-alike is not recognised, and so never cleared.

/// Words after this many are not read; a name that long is never understood.
pub(super) const MOST_WORDS: usize = 256;

/// The words of a name, folded; letters and digits never share a word ("codeine30mg" is three words).
pub(super) struct Words {
    /// At most [`MOST_WORDS`].
    pub(super) list: Vec<String>,
    /// There were more.
    pub(super) cut: bool,
}

/// Splits a name into comparable words. Total: any string has an answer.
pub(super) fn words(text: &str) -> Words {
    let mut list: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut of_digits = false;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        for c in fold(c) {
            let digit = c.is_numeric();
            let separates = !digit && !c.is_alphabetic();
            if !word.is_empty() && (separates || digit != of_digits) {
                list.push(core::mem::take(&mut word));
            }
            if !separates {
                word.push(c);
                of_digits = digit;
            }
        }
        if list.len() > MOST_WORDS {
            break;
        }
    }
    if !word.is_empty() {
        list.push(word);
    }
    let cut = list.len() > MOST_WORDS;
    list.truncate(MOST_WORDS);
    Words { list, cut }
}

/// All words joined: what two spellings of one name have in common.
pub(super) fn joined(text: &str) -> String {
    words(text).list.concat()
}

/// Characters that show nothing: zero-width, bidi controls, soft hyphen, combining marks, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Lower case without Latin accents; full-width letters become plain ones.
fn fold(c: char) -> impl Iterator<Item = char> {
    let plain = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    plain.to_lowercase().filter(|c| !is_invisible(*c)).flat_map(|c| {
        let pair: [Option<char>; 2] = match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => [Some('a'), None],
            'ç' | 'ć' | 'č' => [Some('c'), None],
            'ď' | 'đ' => [Some('d'), None],
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => [Some('e'), None],
            'ì'..='ï' | 'ī' | 'į' | 'ı' => [Some('i'), None],
            'ł' => [Some('l'), None],
            'ñ' | 'ń' | 'ň' => [Some('n'), None],
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => [Some('o'), None],
            'ř' => [Some('r'), None],
            'ś' | 'š' | 'ş' => [Some('s'), None],
            'ť' | 'ţ' => [Some('t'), None],
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => [Some('u'), None],
            'ý' | 'ÿ' => [Some('y'), None],
            'ź' | 'ż' | 'ž' => [Some('z'), None],
            'ß' => [Some('s'), Some('s')],
            'æ' => [Some('a'), Some('e')],
            'œ' => [Some('o'), Some('e')],
            '\u{fb01}' => [Some('f'), Some('i')],
            '\u{fb02}' => [Some('f'), Some('l')],
            other => [Some(other), None],
        };
        pair.into_iter().flatten()
    })
}

/// Whether two words differ by at most one slip (two in words of eight letters and more): a letter missing,
/// added, replaced, or two neighbours swapped.
pub(super) fn nearly(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() < 5 || b.len() < 5 || a.len() > 40 {
        return false;
    }
    let most = if b.len() >= 8 { 2 } else { 1 };
    a.len().abs_diff(b.len()) <= most && slips(&a, &b) <= most
}

/// Optimal string alignment distance.
fn slips(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = core::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn safety_03_one_name_in_many_spellings_is_one_name() {
        for spelling in [
            "co-codamol",
            "Co\u{a0}Codamol",
            "COCODAMOL",
            "co\u{2011}codamol",
            "  co codamol ",
            "co\u{ad}codamol",
        ] {
            assert_eq!(joined(spelling), "cocodamol", "{spelling:?}");
        }
        assert_eq!(joined("Codéine"), "codeine");
        assert_eq!(joined("Code\u{301}ine"), "codeine");
        assert_eq!(joined("ｃｏｄｅｉｎｅ"), "codeine");
        assert_eq!(joined("cod\u{200b}e\u{202e}ine"), "codeine");
        assert_eq!(words("codeine30mg").list, ["codeine", "30", "mg"]);
    }

    #[test]
    fn a_slip_is_near_and_a_different_word_is_not() {
        assert!(nearly("codine", "codeine"));
        assert!(nearly("tramodol", "tramadol"));
        assert!(nearly("morhpine", "morphine"));
        assert!(!nearly("iron", "opium"));
        assert!(!nearly("levothyroxine", "codeine"));
    }

    proptest! {
        #[test]
        fn any_string_has_words_and_none_is_empty(text in any::<String>()) {
            let words = words(&text);
            prop_assert!(words.list.len() <= MOST_WORDS);
            prop_assert!(words.list.iter().all(|word| !word.is_empty()));
        }
    }
}
