//! The group's own template for a response, and why it may be unusable.

use arguendo_text::front_matter::{HEADER_LINE, Invalid, Split, parse, split};

use super::{Folder, Found, Stamp, What, is_gone};
use crate::content::problem::{Problem, ProblemCode};

/// The path of the template.
pub const TEMPLATE_PATH: &str = "_templates/response.md";

impl Folder {
    /// The text that a new response begins with, or why it cannot be used. None if the group has no template.
    #[must_use]
    pub fn template(&self) -> Option<Result<String, Problem>> {
        let problem = |code, line, why: String| Problem {
            code,
            line,
            message: format!("Responses are begun without this template, because it cannot be used: {why}."),
        };
        let bytes = match self.read(TEMPLATE_PATH) {
            Ok(bytes) => bytes.bytes,
            Err(error) if is_gone(&error) => return None,
            Err(error) => return Some(Err(problem(ProblemCode::Unreadable, None, error.to_string()))),
        };
        let Ok(text) = String::from_utf8(bytes) else {
            let why = "it is not UTF-8".to_owned();
            return Some(Err(problem(ProblemCode::InvalidUtf8, None, why)));
        };
        let Split::Parts(parts) = split(&text) else {
            let why = "it does not begin with front matter between two lines of “---”".to_owned();
            return Some(Err(problem(ProblemCode::NoFrontMatter, Some(1), why)));
        };
        match parse(parts.header, HEADER_LINE) {
            Ok(_) => Some(Ok(text)),
            Err(Invalid {
                line, column, reason, ..
            }) => {
                let why = format!("line {line}, column {column}: {reason}");
                Some(Err(problem(ProblemCode::FrontMatterInvalid, Some(line), why)))
            }
        }
    }

    /// The problem of a template that cannot be used. A template without a problem is not shown to readers.
    pub(super) fn template_at_or_below(&self, path: &str) -> Option<Found> {
        let is_there = ["", "_templates", TEMPLATE_PATH].contains(&path);
        let problem = self.template().filter(|_| is_there)?.err()?;
        Some(Found {
            path: TEMPLATE_PATH.to_owned(),
            stamp: Stamp::default(),
            what: What::NotRead(problem),
        })
    }
}
