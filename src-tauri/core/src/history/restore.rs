//! Restores a text that left the folder, or undoes that. After the program was interrupted at it, [`resume`]
//! cleans up.

use std::collections::HashMap;
use std::ffi::OsString;

use arguendo_text::{file_names, names};
use jiff::Timestamp;

use super::activity::{LookingBackError, found, name_to_put_back};
use crate::desk::records::RetainedText;
use crate::desk::{Desk, DeskError};
use crate::disk::file_writes::{self, FileWrite, KeepError, WriteError};
use crate::disk::folder::Folder;
use crate::mirror::{Reader, sync};
use crate::pages::Target;
use crate::pages::records::PutBack;

/// Restores a text into the folder as a new file: by its old name if that is free, otherwise by a similar
/// one. No existing file is overwritten.
pub fn put_back(desk: &Desk, folder: &Folder, reader: &Reader, id: i64) -> Result<PutBack, LookingBackError> {
    let RetainedText { row, text } = found(desk, reader, id)?;
    if !row.is_whole {
        return Err(LookingBackError::NotWhole(row.path));
    }
    if !sync::is_folder_of(reader, folder)? {
        return Err(LookingBackError::Away);
    }
    if file_writes::read(folder.root(), &row.path)?.is_some_and(|there| there == text) {
        return Err(LookingBackError::IsThere(row.path));
    }
    let name = name_to_put_back(desk, &row)?;
    let _lock = desk.lock_publishing()?;
    loop {
        let path = free_path(folder, &name)?;
        // Recorded first, so that the program knows who made the file when it notices it.
        desk.note_put_back(id, Some(&path))?;
        let job = FileWrite::Create {
            path: &path,
            bytes: &text,
        };
        match file_writes::execute(
            folder.root(),
            &job,
            &token(desk, id),
            &file_writes::nothing_to_keep,
        ) {
            Ok(()) => {
                return Ok(PutBack {
                    renamed: path != row.path,
                    target: Target {
                        kind: row.kind.name().to_owned(),
                        path,
                        title: row.title,
                    },
                });
            }
            // Somebody took this name just now; the next try finds another.
            Err(WriteError::Exists { .. }) => {}
            Err(error) => {
                desk.note_put_back(id, None)?;
                return Err(error.into());
            }
        }
    }
}

/// Removes a restored file again, unless somebody has changed it since.
pub fn take_out(
    desk: &Desk,
    folder: &Folder,
    reader: &Reader,
    id: i64,
    now: Timestamp,
) -> Result<(), LookingBackError> {
    let RetainedText { row, text } = found(desk, reader, id)?;
    let Some(path) = row.put_at else {
        return Err(LookingBackError::NotKept);
    };
    if !sync::is_folder_of(reader, folder)? {
        return Err(LookingBackError::Away);
    }
    let _lock = desk.lock_publishing()?;
    desk.note_taken_out(id, true)?;
    let job = FileWrite::Remove {
        path: &path,
        expected: &text,
    };
    let taken = file_writes::execute(folder.root(), &job, &token(desk, id), &keeper(desk, now));
    if taken.is_err() {
        desk.note_taken_out(id, false)?;
    }
    Ok(taken?)
}

/// Cleans up after a program that was interrupted while it restored a text or undid that. Removes temporary
/// files beside the document; puts other people's words in them back in place, or saves them. Returns
/// sentences for the person about what could not be cleaned up.
///
/// # Errors
/// An error of the desk.
pub fn resume(desk: &Desk, folder: &Folder, now: Timestamp) -> Result<Vec<String>, DeskError> {
    let mut told = Vec::new();
    let interrupted = interrupted(desk, folder)?;
    if interrupted.is_empty() || !sync::is_folder_at(desk.directory(), folder.root()) {
        return Ok(told);
    }
    // If somebody holds the lock for writing, nothing was interrupted: the work is in progress.
    let Some(_lock) = desk.lock_publishing_now()? else {
        return Ok(told);
    };
    for (id, path) in interrupted {
        let Some(RetainedText { text, .. }) = desk.kept(id)? else {
            continue;
        };
        let (token, keep) = (token(desk, id), keeper(desk, now));
        if let Err(error) = file_writes::clear(folder.root(), &path, &token, (&[&text], &[]), &keep) {
            told.push(format!(
                "{error} What was left beside it when the program was ended is put in order at the next start."
            ));
        }
    }
    Ok(told)
}

/// The texts with temporary files left beside their paths, and these paths. Each directory is listed once.
fn interrupted(desk: &Desk, folder: &Folder) -> Result<Vec<(i64, String)>, DeskError> {
    let mut listed: HashMap<String, Vec<OsString>> = HashMap::new();
    let mut places = desk.put_back_at()?;
    places.retain(|(id, path)| {
        let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
        let names = listed.entry(directory.to_owned()).or_insert_with(|| {
            let entries = std::fs::read_dir(folder.root().join(directory));
            let names = entries.into_iter().flatten().filter_map(Result::ok);
            names.map(|entry| entry.file_name()).collect()
        });
        let token = token(desk, *id);
        let is_left = |name: &OsString| name.to_str().is_some_and(|name| file_writes::is_of(name, &token));
        names.iter().any(is_left)
    });
    Ok(places)
}

/// The path itself if it is free, or else the path of another version beside it, free on every file system.
/// The usual number after a name is avoided, because sync engines name their conflict copies so.
fn free_path(folder: &Folder, path: &str) -> Result<String, LookingBackError> {
    let (directory, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "md"));
    let unreadable = |source| LookingBackError::Unreadable {
        path: directory.to_owned(),
        source,
    };
    let there: Vec<_> = folder.names_in(directory).map_err(unreadable)?;
    let there: Vec<_> = there.iter().map(|name| names::fold(name)).collect();
    let is_taken = |name: &str| there.contains(&names::fold(name));
    if !is_taken(name) {
        return Ok(path.to_owned());
    }
    let is_taken = |stem: &str| is_taken(&format!("{stem}.{extension}"));
    let free = file_names::another_version(stem, &is_taken);
    let free = free.unwrap_or_else(|| file_names::free(stem, &is_taken));
    Ok(match directory {
        "" => format!("{free}.{extension}"),
        _ => format!("{directory}/{free}.{extension}"),
    })
}

/// Saves in Activity what somebody else wrote at the moment when a text was restored or removed again.
fn keeper(desk: &Desk, now: Timestamp) -> impl Fn(&str, &[u8]) -> Result<(), KeepError> + '_ {
    move |path, words| Ok(desk.keep_found(path, words, now.as_millisecond())?)
}

/// Each person's program numbers its kept texts from 1. The desk's number keeps the temporary files of
/// several people apart.
fn token(desk: &Desk, id: i64) -> String {
    format!("back-{}-{id}", desk.number())
}
