//! Attribute lists, `{: .class #id key="value" name}`, which belong to a block or a span.

use super::limits::Limits;

/// The attributes of a block or a span, in order. Each name occurs once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Names, and values as written: character references such as `&amp;` are not decoded yet.
    pub pairs: Vec<(String, String)>,
    /// Names of attribute lists that are defined elsewhere, or keywords such as `toc`.
    pub references: Vec<String>,
}

impl Attributes {
    /// Parses the text between `{:` and `}`. Parts that cannot be understood are left out.
    pub fn read(list: &str) -> Self {
        let mut attributes = Self::default();
        let mut rest = list.trim_start_matches(is_space);
        while !rest.is_empty() {
            let length = attributes.read_one(rest);
            let after = &rest[length..];
            rest = after[after.find(is_space).unwrap_or(after.len())..].trim_start_matches(is_space);
        }
        attributes
    }

    /// Parses one entry at the start of `rest` and returns its length; 0 if there is none that can be
    /// understood.
    fn read_one(&mut self, rest: &str) -> usize {
        let end_of_word = rest.find(is_space).unwrap_or(rest.len());
        if let Some((key, value, length)) = key_and_value(rest) {
            self.set(&key, &value);
            return length;
        }
        let word = &rest[..end_of_word];
        if word.starts_with(['#', '.']) {
            self.read_ids_and_classes(word);
        } else if is_name(word) {
            self.references.push(word.to_owned());
        }
        end_of_word
    }

    fn read_ids_and_classes(&mut self, word: &str) {
        let mut rest = word;
        while let Some(mark) = rest.chars().next().filter(|c| matches!(c, '#' | '.')) {
            let body = &rest[1..];
            let end = body.find(['#', '.']).unwrap_or(body.len());
            let name = &body[..end];
            if mark == '#' && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.set("id", name);
            } else if mark == '.' && !name.is_empty() {
                self.set("class", name);
            }
            rest = &body[end..];
        }
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Removes `name` and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<String> {
        let at = self.pairs.iter().position(|(key, _)| key == name)?;
        Some(self.pairs.remove(at).1)
    }

    /// Sets `name`. A class is added to the existing classes.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.pairs.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) if name == "class" => {
                old.push(' ');
                old.push_str(value);
            }
            Some((_, old)) => value.clone_into(old),
            None => self.pairs.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Moves all attributes of `other` into this list.
    pub fn take_in(&mut self, other: Attributes) {
        for (name, value) in &other.pairs {
            self.set(name, value);
        }
        self.references.extend(other.references);
    }

    /// Adds a copy of all attributes of `other`, as far as `limits` allow.
    pub fn add(&mut self, other: &Attributes, limits: &mut Limits) {
        for (name, value) in &other.pairs {
            if !limits.spend_on_copy(4 * self.pairs.len() + name.len() + value.len()) {
                return;
            }
            self.set(name, value);
        }
        if limits.spend_on_copy(other.references.iter().map(|name| 24 + name.len()).sum()) {
            self.references.extend(other.references.iter().cloned());
        }
    }

    /// The total length in bytes.
    pub fn length(&self) -> usize {
        let pairs = self.pairs.iter().map(|(name, value)| name.len() + value.len());
        pairs.chain(self.references.iter().map(String::len)).sum()
    }

    /// True if there is a reference to a list or keyword of this name.
    pub fn refers_to(&self, name: &str) -> bool {
        self.references.iter().any(|reference| reference == name)
    }
}

/// White space as in kramdown's patterns.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c')
}

/// True if `word` is a name: a letter, digit or `_`, followed by any number of these and `-`.
pub fn is_name(word: &str) -> bool {
    name_length(word) == word.len() && !word.is_empty()
}

/// The length of the name at the start of `text`.
pub fn name_length(text: &str) -> usize {
    if text.starts_with('-') {
        return 0;
    }
    text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
        .unwrap_or(text.len())
}

/// `key="value"` at the start of `rest`, with its length.
fn key_and_value(rest: &str) -> Option<(String, String, usize)> {
    let key = &rest[..name_length(rest)];
    let after = rest[key.len()..].strip_prefix('=')?;
    let quote = after
        .chars()
        .next()
        .filter(|c| !key.is_empty() && matches!(c, '"' | '\''))?;
    let mut value = String::new();
    let mut chars = after.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let length = key.len() + 1 + at + 1;
        if c == quote && rest[length..].chars().next().is_none_or(is_space) {
            return Some((key.to_owned(), value, length));
        }
        match chars.peek() {
            Some(&(_, next)) if c == '\\' && (next == '}' || next == quote) => {
                value.push(next);
                chars.next();
            }
            _ => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &str) -> Vec<(String, String)> {
        Attributes::read(list).pairs
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn ids_classes_and_keys_are_read() {
        assert_eq!(
            pairs(r#" .lead.wide #top title="a \"b\"" target='_blank'"#),
            [
                pair("class", "lead wide"),
                pair("id", "top"),
                pair("title", "a \"b\""),
                pair("target", "_blank")
            ]
        );
    }

    #[test]
    fn a_bare_word_refers_to_a_list() {
        assert_eq!(Attributes::read("toc .a").references, ["toc"]);
    }

    #[test]
    fn what_is_no_attribute_is_left_out() {
        assert!(pairs("target=”_blank” = \"x\" 5%").is_empty());
    }
}
