//! Commands on a thread where they may take their time: with the mirror, or with the desk.

use std::sync::Arc;

use arguendo_core::desk::Desk;
use arguendo_core::mirror::{MirrorError, Reader};
use tauri::{AppHandle, Manager, Runtime};

use crate::app_state::AppState;
use crate::draft_sessions::DraftSessions;
use crate::emit::emit;
use crate::open_folder::OpenFolder;
use crate::wire::{ErrorCode, Event, Stale, WireError};

/// Runs `work` on a thread where it may block. A panic in it becomes an error of its own.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| {
            Err(WireError::new(
                ErrorCode::Internal,
                "This page could not be made: a part of the program failed. The folder is untouched. Try another page, \
                 and report what you were opening.",
            ))
        })
}

/// Does `change`. The page hears what that made `stale` before it is answered, also where it was refused: something that was
/// interrupted may have been finished first.
pub(super) async fn changing<R: Runtime, T>(
    app: &AppHandle<R>,
    stale: &[Stale],
    change: impl Future<Output = Result<T, WireError>>,
) -> Result<T, WireError> {
    let answer = change.await;
    emit(app, Event::Stale(stale.to_vec()));
    answer
}

/// Asks the open folder's mirror.
pub(super) async fn ask<R: Runtime, T: Send + 'static>(
    app: AppHandle<R>,
    question: impl FnOnce(&Reader) -> Result<T, MirrorError> + Send + 'static,
) -> Result<T, WireError> {
    blocking(move || app.state::<AppState>().read(question)).await
}

/// Acts on the desk of the open folder.
pub(super) async fn write<R: Runtime, T: Send + 'static>(
    app: AppHandle<R>,
    act: impl FnOnce(&mut DraftSessions, &Arc<OpenFolder>) -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        folder.write(|writing| act(writing, &folder))
    })
    .await
}

/// Acts on a draft that nobody may have open meanwhile. Its session saves and makes way, ends where that is done, and goes on where it
/// is refused. The desk is used beside whoever writes in it: a drive that does not answer holds up nothing else.
pub(super) async fn beside_session<R: Runtime, T: Send + 'static>(
    app: AppHandle<R>,
    draft: i64,
    act: impl FnOnce(&Desk, &Arc<OpenFolder>) -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        folder.write(|writing| {
            writing.make_way(draft);
            Ok(())
        })?;
        let done = folder.desk_beside().and_then(|desk| act(&desk, &folder));
        folder.write(|writing| {
            writing.resume_session(draft, done.is_ok());
            Ok(())
        })?;
        done
    })
    .await
}

/// Looks at the desk, beside whoever writes in it: what takes a while keeps nobody from typing.
pub(super) async fn look<R: Runtime, T: Send + 'static>(
    app: AppHandle<R>,
    act: impl FnOnce(&Desk, &Arc<OpenFolder>) -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        act(&folder.desk_beside()?, &folder)
    })
    .await
}

/// The same as [`write`] on the desk of a folder that may not be the open one any more.
pub(super) async fn write_in<R: Runtime, T: Send + 'static>(
    app: AppHandle<R>,
    folder: u32,
    act: impl FnOnce(&mut DraftSessions, &Arc<OpenFolder>) -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder_numbered(folder)?;
        folder.write(|writing| act(writing, &folder))
    })
    .await
}

/// The same as [`look`] on the desk of a folder that may not be the open one any more. What is written into the folder meanwhile keeps
/// nobody from typing, however long its drive takes.
pub(super) async fn look_in<R: Runtime, T: Send + 'static>(
    app: AppHandle<R>,
    folder: u32,
    act: impl FnOnce(&Desk, &Arc<OpenFolder>) -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder_numbered(folder)?;
        act(&folder.desk_beside()?, &folder)
    })
    .await
}
