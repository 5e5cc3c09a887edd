//! Names for made-up patients: given name and family name by number, and no two of the first thousand alike.

const GIVEN: [&str; 32] = [
    "Ada", "Ben", "Clara", "David", "Elif", "Frank", "Greta", "Hugo", "Iris", "Jonas", "Katya", "Liam",
    "Mira", "Noah", "Olga", "Paul", "Queenie", "Rafael", "Selma", "Tom", "Ursula", "Viktor", "Wanda",
    "Xaver", "Yara", "Zoltan", "Amira", "Bruno", "Cecily", "Dorian", "Esther", "Felix",
];

const FAMILY: [&str; 33] = [
    "Abel", "Brook", "Castell", "Dahl", "Ekström", "Falk", "Grau", "Hale", "Ivers", "Jansen", "Kern", "Lind",
    "Moser", "Novak", "Okafor", "Pohl", "Quist", "Reiter", "Sand", "Thorne", "Ulrich", "Vance", "Wolff",
    "Yilmaz", "Zeller", "Amsel", "Birch", "Calder", "Drake", "Eder", "Fuchs", "Gruber", "Hofer",
];

/// A name. 32 and 33 have no divisor in common, so that 1,056 pass before one comes again; then a number tells them
/// apart.
pub(super) fn name(number: u32) -> String {
    let place = usize::try_from(number).unwrap_or(0);
    let (given, family) = (GIVEN[place % GIVEN.len()], FAMILY[place % FAMILY.len()]);
    let round = place / (GIVEN.len() * FAMILY.len());
    if round == 0 { format!("{given} {family}") } else { format!("{given} {family} {}", round + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_made_up_patients_have_one_name() {
        let names: BTreeSet<String> = (1..=3_000).map(name).collect();
        assert_eq!(names.len(), 3_000);
    }
}
