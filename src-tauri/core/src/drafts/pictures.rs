//! Pictures that a person puts into a draft or on a profile: copied beside the private drafts, from where publishing takes them.
//!
//! A draft names them as it will when it is published: from the top of the folder, `/images/NAME`.

use std::path::Path;

use arguendo_text::file_names;

use crate::disk::file_writes::{self, FileWrite, WriteError};
use crate::disk::images::{self, ImageError};

/// Where pictures lie, in the folder and beside the drafts.
const PLACE: &str = "images";
/// What a picture is called whose name has no letter that a file name could keep.
const NAMELESS: &str = "picture";

/// Why a picture was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It is none, or none of a kind that is shown.
    #[error("{name} was left out: {source}.")]
    NotShown {
        /// Its name.
        name: String,
        /// Why.
        source: ImageError,
    },
    /// It could not be copied.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Copies a picture that is called `name` to the others beside the drafts in `drafts`, under a name that no other picture
/// there or in the folder at `root` has. Gives the address by which a text shows it.
///
/// # Errors
/// Where it is no picture, or cannot be copied.
pub fn keep(drafts: &Path, root: &Path, name: &str, bytes: &[u8]) -> Result<String, PictureError> {
    let extension = images::extension_of(bytes).map_err(|source| PictureError::NotShown {
        name: name.to_owned(),
        source,
    })?;
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let path = |stem: &str| format!("{PLACE}/{stem}.{extension}");
    let holds = |directory: &Path, stem: &str| directory.join(path(stem)).symlink_metadata().is_ok();
    let stem = file_names::slug_or(&stem, NAMELESS);
    // The same picture once more is the same file.
    let here = path(&stem);
    if file_writes::read(drafts, &here)?.is_some_and(|there| there == bytes) {
        return Ok(format!("/{here}"));
    }
    let is_taken = |stem: &str| holds(drafts, stem) || holds(root, stem);
    let path = path(&file_names::free(&stem, &is_taken));
    let job = FileWrite::Create { path: &path, bytes };
    file_writes::execute(drafts, &job, "picture", &file_writes::nothing_to_keep)?;
    Ok(format!("/{path}"))
}
