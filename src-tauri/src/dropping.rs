//! Handles what is dropped on the window. A folder is opened; files wait until the page reports that they
//! were dropped on a text.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use arguendo_core::disk::images::MOST_BYTES;
use tauri::{AppHandle, DragDropEvent, Manager, Runtime};

use crate::emit::emit;
use crate::opening;
use crate::settings::Place;
use crate::wire::{Dropped, ErrorCode, Event, WireError};

/// The files that were dropped last. The page never learns their paths.
#[derive(Debug, Default)]
pub struct DroppedFiles(Mutex<(u32, Vec<PathBuf>)>);

impl DroppedFiles {
    /// Keeps these files and forgets earlier ones. Returns the number of this drop.
    fn keep(&self, paths: Vec<PathBuf>) -> u32 {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.0 = kept.0.wrapping_add(1);
        kept.1 = paths;
        kept.0
    }

    /// The name and the bytes of one of the files.
    ///
    /// # Errors
    /// If something else has been dropped since, or an error of the system.
    pub fn read(&self, number: u32, index: usize) -> Result<(String, Vec<u8>), WireError> {
        let path = {
            let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.1.get(index).filter(|_| kept.0 == number).cloned()
        };
        let path = path.ok_or_else(|| {
            WireError::new(
                ErrorCode::Changed,
                "Something else was dropped since. Drop it again.",
            )
        })?;
        let name = name_of(&path);
        let bytes = read(&path).map_err(|error| {
            let message = format!("{name} could not be read, and was left where it is: {error}.");
            WireError::new(ErrorCode::Entry, message)
        })?;
        Ok((name, bytes))
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The bytes of a file. Of a file too large for an image, only enough bytes to show that.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    // Reading a pipe would never end.
    if !path.metadata()?.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Handles a drop on the window.
pub fn happened<R: Runtime>(app: &AppHandle<R>, event: &DragDropEvent) {
    let DragDropEvent::Drop { paths, position } = event else {
        return;
    };
    match paths.as_slice() {
        [path] if path.is_dir() => opening::open_and_tell(app, Place::Folder(path.clone())),
        [] => refuse(app),
        paths if paths.iter().any(|path| !path.is_file()) => refuse(app),
        paths => {
            let number = app.state::<DroppedFiles>().keep(paths.to_vec());
            let dropped = Dropped {
                number,
                count: paths.len(),
                left: position.x,
                top: position.y,
            };
            emit(app, Event::Dropped(dropped));
        }
    }
}

fn refuse<R: Runtime>(app: &AppHandle<R>) {
    let message = "Drop one folder to open it, or pictures into the text of a draft. What you dropped was left where it is.";
    let error = WireError::new(ErrorCode::FolderUnusable, message);
    emit(app, Event::Failed(error));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_for_the_drop_it_came_with_and_for_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pic.png");
        std::fs::write(&path, b"bytes").unwrap();
        let dropped = DroppedFiles::default();
        let number = dropped.keep(vec![path.clone(), folder.path().join("away.png")]);
        assert_eq!(
            dropped.read(number, 0).unwrap(),
            ("pic.png".into(), b"bytes".to_vec())
        );
        assert!(
            dropped
                .read(number, 1)
                .unwrap_err()
                .message
                .starts_with("away.png could not be read")
        );
        assert!(dropped.read(number, 2).is_err());
        let next = dropped.keep(vec![path]);
        assert!(dropped.read(number, 0).is_err() && dropped.read(next, 0).is_ok());
    }

    #[test]
    fn what_is_no_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let dropped = DroppedFiles::default();
        let number = dropped.keep(vec![folder.path().to_path_buf()]);
        assert!(dropped.read(number, 0).is_err());
    }
}
