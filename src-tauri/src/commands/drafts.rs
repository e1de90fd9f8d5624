//! Drafts: beginning, writing, keeping, sharing and putting away.

use std::sync::Arc;

use arguendo_core::desk::Desk;
use arguendo_core::drafting::{self, Beginning, Choice, DraftingError, Sitting};
use arguendo_core::pages::drafts::{DraftPage, DraftRow, Kept, Typed};
use arguendo_core::{pictures, reading, signing};
use jiff::Timestamp;
use tauri::{AppHandle, Manager, Runtime};

use super::{aside, ask};
use crate::open_folder::OpenFolder;
use crate::session::Session;
use crate::wire::{ErrorCode, WireError};
use crate::writing::Writing;

/// Acts on the desk of the open folder.
pub(super) async fn write<R: Runtime, T: Send + 'static>(
    app: AppHandle<R>,
    act: impl FnOnce(&mut Writing, &Arc<OpenFolder>) -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    aside(move || {
        let folder = app.state::<Session>().folder()?;
        folder.write(|writing| act(writing, &folder))
    })
    .await
}

/// The page of a draft, whose sitting begins with that.
pub(super) fn page(writing: &mut Writing, folder: &OpenFolder, id: i64) -> Result<DraftPage, WireError> {
    let reader = folder.reader()?;
    writing.sit(folder.folder(), id, |sitting, desk, _| {
        sitting.page(desk, &reader)
    })
}

/// Puts another text in the place of a draft's, and gives its page as it is then.
pub(super) async fn replace<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    act: impl FnOnce(&mut Sitting, &Desk, Timestamp) -> Result<(), DraftingError> + Send + 'static,
) -> Result<DraftPage, WireError> {
    write(app, move |writing, folder| {
        writing.sit(folder.folder(), id, act)?;
        page(writing, folder, id)
    })
    .await
}

#[tauri::command]
pub async fn drafts<R: Runtime>(app: AppHandle<R>) -> Result<Vec<DraftRow>, WireError> {
    write(app, |writing, folder| {
        let (root, reader) = (folder.root(), folder.reader()?);
        Ok(drafting::list(&writing.desk, root, &reader, Timestamp::now())?)
    })
    .await
}

#[tauri::command]
pub async fn start_draft<R: Runtime>(
    app: AppHandle<R>,
    question: Option<String>,
    replies_to: Option<String>,
    relation: Option<String>,
) -> Result<i64, WireError> {
    write(app.clone(), move |writing, folder| {
        if let Some(Err(problem)) = folder.folder().template() {
            let path = arguendo_core::folder::TEMPLATE_PATH;
            let told = WireError::new(ErrorCode::Entry, format!("{path}: {}", problem.message));
            crate::opening::tell(&app, crate::wire::Event::Failed(told));
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
    })
    .await
}

#[tauri::command]
pub async fn revise<R: Runtime>(app: AppHandle<R>, path: String, yes: bool) -> Result<i64, WireError> {
    write(app, move |writing, folder| {
        super::rounds::check_shown(folder, &path)?;
        let now = Timestamp::now();
        Ok(drafting::begin_revision(
            folder.folder(),
            &writing.desk,
            &path,
            yes,
            now,
        )?)
    })
    .await
}

#[tauri::command]
pub async fn open_draft<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<DraftPage, WireError> {
    write(app, move |writing, folder| page(writing, folder, id)).await
}

#[tauri::command]
pub async fn type_draft<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    sequence: u64,
    typed: Typed,
) -> Result<Kept, WireError> {
    write(app, move |writing, folder| {
        writing.sit(folder.folder(), id, |sitting, desk, now| {
            sitting.type_(desk, sequence, &typed, now)
        })
    })
    .await
}

#[tauri::command]
pub async fn save_draft<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<Kept, WireError> {
    write(app, move |writing, folder| {
        writing.sit(folder.folder(), id, |sitting, desk, now| {
            Ok(sitting.save(desk, now))
        })
    })
    .await
}

#[tauri::command]
pub async fn close_draft<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<(), WireError> {
    write(app, move |writing, _| {
        writing.end_sitting(id);
        Ok(())
    })
    .await
}

#[tauri::command]
pub async fn recover_draft<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    restore: bool,
) -> Result<DraftPage, WireError> {
    let choice = if restore { Choice::Restore } else { Choice::Discard };
    replace(app, id, move |sitting, desk, now| {
        sitting.recover(desk, choice, now)
    })
    .await
}

#[tauri::command]
pub async fn resolve_outside<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    mine: bool,
) -> Result<DraftPage, WireError> {
    replace(app, id, move |sitting, desk, now| {
        match mine {
            true => sitting.keep_mine(desk, now)?,
            false => sitting.take_theirs(desk, now)?,
        };
        Ok(())
    })
    .await
}

#[tauri::command]
pub async fn share_draft<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<DraftRow, WireError> {
    write(app, move |writing, folder| {
        writing.end_sitting(id);
        let reader = folder.reader()?;
        drafting::share(&writing.desk, folder.root(), &reader, id, Timestamp::now())?;
        Ok(page(writing, folder, id)?.row)
    })
    .await
}

#[tauri::command]
pub async fn discard_draft<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<(), WireError> {
    write(app, move |writing, folder| {
        writing.end_sitting(id);
        Ok(drafting::discard(
            &writing.desk,
            folder.root(),
            id,
            Timestamp::now(),
        )?)
    })
    .await
}

#[tauri::command]
pub async fn bring_back_draft<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<(), WireError> {
    write(app, move |writing, _| {
        Ok(drafting::bring_back(&writing.desk, id, Timestamp::now())?)
    })
    .await
}

#[tauri::command]
pub async fn preview<R: Runtime>(app: AppHandle<R>, markdown: String) -> Result<String, WireError> {
    ask(app, move |reader| reading::preview(reader, &markdown)).await
}

#[tauri::command]
pub async fn add_image<R: Runtime>(
    app: AppHandle<R>,
    name: String,
    bytes: Vec<u8>,
) -> Result<String, WireError> {
    aside(move || {
        let folder = app.state::<Session>().folder()?;
        Ok(pictures::keep(&folder.drafts(), folder.root(), &name, &bytes)?)
    })
    .await
}
