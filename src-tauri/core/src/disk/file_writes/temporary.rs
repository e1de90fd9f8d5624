//! The names of the temporary files beside a document while it is written.

use std::fs::{self, Metadata};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// If nobody has touched an unfinished file for this long, nobody is about to move it over another file.
const FRESH: Duration = Duration::from_secs(60);

/// What a temporary file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A new text, perhaps unfinished, that will be moved to a free name. It never holds anybody else's
    /// words.
    New,
    /// A file that is exchanged with the document, or the document moved aside. It may hold words that nobody
    /// has read.
    Aside,
    /// The whole text that is just being written in the document's place. The document's file may hold a part
    /// of it.
    BeingPut,
}

const HOLDS: [(Holds, &str); 3] = [
    (Holds::New, "new"),
    (Holds::Aside, "aside"),
    (Holds::BeingPut, "being-put"),
];

/// A new name in `directory` that no other file has had, on this or any other computer, so the file belongs
/// to one write only. `token` is part of the name, so that the file can be found again.
pub(super) fn fresh_name(directory: &Path, token: &str, holds: Holds) -> PathBuf {
    // Each of these hashers starts with different keys, which are random for each start of the program.
    let mut random = RandomState::new().build_hasher();
    random.write_u32(std::process::id());
    named(
        &directory.join(format!(".arguendo-{token}-{:016x}", random.finish())),
        holds,
    )
}

/// `path` with the part of its name changed that says what the file holds.
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

/// True if `name` is that of a temporary file of `token`. Earlier versions of the program used one name for
/// each token.
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

/// A text that somebody is just writing in a document's place, or was writing when their program was
/// interrupted.
pub(super) struct BeingPut {
    /// The whole text.
    pub bytes: Vec<u8>,
    /// The file was touched so recently that its writer may still be at work.
    pub is_fresh: bool,
}

/// The texts that writers with another token are just writing in a document's place in this directory.
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

/// True if a file of this name may hold a document while another text takes the document's place.
#[must_use]
pub fn lies_aside(name: &str) -> bool {
    matches!(holds_of(name), Some(Holds::Aside | Holds::BeingPut))
}

/// True if a file was touched so recently that its writer may be about to move it over another file.
#[must_use]
pub fn is_fresh(meta: &Metadata) -> bool {
    let since = touched(meta).map(|at| SystemTime::now().duration_since(at).unwrap_or_default());
    since.is_some_and(|since| since < FRESH)
}

/// When the file was last touched. The modification time may come from another computer, so the change time
/// is used.
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

/// What a temporary file of this name holds, whatever its token is.
fn holds_of(name: &str) -> Option<Holds> {
    let name = name.strip_prefix(".arguendo-")?.strip_suffix(".tmp")?;
    let mut kinds = HOLDS.iter();
    let kind = kinds.find(|(_, what)| name.strip_suffix(what).is_some_and(|rest| rest.ends_with('-')))?;
    Some(kind.0)
}
