//! Drafts: beginning, writing, keeping, sharing and putting away.

use arguendo_core::desk::Desk;
use arguendo_core::drafts::drafting::{self, Beginning, Choice, DraftSession, DraftingError};
use arguendo_core::drafts::{pictures, signing};
use arguendo_core::pages::drafts::{DraftRow, PutAwayRow, SaveState, Typed, Written};
use arguendo_core::pages::group::GroupDraft;
use arguendo_core::pages::reading;
use jiff::Timestamp;
use tauri::{AppHandle, Manager, Runtime};

use super::blocking::{ask, beside_session, blocking, changing, look, write, write_in};
use crate::app_state::AppState;
use crate::draft_sessions::DraftSessions;
use crate::emit::emit;
use crate::open_folder::OpenFolder;
use crate::wire::{DraftStanding, ErrorCode, OpenedDraft, Stale, WireError};

/// The page of a draft, whose session begins with that. What somebody else has written meanwhile is in it, where that touches nothing of hers.
fn page(writing: &mut DraftSessions, folder: &OpenFolder, id: i64) -> Result<OpenedDraft, WireError> {
    let reader = folder.reader()?;
    let page = writing.with_session(folder.folder(), id, |session, desk, now| {
        session.save(desk, now);
        session.page(desk, &reader)
    })?;
    let folder = folder.number;
    Ok(OpenedDraft { folder, page })
}

/// Puts another text in the place of a draft's, and gives its page as it is then.
pub(super) async fn replace<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    act: impl FnOnce(&mut DraftSession, &Desk, Timestamp) -> Result<(), DraftingError> + Send + 'static,
) -> Result<OpenedDraft, WireError> {
    write(app, move |writing, folder| {
        writing.with_session(folder.folder(), id, act)?;
        page(writing, folder, id)
    })
    .await
}

/// The drafts that are not put away, the latest first.
#[tauri::command]
pub async fn drafts<R: Runtime>(app: AppHandle<R>) -> Result<Vec<DraftRow>, WireError> {
    write(app, |writing, folder| {
        let (root, reader) = (folder.root(), folder.reader()?);
        Ok(drafting::list(&writing.desk, root, &reader, Timestamp::now())?)
    })
    .await
}

/// The drafts that others share with the group, the latest first.
#[tauri::command]
pub async fn group_drafts<R: Runtime>(app: AppHandle<R>) -> Result<Vec<GroupDraft>, WireError> {
    look(app, |desk, folder| {
        Ok(drafting::of_the_group(desk, &folder.reader()?)?)
    })
    .await
}

/// The number by which the shared draft at that path is opened.
#[tauri::command]
pub async fn take_up_draft<R: Runtime>(app: AppHandle<R>, path: String) -> Result<i64, WireError> {
    changing(
        &app.clone(),
        &[Stale::Drafts, Stale::GroupDrafts],
        write(app, move |writing, folder| {
            let (reader, now) = (folder.reader()?, Timestamp::now());
            Ok(drafting::take_up(
                &writing.desk,
                folder.root(),
                &reader,
                &path,
                now,
            )?)
        }),
    )
    .await
}

/// What has become of a draft that cannot be opened.
#[tauri::command]
pub async fn draft_standing<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<DraftStanding, WireError> {
    look(app, move |desk, _| {
        let draft = desk.draft(id)?.unwrap_or_default();
        Ok(DraftStanding {
            put_away: draft.discarded.is_some(),
            published_as: draft.published_as,
        })
    })
    .await
}

/// The drafts that are put away, the last one first.
#[tauri::command]
pub async fn drafts_put_away<R: Runtime>(app: AppHandle<R>) -> Result<Vec<PutAwayRow>, WireError> {
    write(app, |writing, _| Ok(drafting::put_away(&writing.desk)?)).await
}

/// Begins a draft in answer to the question, perhaps in reply to a response, and gives its number.
#[tauri::command]
pub async fn start_draft<R: Runtime>(
    app: AppHandle<R>,
    question: Option<String>,
    replies_to: Option<String>,
    relation: Option<String>,
) -> Result<i64, WireError> {
    changing(
        &app.clone(),
        &[Stale::Drafts],
        write(app.clone(), move |writing, folder| {
            if let Some(Err(problem)) = folder.folder().template() {
                let path = arguendo_core::disk::folder::TEMPLATE_PATH;
                let told = WireError::new(ErrorCode::Entry, format!("{path}: {}", problem.message));
                emit(&app, crate::wire::Event::Failed(told));
            }
            let reader = folder.reader()?;
            let Some(me) = signing::writing_as(&writing.desk, &reader)? else {
                let message = "First choose who you write as. Nothing was begun.";
                return Err(WireError::new(ErrorCode::Entry, message));
            };
            let beginning = Beginning {
                question: question.as_deref(),
                replies_to: replies_to.as_deref().zip(relation.as_deref()),
                signed_as: &me.slug,
                ..Beginning::default()
            };
            let now = Timestamp::now();
            Ok(drafting::begin(
                folder.folder(),
                &reader,
                &writing.desk,
                &beginning,
                now,
            )?)
        }),
    )
    .await
}

/// Begins a new version of a published response, and gives its number. `not-yours` unless `yes` where
/// others signed it.
#[tauri::command]
pub async fn revise<R: Runtime>(app: AppHandle<R>, path: String, yes: bool) -> Result<i64, WireError> {
    changing(
        &app.clone(),
        &[Stale::Drafts],
        write(app, move |writing, folder| {
            super::rounds::check_shown(folder, &path)?;
            let (now, reader) = (Timestamp::now(), folder.reader()?);
            Ok(drafting::begin_revision(
                folder.folder(),
                &reader,
                &writing.desk,
                &path,
                yes,
                now,
            )?)
        }),
    )
    .await
}

/// Opens a draft to be written in.
#[tauri::command]
pub async fn open_draft<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<OpenedDraft, WireError> {
    write(app, move |writing, folder| page(writing, folder, id)).await
}

/// Keeps a change; it is on the disk when this answers.
#[tauri::command]
pub async fn type_draft<R: Runtime>(
    app: AppHandle<R>,
    folder: u32,
    id: i64,
    sequence: u64,
    typed: Typed,
) -> Result<SaveState, WireError> {
    write_in(app, folder, move |writing, folder| {
        writing.with_session(folder.folder(), id, |session, desk, now| {
            session.type_(desk, sequence, &typed, now)
        })
    })
    .await
}

/// After `out-of-step`: what the page and the program both had, and what the page has. Edits that do not
/// touch are merged, and `merged` says what came into the page's text; others are a conflict.
#[tauri::command]
pub async fn bring_together<R: Runtime>(
    app: AppHandle<R>,
    folder: u32,
    id: i64,
    base: Written,
    mine: Written,
) -> Result<SaveState, WireError> {
    write_in(app, folder, move |writing, folder| {
        writing.with_session(folder.folder(), id, |session, desk, now| {
            session.bring_together(desk, &base, &mine, now)
        })
    })
    .await
}

/// Writes the draft's file.
#[tauri::command]
pub async fn save_draft<R: Runtime>(app: AppHandle<R>, folder: u32, id: i64) -> Result<SaveState, WireError> {
    write_in(app, folder, move |writing, folder| {
        writing.with_session(folder.folder(), id, |session, desk, now| {
            Ok(session.save(desk, now))
        })
    })
    .await
}

/// Writes the draft's file, and closes the draft.
#[tauri::command]
pub async fn close_draft<R: Runtime>(app: AppHandle<R>, folder: u32, id: i64) -> Result<(), WireError> {
    changing(
        &app.clone(),
        &[Stale::Drafts],
        write_in(app, folder, move |writing, _| {
            writing.end_session(id);
            Ok(())
        }),
    )
    .await
}

/// Restores, or discards, words that were kept when the program ended without saving them.
#[tauri::command]
pub async fn recover_draft<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    restore: bool,
) -> Result<OpenedDraft, WireError> {
    let choice = if restore { Choice::Restore } else { Choice::Discard };
    changing(
        &app.clone(),
        &[Stale::Drafts],
        replace(app, id, move |session, desk, now| {
            session.recover(desk, choice, now)
        }),
    )
    .await
}

/// Moves a draft to the folder's place for drafts, and gives its path there.
#[tauri::command]
pub async fn share_draft<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<String, WireError> {
    changing(
        &app.clone(),
        &[Stale::Drafts],
        beside_session(app, id, move |desk, folder| {
            let (reader, now) = (folder.reader()?, Timestamp::now());
            Ok(drafting::share(desk, folder.root(), &reader, id, now)?)
        }),
    )
    .await
}

/// Puts a draft away.
#[tauri::command]
pub async fn discard_draft<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<(), WireError> {
    changing(
        &app.clone(),
        &[Stale::Drafts],
        beside_session(app, id, move |desk, folder| {
            Ok(drafting::discard(desk, folder.root(), id, Timestamp::now())?)
        }),
    )
    .await
}

/// Brings back a draft that was put away.
#[tauri::command]
pub async fn bring_back_draft<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<(), WireError> {
    changing(
        &app.clone(),
        &[Stale::Drafts],
        write(app, move |writing, _| {
            Ok(drafting::bring_back(&writing.desk, id, Timestamp::now())?)
        }),
    )
    .await
}

/// A text as HTML, as a reader will see it.
#[tauri::command]
pub async fn preview<R: Runtime>(app: AppHandle<R>, markdown: String) -> Result<String, WireError> {
    ask(app, move |reader| reading::preview(reader, &markdown)).await
}

/// Copies a picture beside the draft, and gives its address for the text.
#[tauri::command]
pub async fn add_image<R: Runtime>(
    app: AppHandle<R>,
    name: String,
    bytes: Vec<u8>,
) -> Result<String, WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        Ok(pictures::keep(&folder.drafts(), folder.root(), &name, &bytes)?)
    })
    .await
}
