//! The folder check: every problem in the folder that a reader should know about, in one sentence each.

use std::collections::HashMap;

use arguendo_text::names;

use crate::content::kind::Kind;
use crate::content::problem::ProblemCode;
use crate::mirror::{Bearers, Finding, FindingRow, MirrorError, Reader, Role};
use crate::pages::{ProblemRow, Target};

/// All problems in the folder, by path, line, code and sentence.
///
/// # Errors
/// An error of SQLite.
pub fn problems(reader: &Reader) -> Result<Vec<ProblemRow>, MirrorError> {
    reader.at_one_moment(|| problems_now(reader))
}

fn problems_now(reader: &Reader) -> Result<Vec<ProblemRow>, MirrorError> {
    let mut near = Near {
        reader,
        bearers: Bearers::new(reader),
        slugs: HashMap::new(),
        known: HashMap::new(),
    };
    let mut rows = Vec::new();
    for finding in distinct(reader)? {
        let (code, message) = near.sentence(&finding.finding)?;
        rows.push(ProblemRow {
            path: finding.path,
            line: finding.line,
            code,
            message,
            target: None,
        });
    }
    rows.sort_by(|a, b| (&a.path, a.line, &a.code, &a.message).cmp(&(&b.path, b.line, &b.code, &b.message)));
    for row in &mut rows {
        row.target = reader
            .document_at(&row.path)?
            .map(|document| Target::from(&document));
    }
    Ok(rows)
}

/// The number of problems, without making their sentences.
///
/// # Errors
/// An error of SQLite.
pub fn count(reader: &Reader) -> Result<usize, MirrorError> {
    Ok(distinct(reader)?.len())
}

fn distinct(reader: &Reader) -> Result<Vec<FindingRow>, MirrorError> {
    let mut findings = reader.findings()?;
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// Finds the slugs that a person may have meant.
struct Near<'a> {
    reader: &'a Reader,
    bearers: Bearers<'a>,
    /// The slugs of each kind asked for, with their folded form, in the order of the folded form.
    slugs: HashMap<Kind, Vec<(String, String)>>,
    /// Sentences made before: one missing slug is often written many times.
    known: HashMap<(Kind, String), String>,
}

impl Near<'_> {
    fn sentence(&mut self, finding: &Finding) -> Result<(String, String), MirrorError> {
        let (code, message) = match finding {
            Finding::Problem(found) => return Ok((found.code.clone(), found.message.clone())),
            Finding::Missing(role, written) => self.missing(*role, written)?,
            Finding::Loose(written) => (
                ProblemCode::ReferenceLoose,
                format!(
                    "“{written}” was found only by ignoring case, dashes or accents put together differently; it works here, but not on every site."
                ),
            ),
            Finding::Ambiguous(written) => (
                ProblemCode::ReferenceAmbiguous,
                format!(
                    "“{written}” fits several documents, and none of them alone points back; they are shown side by side."
                ),
            ),
            Finding::ContributorUnpublished(written) => (
                ProblemCode::ContributorUnpublished,
                format!("It is signed by “{written}”, whose profile is not published."),
            ),
            Finding::NotListed(question) => (
                ProblemCode::NotListed,
                format!(
                    "It answers the question in {question}, which does not list it; it is shown after the listed ones."
                ),
            ),
            Finding::NoQuestion => (
                ProblemCode::QuestionUnknown,
                "It names no question, and no question lists it; it waits on the Unfiled shelf.".to_owned(),
            ),
            Finding::DuplicateSlug(other) => (
                ProblemCode::DuplicateSlug,
                format!(
                    "It has the same slug as {other}. Both are kept and shown; give one of them another slug."
                ),
            ),
            Finding::ConflictCopy(original) => (
                ProblemCode::ConflictCopy,
                format!(
                    "A sync program kept this as a conflict copy of {original}. It is not shown as a document of its own."
                ),
            ),
        };
        Ok((code.name().to_owned(), message))
    }

    fn missing(&mut self, role: Role, written: &str) -> Result<(ProblemCode, String), MirrorError> {
        Ok(match role {
            Role::Lists => (
                ProblemCode::ResponseMissing,
                format!(
                    "It lists the response “{written}”, {}",
                    self.awaited(Kind::Response, written)?
                ),
            ),
            Role::Answers => (
                ProblemCode::QuestionUnknown,
                format!(
                    "It answers the question “{written}”, {}",
                    self.awaited(Kind::Question, written)?
                ),
            ),
            Role::SignedBy => (
                ProblemCode::ContributorUnknown,
                format!(
                    "It is signed by “{written}”, {}",
                    match self.bearers.find(Kind::Contributor, written)? {
                        Some(path) => unread(&path),
                        None => format!(
                            "who is not among the contributors.{}",
                            self.meant(Kind::Contributor, written)?
                        ),
                    }
                ),
            ),
            Role::RepliesTo => (
                ProblemCode::ReplyUnknown,
                format!(
                    "It replies to “{written}”, {}",
                    self.absent(Kind::Response, written)?
                ),
            ),
            Role::Revisits => (
                ProblemCode::QuestionUnknown,
                format!(
                    "It revisits the question “{written}”, {}",
                    self.absent(Kind::Question, written)?
                ),
            ),
        })
    }

    /// The end of a sentence about a document that may still arrive: it is not in the folder, or its file is
    /// not read as that kind; with a similar slug.
    fn awaited(&mut self, kind: Kind, written: &str) -> Result<String, MirrorError> {
        Ok(match self.bearers.find(kind, written)? {
            Some(path) => unread(&path),
            None => format!("which is not in the folder (yet).{}", self.meant(kind, written)?),
        })
    }

    /// The same about a document that existed when it was named.
    fn absent(&mut self, kind: Kind, written: &str) -> Result<String, MirrorError> {
        Ok(match self.bearers.find(kind, written)? {
            Some(path) => unread(&path),
            None => format!("which is not in the folder.{}", self.meant(kind, written)?),
        })
    }

    /// " Perhaps “…” is meant.", or an empty text.
    fn meant(&mut self, kind: Kind, written: &str) -> Result<String, MirrorError> {
        if let Some(known) = self.known.get(&(kind, written.to_owned())) {
            return Ok(known.clone());
        }
        if !self.slugs.contains_key(&kind) {
            let slugs = self.reader.slugs(kind)?.into_iter();
            let mut slugs: Vec<_> = slugs.map(|slug| (names::fold(&slug), slug)).collect();
            slugs.sort();
            self.slugs.insert(kind, slugs);
        }
        let slugs = self.slugs.get(&kind).map(Vec::as_slice).unwrap_or_default();
        let near = names::near(
            written,
            comparable(slugs, &names::fold(written))
                .iter()
                .map(|(_, slug)| slug.as_str()),
        );
        let sentence = match near.as_slice() {
            [] => String::new(),
            near => format!(
                " Perhaps {} is meant.",
                near.iter()
                    .map(|slug| format!("“{slug}”"))
                    .collect::<Vec<_>>()
                    .join(" or ")
            ),
        };
        self.known.insert((kind, written.to_owned()), sentence.clone());
        Ok(sentence)
    }
}

fn unread(path: &str) -> String {
    format!("but {path} is not read as that.")
}

/// The slugs to compare with a missing one. If there are many, these are only its neighbours in the order,
/// which share its beginning; otherwise a folder with thousands of missing slugs would cost millions of
/// comparisons. `slugs` are in the order of their folded form.
fn comparable<'a>(slugs: &'a [(String, String)], folded: &str) -> &'a [(String, String)] {
    const ON_EACH_SIDE: usize = 150;
    let at = slugs.partition_point(|(slug, _)| slug.as_str() < folded);
    let to = slugs.len().min(at + ON_EACH_SIDE);
    slugs.get(at.saturating_sub(ON_EACH_SIDE)..to).unwrap_or_default()
}

/// The question that a response on the Unfiled shelf names, with a similar slug.
///
/// # Errors
/// An error of SQLite.
pub fn unknown_question(reader: &Reader, written: &str) -> Result<String, MirrorError> {
    let mut near = Near {
        reader,
        bearers: Bearers::new(reader),
        slugs: HashMap::new(),
        known: HashMap::new(),
    };
    Ok(format!(
        "It answers “{written}”, {}",
        near.absent(Kind::Question, written)?
    ))
}
