//! Names that people read: one line that shows something, and turns nothing around it.

/// The longest name, in characters.
pub const LONGEST: usize = 200;

/// The name without the spaces around it; `None` when it is empty, too long, no single line, shows nothing (a name of
/// invisible characters is on the list and cannot be seen), or holds a character that reverses what is written after
/// it: a line with a dose beside the name would be read the wrong way round. Joiners, which names in Persian or Sinhala
/// need, stay.
pub fn name(text: &str) -> Option<&str> {
    let name = text.trim();
    let one_line = !name.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    let shows = name.chars().any(char::is_alphanumeric);
    let turns = name.contains(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    (one_line && shows && !turns && name.chars().count() <= LONGEST).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_be_seen_and_turns_nothing_around() {
        assert_eq!(name("  Ada Muster "), Some("Ada Muster"));
        for good in ["محمد الفارسي", "שָׁלוֹם כֹּהֵן", "می\u{200c}نا", "Ødegård 🦋", "O'Neill", "李"]
        {
            assert_eq!(name(good), Some(good));
        }
        for bad in
            ["", " ", "\u{200b}", "…", "a\nb", "a\u{2028}b", "a \u{202e}gpj\u{202c}", "\u{2067}3\u{2069}"]
        {
            assert_eq!(name(bad), None, "{bad:?}");
        }
        assert!(name(&"x".repeat(LONGEST)).is_some() && name(&"x".repeat(LONGEST + 1)).is_none());
    }
}
