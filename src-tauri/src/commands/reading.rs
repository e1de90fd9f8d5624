//! The pages.

use arguendo_core::pages::{
    ContributorPage, Library, ProblemRow, QuestionPage, ResponsePage, SearchResults, Today, Unfiled,
    Unpublished, folder_check, reading,
};
use jiff::{Timestamp, ZonedDateTime};
use tauri::{AppHandle, Manager, Runtime};

use super::blocking::{ask, blocking};
use crate::app_state::AppState;
use crate::wire::WireError;

/// The page shows no more hits than this at once.
const MOST_HITS: usize = 200;

/// The questions and the counts: the left column and the first page.
#[tauri::command]
pub async fn library<R: Runtime>(app: AppHandle<R>) -> Result<Library, WireError> {
    blocking(move || {
        let session = app.state::<AppState>();
        let library = session.read(|reader| reading::library(reader, Timestamp::now()))?;
        session.remember(); // its title may have come or changed
        Ok(library)
    })
    .await
}

/// The day by which people in this folder count.
#[tauri::command]
pub async fn today<R: Runtime>(app: AppHandle<R>) -> Result<Today, WireError> {
    ask(app, |reader| reading::today(reader, &ZonedDateTime::now())).await
}

/// The page of a question; null where there is none at that path.
#[tauri::command]
pub async fn question<R: Runtime>(
    app: AppHandle<R>,
    path: String,
) -> Result<Option<QuestionPage>, WireError> {
    ask(app, move |reader| {
        reading::question(reader, &path, Timestamp::now())
    })
    .await
}

/// The page of a response; null where there is none at that path.
#[tauri::command]
pub async fn response<R: Runtime>(
    app: AppHandle<R>,
    path: String,
) -> Result<Option<ResponsePage>, WireError> {
    ask(app, move |reader| {
        reading::response(reader, &path, Timestamp::now())
    })
    .await
}

/// The page of a contributor; null where there is none at that path.
#[tauri::command]
pub async fn contributor<R: Runtime>(
    app: AppHandle<R>,
    path: String,
) -> Result<Option<ContributorPage>, WireError> {
    ask(app, move |reader| {
        reading::contributor(reader, &path, Timestamp::now())
    })
    .await
}

/// Responses whose question is not in the folder.
#[tauri::command]
pub async fn unfiled<R: Runtime>(app: AppHandle<R>) -> Result<Vec<Unfiled>, WireError> {
    ask(app, |reader| reading::unfiled(reader, Timestamp::now())).await
}

/// Documents that are marked as not published.
#[tauri::command]
pub async fn unpublished<R: Runtime>(app: AppHandle<R>) -> Result<Vec<Unpublished>, WireError> {
    ask(app, reading::unpublished).await
}

/// What the program could not make sense of.
#[tauri::command]
pub async fn problems<R: Runtime>(app: AppHandle<R>) -> Result<Vec<ProblemRow>, WireError> {
    ask(app, folder_check::problems).await
}

/// The documents that hold these words, the best first.
#[tauri::command]
pub async fn search<R: Runtime>(
    app: AppHandle<R>,
    query: String,
    limit: usize,
) -> Result<SearchResults, WireError> {
    ask(app, move |reader| {
        arguendo_core::pages::search::search(reader, &query, limit.min(MOST_HITS))
    })
    .await
}
