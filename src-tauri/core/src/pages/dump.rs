//! The whole mirror as JSON. Equal folders give equal bytes, however the mirrors were made.

use std::io::{self, Write};

use arguendo_text::dates;
use arguendo_text::markdown::{self, Setting};
use serde::Serialize;

use crate::content::kind::Kind;
use crate::content::site_config::SiteConfig;
use crate::mirror::links::Link;
use crate::mirror::{DocumentRow, LinkRow, MirrorError, Reader, Role, sync};
use crate::pages::{folder_check, reading};

/// Why a dump failed.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// The mirror could not be read.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// The output could not be written.
    #[error("The output could not be written: {0}.")]
    Output(#[from] io::Error),
}

impl From<serde_json::Error> for DumpError {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

#[derive(Serialize)]
struct Question {
    path: String,
    slug: String,
    title: String,
    date: Option<String>,
    instant: Option<String>,
    published: bool,
    description: Option<String>,
    html: String,
    missing: Vec<String>,
    responses: Vec<Filed>,
}

#[derive(Serialize)]
struct Filed {
    path: String,
    link: Link,
}

#[derive(Serialize)]
struct Response {
    path: String,
    slug: String,
    title: String,
    date: Option<String>,
    instant: Option<String>,
    published: bool,
    thesis: Option<String>,
    stance: Option<String>,
    question: Option<String>,
    responds_to: Vec<RespondsTo>,
    contributors: Vec<Signature>,
    words: u32,
    html: String,
}

#[derive(Serialize)]
struct RespondsTo {
    slug: String,
    path: Option<String>,
    relation: Option<String>,
}

#[derive(Serialize)]
struct Signature {
    slug: String,
    name: String,
    path: Option<String>,
}

#[derive(Serialize)]
struct Contributor {
    path: String,
    slug: String,
    name: String,
    position: Option<String>,
    image: Option<String>,
    published: bool,
    html: String,
}

#[derive(Serialize)]
struct Problem {
    path: String,
    line: Option<u32>,
    code: String,
    message: String,
}

/// Writes the whole mirror to `out`, sorted by path. Writes one document at a time, so that only one is in
/// memory.
///
/// # Errors
/// See [`DumpError`].
pub fn dump(reader: &Reader, out: &mut dyn Write) -> Result<(), DumpError> {
    let mut result = Ok(());
    reader.at_one_moment(|| {
        result = parts(reader, out);
        Ok(())
    })?;
    result
}

/// The documents that `name` refers to: the one at that path, or else those with that slug or stem.
///
/// # Errors
/// An error of SQLite.
pub fn find(reader: &Reader, name: &str) -> Result<Vec<DocumentRow>, MirrorError> {
    if let Some(row) = reader.document_at(name)? {
        return Ok(vec![row]);
    }
    let mut rows = Vec::new();
    for kind in [Kind::Question, Kind::Response, Kind::Contributor, Kind::Draft] {
        rows.extend(reader.named(kind, name)?);
    }
    Ok(rows)
}

/// One document in the same form as in [`dump`]; a draft in the form of a response.
///
/// # Errors
/// See [`DumpError`].
pub fn one(reader: &Reader, row: &DocumentRow) -> Result<serde_json::Value, DumpError> {
    let config = sync::config_of(reader)?;
    let row = row.clone();
    Ok(match row.kind {
        Kind::Question => serde_json::to_value(question(reader, &config, row)?)?,
        Kind::Contributor => serde_json::to_value(contributor(reader, &config, row)?)?,
        Kind::Response | Kind::Draft => serde_json::to_value(response(reader, &config, row)?)?,
    })
}

fn parts(reader: &Reader, out: &mut dyn Write) -> Result<(), DumpError> {
    let config = sync::config_of(reader)?;
    out.write_all(b"{\"questions\":[")?;
    list(reader, out, Kind::Question, |row| question(reader, &config, row))?;
    out.write_all(b"],\"responses\":[")?;
    list(reader, out, Kind::Response, |row| response(reader, &config, row))?;
    out.write_all(b"],\"contributors\":[")?;
    list(reader, out, Kind::Contributor, |row| {
        contributor(reader, &config, row)
    })?;
    out.write_all(b"],\"problems\":[")?;
    for (position, problem) in folder_check::problems(reader)?.into_iter().enumerate() {
        let (path, line) = (problem.path, problem.line);
        let problem = Problem {
            path,
            line,
            code: problem.code,
            message: problem.message,
        };
        separate(out, position)?;
        serde_json::to_writer(&mut *out, &problem)?;
    }
    out.write_all(b"]}\n")?;
    Ok(())
}

fn list<T: Serialize>(
    reader: &Reader,
    out: &mut dyn Write,
    kind: Kind,
    make: impl Fn(DocumentRow) -> Result<T, MirrorError>,
) -> Result<(), DumpError> {
    let mut position = 0;
    for id in reader.ids_by_path(kind)? {
        let Some(row) = reader.document(id)? else { continue };
        separate(out, position)?;
        serde_json::to_writer(&mut *out, &make(row)?)?;
        position += 1;
    }
    Ok(())
}

fn separate(out: &mut dyn Write, position: usize) -> io::Result<()> {
    out.write_all(if position == 0 { b"\n" } else { b",\n" })
}

fn question(reader: &Reader, config: &SiteConfig, row: DocumentRow) -> Result<Question, MirrorError> {
    let mut missing = Vec::new();
    let mut responses = Vec::new();
    for link in reader.links_of_question(row.id)? {
        let (id, link) = match link {
            LinkRow::Missing { written } => {
                missing.push(written);
                continue;
            }
            LinkRow::Here { id, link } => (id, link),
        };
        responses.extend(reader.document(id)?.map(|response| Filed {
            path: response.path,
            link,
        }));
    }
    Ok(Question {
        html: html(reader, config, &row)?,
        instant: row.instant.map(dates::rfc3339),
        path: row.path,
        slug: row.slug,
        title: row.title,
        date: row.date,
        published: row.published,
        description: row.description,
        missing,
        responses,
    })
}

fn response(reader: &Reader, config: &SiteConfig, row: DocumentRow) -> Result<Response, MirrorError> {
    let mut responds_to = Vec::new();
    for reference in reader.references(row.id, Role::RepliesTo)? {
        let path = match reference.targets.as_slice() {
            [id] => reader.document(*id)?.map(|target| target.path),
            _ => None,
        };
        responds_to.push(RespondsTo {
            slug: reference.written,
            path,
            relation: reference.relation,
        });
    }
    let signatures = reading::signatures_of(reader, row.id)?.into_iter();
    let contributors = signatures
        .map(|(slug, known)| match known {
            Some(person) => Signature {
                slug,
                name: person.title,
                path: Some(person.path),
            },
            None => Signature {
                name: slug.clone(),
                slug,
                path: None,
            },
        })
        .collect();
    Ok(Response {
        question: reading::question_of(reader, row.id)?.map(|question| question.path),
        html: html(reader, config, &row)?,
        instant: row.instant.map(dates::rfc3339),
        path: row.path,
        slug: row.slug,
        title: row.title,
        date: row.date,
        published: row.published,
        thesis: row.thesis,
        stance: row.stance,
        words: row.words,
        responds_to,
        contributors,
    })
}

fn contributor(reader: &Reader, config: &SiteConfig, row: DocumentRow) -> Result<Contributor, MirrorError> {
    Ok(Contributor {
        html: html(reader, config, &row)?,
        path: row.path,
        slug: row.slug,
        name: row.title,
        position: row.description,
        image: row.image,
        published: row.published,
    })
}

/// The text as the window would show it; the raw text if the file cannot be read as a document.
fn html(reader: &Reader, config: &SiteConfig, row: &DocumentRow) -> Result<String, MirrorError> {
    let body = reader.body(row.id)?.unwrap_or_default();
    if row.broken {
        let escaped = body
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        return Ok(format!("<pre>{escaped}</pre>\n"));
    }
    Ok(markdown::render(
        &body,
        Setting {
            site_url: config.url.as_deref(),
            image_base: None,
        },
    )
    .html)
}
