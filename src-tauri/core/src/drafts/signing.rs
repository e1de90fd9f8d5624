//! Who a person writes as: one of the folder's contributors, or a profile that becomes one when she first publishes.

use arguendo_text::names;
use serde::{Deserialize, Serialize};

use crate::content::kind::Kind;
use crate::content::profile::{self, Profile};
use crate::desk::{Desk, DeskError, Remembered};
use crate::disk::file_writes::{self, WriteError};
use crate::disk::folder::Folder;
use crate::drafts::pictures::{self, PictureError};
use crate::mirror::{DocumentRow, MirrorError, Reader, Role};
use crate::pages::drafts::{ProfileEntries, Signer, WritingAs};
use crate::pages::{Person, reading};

/// Why somebody cannot be chosen, or a profile not be made.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// What was entered cannot be used; a sentence for each entry.
    #[error("{0}")]
    Entries(String),
    /// No contributor goes by that slug.
    #[error("There is no contributor “{0}” in this folder. Choose another, or make a profile of your own.")]
    Unknown(String),
    /// The photo.
    #[error(transparent)]
    Photo(#[from] PictureError),
    /// A file.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The mirror.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// The desk.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// A profile that is not in the folder yet.
#[derive(Debug, Serialize, Deserialize)]
struct Waiting {
    /// Its file's stem, and its slug.
    stem: String,
    /// What the file will hold.
    text: String,
    name: String,
    position: String,
    /// The photo's path, in the folder as beside the drafts.
    photo: Option<String>,
}

/// Whether the person signs a response, or published it from here. One rule for all that may be done to it.
///
/// # Errors
/// As SQLite says.
pub fn is_mine(desk: &Desk, reader: &Reader, response: &DocumentRow) -> Result<bool, SigningError> {
    if desk.draft_published_as(&response.path)?.is_some() {
        return Ok(true);
    }
    let Some(me) = desk.value(Remembered::WritesAs)?.map(|me| names::fold(&me)) else {
        return Ok(false);
    };
    for signature in reader.references(response.id, Role::SignedBy)? {
        if names::fold(&signature.written) == me {
            return Ok(true);
        }
        for id in signature.targets {
            let person = reader.document(id)?;
            if person.is_some_and(|person| names::fold(&person.slug) == me) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether the person writes as one of these contributors.
///
/// # Errors
/// As SQLite says.
pub fn is_among(desk: &Desk, contributors: &[String]) -> Result<bool, DeskError> {
    let Some(me) = desk.value(Remembered::WritesAs)?.map(|me| names::fold(&me)) else {
        return Ok(false);
    };
    Ok(contributors.iter().any(|name| names::fold(name) == me))
}

/// Who the person writes as; none before that is chosen.
///
/// # Errors
/// As SQLite says.
pub fn writing_as(desk: &Desk, reader: &Reader) -> Result<Option<WritingAs>, SigningError> {
    let Some(slug) = desk.value(Remembered::WritesAs)? else {
        return Ok(None);
    };
    if let Some(row) = contributor(reader, &slug)? {
        let person = reading::person(&row);
        let new = false;
        return Ok(Some(WritingAs { slug, person, new }));
    }
    // A contributor who has left the folder signs all the same: the file may come back.
    let waiting = waiting(desk)?.filter(|waiting| waiting.stem == slug);
    let new = waiting.is_some();
    let person = waiting.map_or_else(
        || Person {
            path: None,
            name: slug.clone(),
            position: None,
            image: None,
            bio_html: None,
        },
        |waiting| Person {
            path: None,
            name: waiting.name,
            position: Some(waiting.position).filter(|position| !position.trim().is_empty()),
            image: waiting.photo,
            bio_html: None,
        },
    );
    Ok(Some(WritingAs { slug, person, new }))
}

/// The published contributors of the folder, by name.
///
/// # Errors
/// As SQLite says.
pub fn signers(reader: &Reader) -> Result<Vec<Signer>, SigningError> {
    let mut signers = Vec::new();
    for id in reader.ids_by_path(Kind::Contributor)? {
        if let Some(row) = reader.document(id)?.filter(is_someone) {
            signers.push(Signer {
                slug: row.slug,
                name: row.title,
                position: row.description.filter(|position| !position.trim().is_empty()),
            });
        }
    }
    signers.sort_by_cached_key(|signer| signer.name.to_lowercase());
    Ok(signers)
}

/// Chooses the contributor with this slug.
///
/// # Errors
/// Where there is none.
pub fn write_as(desk: &Desk, reader: &Reader, slug: &str) -> Result<WritingAs, SigningError> {
    let is_waiting = waiting(desk)?.is_some_and(|waiting| waiting.stem == slug);
    if !is_waiting && contributor(reader, slug)?.is_none() {
        return Err(SigningError::Unknown(slug.to_owned()));
    }
    desk.set_value(Remembered::WritesAs, Some(slug))?;
    chosen(desk, reader, slug)
}

/// Makes a profile of what was entered, with a photo (its name and bytes), and chooses it.
///
/// # Errors
/// Where what was entered cannot be used, or the photo not be kept.
pub fn make_profile(
    desk: &Desk,
    folder: &Folder,
    reader: &Reader,
    entries: ProfileEntries,
    photo: Option<(&str, &[u8])>,
) -> Result<WritingAs, SigningError> {
    let photo = photo
        .map(|(name, bytes)| pictures::keep(&desk.drafts(), folder.root(), name, bytes))
        .transpose()?;
    let profile = Profile {
        name: entries.name,
        last_name: entries.last_name,
        position: entries.position,
        image_path: photo.clone().unwrap_or_default(),
        bio: entries.bio,
    };
    let slugs = reader.slugs(Kind::Contributor)?;
    let is_taken = |slug: &str| slugs.iter().any(|taken| taken.eq_ignore_ascii_case(slug));
    let (stem, text) = profile::contributor_file(&profile, &is_taken).map_err(|complaints| {
        let sentences: Vec<String> = complaints
            .into_iter()
            .map(|complaint| complaint.message)
            .collect();
        SigningError::Entries(sentences.join(" "))
    })?;
    let waiting = Waiting {
        stem,
        text,
        name: profile.name,
        position: profile.position,
        photo: photo.map(|address| address.trim_start_matches('/').to_owned()),
    };
    let json = serde_json::to_string(&waiting).unwrap_or_default();
    desk.set_value(Remembered::Profile, Some(&json))?;
    desk.set_value(Remembered::WritesAs, Some(&waiting.stem))?;
    chosen(desk, reader, &waiting.stem)
}

/// The files that the profile needs in the folder and that are not there: the contributor's document, below the directory
/// `place` for contributors, and the photo. Nothing where the person writes as somebody who is in the folder.
///
/// # Errors
/// As SQLite says, or where the photo cannot be read.
pub fn unpublished(
    desk: &Desk,
    reader: &Reader,
    signed: &[String],
    place: &str,
) -> Result<Vec<(String, Vec<u8>)>, SigningError> {
    let Some(waiting) = waiting(desk)?.filter(|waiting| signed.contains(&waiting.stem)) else {
        return Ok(Vec::new());
    };
    if contributor(reader, &waiting.stem)?.is_some() {
        return Ok(Vec::new());
    }
    let mut files = vec![(format!("{place}/{}.md", waiting.stem), waiting.text.into_bytes())];
    if let Some(photo) = waiting.photo
        && let Some(bytes) = file_writes::read(&desk.drafts(), &photo)?
    {
        files.push((photo, bytes));
    }
    Ok(files)
}

/// Whether `name` is the slug of a profile that comes into the folder with the first response that it signs.
///
/// # Errors
/// As SQLite says.
pub fn is_coming(desk: &Desk, name: &str) -> Result<bool, SigningError> {
    Ok(waiting(desk)?.is_some_and(|waiting| waiting.stem == name))
}

fn chosen(desk: &Desk, reader: &Reader, slug: &str) -> Result<WritingAs, SigningError> {
    writing_as(desk, reader)?.ok_or_else(|| SigningError::Unknown(slug.to_owned()))
}

fn waiting(desk: &Desk) -> Result<Option<Waiting>, SigningError> {
    let json = desk.value(Remembered::Profile)?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}

fn contributor(reader: &Reader, slug: &str) -> Result<Option<DocumentRow>, SigningError> {
    let named = reader.named(Kind::Contributor, slug)?;
    Ok(named.into_iter().find(is_someone))
}

fn is_someone(row: &DocumentRow) -> bool {
    row.published && row.conflict_of.is_none()
}
