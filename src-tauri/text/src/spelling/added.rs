//! The words that a person has added to a language.

use std::collections::HashMap;

use super::pieces::Form;

/// Words that are correct because a person has added them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// The added forms. The key is the form in lower case.
    forms: HashMap<String, Vec<String>>,
}

impl Added {
    /// Makes a list of these words.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut added = Self::default();
        for word in words {
            added.add(word);
        }
        added
    }

    /// Adds a word.
    pub fn add(&mut self, word: &str) {
        let form = Form::of(word).text;
        let forms = self.forms.entry(form.to_lowercase()).or_default();
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }

    /// True if `word` was added, or is an added word with a capital at the start or all in capitals. A word
    /// that was added with a capital, such as a name, is not correct without it.
    #[must_use]
    pub fn allows(&self, word: &str) -> bool {
        let written = Form::of(word).text;
        self.forms
            .get(&written.to_lowercase())
            .is_some_and(|forms| forms.iter().any(|form| is_allowed(form, &written)))
    }
}

fn is_allowed(form: &str, written: &str) -> bool {
    written == form || written == form.to_uppercase() || written == with_a_capital(form)
}

fn with_a_capital(form: &str) -> String {
    let mut letters = form.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
