//! What each subcommand does.

use std::io::{self, Write as _};
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::bail;
use arguendo_core::content::rounds::Participant;
use arguendo_core::desk::{Desk, DeskError};
use arguendo_core::disk::folder::Folder;
use arguendo_core::mirror::live::{Live, Note, READ_ONLY, Status, Update};
use arguendo_core::mirror::sync::{self, Outcome};
use arguendo_core::pages::{dump as core_dump, folder_check, search as core_search};
use jiff::Timestamp;
use serde_json::json;

use crate::common::{bring_in_step, databases, print_line, reader};
use crate::{Asking, Common, FINDINGS, FINE, publishing, text};

pub(crate) fn dump(asking: &Asking, fresh: bool) -> anyhow::Result<u8> {
    let reader = if fresh {
        sync::fresh(&Folder::find(&asking.common.folder)?)?
    } else {
        reader(asking)?
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    core_dump::dump(&reader, &mut out)?;
    out.flush()?;
    Ok(FINE)
}

pub(crate) fn sync_once(common: &Common, as_new: bool) -> anyhow::Result<u8> {
    let started = Instant::now();
    if as_new {
        let folder = Folder::find(&common.folder)?;
        sync::forget(&common.databases(folder.root())?)?;
    }
    let outcome = bring_in_step(common)?;
    publishing::look_after(common)?;
    let Outcome {
        added,
        changed,
        removed,
        unchanged,
        ..
    } = outcome;
    print_line(&json!({
        "added": added,
        "changed": changed,
        "removed": removed,
        "unchanged": unchanged,
        "ms": milliseconds(started.elapsed()),
    }))?;
    Ok(FINE)
}

pub(crate) fn watch(common: &Common) -> anyhow::Result<u8> {
    // What is said of the drafts is remembered.
    common.databases(Folder::find(&common.folder)?.root())?;
    let (tell, updates) = mpsc::channel();
    // Kept to the end: dropping it ends the watching.
    let _live = Live::open(
        &common.folder,
        &common.data_dir(&common.folder)?,
        Box::new(move |update| {
            let _ = tell.send(update);
        }),
        arguendo_core::drafts::publishing::while_idle(),
    )?;
    for update in updates {
        match update {
            Update::Applied(applied) => print_line(&json!({
                "batch": applied.batch,
                "changed": applied.outcome.touched.changed,
                "removed": applied.outcome.touched.removed,
                "ms": milliseconds(applied.took),
            }))?,
            Update::Status(Status::Offline(reason)) => eprintln!("{reason}"),
            Update::Status(Status::Polling(reason)) => eprintln!("{reason}"),
            Update::Status(Status::ReadOnly) => eprintln!("{READ_ONLY}"),
            Update::Note(Note::LookedAfter(told)) => eprintln!("{told}"),
            Update::Status(Status::Working | Status::UpToDate | Status::Stopped)
            | Update::Progress(..)
            | Update::LetGo
            | Update::Note(_) => {}
        }
    }
    bail!("The watching has ended by itself; start it again. Nothing in the folder was changed.")
}

pub(crate) fn search(asking: &Asking, query: &str, limit: usize, all: bool) -> anyhow::Result<u8> {
    let mut reader = reader(asking)?;
    if !all && reader.has_rounds()? {
        reader.read_as(Some(participant(&databases(asking)?)?));
    }
    let results = core_search::search(&reader, query, limit)?;
    if asking.common.json {
        print_line(&serde_json::to_value(&results)?)?;
    } else {
        io::stdout()
            .lock()
            .write_all(text::results(&results).as_bytes())?;
    }
    Ok(FINE)
}

pub(crate) fn check(asking: &Asking) -> anyhow::Result<u8> {
    let problems = folder_check::problems(&reader(asking)?)?;
    let code = if problems.is_empty() { FINE } else { FINDINGS };
    if asking.common.json {
        let rows: Vec<_> = problems
            .iter()
            .map(
                |row| json!({ "path": row.path, "line": row.line, "code": row.code, "message": row.message }),
            )
            .collect();
        print_line(&json!(rows))?;
    } else {
        io::stdout()
            .lock()
            .write_all(text::problems(&problems).as_bytes())?;
    }
    Ok(code)
}

pub(crate) fn show(asking: &Asking, name: &str) -> anyhow::Result<u8> {
    let reader = reader(asking)?;
    let found = core_dump::find(&reader, name)?;
    if found.is_empty() {
        bail!(
            "No document in this folder has the path or the slug “{name}”. `search` finds documents by their words."
        );
    }
    let mut out = io::stdout().lock();
    for row in &found {
        if asking.common.json {
            serde_json::to_writer(&mut out, &core_dump::one(&reader, row)?)?;
            out.write_all(b"\n")?;
        } else {
            out.write_all(text::document(&reader, row)?.as_bytes())?;
        }
    }
    Ok(FINE)
}

/// Whether `error` says that nobody reads our output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Who reads: whoever writes from here, if anybody does.
fn participant(databases: &Path) -> anyhow::Result<Participant> {
    if !Desk::is_in(databases) {
        return Ok(Participant::default());
    }
    match Desk::open(databases, Timestamp::now()) {
        Ok(desk) => Ok(desk.participant()?),
        // Nobody known, from whom the most is hidden.
        Err(error @ DeskError::Newer) => {
            eprintln!("{error}");
            Ok(Participant::default())
        }
        Err(error) => Err(error.into()),
    }
}

/// To the microsecond.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1_000_000.0).round() / 1000.0
}
