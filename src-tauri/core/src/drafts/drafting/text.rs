//! The whole text of a draft's file: the fields in its front matter, its body, and what a change makes of them.

use arguendo_text::edits::{self, Piece};
use arguendo_text::front_matter::editing::{list, remove, set, set_list};
use arguendo_text::front_matter::{HEADER_LINE, Mapping, Split, body_of, parse, split};
use arguendo_text::{diff, markdown, words};
use serde::{Deserialize, Serialize};

use super::DraftingError;
use crate::content::document::{self, Document, Reading};
use crate::content::kind::Kind;
use crate::content::site_config::SiteConfig;
use crate::mirror::{DocumentRow, Reader};
use crate::pages::drafts::{DraftFields, Typed, Written};

/// What is in the journal: what was typed, or a text that took the place of the whole one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub(super) enum Entry {
    Body { changes: Vec<Piece> },
    Fields { fields: DraftFields },
    Whole { text: String },
}

impl Entry {
    pub fn of(typed: &Typed) -> Self {
        match typed.clone() {
            Typed::Body { changes } => Self::Body { changes },
            Typed::Fields { fields } => Self::Fields { fields },
        }
    }

    /// The text after it.
    pub fn applied_to(&self, text: &str) -> Result<String, DraftingError> {
        match self {
            Self::Body { changes } => {
                let body = body_of(text);
                let otherwise = edits::line_end(header_before(text, body), "\n");
                Ok(with_body(text, &edits::apply(body, changes, otherwise)?))
            }
            Self::Fields { fields } => with_fields(text, fields),
            Self::Whole { text } => Ok(text.clone()),
        }
    }
}

/// `text` with the body and the fields that a page has.
pub(super) fn written_in(text: &str, written: &Written) -> Result<String, DraftingError> {
    let body = body_of(text);
    let end = u32::try_from(edits::with_line_feeds(body).encode_utf16().count()).unwrap_or(u32::MAX);
    let changes = vec![(0, end, written.body.clone())];
    let fields = written.fields.clone();
    Entry::Fields { fields }.applied_to(&Entry::Body { changes }.applied_to(text)?)
}

/// `text` with another body. A closing fence that ends the file gets a line end first, else the body would be behind it and
/// nothing would close the front matter any more.
pub(super) fn with_body(text: &str, body: &str) -> String {
    let header = header_before(text, body_of(text));
    let end = match header.chars().next_back() {
        None | Some('\n') => "",
        Some(_) if body.is_empty() => "",
        Some('\r') => "\n",
        Some(_) => fence_end(header),
    };
    format!("{header}{end}{body}")
}

fn header_before<'a>(text: &'a str, body: &str) -> &'a str {
    &text[..text.len() - body.len()]
}

/// The line end of a fence in `text`: it has a line feed.
fn fence_end(text: &str) -> &'static str {
    match edits::line_end(text, "\n") {
        "\r\n" => "\r\n",
        _ => "\n",
    }
}

/// The bytes of a file as a text that can be written in; the sentence says why it cannot be.
pub(super) fn read(bytes: &[u8]) -> (String, Option<String>) {
    let (text, read_only) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(_) => {
            let why = "This file is not UTF-8 text, so it can be read here but not written in. Save it as UTF-8 in another program.";
            (String::from_utf8_lossy(bytes).into_owned(), Some(why.to_owned()))
        }
    };
    let text = with_header(text);
    let broken = header_of(&text).err().map(|invalid| {
        format!(
            "The front matter cannot be read (line {}, column {}: {}), so the draft cannot be written in here. Mend it in another program. Nothing is lost.",
            invalid.line, invalid.column, invalid.reason
        )
    });
    (text, read_only.or(broken))
}

/// Fields need a front matter to be in.
fn with_header(text: String) -> String {
    if matches!(split(&text), Split::Parts(_)) {
        return text;
    }
    let (mark, rest) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text.as_str()),
    };
    let end = fence_end(rest);
    format!("{mark}---{end}---{end}{rest}")
}

fn header_of(text: &str) -> Result<Mapping, arguendo_text::front_matter::Invalid> {
    match split(text) {
        Split::Parts(parts) => parse(parts.header, HEADER_LINE).map(|(map, _)| map),
        Split::Unclosed | Split::Absent => Ok(Mapping::default()),
    }
}

/// One text of the front matter; empty where there is none.
pub(super) fn field(text: &str, key: &str) -> String {
    let map = header_of(text).unwrap_or_default();
    let found = map.get(key).and_then(|entry| entry.value.text());
    found.unwrap_or_default().to_owned()
}

pub(super) fn fields_of(text: &str) -> DraftFields {
    DraftFields {
        title: field(text, "title"),
        thesis: field(text, "thesis"),
        stance: field(text, "stance"),
        description: field(text, "description"),
        contributors: list(text, "contributors"),
        language: field(text, "lang"),
    }
}

fn with_fields(text: &str, fields: &DraftFields) -> Result<String, DraftingError> {
    let have = fields_of(text);
    let mut changed = text.to_owned();
    for (key, have, wanted) in [
        ("title", have.title, &fields.title),
        ("thesis", have.thesis, &fields.thesis),
        ("stance", have.stance, &fields.stance),
        ("description", have.description, &fields.description),
        ("lang", have.language, &fields.language),
    ] {
        if have == *wanted {
            continue;
        }
        changed = if wanted.trim().is_empty() {
            remove(&changed, key)?
        } else {
            set(&changed, key, wanted)?
        };
    }
    if have.contributors != fields.contributors {
        changed = set_list(&changed, "contributors", &fields.contributors)?;
    }
    Ok(changed)
}

/// What a person reads of a draft, for comparing: its fields, each a paragraph, and its body.
pub(crate) fn readable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let fields = fields_of(&text);
    let mut readable = String::new();
    for field in [fields.title, fields.thesis, fields.stance, fields.description] {
        if !field.is_empty() {
            readable.push_str(&field);
            readable.push_str("\n\n");
        }
    }
    readable.push_str(&edits::with_line_feeds(body_of(&text)));
    readable
}

/// Words of the body, as everywhere in the program.
pub(super) fn words(bytes: &[u8]) -> u32 {
    let text = String::from_utf8_lossy(bytes);
    let words = words::count(&markdown::plain_text(body_of(&text)));
    u32::try_from(words).unwrap_or(u32::MAX)
}

/// Two states of a file compared by what a person reads of them.
pub(super) fn compared(before: &[u8], after: &[u8]) -> diff::Comparison {
    diff::words(&readable(before), &readable(after))
}

/// The question that a draft names, where that is in the folder.
pub(super) fn question_of(reader: &Reader, text: &str) -> Result<Option<DocumentRow>, DraftingError> {
    let named = field(text, "arguendo-question");
    if named.is_empty() {
        return Ok(None);
    }
    Ok(reader.named(Kind::Question, &named)?.into_iter().next())
}

/// The document that the bytes of a draft are.
pub(super) fn document_of(path: &str, bytes: &[u8]) -> Option<Document> {
    let config = SiteConfig::default();
    match document::read(Kind::Draft, path, bytes.len() as u64, bytes, &config) {
        Reading::Document(document) => Some(*document),
        Reading::NoFrontMatter(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: &str = "---\r\n# Mine\r\ntitle: 'Old'\r\ncontributors:\r\n  - ann\r\n---\r\nOne.\r\n";

    #[test]
    fn a_change_of_a_field_leaves_every_other_byte() {
        let mut fields = fields_of(DRAFT);
        assert_eq!((fields.title.as_str(), fields.contributors.len()), ("Old", 1));
        fields.title = "It's new".to_owned();
        fields.thesis = "One sentence: this.".to_owned();
        let changed = Entry::Fields {
            fields: fields.clone(),
        }
        .applied_to(DRAFT)
        .unwrap();
        assert_eq!(fields_of(&changed), fields);
        assert!(changed.starts_with("---\r\n# Mine\r\n") && changed.ends_with("---\r\nOne.\r\n"));
        assert!(!changed.replace("\r\n", "").contains('\n'), "{changed:?}");
        fields.title.clear();
        let untitled = Entry::Fields { fields }.applied_to(&changed).unwrap();
        assert!(!untitled.contains("title:"));
    }

    #[test]
    fn a_change_of_the_body_leaves_the_front_matter() {
        let changes = vec![(4, 4, "\nTwo.".to_owned())];
        let changed = Entry::Body { changes }.applied_to(DRAFT).unwrap();
        assert_eq!(changed, DRAFT.replace("One.", "One.\r\nTwo."));
    }

    #[test]
    fn a_text_without_front_matter_gets_one_to_write_fields_in() {
        let (text, read_only) = read(b"Only words.\r\n");
        assert_eq!(
            (text.as_str(), read_only),
            ("---\r\n---\r\nOnly words.\r\n", None)
        );
        let fields = DraftFields {
            title: "T".to_owned(),
            contributors: vec!["ann".to_owned(), "bo".to_owned()],
            ..DraftFields::default()
        };
        let changed = Entry::Fields {
            fields: fields.clone(),
        }
        .applied_to(&text)
        .unwrap();
        assert_eq!(fields_of(&changed), fields);
        assert_eq!(body_of(&changed), "Only words.\r\n");
    }

    #[test]
    fn what_cannot_be_written_in_says_why() {
        assert!(read(b"---\ntitle: caf\xe9\n---\n").1.unwrap().contains("UTF-8"));
        assert!(read(b"---\ntitle: [\n---\n").1.unwrap().contains("front matter"));
    }
}
