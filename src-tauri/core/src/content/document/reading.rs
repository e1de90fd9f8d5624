//! Reads the bytes of one file into a document.

use std::borrow::Cow;

use arguendo_text::dates::Date;
use arguendo_text::front_matter::{self, Duplicate, HEADER_LINE, Invalid, Mapping, Split};
use arguendo_text::merge::markers::{self, Marked};
use arguendo_text::names;

use super::fields::Fields;
use super::{Document, HEAD_OF_LARGE_FILE, LARGEST_BODY, Reading, salvaging};
use crate::content::kind::Kind;
use crate::content::problem::{Problem, ProblemCode};
use crate::content::site_config::SiteConfig;

/// Reads one file. `path` is the path inside the folder, and `size` the size of the whole file in bytes.
/// `bytes` is the whole file or, above [`LARGEST_BODY`], its first [`HEAD_OF_LARGE_FILE`] bytes.
#[must_use]
pub fn read(kind: Kind, path: &str, size: u64, bytes: &[u8], config: &SiteConfig) -> Reading {
    let is_large = size > LARGEST_BODY;
    let mut problems = Vec::new();
    let bytes = if is_large { head(bytes) } else { bytes };
    let (text, read_only) = decode(bytes, &mut problems);

    let marked = markers::read(&text).map(conflict_markers);
    if let Some(problem) = &marked
        && !matches!(front_matter::split(&text), Split::Parts(_))
    {
        return Reading::NoFrontMatter(problem.clone());
    }
    problems.extend(marked);
    let header = match front_matter::split(&text) {
        Split::Parts(parts) => {
            header(parts.header, &mut problems).map(|map| (map, parts.body, parts.body_line))
        }
        // Only the head of the file was read, so the end of the front matter may lie beyond it.
        Split::Unclosed if is_large => Err(endless_header()),
        Split::Unclosed => return no_front_matter("the “---” of line 1 is not closed by another", read_only),
        Split::Absent => return no_front_matter("its first line is not “---”", read_only),
    };
    let broken = header.is_err();
    let ((map, duplicates), body, body_line) = header.unwrap_or_else(|problem| {
        problems.push(problem);
        (
            Default::default(),
            text.strip_prefix('\u{feff}').unwrap_or(&text),
            1,
        )
    });
    problems.extend(duplicates.iter().map(duplicate_key));
    if is_large {
        problems.push(too_large(size));
    }

    let mut fields = Fields::new(&map, config.defaults_for(kind, path), problems);
    let mut document = from_fields(&mut fields, kind, path, config, broken);
    document.body = if is_large { String::new() } else { body.to_owned() };
    document.body_line = body_line;
    document.broken = broken;
    // A text that its author has marked as not published stays hidden, even if the rest of the header cannot
    // be read.
    document.published &= !(broken && is_kept_back(&text));
    document.reveal_after_mine |= broken && salvaged(kind, path, &text, config).reveal_after_mine;
    document.read_only = read_only;
    document.problems = fields.into_problems();
    Reading::Document(Box::new(document))
}

/// Makes a document from front matter that cannot be read as a whole. It uses the keys that can be read one
/// by one. The document has no text.
#[must_use]
pub fn salvaged(kind: Kind, path: &str, text: &str, config: &SiteConfig) -> Document {
    let map = salvaging::mapping(text);
    let mut fields = Fields::new(&map, config.defaults_for(kind, path), Vec::new());
    from_fields(&mut fields, kind, path, config, true)
}

/// True if a line of a header that cannot be read says plainly that the text is not published.
fn is_kept_back(text: &str) -> bool {
    let header = text
        .lines()
        .skip(1)
        .take_while(|line| !matches!(line.trim_end(), "---" | "..."));
    let values = header.filter_map(|line| line.strip_prefix("published:"));
    values.last().is_some_and(|value| {
        let value = value.split_once(" #").map_or(value, |(value, _)| value).trim();
        ["false", "no", "off"]
            .iter()
            .any(|word| value.eq_ignore_ascii_case(word))
    })
}

/// The beginning of a large file. It is cut between two characters, so that the cut does not look like bad
/// UTF-8.
fn head(bytes: &[u8]) -> &[u8] {
    let head = &bytes[..bytes.len().min(HEAD_OF_LARGE_FILE)];
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        _ => head,
    }
}

fn decode<'a>(bytes: &'a [u8], problems: &mut Vec<Problem>) -> (Cow<'a, str>, bool) {
    let text = String::from_utf8_lossy(bytes);
    let Err(error) = std::str::from_utf8(bytes) else {
        return (text, false);
    };
    let line_ends = bytes[..error.valid_up_to()]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count();
    let line = u32::try_from(line_ends).unwrap_or(u32::MAX).saturating_add(1);
    problems.push(Problem {
        code: ProblemCode::InvalidUtf8,
        line: Some(line),
        message: format!(
            "Line {line} is not UTF-8: it is shown with replacement marks, and the file is not written to."
        ),
    });
    (text, true)
}

/// Parses a header. If the header is only over the reading budget, the keys that are too large are lost and
/// the others are kept.
fn header(text: &str, problems: &mut Vec<Problem>) -> Result<(Mapping, Vec<Duplicate>), Problem> {
    let invalid = match front_matter::parse(text, HEADER_LINE) {
        Ok(read) => return Ok(read),
        Err(invalid) => invalid,
    };
    let Invalid {
        line,
        column,
        reason,
        is_too_much,
    } = invalid;
    let problem = |what| Problem {
        code: ProblemCode::FrontMatterInvalid,
        line: Some(line),
        message: format!("{what}: line {line}, column {column}: {reason}."),
    };
    if !is_too_much {
        return Err(problem("The front matter cannot be read"));
    }
    problems.push(problem(
        "Not all of the front matter is read, and it is not written to here",
    ));
    Ok((front_matter::parse_each(text, HEADER_LINE), Vec::new()))
}

fn endless_header() -> Problem {
    let message = format!(
        "The front matter cannot be read: it is not closed in the first {} KiB.",
        HEAD_OF_LARGE_FILE / 1024
    );
    Problem {
        code: ProblemCode::FrontMatterInvalid,
        line: Some(1),
        message,
    }
}

fn no_front_matter(why: &str, read_only: bool) -> Reading {
    let encoding = if read_only { " (nor is it UTF-8)" } else { "" };
    Reading::NoFrontMatter(Problem {
        code: ProblemCode::NoFrontMatter,
        line: Some(1),
        message: format!("The file has no front matter, so it is not shown as a document: {why}{encoding}."),
    })
}

fn conflict_markers(marked: Marked) -> Problem {
    let line = marked.line;
    Problem {
        code: ProblemCode::ConflictMarkers,
        line: Some(line),
        message: format!(
            "git has left two texts in this file, between its marks (the first in line {line}). Settle which words are to stay; until then it is shown with both and the marks."
        ),
    }
}

fn duplicate_key(duplicate: &Duplicate) -> Problem {
    let Duplicate {
        key,
        first_line,
        last_line,
    } = duplicate;
    Problem {
        code: ProblemCode::DuplicateKey,
        line: Some(*last_line),
        message: format!(
            "“{key}” stands twice, in lines {first_line} and {last_line}; line {last_line} counts."
        ),
    }
}

fn too_large(size: u64) -> Problem {
    const MIB: u64 = 1024 * 1024;
    let tenths = size.saturating_mul(10) / MIB;
    Problem {
        code: ProblemCode::TooLarge,
        line: None,
        message: format!(
            "The file has {}.{} MiB; above {} MiB its text is neither shown nor searched.",
            tenths / 10,
            tenths % 10,
            LARGEST_BODY / MIB
        ),
    }
}

/// A document with everything that the front matter says. The caller fills in the rest.
fn from_fields(
    fields: &mut Fields<'_>,
    kind: Kind,
    path: &str,
    config: &SiteConfig,
    broken: bool,
) -> Document {
    let stem = names::stem_of(path);
    let own_name = names::without_date_prefix(stem);
    Document {
        kind,
        path: path.to_owned(),
        stem: stem.to_owned(),
        slug: fields.text("slug").unwrap_or(own_name).to_owned(),
        has_own_slug: fields.text("slug").is_some(),
        title: title(fields, own_name, broken),
        date: date(fields, stem, config),
        published: fields.published(),
        description: fields.text("description").map(String::from),
        thesis: fields.text("thesis").map(String::from),
        stance: fields.text("stance").map(String::from),
        question: fields.text("arguendo-question").map(String::from),
        responses: fields.texts("arguendo"),
        contributors: fields.texts("contributors"),
        responds_to: fields.responds_to(),
        answers: fields.numbers("answers"),
        asks: fields.texts("asks"),
        revisits: fields.text("revisits").map(String::from),
        due: fields.date("due", &config.timezone),
        word_limit: fields.number("word-limit"),
        reveal_after_mine: fields.reveal_after_mine(),
        last_name: fields.text("last_name").map(String::from),
        image: fields.text("image_path").map(String::from),
        body: String::new(),
        body_line: 1,
        broken: false,
        read_only: false,
        problems: Vec::new(),
    }
}

/// The title without zero-width spaces and byte order marks. These come with copied text; nobody sees them,
/// and they spoil the sorting.
fn title(fields: &mut Fields<'_>, own_name: &str, broken: bool) -> String {
    let written = fields.text("title").unwrap_or_default();
    let title =
        written.trim_matches(|end: char| end.is_whitespace() || matches!(end, '\u{200b}' | '\u{feff}'));
    if !title.is_empty() {
        return title.to_owned();
    }
    let words = names::titleize(own_name);
    // A name that consists only of dashes has no words.
    let made = if words.trim().is_empty() {
        own_name
    } else {
        words.trim()
    }
    .to_owned();
    if !broken {
        fields.say(
            ProblemCode::TitleMissing,
            None,
            format!("There is no title; “{made}” is made from the file's name."),
        );
    }
    made
}

/// The date in the front matter, or else the date at the start of the file name (Jekyll's
/// `Document#populate_title`).
fn date(fields: &mut Fields<'_>, stem: &str, config: &SiteConfig) -> Option<Date> {
    if fields.is_written("date") {
        return fields.date("date", &config.timezone);
    }
    names::date_prefix(stem).and_then(|(date, _)| Date::parse(date, &config.timezone))
}
