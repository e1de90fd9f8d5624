//! Does one thing that the command line has no command for, so that a test can kill it halfway: `act VERB
//! FOLDER WHAT --data DIR`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use arguendo_core::desk::Desk;
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder;
use arguendo_core::drafts::drafting::{self, DraftSession};
use arguendo_core::drafts::operations;
use arguendo_core::history::restore;
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::sync::{self, SyncHooks};
use arguendo_core::pages::drafts::Typed;
use jiff::Timestamp;

fn main() -> ExitCode {
    arguendo_tests::program::ended(act())
}

fn act() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [verb, folder, what, _, data] = words.as_slice() else {
        bail!("act VERB FOLDER WHAT --data DIR");
    };
    let folder = Folder::find(Path::new(folder))?;
    let databases = DataDir::new(Some(data.into()))?.of_folder(folder.root())?;
    let now = Timestamp::now();
    let desk = Desk::open(&databases, now)?;
    sync::open(&databases)?.sync(&folder, &mut SyncHooks::none())?;
    let reader = Reader::open(&databases)?;
    let number = || what.parse::<i64>().context("a number");
    match verb.as_str() {
        "share" => {
            drafting::share(&desk, folder.root(), &reader, number()?, now)?;
        }
        "put-back" => {
            restore::put_back(&desk, &folder, &reader, number()?)?;
        }
        "take-out" => restore::take_out(&desk, &folder, &reader, number()?, now)?,
        "revise" => {
            drafting::begin_revision(&folder, &reader, &desk, what, true, now)?;
        }
        "type" => {
            let changes = vec![(0, 0, "Indeed. ".to_owned())];
            let mut session = DraftSession::open(&desk, folder.root(), number()?, now)?;
            session.type_(&desk, 1, &Typed::Body { changes }, now)?;
        }
        "open" => {
            let mut told = operations::recover(&desk, folder.root(), now)?;
            told.extend(restore::resume(&desk, &folder, now)?);
            told.extend(drafting::tidy_up(&desk, folder.root(), now));
            told.iter().for_each(|told| println!("{told}"));
        }
        _ => bail!("no such act: {verb}"),
    }
    Ok(())
}
