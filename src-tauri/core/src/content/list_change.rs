//! A change to a question's list of responses, as the entries added and removed. The same change can be made,
//! or reversed, in a text that somebody has changed since.

use std::collections::HashSet;

use arguendo_text::front_matter::editing::{
    self, EditError, add_before, add_to_list, list, remove_from_list,
};
use arguendo_text::front_matter::{HEADER_LINE, Split, parse, split};
use arguendo_text::names;

/// The key of a question's list of responses.
const KEY: &str = "arguendo";

/// A change to a question's list of responses: the entries added and the entries removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListChange {
    before: Vec<String>,
    after: Vec<String>,
}

impl ListChange {
    /// The change to the list between two texts. None if nothing changed, or if anything other than the list
    /// changed.
    #[must_use]
    pub fn between(before: &[u8], after: &[u8]) -> Option<Self> {
        let (before, after) = (
            std::str::from_utf8(before).ok()?,
            std::str::from_utf8(after).ok()?,
        );
        let rest = |text| editing::remove(text, KEY).ok();
        if rest(before)? != rest(after)? {
            return None;
        }
        Self::in_lists(before.as_bytes(), after.as_bytes())
    }

    /// The change to the list between two texts, whatever else changed in them. None if the list did not
    /// change, or if one of the texts cannot be read.
    #[must_use]
    pub fn in_lists(before: &[u8], after: &[u8]) -> Option<Self> {
        let change = Self {
            before: entries(before)?,
            after: entries(after)?,
        };
        (!change.added().is_empty() || !change.removed().is_empty()).then_some(change)
    }

    /// The entries that were added.
    #[must_use]
    pub fn added(&self) -> Vec<&str> {
        without(&self.after, &self.before)
    }

    /// The entries that were removed.
    #[must_use]
    pub fn removed(&self) -> Vec<&str> {
        without(&self.before, &self.after)
    }

    /// The opposite change.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self {
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }

    /// True if the list of `text` already has the change: every added entry and no removed one. None if the
    /// text cannot be read.
    #[must_use]
    pub fn is_said_by(&self, text: &[u8]) -> Option<bool> {
        let found = entries(text)?;
        let has_all = self.added().iter().all(|entry| has(&found, entry));
        Some(has_all && !self.removed().iter().any(|entry| has(&found, entry)))
    }

    /// `text` with this change made and nothing else. An added entry is put before the entry that it preceded
    /// in the changed list, if that one is still there.
    ///
    /// # Errors
    /// The front matter of `text` cannot be changed in this way.
    pub fn made_in(&self, text: &[u8]) -> Result<Vec<u8>, EditError> {
        let text = std::str::from_utf8(text).map_err(|_| EditError::NoHeader)?;
        let mut changed = text.to_owned();
        for entry in self.removed() {
            changed = remove_from_list(&changed, KEY, entry)?;
        }
        for entry in self.added() {
            let there = list(&changed, KEY);
            if has(&there, entry) {
                continue;
            }
            let behind = self
                .after
                .iter()
                .skip_while(|other| other.as_str() != entry)
                .skip(1);
            let next = behind.into_iter().find(|other| has(&there, other));
            changed = match next {
                Some(next) => add_before(&changed, KEY, entry, next)?,
                None => add_to_list(&changed, KEY, entry)?,
            };
        }
        Ok(changed.into_bytes())
    }
}

/// The entries of a question's list; none if the text cannot be read.
fn entries(text: &[u8]) -> Option<Vec<String>> {
    let text = std::str::from_utf8(text).ok()?;
    let Split::Parts(parts) = split(text) else {
        return None;
    };
    parse(parts.header, HEADER_LINE).ok()?;
    Some(list(text, KEY))
}

fn without<'a>(these: &'a [String], those: &[String]) -> Vec<&'a str> {
    let those: HashSet<String> = those.iter().map(|entry| names::fold(entry)).collect();
    let left = these.iter().filter(|entry| !those.contains(&names::fold(entry)));
    left.map(String::as_str).collect()
}

fn has(entries: &[String], entry: &str) -> bool {
    entries
        .iter()
        .any(|other| names::fold(other) == names::fold(entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "---\ntitle: Q\narguendo:\n  - one # first\n  - two\n---\nAsk.\n";
    const AFTER: &str = "---\ntitle: Q\narguendo:\n  - one # first\n  - two\n  - mine\n---\nAsk.\n";

    fn change() -> ListChange {
        ListChange::between(BEFORE.as_bytes(), AFTER.as_bytes()).unwrap()
    }

    fn made(change: &ListChange, text: &str) -> String {
        String::from_utf8(change.made_in(text.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn a_change_of_the_list_is_made_and_taken_back_in_a_text_that_was_changed_since() {
        let theirs = "---\ntitle: Another\narguendo: [theirs, two]\n---\nAsk more.\n";
        assert_eq!(change().is_said_by(theirs.as_bytes()), Some(false));
        let with = made(&change(), theirs);
        assert_eq!(
            with,
            "---\ntitle: Another\narguendo: [theirs, two, mine]\n---\nAsk more.\n"
        );
        assert_eq!(change().is_said_by(with.as_bytes()), Some(true));
        assert_eq!(change().reversed().is_said_by(with.as_bytes()), Some(false));
        assert_eq!(made(&change().reversed(), &with), theirs);
    }

    #[test]
    fn an_entry_that_comes_back_stands_before_what_it_stood_before() {
        let out = ListChange::between(
            AFTER.as_bytes(),
            BEFORE.replace("  - one # first\n", "").as_bytes(),
        );
        assert_eq!(out.unwrap().removed(), ["one", "mine"]);
        let without_one = AFTER.replace("  - one # first\n", "");
        let out = ListChange::between(AFTER.as_bytes(), without_one.as_bytes()).unwrap();
        let theirs = without_one.replace("  - mine\n", "  - theirs\n");
        let back = made(&out.reversed(), &theirs);
        assert!(
            back.contains("arguendo:\n  - one\n  - two\n  - theirs\n"),
            "{back}"
        );
        let in_line = made(&out.reversed(), "---\narguendo: [zero, 'two']\n---\n");
        assert!(in_line.contains("[zero, 'one', 'two']"), "{in_line}");
        let all_others_left = made(&out.reversed(), "---\narguendo: []\n---\n");
        assert!(all_others_left.contains("[one]"), "{all_others_left}");
    }

    #[test]
    fn what_changes_more_than_the_list_is_no_change_of_the_list() {
        let more = AFTER.replace("Ask.", "Tell.");
        assert_eq!(ListChange::between(BEFORE.as_bytes(), more.as_bytes()), None);
        assert!(ListChange::in_lists(BEFORE.as_bytes(), more.as_bytes()).is_some());
        assert_eq!(ListChange::between(BEFORE.as_bytes(), BEFORE.as_bytes()), None);
        assert_eq!(change().is_said_by(b"---\narguendo: [\n---\n"), None);
        assert_eq!(change().is_said_by(b"no header"), None);
    }
}
