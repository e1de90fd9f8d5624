//! `conflicts` and `settle`: two texts of one document that have grown apart, without a window.

use arguendo_core::conflicts::{self, ConflictError, How, Key, Take};
use arguendo_core::drafts::drafting::{self, DraftSession};
use arguendo_core::drafts::operations;
use arguendo_core::drafts::publishing::Publishing;
use arguendo_core::mirror::Reader;
use arguendo_core::pages::conflicts::{ConflictPage, ConflictRow, Settled};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::common::{print_line, reader};
use crate::drafting::{Place, print_text};
use crate::{Asking, FINDINGS, FINE};

/// The arguments of `settle`.
#[derive(Debug, Args)]
pub(crate) struct Settle {
    #[command(flatten)]
    asking: Asking,
    /// The conflict, as `conflicts` names it
    key: String,
    /// What is taken where both have changed the same; all else comes together by itself
    #[arg(long, value_enum, required_unless_present = "keep_both")]
    take: Option<Taken>,
    /// Both become files of their own
    #[arg(long, conflicts_with_all = ["take", "remove_copy"])]
    keep_both: bool,
    /// Remove the sync engine's copy, too. With Resilio Sync, that deletes the text where the copy came from
    #[arg(long)]
    remove_copy: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Taken {
    /// What was written here, or is in the file itself
    Mine,
    /// What somebody else wrote, or is in the copy
    Theirs,
    /// One below the other
    Both,
}

pub(crate) fn list(asking: &Asking) -> anyhow::Result<u8> {
    let reader = reader(asking)?;
    let place = place_of(asking)?;
    look_after(&place, &reader)?;
    let rows = conflicts::list(&place.desk, place.folder.root(), &reader)?;
    if asking.common.json {
        print_line(&serde_json::to_value(&rows)?)?;
    } else if rows.is_empty() {
        print_text("There are no conflicts.\n")?;
    } else {
        print_text(&rows.iter().map(line).collect::<String>())?;
    }
    Ok(if rows.is_empty() { FINE } else { FINDINGS })
}

/// The folder and its desk, on which what was interrupted is finished first.
pub(crate) fn place_of(asking: &Asking) -> anyhow::Result<Place> {
    let place = Place::of(&asking.common)?;
    for told in operations::recover(&place.desk, place.folder.root(), Timestamp::now())? {
        eprintln!("{told}");
    }
    Ok(place)
}

/// Looks whether what was published from here was replaced by another text. Nothing is written into the folder.
fn look_after(place: &Place, reader: &Reader) -> anyhow::Result<()> {
    let publishing = Publishing {
        folder: &place.folder,
        reader,
        desk: &place.desk,
        now: Timestamp::now().to_zoned_datetime(TimeZone::system()),
    };
    publishing.look_after(None, false)?;
    Ok(())
}

fn line(row: &ConflictRow) -> String {
    let second = match (&row.copy, &row.engine) {
        (Some(copy), Some(engine)) => format!(" and {copy} ({engine})"),
        (None, Some(engine)) => format!(" ({engine})"),
        _ => String::new(),
    };
    format!("{}\n  {}{second}\n", row.key, row.file)
}

pub(crate) fn settle(asked: &Settle) -> anyhow::Result<u8> {
    let reader = reader(&asked.asking)?;
    let place = place_of(&asked.asking)?;
    let (desk, root, now) = (&place.desk, place.folder.root(), Timestamp::now());
    let how = |page: &ConflictPage| match asked.take {
        None => How::KeepBoth,
        Some(taken) => {
            let take = match taken {
                Taken::Mine => Take::Mine,
                Taken::Theirs => Take::Theirs,
                Taken::Both => Take::Both,
            };
            conflicts::taking(page, take, asked.remove_copy)
        }
    };
    let missing = || ConflictError::Settled(asked.key.clone());
    let done = match Key::of(&asked.key) {
        Key::Draft(id) => {
            for told in drafting::tidy_up(desk, root, now) {
                eprintln!("{told}");
            }
            let mut session = DraftSession::open(desk, root, id, now)?;
            let page = conflicts::draft_page(&mut session, desk, now)?.ok_or_else(missing)?;
            let done = conflicts::settle_draft(&mut session, desk, &page.token, &how(&page), now)?;
            session.close(desk, now);
            done
        }
        Key::File(path) => {
            let found = conflicts::find(desk, root, &reader, &path)?.ok_or_else(missing)?;
            let page = found.page();
            conflicts::settle(&found, desk, root, &page.token, &how(&page), now)?
        }
    };
    print_done(asked, &done)
}

fn print_done(asked: &Settle, done: &Settled) -> anyhow::Result<u8> {
    if asked.asking.common.json {
        print_line(&serde_json::to_value(done)?)?;
        return Ok(FINE);
    }
    let copy = match (asked.remove_copy, done.removed_copy) {
        (true, true) => " The copy is removed.",
        (true, false) => " There is no copy, or it could not be removed.",
        (false, _) => "",
    };
    print_text(&format!(
        "{} is settled.{copy} Both texts are kept; take it back by: undo FOLDER {}\n",
        done.file, done.undo
    ))?;
    Ok(FINE)
}
