//! As whom a person takes part in a round, and the rounds that they have asked to see all the same.

use super::values::SHOWN;
use super::{Desk, DeskError, Remembered};
use crate::content::rounds::Participant;

impl Desk {
    /// The person, as far as rounds have to do with them.
    ///
    /// # Errors
    /// As SQLite says; so for every method here.
    pub fn participant(&self) -> Result<Participant, DeskError> {
        // What begins with the prefix, by the index on the names.
        let mut statement = self
            .connection
            .prepare_cached("SELECT name FROM value WHERE name >= ?1 AND name < ?1 || char(1114111)")?;
        let names = statement.query_map([SHOWN], |row| row.get::<_, String>(0))?;
        let mut shown = std::collections::BTreeSet::new();
        for name in names {
            shown.extend(name?.strip_prefix(SHOWN).map(str::to_owned));
        }
        let writes_as = self.value(Remembered::WritesAs)?;
        Ok(Participant { writes_as, shown })
    }

    /// Shows the responses to the question at `path` though the person has published none, or no longer.
    pub fn show_round(&self, path: &str, is_shown: bool) -> Result<(), DeskError> {
        self.set_value(Remembered::Shown(path), is_shown.then_some("yes"))
    }
}
