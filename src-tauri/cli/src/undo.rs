//! `undo`: what was published, taken back or settled is as it was before.

use std::io::{self, Write as _};

use anyhow::Context as _;
use arguendo_core::conflicts::{draft_of, undo_draft};
use arguendo_core::drafts::drafting::DraftSession;
use arguendo_core::drafts::operations;
use arguendo_core::drafts::publishing::changes_in_folder;
use clap::Args;
use jiff::Timestamp;
use serde_json::json;

use crate::common::print_line;
use crate::conflicts::place_of;
use crate::{Asking, FINE, text};

/// The arguments of `undo`.
#[derive(Debug, Args)]
pub(crate) struct Undo {
    #[command(flatten)]
    asking: Asking,
    /// The number that `publish`, `unpublish` or `settle` gave
    id: i64,
}

pub(crate) fn undo(asked: &Undo) -> anyhow::Result<u8> {
    let place = place_of(&asked.asking)?;
    let (desk, root, now, id) = (&place.desk, place.folder.root(), Timestamp::now(), asked.id);
    let (mut changes, mut told) = (Vec::new(), Vec::new());
    if let Some((draft, _)) = draft_of(desk, id)? {
        let mut session = DraftSession::open(desk, root, draft, now).context("Nothing was taken back.")?;
        undo_draft(&mut session, desk, id, now)?;
    } else {
        let undone = operations::undo(desk, root, id, now)?;
        changes = changes_in_folder(&undone.done.operation.files);
        told = undone.told;
    }
    told.iter().for_each(|told| eprintln!("{told}"));
    if asked.asking.common.json {
        print_line(&json!({ "undone": id, "diffs": text::diffs(&changes) }))?;
        return Ok(FINE);
    }
    let which = match told.is_empty() {
        true => "every file is as it was",
        false => "what others have changed since stays",
    };
    let said = text::publication(&changes, None, "Undone:", which);
    io::stdout().lock().write_all(said.as_bytes())?;
    Ok(FINE)
}

/// The same by the number that an earlier version of the program gave to a settling.
pub(crate) fn unsettle(mut asked: Undo) -> anyhow::Result<u8> {
    let place = place_of(&asked.asking)?;
    asked.id = place.desk.settling_once_numbered(asked.id)?.unwrap_or(asked.id);
    drop(place);
    undo(&asked)
}
