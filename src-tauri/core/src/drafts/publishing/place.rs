//! Where a new response goes, what its file is called and how its date is written: as those beside it.

use arguendo_text::{file_names, names};
use jiff::ZonedDateTime;
use jiff::tz::TimeZone;

use super::{PublishError, Publishing};
use crate::content::kind::Kind;
use crate::content::places::{self, Place};
use crate::content::site_config::SiteConfig;
use crate::mirror::{DocumentRow, LinkRow};

/// So many responses show what is usual in a folder.
const ENOUGH: usize = 100;

/// What is usual beside a new response.
pub(super) struct Neighbours {
    /// The question's other responses, else any of the folder.
    rows: Vec<DocumentRow>,
    /// The directory that the response goes to, inside the folder.
    pub directory: String,
}

impl Neighbours {
    pub fn of(
        publishing: &Publishing<'_>,
        config: &SiteConfig,
        question: Option<&DocumentRow>,
    ) -> Result<Self, PublishError> {
        let others = match question {
            Some(question) => responses_of(publishing, question)?,
            None => Vec::new(),
        };
        let any = any_responses(publishing)?;
        let directory = directory(publishing, config, question, &others, &any);
        let is_there = places::of_file(&format!("{directory}/response.md"), config);
        if is_there != Place::Document(Kind::Response) {
            let why = format!("responses in {directory} are left out by _config.yml");
            return Err(PublishError::not_fit(&directory, why));
        }
        let rows = if others.is_empty() { any } else { others };
        Ok(Self { rows, directory })
    }

    /// The stem of a new file for `slug`, and the slug that it has: the same, or the first with a number that nobody has.
    pub fn stem(&self, publishing: &Publishing<'_>, slug: &str, day: &str) -> Result<String, PublishError> {
        let listed = publishing.folder.names_in(&self.directory);
        let listed = listed.map_err(|error| PublishError::not_fit(&self.directory, error.to_string()))?;
        // On many file systems, names that differ in case alone are one.
        let mut files: Vec<String> = Vec::new();
        for name in &listed {
            let stem = names::stem_of(name);
            files.push(names::fold(stem));
            files.push(names::fold(names::without_date_prefix(stem)));
        }
        let trouble = std::cell::RefCell::new(None);
        let free = file_names::free(slug, &|name| {
            if files.iter().any(|file| file == name) {
                return true;
            }
            let known = publishing.reader.named(Kind::Response, name);
            let known = known.map_err(|error| *trouble.borrow_mut() = Some(error));
            known.is_ok_and(|known| !known.is_empty())
        });
        if let Some(error) = trouble.into_inner() {
            return Err(error.into());
        }
        let dated = self.rows.iter().filter(|row| {
            let stem = names::stem_of(&row.path);
            names::date_prefix(stem).is_some()
        });
        match dated.count() * 2 > self.rows.len() {
            true => Ok(format!("{day}-{free}")),
            false => Ok(free),
        }
    }

    /// `now` as the others write their dates.
    pub fn date(&self, now: &ZonedDateTime, timezone: &TimeZone) -> String {
        let forms = self
            .rows
            .iter()
            .filter_map(|row| row.date.as_deref().map(Form::of));
        let mut counts = [0_usize; 4];
        for form in forms {
            counts[form as usize] += 1;
        }
        let all = [Form::Zoned, Form::Local, Form::Universal, Form::Day];
        // Of those that are as usual, the first.
        let usual = all.into_iter().rev().max_by_key(|form| counts[*form as usize]);
        usual.unwrap_or(Form::Zoned).write(now, timezone)
    }
}

/// How a date is written.
#[derive(Clone, Copy)]
enum Form {
    /// `2021-05-24 00:05:00 +0200`
    Zoned,
    /// `2021-05-24 00:05:00`, in the folder's own zone
    Local,
    /// `2021-05-24T00:05:00.000Z`
    Universal,
    /// `2021-05-24`
    Day,
}

impl Form {
    fn of(written: &str) -> Self {
        let written = written.trim();
        match written.split_once([' ', 'T', 't']) {
            None => Self::Day,
            Some(_) if written.ends_with(['Z', 'z']) => Self::Universal,
            Some((_, time)) if time.contains(['+', '-']) => Self::Zoned,
            Some(_) => Self::Local,
        }
    }

    fn write(self, now: &ZonedDateTime, timezone: &TimeZone) -> String {
        // A date without a zone is read in the folder's own.
        let there = now.with_time_zone(timezone.clone());
        let written = match self {
            Self::Zoned => now.strftime("%Y-%m-%d %H:%M:%S %z"),
            Self::Local => there.strftime("%Y-%m-%d %H:%M:%S"),
            Self::Day => there.strftime("%Y-%m-%d"),
            Self::Universal => {
                return now
                    .timestamp()
                    .to_zoned_datetime(TimeZone::UTC)
                    .strftime("%Y-%m-%dT%H:%M:%S.000Z")
                    .to_string();
            }
        };
        written.to_string()
    }
}

fn responses_of(
    publishing: &Publishing<'_>,
    question: &DocumentRow,
) -> Result<Vec<DocumentRow>, PublishError> {
    let mut rows = Vec::new();
    for link in publishing.reader.links_of_question(question.id)? {
        if let LinkRow::Here { id, .. } = link {
            rows.extend(publishing.reader.document(id)?);
        }
    }
    Ok(rows)
}

fn any_responses(publishing: &Publishing<'_>) -> Result<Vec<DocumentRow>, PublishError> {
    let ids = publishing.reader.ids_by_path(Kind::Response)?;
    let mut rows = Vec::new();
    for id in ids.into_iter().take(ENOUGH) {
        rows.extend(publishing.reader.document(id)?);
    }
    Ok(rows)
}

/// The directory of the question's other responses where all lie in one; else the place for responses beside the question's
/// own, else the folder's.
fn directory(
    publishing: &Publishing<'_>,
    config: &SiteConfig,
    question: Option<&DocumentRow>,
    others: &[DocumentRow],
    any: &[DocumentRow],
) -> String {
    let mut directories = others.iter().map(|row| directory_of(&row.path));
    if let Some(first) = directories.next()
        && directories.all(|other| other == first)
    {
        return first.to_owned();
    }
    let beside = question.and_then(|question| {
        let (above, is_jekyll) = place_of(&question.path, "_arguendo-questions", "questions")?;
        let names = match is_jekyll {
            true => ["_arguendo", "responses"],
            false => ["responses", "_arguendo"],
        };
        Some(names.map(|name| format!("{above}{name}")))
    });
    let is_there = |directory: &String| publishing.folder.root().join(directory).is_dir();
    if let Some(there) = beside.iter().flatten().find(|directory| is_there(directory)) {
        return there.clone();
    }
    for row in others.iter().chain(any) {
        if let Some((above, is_jekyll)) = place_of(&row.path, "_arguendo", "responses") {
            return format!("{above}{}", if is_jekyll { "_arguendo" } else { "responses" });
        }
    }
    match beside {
        Some([first, _]) => first,
        None if config.collections_dir.is_empty() => "responses".to_owned(),
        None => format!("{}/responses", config.collections_dir),
    }
}

/// The directory for contributors that belongs to the one that the response at `path` lies in.
pub(super) fn contributors_beside(path: &str) -> String {
    match place_of(path, "_arguendo", "responses") {
        Some((above, true)) => format!("{above}_contributors"),
        Some((above, false)) => format!("{above}contributors"),
        None => "contributors".to_owned(),
    }
}

/// What is before the place's name in a path, with its slash, and whether that is the Jekyll one.
fn place_of<'p>(path: &'p str, jekyll: &str, plain: &str) -> Option<(&'p str, bool)> {
    let mut start = 0;
    for part in path.split('/') {
        if part == jekyll || part == plain {
            return Some((&path[..start], part == jekyll));
        }
        start += part.len() + 1;
    }
    None
}

fn directory_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}
