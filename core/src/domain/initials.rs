//! Initials, as phone and clinic compare them before any order travels (`safety.md` 25). Both sides go by this one
//! rule, or a true match would be refused on one of them.

/// The first letters of a name's words, in capitals.
pub fn initials(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
        .flat_map(char::to_uppercase)
        .collect()
}

/// Initials as somebody types them: "a. m." is "AM".
pub fn initials_as_typed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safety_25_initials_are_compared_as_people_write_them() {
        assert_eq!(initials("Ada Muster"), "AM");
        assert_eq!(initials("jean-luc  Öz"), "JLÖ");
        assert_eq!(initials("jean-luc  d'Arc"), "JLD");
        assert_eq!(initials("Émile 3rd Öz"), "ÉRÖ");
        assert_eq!(initials("  "), "");
        assert_eq!(initials_as_typed(" a. m."), "AM");
    }
}
