//! A document's text as the window shows it, and the notices above it.

use arguendo_text::markdown::{self, Rendered, Setting};

use super::IMAGE_BASE;
use crate::content::document::{self, Document, Reading};
use crate::content::problem::ProblemCode;
use crate::content::site_config::SiteConfig;
use crate::mirror::{DocumentRow, MirrorError, Reader, sync};
use crate::pages::Notice;

/// The code of the notice that a sync engine's copy is beside this document.
const BESIDE: &str = "conflict-copy-beside";

/// A document's text as the window shows it, and the notices above it.
pub(super) struct Text {
    pub(super) rendered: Rendered,
    pub(super) raw: bool,
    pub(super) notices: Vec<Notice>,
    /// The last version that could be read, if the present one cannot.
    pub(super) last_good: Option<Document>,
}

impl Text {
    pub(super) fn of(reader: &Reader, row: &DocumentRow) -> Result<Self, MirrorError> {
        let config = sync::config_of(reader)?;
        let mut notices = standing(row);
        let telling = [
            ProblemCode::ConflictMarkers,
            ProblemCode::FrontMatterInvalid,
            ProblemCode::InvalidUtf8,
            ProblemCode::TooLarge,
        ];
        for problem in reader.problems_of(row.id)? {
            if telling.iter().any(|code| code.name() == problem.code) {
                notices.push(Notice {
                    code: problem.code,
                    message: problem.message,
                });
            }
        }
        if let Some(directory) = reader.unlisted_above(&row.path)? {
            notices.push(Notice {
                code: ProblemCode::DirectoryUnread.name().to_owned(),
                message: format!(
                    "{directory} cannot be looked into at present. What you read here was read before, and may have changed since."
                ),
            });
        }
        for copy in reader.conflict_copies(row.id)? {
            notices.push(Notice {
                code: BESIDE.to_owned(),
                message: format!(
                    "A sync program kept another version of this text as {copy}. Nothing was lost."
                ),
            });
        }
        let last_good = if row.broken {
            last_good(reader, row, &config)?
        } else {
            None
        };
        let body = reader.body(row.id)?.unwrap_or_default();
        let (body, raw) = match &last_good {
            Some(good) => (good.body.clone(), false),
            None => (body, row.broken),
        };
        if row.broken {
            notices.push(Notice {
                code: if raw { "raw" } else { "last-good" }.to_owned(),
                message: if raw {
                    "The file is shown as it stands.".to_owned()
                } else {
                    "What you read here is the last version that could be read.".to_owned()
                },
            });
        }
        let rendered = if raw {
            Rendered {
                html: body,
                ..Rendered::default()
            }
        } else {
            let setting = Setting {
                site_url: config.url.as_deref(),
                image_base: Some(IMAGE_BASE),
            };
            markdown::render(&body, setting)
        };
        if let Some(limit) = &rendered.too_complex {
            notices.push(Notice {
                code: ProblemCode::TooComplex.name().to_owned(),
                message: limit.clone(),
            });
        }
        Ok(Self {
            rendered,
            raw,
            notices,
            last_good,
        })
    }

    pub(super) fn title(&self, row: &DocumentRow) -> String {
        self.last_good
            .as_ref()
            .map_or_else(|| row.title.clone(), |good| good.title.clone())
    }
}

/// The notices of a document.
fn standing(row: &DocumentRow) -> Vec<Notice> {
    let mut notices = Vec::new();
    if !row.published {
        notices.push(Notice {
            code: "unpublished".to_owned(),
            message: "This is not published: it is hidden from the lists and from search.".to_owned(),
        });
    }
    if row.conflict_of.is_some() {
        notices.push(Notice {
            code: ProblemCode::ConflictCopy.name().to_owned(),
            message: "This is a sync program's conflict copy, not a document of its own.".to_owned(),
        });
    }
    notices
}

/// The last version of a document that could be read, while the present one cannot.
pub(super) fn last_good(
    reader: &Reader,
    row: &DocumentRow,
    config: &SiteConfig,
) -> Result<Option<Document>, MirrorError> {
    let Some(text) = reader.last_good(&row.path)? else {
        return Ok(None);
    };
    match document::read(row.kind, &row.path, text.len() as u64, text.as_bytes(), config) {
        Reading::Document(document) if !document.broken => Ok(Some(*document)),
        _ => Ok(None),
    }
}
