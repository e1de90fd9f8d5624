//! Pictures beside the private drafts that a draft refers to, which come into the folder with the response.

use std::path::Path;

use arguendo_text::front_matter::body_of;
use arguendo_text::markdown::percent_decoded;

use super::source::Draft;
use super::{PublishError, Publishing};
use crate::disk::images;

/// The pictures that are not there yet: their paths in the folder, and their bytes.
pub(super) fn to_bring(
    publishing: &Publishing<'_>,
    own: &Path,
    draft: &Draft,
) -> Result<Vec<(String, Vec<u8>)>, PublishError> {
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    for name in referred_to(&draft.text) {
        // One that is not beside the draft is the folder's own, or none.
        let Ok(picture) = images::image(own, &name) else {
            continue;
        };
        let there = publishing.on_disk(&name)?;
        if there.as_ref().is_some_and(|there| *there != picture.bytes) {
            let why = format!("the folder has another picture {name}; give yours another name");
            return Err(PublishError::not_fit(&draft.state.file, why));
        }
        if there.is_none() {
            found.push((name, picture.bytes));
        }
    }
    Ok(found)
}

/// Addresses in a text, as paths from the top of the folder, which is how they are read: `![…](address)`, `src="address"`, `[name]: address`.
fn referred_to(text: &str) -> Vec<String> {
    let body = body_of(text);
    let mut found = Vec::new();
    for (opening, ends) in [
        ("](", &[')', ' ', '\t', '\n'][..]),
        ("](<", &['>', '\n']),
        ("src=\"", &['"', '\n']),
        ("src='", &['\'', '\n']),
        ("]: ", &[' ', '\t', '\r', '\n']),
    ] {
        for (at, _) in body.match_indices(opening) {
            let rest = &body[at + opening.len()..];
            let written = rest.split(ends).next().unwrap_or_default();
            let name = percent_decoded(written).unwrap_or_else(|| written.to_owned());
            let name = name
                .strip_prefix('/')
                .or(name.strip_prefix("./"))
                .unwrap_or(&name);
            if !name.is_empty() && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}
