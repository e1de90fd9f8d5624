//! Spelling: which words are wrong, what they may have been, and which a person says are right.

use arguendo_text::spelling::{self, Added};
use tauri::{AppHandle, Manager, Runtime};

use super::blocking::blocking;
use crate::app_state::AppState;
use crate::spellers::Spellers;
use crate::wire::{Language, WireError};

/// The languages whose spelling can be checked.
#[tauri::command]
pub async fn languages<R: Runtime>(_app: AppHandle<R>) -> Result<Vec<Language>, WireError> {
    let languages = spelling::languages().iter();
    let languages = languages.map(|language| Language {
        code: language.tag.to_owned(),
        name: language.name.to_owned(),
    });
    Ok(languages.collect())
}

/// Those of the words that are misspelt.
#[tauri::command]
pub async fn misspelt<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    language: String,
    words: Vec<String>,
) -> Result<Vec<String>, WireError> {
    blocking(move || {
        let Some(speller) = app.state::<Spellers>().of(&app, &language) else {
            return Ok(Vec::new());
        };
        let right = app
            .state::<AppState>()
            .folder()?
            .write(|writing| Ok(writing.desk.words(id, &language)?))?;
        let added = Added::new(right.iter().map(String::as_str));
        Ok(speller.misspelt(&words, &|word| added.allows(word)))
    })
    .await
}

/// Other spellings for a word.
#[tauri::command]
pub async fn suggest_words<R: Runtime>(
    app: AppHandle<R>,
    language: String,
    word: String,
) -> Result<Vec<String>, WireError> {
    blocking(move || {
        let speller = app.state::<Spellers>().of(&app, &language);
        Ok(speller.map_or_else(Vec::new, |speller| speller.suggest(&word)))
    })
    .await
}

/// Adds a word to the person's dictionary.
#[tauri::command]
pub async fn add_word<R: Runtime>(
    app: AppHandle<R>,
    language: String,
    word: String,
) -> Result<(), WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        folder.write(|writing| Ok(writing.desk.add_word(&language, &word)?))
    })
    .await
}

/// Takes a word of that draft for right.
#[tauri::command]
pub async fn ignore_word<R: Runtime>(app: AppHandle<R>, id: i64, word: String) -> Result<(), WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        folder.write(|writing| Ok(writing.desk.ignore_word(id, &word)?))
    })
    .await
}
