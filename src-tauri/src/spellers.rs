//! The spelling dictionaries in use. They are among the page's files, and each is read on first use.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use arguendo_text::spelling::{self, Speller};
use tauri::{AppHandle, Runtime};

use crate::lock::lock;

/// All dictionaries that were read. There is one for the whole program.
#[derive(Default)]
pub struct Spellers {
    /// The spellers by language tag; none if a dictionary cannot be read.
    read: Mutex<HashMap<&'static str, Option<Arc<Speller>>>>,
}

impl Spellers {
    /// The speller for `language`, or for the language that it is a variety of. None if the program has no
    /// dictionary for it.
    pub fn of<R: Runtime>(&self, app: &AppHandle<R>, language: &str) -> Option<Arc<Speller>> {
        let language = spelling::language_for(language)?;
        lock(&self.read)
            .entry(language.tag)
            .or_insert_with(|| {
                let spellers = language.dictionaries.iter().map(|name| read(app, name));
                let all: Option<Vec<Speller>> = spellers.collect();
                all?.into_iter().reduce(Speller::or).map(Arc::new)
            })
            .clone()
    }
}

fn read<R: Runtime>(app: &AppHandle<R>, name: &str) -> Option<Speller> {
    let file = |end: &str| {
        let asset = app.asset_resolver().get(format!("dictionaries/{name}.{end}"))?;
        String::from_utf8(asset.bytes).ok()
    };
    Speller::new(&file("aff")?, &file("dic")?).ok()
}
