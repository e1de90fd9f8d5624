//! Merges two texts of a document that have a common base. Changes that do not touch are combined; the others
//! are left to a person to choose.
//!
//! Front matter is merged key by key and the body paragraph by paragraph. A paragraph that both sides have
//! changed is merged word by word. The result depends only on the three texts, so that everyone who merges
//! them gets the same one.

mod body;
mod fields;
mod lists;
pub mod markers;
mod merged_text;
pub(crate) mod paragraphs;
mod parts;
mod regions;

use std::collections::BTreeMap;

use crate::edits::with_line_feeds;
use crate::front_matter::body_of;

use self::body::Body;
use self::fields::Header;
pub use self::parts::{Field, FieldValue, MergeError, MergeState, Part, Unmergeable};

/// Two texts, merged as far as possible.
pub struct Merged {
    header: Header,
    body: Body,
    /// The line end of the whole result, if the texts agree on one.
    line_end: Option<&'static str>,
    /// The exact result if one side has changed nothing, or both have the same text.
    unchanged: Option<String>,
}

/// The choices of a person: fields by their keys, parts by their indices. The texts have line feeds only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Keys of the front matter.
    pub fields: BTreeMap<String, FieldValue>,
    /// Parts of the body.
    pub parts: BTreeMap<usize, String>,
}

/// Merges two texts. Without a base, every difference is a conflict.
///
/// # Errors
/// The front matter of one of the texts cannot be read.
pub fn merge(base: Option<&str>, mine: &str, theirs: &str) -> Result<Merged, Unmergeable> {
    let header = Header::of(base, mine, theirs)?;
    let unchanged = if mine == theirs || base == Some(theirs) {
        Some(mine.to_owned())
    } else {
        (base == Some(mine)).then(|| theirs.to_owned())
    };
    let base_end = base.and_then(line_end);
    let line_end = match (line_end(mine), line_end(theirs)) {
        (Some(mine), Some(theirs)) if base_end == Some(mine) => Some(theirs),
        (Some(mine), Some(_)) => Some(mine),
        _ => None,
    };
    Ok(Merged {
        header,
        body: body::merge(base.map(body_of), body_of(mine), body_of(theirs)),
        line_end,
        unchanged,
    })
}

impl Merged {
    /// The keys of the front matter, in order.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.header.fields
    }

    /// The parts of the body, in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.body.parts
    }

    /// The number of fields and parts that are in conflict.
    #[must_use]
    pub fn open(&self) -> usize {
        let fields = self.fields().iter().filter(|field| field.merged.is_none());
        let parts = self.parts().iter().filter(|part| part.merged.is_none());
        fields.count() + parts.count()
    }

    /// The merged text, if there is no conflict.
    ///
    /// # Errors
    /// There is a conflict, or the front matter cannot be written.
    pub fn text(&self) -> Result<String, MergeError> {
        match &self.unchanged {
            Some(text) => Ok(text.clone()),
            None => self.settled(&Choices::default()),
        }
    }

    /// The text with `choices` in place. Fields and parts without a choice are as they were merged.
    ///
    /// # Errors
    /// A choice is missing, or the front matter cannot be written.
    pub fn settled(&self, choices: &Choices) -> Result<String, MergeError> {
        let mut unsettled = 0;
        let mut text = String::new();
        text.push_str(&self.body.before);
        let mut after: Option<&str> = None;
        for (number, part) in self.parts().iter().enumerate() {
            let said = match (choices.parts.get(&number), &part.merged) {
                (Some(chosen), _) => as_written(part, chosen),
                (None, Some(merged)) => merged.clone(),
                (None, None) => {
                    unsettled += 1;
                    continue;
                }
            };
            let said = said.trim_end();
            if said.trim().is_empty() {
                continue;
            }
            if let Some(after) = after {
                text.push_str(if divides(after) { after } else { "\n\n" });
            }
            text.push_str(said);
            after = Some(&part.after);
        }
        if after.is_some() {
            text.push_str(&self.body.end);
        }
        let missing = |field: &&Field| field.merged.is_none() && !choices.fields.contains_key(&field.key);
        unsettled += self.fields().iter().filter(missing).count();
        if unsettled > 0 {
            return Err(MergeError::Unsettled(unsettled));
        }
        let header = self.header.settled(&choices.fields)?;
        let text = format!("{header}{text}");
        Ok(match self.line_end {
            Some("\r\n") => with_line_feeds(&text).replace('\n', "\r\n"),
            Some(_) => with_line_feeds(&text),
            None => text,
        })
    }
}

/// The chosen text with its original line ends, if it is one of the texts of this part.
fn as_written(part: &Part, chosen: &str) -> String {
    let candidates = [&part.merged, &part.mine, &part.theirs, &part.base];
    let is_chosen = |text: &&String| with_line_feeds(text).trim_end() == chosen.trim_end();
    let found = candidates.into_iter().flatten().find(is_chosen);
    found.map_or_else(|| chosen.to_owned(), String::clone)
}

/// True if the text contains a blank line.
fn divides(after: &str) -> bool {
    after.matches('\n').count() > 1
}

/// The line end of all lines. None if there is no line end, or more than one kind.
fn line_end(text: &str) -> Option<&'static str> {
    let all = text.matches('\n').count();
    let long = text.matches("\r\n").count();
    match text.matches('\r').count() {
        0 if all > 0 => Some("\n"),
        carriages if carriages == all && long == all && all > 0 => Some("\r\n"),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
