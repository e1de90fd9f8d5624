//! Conflicts that lie in the folder: a sync engine's copy beside its original, and a file with git's marks.

use std::path::Path;

use arguendo_text::front_matter::editing::{list, set};
use arguendo_text::merge::{Merged, markers, merge};
use arguendo_text::{diff, file_names};
use jiff::Timestamp;

use super::page::{Shown, settled, token_of};
use super::{ConflictError, How};
use crate::content::activity::Observation;
use crate::content::kind::Kind;
use crate::content::places::{Engine, copy_mark};
use crate::content::problem::ProblemCode;
use crate::desk::Desk;
use crate::desk::operations::{Extra, Operation, OperationFile, OperationKind};
use crate::desk::versions::VersionKind;
use crate::disk::file_writes;
use crate::drafts::operations::{Executed, Operations};
use crate::mirror::Reader;
use crate::pages::Target;
use crate::pages::conflicts::{
    ConflictKind, ConflictPage, ConflictRow, CopyRemoval, Settled, SideName, WholeSide,
};
use crate::pages::reading::names_of;

/// A conflict as its files hold it.
pub struct Found {
    pub(super) row: ConflictRow,
    /// The document, for the record.
    seen: Observation,
    /// Its path.
    path: String,
    /// Its bytes.
    file: Vec<u8>,
    /// The sync engine's copy, and its bytes; none where git's marks are in the file itself.
    copy: Option<(String, Vec<u8>)>,
    /// The two texts, as bytes, and what they have come from.
    mine: Vec<u8>,
    theirs: Vec<u8>,
    base: Option<Vec<u8>>,
    engine: Option<Engine>,
    /// What the two are called.
    names: (SideName, SideName),
}

/// The conflict of the file at `path`, where it is one and not settled.
///
/// # Errors
/// As the mirror says, or where a file cannot be read.
pub fn find(desk: &Desk, folder: &Path, reader: &Reader, path: &str) -> Result<Option<Found>, ConflictError> {
    if let Some(original) = reader.original_of(path)? {
        let mut found = find_copy(desk, folder, reader, path, &original)?;
        if let Some(found) = &mut found {
            found.base = best_base(desk.known_texts(&original)?, &found.mine, &found.theirs);
        }
        return Ok(found);
    }
    match find_marked(folder, reader, path)? {
        None => find_replaced(desk, folder, reader, path),
        marked => Ok(marked),
    }
}

/// A text of the person's that was replaced by one that never had it.
pub(super) fn find_replaced(
    desk: &Desk,
    folder: &Path,
    reader: &Reader,
    path: &str,
) -> Result<Option<Found>, ConflictError> {
    let (Some(wrote), Some(file)) = (desk.replaced(path)?, file_writes::read(folder, path)?) else {
        return Ok(None);
    };
    if wrote.mine == file {
        return Ok(None); // it is there again
    }
    Ok(Some(Found {
        row: row(reader, ConflictKind::Replaced, path, path)?,
        seen: seen(reader, path)?,
        path: path.to_owned(),
        file: file.clone(),
        copy: None,
        mine: wrote.mine,
        theirs: file,
        base: wrote.before,
        engine: None,
        names: (SideName::Yours, SideName::InFile),
    }))
}

/// Without what both have come from: that takes a while to find.
pub(super) fn find_copy(
    desk: &Desk,
    folder: &Path,
    reader: &Reader,
    copy: &str,
    original: &str,
) -> Result<Option<Found>, ConflictError> {
    let (Some(mine), Some(theirs)) = (
        file_writes::read(folder, original)?,
        file_writes::read(folder, copy)?,
    ) else {
        return Ok(None);
    };
    if desk.is_settled(copy, &theirs)? {
        return Ok(None);
    }
    let mark = copy_mark(copy, original);
    let row = ConflictRow {
        copy: Some(copy.to_owned()),
        engine: Some(mark.engine.name().to_owned()),
        from: mark.from,
        at: mark.at,
        ..row(reader, ConflictKind::Copy, copy, original)?
    };
    Ok(Some(Found {
        row,
        seen: seen(reader, original)?,
        path: original.to_owned(),
        base: None,
        copy: Some((copy.to_owned(), theirs.clone())),
        file: mine.clone(),
        mine,
        theirs,
        engine: Some(mark.engine),
        names: (SideName::InFile, SideName::Copy),
    }))
}

pub(super) fn find_marked(
    folder: &Path,
    reader: &Reader,
    path: &str,
) -> Result<Option<Found>, ConflictError> {
    // Only what is known of the folder is read.
    if !reader.has_problem(path, ProblemCode::ConflictMarkers.name())? {
        return Ok(None);
    }
    let Some(file) = file_writes::read(folder, path)? else {
        return Ok(None);
    };
    let Some(marked) = std::str::from_utf8(&file).ok().and_then(markers::read) else {
        return Ok(None);
    };
    let row = ConflictRow {
        engine: Some("git".to_owned()),
        from: marked.below_name,
        ..row(reader, ConflictKind::Markers, path, path)?
    };
    Ok(Some(Found {
        row,
        seen: seen(reader, path)?,
        path: path.to_owned(),
        file,
        copy: None,
        mine: marked.above.into_bytes(),
        theirs: marked.below.into_bytes(),
        base: marked.base.map(String::into_bytes),
        engine: None,
        names: (SideName::Above, SideName::Below),
    }))
}

fn row(reader: &Reader, kind: ConflictKind, key: &str, path: &str) -> Result<ConflictRow, ConflictError> {
    let document = reader.document_at(path)?;
    Ok(ConflictRow {
        key: key.to_owned(),
        kind,
        title: document.as_ref().map(|row| row.title.clone()).unwrap_or_default(),
        file: path.to_owned(),
        copy: None,
        draft: None,
        target: document.as_ref().map(Target::from),
        engine: None,
        from: None,
        at: None,
        gone: false,
    })
}

fn seen(reader: &Reader, path: &str) -> Result<Observation, ConflictError> {
    Ok(match reader.document_at(path)? {
        Some(row) => Observation::changed(path, row.kind, row.title, names_of(reader, row.id)?),
        None => Observation::changed(path, Kind::Response, String::new(), Vec::new()),
    })
}

/// Of the texts that are known here, the one that both can be held to have come from: each has all of its words, and more. Of several,
/// the nearest to both. A text that one of them lacks words of may be no common beginning: what the other has put in since would
/// seem to be taken out, and be gone from what is merged. Without a beginning every difference is a choice.
fn best_base(known: Vec<Vec<u8>>, mine: &[u8], theirs: &[u8]) -> Option<Vec<u8>> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (own, copy) = (text(mine), text(theirs));
    let added = |known: &Vec<u8>| {
        let known = text(known);
        let compared = [&own, &copy].map(|text| diff::words_anywhere(&known, text));
        let has_all = compared.iter().all(|compared| compared.removed == 0);
        has_all.then(|| compared.iter().map(|compared| compared.added).sum::<u32>())
    };
    let candidates = known.into_iter().filter(|known| known != mine && known != theirs);
    let candidates = candidates.filter_map(|known| Some((added(&known)?, known)));
    candidates.min_by_key(|(added, _)| *added).map(|(_, known)| known)
}

impl Found {
    /// The page to settle it on.
    #[must_use]
    pub fn page(&self) -> ConflictPage {
        Shown {
            row: self.row.clone(),
            token: self.token(),
            names: self.names,
            has_base: self.base.is_some(),
            merged: self.merged(),
            removal: self.copy.as_ref().map(|_| self.removal()),
            can_keep_both: true,
        }
        .page()
    }

    fn token(&self) -> String {
        let copy = self.copy.as_ref().map(|(_, bytes)| bytes.as_slice());
        token_of(&[self.base.as_deref(), Some(&self.file), copy, Some(&self.mine)])
    }

    fn merged(&self) -> Result<Merged, String> {
        let text = |bytes: &'_ [u8]| String::from_utf8(bytes.to_vec());
        let (Ok(mine), Ok(theirs)) = (text(&self.mine), text(&self.theirs)) else {
            return Err(
                "One of the two texts is not UTF-8, so they cannot be brought together here. Take one of them, or keep both as files."
                    .to_owned(),
            );
        };
        let base = self.base.as_deref().and_then(|base| text(base).ok());
        merge(base.as_deref(), &mine, &theirs).map_err(|why| why.to_string())
    }

    fn removal(&self) -> CopyRemoval {
        match self.engine {
            Some(Engine::Resilio) => CopyRemoval {
                suggested: false,
                trap: Some(
                    "Resilio Sync takes this copy for the file itself on the computer that it came from: whoever deletes the copy here deletes the text there. Keep it until everybody has what is settled here."
                        .to_owned(),
                ),
            },
            _ => CopyRemoval {
                suggested: true,
                trap: None,
            },
        }
    }
}

/// Settles a conflict that lies in the folder.
///
/// # Errors
/// A text is not what was shown, a choice is missing, or a file cannot be written: then nothing was.
pub fn settle(
    found: &Found,
    desk: &Desk,
    folder: &Path,
    token: &str,
    how: &How,
    now: Timestamp,
) -> Result<Settled, ConflictError> {
    if found.token() != token {
        return Err(ConflictError::LookAgain);
    }
    let (text, removes) = match how {
        How::Parts(settlement) => {
            let text = settled(&found.merged(), settlement)?;
            (text.into_bytes(), settlement.remove_copy)
        }
        How::Whole { side, remove_copy } => {
            let text = match side {
                WholeSide::Mine => &found.mine,
                WholeSide::Theirs => &found.theirs,
            };
            (text.clone(), *remove_copy)
        }
        // Where the engine would delete the text elsewhere with its copy, the copy stays, too.
        How::KeepBoth => (found.mine.clone(), found.engine != Some(Engine::Resilio)),
    };
    let file = |path: &str, before: Option<&[u8]>, after: Option<Vec<u8>>| OperationFile {
        in_folder: true,
        path: path.to_owned(),
        before: before.map(<[u8]>::to_vec),
        after,
    };
    let mut files = vec![file(&found.path, Some(&found.file), Some(text))];
    if *how == How::KeepBoth {
        let (path, bytes) = second_file(folder, &found.path, &found.theirs)?;
        files.insert(0, file(&path, None, Some(bytes)));
    }
    if let Some((path, bytes)) = &found.copy {
        files.push(file(path, Some(bytes), (!removes).then(|| bytes.clone())));
    }
    let operations = Operations::begin(desk, folder, OperationKind::Settle, now)?;
    let of_draft = match desk.draft_published_as(&found.path)? {
        None => desk.draft_of_file(&found.path, true)?,
        published => published,
    };
    if let Some((draft, _)) = of_draft {
        for text in [&found.mine, &found.theirs] {
            desk.keep_bytes(draft, VersionKind::Outside, text, now.as_millisecond())?;
        }
    }
    let is_replaced = found.row.kind == ConflictKind::Replaced;
    let settling = Operation {
        at: now.as_millisecond(),
        kind: OperationKind::Settle,
        about: Some(found.path.clone()),
        base: found.base.clone().filter(|_| is_replaced),
        mine: is_replaced.then(|| found.mine.clone()),
        extra: Extra {
            title: Some(found.seen.title.clone()),
            people: found.seen.people.clone(),
            ..Extra::default()
        },
        files,
        ..Operation::default()
    };
    // It is settled all the same where only the copy cannot be removed; what that holds now is another conflict.
    let Executed {
        operation,
        unrecorded,
        ..
    } = operations.execute(settling, found.copy.is_some())?;
    if let Some(error) = unrecorded {
        return Err(error.into());
    }
    let copy = operation.files.last().filter(|_| found.copy.is_some());
    Ok(Settled {
        undo: operation.id,
        draft: None,
        file: match how {
            How::KeepBoth => operation.files[0].path.clone(),
            _ => found.path.clone(),
        },
        removed_copy: copy.is_some_and(|copy| copy.after.is_none()),
    })
}

/// A file for the second text, which nobody takes for a conflict copy: its name, and its slug, say what it is.
fn second_file(folder: &Path, path: &str, bytes: &[u8]) -> Result<(String, Vec<u8>), ConflictError> {
    let (directory, name) = match path.rfind('/') {
        Some(slash) => path.split_at(slash + 1),
        None => ("", path),
    };
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "md"));
    let path_of = |stem: &str| format!("{directory}{stem}.{extension}");
    // What cannot be read is somebody's.
    let is_taken = |stem: &str| !matches!(file_writes::read(folder, &path_of(stem)), Ok(None));
    let Some(free) = file_names::another_version(stem, &is_taken) else {
        return Err(ConflictError::Whole(format!(
            "{path} has nine versions beside it already. Remove some, or take one of the two texts. Nothing was changed."
        )));
    };
    // Where the slug is in the text, two documents must not share it.
    let end = free.strip_prefix(stem).unwrap_or_default();
    let text = std::str::from_utf8(bytes).ok();
    let slug = text.and_then(|text| list(text, "slug").into_iter().next().map(|slug| (text, slug)));
    let named = slug.and_then(|(text, slug)| set(text, "slug", &format!("{slug}{end}")).ok());
    Ok((
        path_of(&free),
        named.map_or_else(|| bytes.to_vec(), String::into_bytes),
    ))
}
