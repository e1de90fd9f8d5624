//! `publish` and `unpublish`: what they do to the folder, shown as lines that change.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::bail;
use arguendo_core::desk::Desk;
use arguendo_core::disk::folder::Folder;
use arguendo_core::drafts::operations::recover;
use arguendo_core::drafts::publishing::{Done, Draft, Plan, PublishError, Publishing};
use arguendo_core::mirror::Reader;
use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::common::{bring_in_step, print_line, tell_of_repair};
use crate::{Common, FINE, text};

/// The arguments of `publish`.
#[derive(Debug, Args)]
pub(crate) struct Publish {
    #[command(flatten)]
    common: Common,
    /// The draft: a path, or the file name of a private draft
    draft: PathBuf,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// The arguments of `unpublish`.
#[derive(Debug, Args)]
pub(crate) struct Unpublish {
    #[command(flatten)]
    common: Common,
    /// The response's path inside the folder
    path: PathBuf,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Also one that somebody else has signed
    #[arg(long)]
    yes: bool,
}

pub(crate) fn publish(asked: &Publish) -> anyhow::Result<u8> {
    with_desk(&asked.common, |publishing| {
        let draft = Draft::named(publishing, &asked.draft)?;
        // Nobody else writes in it until it is published.
        let mut plan = publishing.plan_of(&draft)?;
        if !asked.dry_run && publishing.wait_for_sync_programs(&plan) {
            bring_in_step(&asked.common)?;
            plan = publishing.plan_of(&draft)?;
        }
        for warning in &plan.warnings {
            eprintln!("{warning}");
        }
        let question = plan.question.as_ref();
        let listed = question.map_or(String::new(), |question| format!(", listed in {question}"));
        let which = format!("{}{listed}", plan.response);
        let more = ("warnings", json!(plan.warnings));
        let (plan, done) = carried_out(publishing, plan, asked.dry_run)?;
        let what = ["Published as", "Would be published as"];
        print_plan(&asked.common, &plan, done.as_ref(), more, what, &which)
    })
}

pub(crate) fn unpublish(asked: &Unpublish) -> anyhow::Result<u8> {
    with_desk(&asked.common, |publishing| {
        let path = inside(publishing.folder, &asked.path);
        let mut plan = match publishing.plan_withdrawal(&path, asked.yes) {
            Err(error @ PublishError::NotYours { .. }) => bail!("{error} To say so, add --yes."),
            plan => plan?,
        };
        if !asked.dry_run && publishing.wait_for_sync_programs(&plan) {
            bring_in_step(&asked.common)?;
            plan = publishing.plan_withdrawal(&path, asked.yes)?;
        }
        let drafts = publishing.desk.drafts();
        let file = plan.files.iter().find(|file| !file.in_folder);
        let draft = file.map_or_else(|| drafts.clone(), |file| drafts.join(&file.path));
        let (plan, done) = carried_out(publishing, plan, asked.dry_run)?;
        let what = ["A draft again:", "Would be a draft again:"];
        let which = draft.display().to_string();
        print_plan(
            &asked.common,
            &plan,
            done.as_ref(),
            ("draft", json!(draft)),
            what,
            &which,
        )
    })
}

/// Opens the folder, its mirror in step, and the desk, on which what was interrupted is finished first.
fn with_desk(common: &Common, act: impl FnOnce(&Publishing<'_>) -> anyhow::Result<u8>) -> anyhow::Result<u8> {
    let folder = Folder::find(&common.folder)?;
    let directory = common.databases(folder.root())?;
    let now = Timestamp::now();
    let mut desk = Desk::open(&directory, now)?;
    tell_of_repair(&mut desk)?;
    for told in recover(&desk, folder.root(), now)? {
        eprintln!("{told}");
    }
    bring_in_step(common)?;
    let reader = Reader::open(&directory)?;
    let publishing = Publishing {
        folder: &folder,
        reader: &reader,
        desk: &desk,
        now: now.to_zoned_datetime(TimeZone::system()),
    };
    let told = publishing.look_after(None, true)?.told;
    if told.is_empty() {
        return act(&publishing);
    }
    told.iter().for_each(|told| eprintln!("{told}"));
    bring_in_step(common)?;
    act(&publishing)
}

/// Looks after what was published from here, where anything was. A sync program that is at work is waited for, for some seconds.
pub(crate) fn look_after(common: &Common) -> anyhow::Result<()> {
    const PATIENCE: Duration = Duration::from_secs(10);
    const BETWEEN: Duration = Duration::from_millis(200);
    let folder = Folder::find(&common.folder)?;
    let directory = common.databases(folder.root())?;
    if !Desk::is_in(&directory) {
        return Ok(());
    }
    let now = Timestamp::now();
    let (desk, reader) = (Desk::open_to_record(&directory, now)?, Reader::open(&directory)?);
    let publishing = Publishing {
        folder: &folder,
        reader: &reader,
        desk: &desk,
        now: now.to_zoned_datetime(TimeZone::system()),
    };
    let over = Instant::now() + PATIENCE;
    loop {
        let looked = publishing.look_after(None, true)?;
        looked.told.iter().for_each(|told| eprintln!("{told}"));
        if !looked.told.is_empty() {
            bring_in_step(common)?;
        }
        if !looked.is_due || Instant::now() > over {
            return Ok(());
        }
        std::thread::sleep(BETWEEN);
        bring_in_step(common)?;
    }
}

fn carried_out(
    publishing: &Publishing<'_>,
    plan: Plan,
    is_dry: bool,
) -> anyhow::Result<(Plan, Option<Done>)> {
    if is_dry {
        return Ok((plan, None));
    }
    let done = publishing.carry_out(plan)?;
    for told in &done.told {
        eprintln!("{told}");
    }
    Ok((done.plan.clone(), Some(done)))
}

/// Tells of a plan in one word where it is `done`, in another where it was only to be shown.
fn print_plan(
    common: &Common,
    plan: &Plan,
    done: Option<&Done>,
    (key, value): (&str, Value),
    [is, would_be]: [&str; 2],
    which: &str,
) -> anyhow::Result<u8> {
    let mut said = json_of(plan, done);
    said[key] = value;
    let what = if done.is_some() { is } else { would_be };
    print(common, said, plan, done, [what, which])
}

fn json_of(plan: &Plan, done: Option<&Done>) -> Value {
    let diffs = text::diffs(&plan.changes());
    let mut said = json!({ "response": plan.response, "question": plan.question, "diffs": diffs });
    if let Some(done) = done {
        said["undo"] = json!(done.undo);
    }
    said
}

fn print(
    common: &Common,
    said: Value,
    plan: &Plan,
    done: Option<&Done>,
    [what, which]: [&str; 2],
) -> anyhow::Result<u8> {
    if common.json {
        print_line(&said)?;
        return Ok(FINE);
    }
    let text = text::publication(&plan.changes(), done.map(|done| done.undo), what, which);
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(FINE)
}

/// The path inside the folder: it may also be one from here.
fn inside(folder: &Folder, path: &Path) -> String {
    let as_written = path.to_string_lossy().replace('\\', "/");
    if folder.root().join(path).is_file() && path.is_relative() {
        return as_written;
    }
    let full = path.canonicalize().ok();
    full.and_then(|full| folder.inside(&full)).unwrap_or(as_written)
}
