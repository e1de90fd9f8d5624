//! The draft that is to be published: where it lies, what is known of it, and its bytes.

use std::path::Path;

use arguendo_text::front_matter::{Split, split};
use arguendo_text::{file_names, names};

use super::{PublishError, Publishing};
use crate::content::document::{Document, Reading, read};
use crate::content::kind::Kind;
use crate::content::places::{self, Place};
use crate::content::site_config::SiteConfig;
use crate::desk::drafts::DraftState;
use crate::disk::file_writes;

/// A draft with its text.
pub struct Draft {
    /// Its row on the desk, where it has one.
    pub(super) id: Option<i64>,
    pub(super) state: DraftState,
    /// It lies neither in the folder nor among the private drafts: it is published, and stays where it is.
    pub(super) is_elsewhere: bool,
    pub(super) text: String,
}

impl Draft {
    /// Its number on the desk, where it has one.
    #[must_use]
    pub fn id(&self) -> Option<i64> {
        self.id
    }

    pub(super) fn of_row(publishing: &Publishing<'_>, id: i64) -> Result<Self, PublishError> {
        let state = publishing
            .desk
            .draft_state(id)?
            .ok_or(PublishError::NoSuchDraft)?;
        if let Some(path) = state.published_as {
            return Err(PublishError::not_fit(&path, "it is published already"));
        }
        if state.discarded.is_some() {
            return Err(PublishError::not_fit(
                &state.file,
                "it was put away; restore it first",
            ));
        }
        if publishing.desk.has_journal(id)? {
            let why = "its file does not hold all that was written; open it, and publish it then";
            return Err(PublishError::not_fit(&state.file, why));
        }
        Self::of_state(publishing, Some(id), state)
    }

    fn of_state(
        publishing: &Publishing<'_>,
        id: Option<i64>,
        state: DraftState,
    ) -> Result<Self, PublishError> {
        let root = match state.shared {
            true => publishing.folder.root().to_path_buf(),
            false => publishing.desk.drafts(),
        };
        let bytes = file_writes::read(&root, &state.file).map_err(PublishError::unwritten)?;
        let bytes =
            bytes.ok_or_else(|| PublishError::not_fit(&state.file, "its file is not there any more"))?;
        Ok(Self {
            id,
            text: text_of(&state.file, bytes)?,
            is_elsewhere: false,
            state,
        })
    }

    /// The draft that a person names: the path of its file, from here or inside the folder, or the name of a private draft's.
    ///
    /// # Errors
    /// Where there is no such file, or it cannot be a draft.
    pub fn named(publishing: &Publishing<'_>, name: &Path) -> Result<Self, PublishError> {
        let drafts = publishing.desk.drafts();
        let places = [
            drafts.join(name),
            name.to_path_buf(),
            publishing.folder.root().join(name),
        ];
        let found = places
            .iter()
            .filter(|place| place.is_file())
            .find_map(|place| place.canonicalize().ok());
        let Some(full) = found else {
            return Err(PublishError::NoSuchDraft);
        };
        if let Some(path) = publishing.folder.inside(&full) {
            let config = publishing.folder.settings()?.config;
            if places::of_file(&path, &config) != Place::Document(Kind::Draft) {
                let why = "it lies in the folder, but not in its place for drafts";
                return Err(PublishError::not_fit(&path, why));
            }
            return Self::of_file(publishing, &path, true);
        }
        let drafts = drafts.canonicalize().unwrap_or(drafts);
        if let Ok(Some(file)) = full.strip_prefix(&drafts).map(Path::to_str) {
            return Self::of_file(publishing, file, false);
        }
        let shown = full.display().to_string();
        let bytes = std::fs::read(&full).map_err(|error| PublishError::not_fit(&shown, error.to_string()))?;
        let stem = file_names::slug_of(names::stem_of(&shown));
        let is_taken = |stem: &str| drafts.join(format!("{stem}.md")).exists();
        Ok(Self {
            id: None,
            text: text_of(&shown, bytes)?,
            state: DraftState {
                file: format!("{}.md", file_names::free(&stem, &is_taken)),
                ..DraftState::default()
            },
            is_elsewhere: true,
        })
    }

    fn of_file(publishing: &Publishing<'_>, file: &str, shared: bool) -> Result<Self, PublishError> {
        if let Some((id, _)) = publishing.desk.draft_of_file(file, shared)? {
            return Self::of_row(publishing, id);
        }
        let state = DraftState {
            file: file.to_owned(),
            shared,
            ..DraftState::default()
        };
        Self::of_state(publishing, None, state)
    }

    /// What the file says, as if it were the response at `path`.
    pub(super) fn document(&self, path: &str, config: &SiteConfig) -> Result<Document, PublishError> {
        let not_fit = |why: &str| PublishError::not_fit(&self.state.file, why);
        if !matches!(split(&self.text), Split::Parts(_)) {
            return Err(not_fit(
                "its first line is not “---”, or no other closes the front matter",
            ));
        }
        let bytes = self.text.as_bytes();
        match read(Kind::Response, path, bytes.len() as u64, bytes, config) {
            Reading::NoFrontMatter(problem) => Err(not_fit(&problem.message)),
            Reading::Document(document) if document.broken => {
                let first = document.problems.first();
                let why = first.map_or("its front matter cannot be read", |first| &first.message);
                Err(not_fit(why.trim_end_matches('.')))
            }
            Reading::Document(document) => Ok(*document),
        }
    }
}

/// A text that can be written back byte for byte.
pub(super) fn text_of(file: &str, bytes: Vec<u8>) -> Result<String, PublishError> {
    if bytes.len() as u64 > crate::content::document::LARGEST_BODY {
        return Err(PublishError::not_fit(file, "it is larger than 8 MiB"));
    }
    String::from_utf8(bytes)
        .map_err(|_| PublishError::not_fit(file, "it is not UTF-8, and such files are not written"))
}
