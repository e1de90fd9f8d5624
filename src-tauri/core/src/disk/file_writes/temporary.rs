//! The names of files that lie beside a document while it is written.

use std::fs::{self, Metadata};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// An unfinished file that nobody has touched for so long is not about to take the place of another.
const FRESH: Duration = Duration::from_secs(60);

/// What a temporary file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// What is to be put where nothing is, perhaps not all of it yet: never anybody else's words.
    New,
    /// What changes its name with the document: perhaps words that nobody has read.
    Aside,
    /// What is just being written in the document's place, all of it: a part of it may be there.
    BeingPut,
}

const HOLDS: [(Holds, &str); 3] = [
    (Holds::New, "new"),
    (Holds::Aside, "aside"),
    (Holds::BeingPut, "being-put"),
];

/// A name in `directory` that no other file has had, on this computer or on any other: whatever lies there is of this one step.
/// `token` names whose it is, so that it can be found again.
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

/// Whether `name` is that of a temporary file of `token`; earlier versions of the program made one name for each token.
#[must_use]
pub fn is_of(name: &str, token: &str) -> bool {
    parse(name, token).is_some()
}

pub(super) fn parse(name: &str, token: &str) -> Option<Holds> {
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

/// When anything was last done to the file. The time of writing may be from another computer.
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
