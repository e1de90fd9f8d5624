//! The names of files that lie beside a document while it is written, and what becomes of those that were left there.

use std::fs::{self, File, Metadata};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Job, Keep, WriteError, attributes, carry_out, explain, moves, read};
use crate::folder::is_gone;

/// An unfinished file that nobody has touched for so long is not about to take the place of another.
const FRESH: Duration = Duration::from_secs(60);

/// What a temporary file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// What is to be put where nothing is, perhaps not all of it yet: never anybody else's words.
    New,
    /// What changes its name with the document: perhaps words that nobody has read.
    Aside,
    /// What is just being written in the document's place, all of it: a part of it may stand there.
    BeingPut,
}

const HOLDS: [(Holds, &str); 3] = [
    (Holds::New, "new"),
    (Holds::Aside, "aside"),
    (Holds::BeingPut, "being-put"),
];

/// A name in `directory` that no other file has had, on this computer or on any other: whatever lies there is of this one step.
/// `token` tells whose it is, so that it can be found again.
pub(super) fn fresh_name(directory: &Path, token: &str, holds: Holds) -> PathBuf {
    // Each of these begins with other keys, drawn at random when the program starts.
    let mut random = RandomState::new().build_hasher();
    random.write_u32(std::process::id());
    named(
        &directory.join(format!(".arguendo-{token}-{:016x}", random.finish())),
        holds,
    )
}

/// The name at `path`, to say what it holds now.
pub(super) fn named(path: &Path, holds: Holds) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let known = HOLDS
        .iter()
        .find_map(|(_, what)| name.strip_suffix(&format!("-{what}.tmp")));
    let what = HOLDS
        .iter()
        .find(|(it, _)| *it == holds)
        .map_or("", |(_, what)| what);
    path.with_file_name(format!("{}-{what}.tmp", known.unwrap_or(&name)))
}

/// Writes a new file beside the document, with what the file `like` is beside its bytes. It is read once more: what is moved to the
/// document's place is what was to be written.
pub(super) fn write_new(new: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(new)?;
    if let Some(like) = like {
        attributes::copy(like, &file)?;
    }
    file.write_all(bytes)?;
    moves::flush(&file)?;
    drop(file);
    match fs::read(new)? == bytes {
        true => Ok(()),
        false => Err(io::Error::other(
            "the drive gives back other bytes than were written",
        )),
    }
}

/// Whether `name` is that of a temporary file of `token`; earlier versions of the program made one name for each token.
#[must_use]
pub fn is_of(name: &str, token: &str) -> bool {
    parse(name, token).is_some()
}

fn parse(name: &str, token: &str) -> Option<Holds> {
    let rest = name.strip_prefix(".arguendo-")?.strip_prefix(token)?;
    let rest = rest.strip_suffix(".tmp")?;
    if rest.is_empty() {
        return Some(Holds::Aside);
    }
    let (random, what) = rest.strip_prefix('-')?.split_once('-')?;
    if random.len() != 16 || !random.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    HOLDS.iter().find(|(_, it)| *it == what).map(|(holds, _)| *holds)
}

/// What was left beside a document by a step that was ended in the midst.
struct Left {
    at: PathBuf,
    holds: Holds,
    bytes: Vec<u8>,
}

fn left_beside(directory: &Path, token: &str) -> io::Result<Vec<Left>> {
    let mut found = Vec::new();
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if is_gone(&error) => return Ok(found), // there is no such directory, so there is nothing in it
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let Some(holds) = entry.file_name().to_str().and_then(|name| parse(name, token)) else {
            continue;
        };
        match fs::read(entry.path()) {
            Ok(bytes) => found.push(Left {
                at: entry.path(),
                holds,
                bytes,
            }),
            Err(error) if is_gone(&error) => {}
            Err(error) => return Err(error),
        }
    }
    found.sort_by(|one, other| one.at.cmp(&other.at));
    Ok(found)
}

/// A text that somebody is just writing in a document's place, or was writing when he was ended.
pub(super) struct BeingPut {
    /// All of it.
    pub bytes: Vec<u8>,
    /// It was touched so shortly ago that he may still be writing.
    pub is_fresh: bool,
}

/// The texts that others than `token` are just writing in a document's place in this directory.
pub(super) fn being_put_by_others(directory: &Path, token: &str) -> Vec<BeingPut> {
    let entries = fs::read_dir(directory)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let others = entries.filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        holds_of(&name) == Some(Holds::BeingPut) && parse(&name, token).is_none()
    });
    let put = others.filter_map(|entry| {
        Some(BeingPut {
            bytes: fs::read(entry.path()).ok()?,
            is_fresh: entry.metadata().is_ok_and(|meta| is_fresh(&meta)),
        })
    });
    put.collect()
}

/// Whether a document may lie in a file of this name while another text takes its place.
#[must_use]
pub fn lies_aside(name: &str) -> bool {
    matches!(holds_of(name), Some(Holds::Aside | Holds::BeingPut))
}

/// Whether somebody has touched a file so shortly ago that it may be about to take the place of another.
#[must_use]
pub fn is_fresh(meta: &Metadata) -> bool {
    let since = touched(meta).map(|at| SystemTime::now().duration_since(at).unwrap_or_default());
    since.is_some_and(|since| since < FRESH)
}

/// When anything was last done to the file. When it was written may be told of another computer.
#[cfg(unix)]
fn touched(meta: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let second = u64::try_from(meta.ctime()).ok()?;
    Some(SystemTime::UNIX_EPOCH + Duration::from_secs(second))
}

#[cfg(not(unix))]
fn touched(meta: &Metadata) -> Option<SystemTime> {
    meta.created().ok().max(meta.modified().ok())
}

/// What a temporary file of this name holds, whosever it is.
fn holds_of(name: &str) -> Option<Holds> {
    let name = name.strip_prefix(".arguendo-")?.strip_suffix(".tmp")?;
    let mut kinds = HOLDS.iter();
    let kind = kinds.find(|(_, what)| name.strip_suffix(what).is_some_and(|rest| rest.ends_with('-')))?;
    Some(kind.0)
}

/// Puts in order what steps of `token` on `path` have left beside it when they were ended in the midst. A document that was taken
/// aside comes back to its place; words that are none of `known` are kept, and come back to their place where it holds one of `ours`.
///
/// `ours` are texts that those steps were to write; `known` are others that are nobody's only copy.
///
/// # Errors
/// Where something cannot be read, moved or kept: it stays.
pub fn clear(
    root: &Path,
    path: &str,
    token: &str,
    (ours, known): (&[&[u8]], &[&[u8]]),
    keep: &Keep<'_>,
) -> Result<(), WriteError> {
    let failed = |source| explain(path, source);
    let full = match super::full_path(root, path) {
        Ok(full) => full,
        Err(WriteError::Gone { .. }) => return Ok(()),
        Err(error) => return Err(error),
    };
    let directory = full.parent().unwrap_or(root);
    let left = left_beside(directory, token).map_err(failed)?;
    if left.is_empty() {
        return Ok(());
    }
    let is_ours = |bytes: &[u8]| ours.contains(&bytes);
    let is_known = |bytes: &[u8]| is_ours(bytes) || known.contains(&bytes) || bytes.is_empty();
    take_out_unfinished(root, path, token, &left, keep)?;
    let (foreign, plain): (Vec<&Left>, Vec<&Left>) = left
        .iter()
        .partition(|left| left.holds != Holds::New && !is_known(&left.bytes));
    // A text of ours that a power cut has left unfinished is nobody's document.
    let is_unfinished = |bytes: &[u8]| {
        ours.iter()
            .any(|ours| bytes.len() < ours.len() && ours.starts_with(bytes))
    };
    // The words of others first: what is only known comes back where nothing else is in its place.
    for left in foreign {
        let found = read(root, path)?;
        let is_whole = !is_unfinished(&left.bytes);
        if is_whole && found.is_none() && put_back(left, &full).map_err(failed)? {
            continue;
        }
        keep_words(path, &left.at, &left.bytes, keep)?;
        if let Some(found) = found.filter(|found| is_whole && is_ours(found)) {
            let job = Job::Replace {
                path,
                expected: &found,
                bytes: &left.bytes,
            };
            carry_out(root, &job, token, keep)?;
        }
        moves::remove(&left.at).map_err(failed)?;
    }
    for left in plain {
        let was_document = left.holds != Holds::New && !left.bytes.is_empty() && !is_ours(&left.bytes);
        if was_document && read(root, path)?.is_none() && put_back(left, &full).map_err(failed)? {
            continue;
        }
        moves::remove(&left.at).map_err(failed)?;
    }
    moves::flush_directory_of(&full).map_err(failed)
}

/// Where a text could only be written in its place, a part of it may stand there: it goes, so that the document comes back.
fn take_out_unfinished(
    root: &Path,
    path: &str,
    token: &str,
    left: &[Left],
    keep: &Keep<'_>,
) -> Result<(), WriteError> {
    let Some(found) = read(root, path)? else {
        return Ok(());
    };
    let is_part_of = |left: &Left| {
        left.holds == Holds::BeingPut && left.bytes.len() > found.len() && left.bytes.starts_with(&found)
    };
    if !left.iter().any(is_part_of) {
        return Ok(());
    }
    if !found.is_empty() {
        // Should it be somebody's text that begins like this one, it can still be read.
        keep_words(path, Path::new(path), &found, keep)?;
    }
    let job = Job::Remove {
        path,
        expected: &found,
    };
    carry_out(root, &job, token, keep)
}

/// True: it is in its place again. False: something else is.
fn put_back(left: &Left, full: &Path) -> io::Result<bool> {
    match moves::to_free_name(&left.at, full, Some(&left.bytes)) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Keeps words that would be in no file any more; where that fails, they stay where they lie.
pub(super) fn keep_words(path: &str, at: &Path, words: &[u8], keep: &Keep<'_>) -> Result<(), WriteError> {
    keep(path, words).map_err(|source| WriteError::NotKept {
        path: path.to_owned(),
        beside: at.to_path_buf(),
        source,
    })
}
