//! Publishing, taking back, and undoing either.

use arguendo_core::desk::Desk;
use arguendo_core::pages::drafts::{PublishPlan, Published, Withdrawn};
use arguendo_core::publishing::{PublishError, Publishing};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tauri::{AppHandle, Runtime};

use super::drafts::write;
use super::rounds;
use crate::open_folder::OpenFolder;
use crate::wire::{ErrorCode, WireError};
use crate::writing::Writing;

/// Asks for, or does, what has to do with publishing.
fn publish_with<T>(
    desk: &Desk,
    folder: &OpenFolder,
    act: impl FnOnce(&Publishing<'_>) -> Result<T, PublishError>,
) -> Result<T, WireError> {
    let reader = folder.reader_of_all()?;
    Ok(act(&Publishing {
        folder: folder.folder(),
        reader: &reader,
        desk,
        now: Timestamp::now().to_zoned_datetime(TimeZone::system()),
    })?)
}

/// The draft's file holds the text that its page shows. Only the page saves: what comes in with that, it must hear.
fn check_saved(writing: &mut Writing, folder: &OpenFolder, id: i64) -> Result<(), WireError> {
    if writing.sit(folder.folder(), id, |sitting, _, _| Ok(sitting.is_due()))? {
        let message = "The file of this draft does not hold what is shown: it was changed by somebody else just now, or is not saved. Nothing was published. Try again.";
        return Err(WireError::new(ErrorCode::Changed, message));
    }
    Ok(())
}

#[tauri::command]
pub async fn plan_publishing<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<PublishPlan, WireError> {
    write(app, move |writing, folder| {
        check_saved(writing, folder, id)?;
        publish_with(&writing.desk, folder, |publishing| {
            Ok(publishing.plan(id)?.page())
        })
    })
    .await
}

#[tauri::command]
pub async fn publish<R: Runtime>(app: AppHandle<R>, id: i64, key: String) -> Result<Published, WireError> {
    write(app, move |writing, folder| {
        let done = writing.instead_of_sitting(id, |desk| {
            publish_with(desk, folder, |publishing| publishing.publish(id, &key))
        })?;
        folder.recheck();
        Ok(Published {
            response: done.plan.response,
            question: done.plan.question,
            undo: done.undo,
        })
    })
    .await
}

#[tauri::command]
pub async fn plan_unpublishing<R: Runtime>(
    app: AppHandle<R>,
    path: String,
) -> Result<PublishPlan, WireError> {
    write(app, move |writing, folder| {
        rounds::check_shown(folder, &path)?;
        publish_with(&writing.desk, folder, |publishing| {
            Ok(publishing.plan_withdrawal(&path, true)?.page())
        })
    })
    .await
}

#[tauri::command]
pub async fn unpublish<R: Runtime>(
    app: AppHandle<R>,
    path: String,
    key: String,
    yes: bool,
) -> Result<Withdrawn, WireError> {
    write(app, move |writing, folder| {
        let done = publish_with(&writing.desk, folder, |publishing| {
            publishing.unpublish_as_shown(&path, yes, &key)
        })?;
        folder.recheck();
        Ok(Withdrawn {
            draft: done.draft.unwrap_or_default(),
            undo: done.undo,
        })
    })
    .await
}

#[tauri::command]
pub async fn undo_publishing<R: Runtime>(app: AppHandle<R>, undo: i64) -> Result<(), WireError> {
    write(app, move |writing, folder| {
        // The draft of what was unpublished may be open.
        let draft = writing.desk.publication(undo)?.and_then(|done| done.draft);
        writing.instead_of_sitting(draft.unwrap_or_default(), |desk| {
            publish_with(desk, folder, |publishing| publishing.undo(undo))
        })?;
        folder.recheck();
        Ok(())
    })
    .await
}
