//! What a member of staff may do. One clinic, a few known people: three roles, each of which includes the one below.

/// A role. `Staff < Prescriber < Admin`: who may do more, may do what those below may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Reads, pairs phones, answers nothing that changes a dose.
    Staff,
    /// Signs orders and answers requests as well.
    Prescriber,
    /// A prescriber who also decides who comes in.
    Admin,
}

/// All roles, the least first.
pub const ROLES: [Role; 3] = [Role::Staff, Role::Prescriber, Role::Admin];

impl Role {
    /// Whether this role includes `least`.
    pub fn may(self, least: Self) -> bool {
        self >= least
    }

    /// The word the database, the audit and the commands use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Prescriber => "prescriber",
            Self::Admin => "admin",
        }
    }

    /// From the word; `None` for any other.
    pub fn of_word(word: &str) -> Option<Self> {
        ROLES.into_iter().find(|role| role.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_includes_the_ones_below_and_none_above() {
        for (place, role) in ROLES.into_iter().enumerate() {
            assert_eq!(Role::of_word(role.word()), Some(role));
            for (other, least) in ROLES.into_iter().enumerate() {
                assert_eq!(role.may(least), place >= other, "{role:?} {least:?}");
            }
        }
        assert_eq!(Role::of_word("Admin"), None);
    }
}
