//! Pictures beside a draft that its text refers to, which go where the response goes.

use std::path::Path;

use super::source::Draft;
use super::{PublishError, Publishing};
use crate::front_matter::{Split, split};
use crate::images;
use crate::markdown::percent_decoded;

/// The pictures that are not there yet: their paths in the folder, and their bytes.
pub(super) fn to_bring(
    publishing: &Publishing<'_>,
    own: &Path,
    draft: &Draft,
    response: &str,
) -> Result<Vec<(String, Vec<u8>)>, PublishError> {
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    for name in referred_to(&draft.text) {
        // One that is not beside the draft is the folder's own, or none.
        let Ok(picture) = images::image(own, &beside(&draft.state.file, &name)) else {
            continue;
        };
        let target = beside(response, &name);
        let there = publishing.on_disk(&target)?;
        if there.as_ref().is_some_and(|there| *there != picture.bytes) {
            let why = format!("the folder has another picture {target}; give yours another name");
            return Err(PublishError::not_fit(&draft.state.file, why));
        }
        if there.is_none() && found.iter().all(|(known, _)| *known != target) {
            found.push((target, picture.bytes));
        }
    }
    Ok(found)
}

/// Relative addresses of pictures in a text, as file names: `![…](address)`, `src="address"`, `[name]: address`.
fn referred_to(text: &str) -> Vec<String> {
    let body = match split(text) {
        Split::Parts(parts) => parts.body,
        _ => text,
    };
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
            let name = name.strip_prefix("./").unwrap_or(&name);
            if !name.is_empty() && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

/// Pictures of a response that are not beside its draft yet, by their paths there. They stay in the folder, too: others may
/// show them.
pub(super) fn to_keep(
    publishing: &Publishing<'_>,
    text: &str,
    response: &str,
    draft: &str,
) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    for name in referred_to(text) {
        let target = beside(draft, &name);
        let is_there = publishing.desk.drafts().join(&target).exists();
        if is_there || found.iter().any(|(known, _)| *known == target) {
            continue;
        }
        if let Ok(picture) = images::image(publishing.folder.root(), &beside(response, &name)) {
            found.push((target, picture.bytes));
        }
    }
    found
}

fn beside(path: &str, name: &str) -> String {
    match path.rsplit_once('/') {
        Some((directory, _)) => format!("{directory}/{name}"),
        None => name.to_owned(),
    }
}
