//! Publishing, and taking back.

use arguendo_core::desk::Desk;
use arguendo_core::drafts::operations::OperationError;
use arguendo_core::drafts::publishing::{Done, PublishError, Publishing};
use arguendo_core::pages::drafts::{PublishPlan, Published, Withdrawn};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tauri::{AppHandle, Runtime};

use super::blocking::{beside_session, changing, write};
use super::rounds;
use crate::draft_sessions::DraftSessions;
use crate::open_folder::OpenFolder;
use crate::wire::{ErrorCode, Stale, WireError};

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

/// Publishes, or takes back, while nobody has the draft open that it is about. What nobody could know before is shown with what the page
/// asks next.
async fn change_with<R: Runtime>(
    app: AppHandle<R>,
    draft: i64,
    act: impl FnOnce(&Publishing<'_>) -> Result<Done, PublishError> + Send + 'static,
) -> Result<Done, WireError> {
    let change = beside_session(app.clone(), draft, move |desk, folder| {
        let mut told = Vec::new();
        let done = publish_with(desk, folder, |publishing| {
            let done = act(publishing);
            told = match &done {
                Ok(done) => done.told.clone(),
                Err(PublishError::Operation(OperationError::Recovered(told))) => told.clone(),
                Err(_) => Vec::new(),
            };
            done
        });
        folder.tell_later(told);
        folder.recheck();
        done
    });
    changing(&app, &[Stale::Drafts, Stale::Records], change).await
}

/// The draft's file holds the text that its page shows. Only the page saves: what comes in with that, it must hear.
fn check_saved(writing: &mut DraftSessions, folder: &OpenFolder, id: i64) -> Result<(), WireError> {
    if writing.with_session(folder.folder(), id, |session, _, _| Ok(session.is_due()))? {
        let message = "The file of this draft does not hold what is shown: it was changed by somebody else just now, or is not saved. Nothing was published. Try again.";
        return Err(WireError::new(ErrorCode::Changed, message));
    }
    Ok(())
}

/// What publishing would change. `changed` where the draft's file does not hold what was saved last.
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

/// Publishes a draft as it was shown. `changed` where the plan is not that one any more.
#[tauri::command]
pub async fn publish<R: Runtime>(app: AppHandle<R>, id: i64, key: String) -> Result<Published, WireError> {
    let act = move |publishing: &Publishing<'_>| publishing.publish(id, &key);
    let done = change_with(app, id, act).await?;
    Ok(Published {
        response: done.plan.response,
        question: done.plan.question,
        undo: done.undo,
    })
}

/// What taking a response back into a draft would change.
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

/// Makes a response a draft again, as it was shown. `not-yours` unless `yes` where others signed it.
#[tauri::command]
pub async fn unpublish<R: Runtime>(
    app: AppHandle<R>,
    path: String,
    key: String,
    yes: bool,
) -> Result<Withdrawn, WireError> {
    let act = move |publishing: &Publishing<'_>| publishing.unpublish_as_shown(&path, yes, &key);
    let done = change_with(app, 0, act).await?;
    Ok(Withdrawn {
        draft: done.draft.unwrap_or_default(),
        undo: done.undo,
    })
}
