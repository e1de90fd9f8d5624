//! `unread`: what is new to the person, by the same marks as in the window.

use std::io::{self, Write as _};

use arguendo_core::desk::Desk;
use arguendo_core::disk::folder::Folder;
use arguendo_core::history::news::{self, Visit};
use jiff::Timestamp;

use crate::common::{print_line, reader};
use crate::{Asking, FINE, text};

pub(crate) fn unread(asking: &Asking, mark_read: bool) -> anyhow::Result<u8> {
    let reader = reader(asking)?;
    let folder = Folder::find(&asking.common.folder)?;
    let databases = asking.common.databases(folder.root())?;
    let now = Timestamp::now();
    let desk = Desk::open(&databases, now)?;
    let visit = Visit::begin(&desk)?;
    news::notice_all(&desk, &reader, now)?;
    let new = news::what_is_new(&desk, &reader, visit)?;
    if asking.common.json {
        print_line(&serde_json::to_value(&new)?)?;
    } else {
        io::stdout().lock().write_all(text::unread(&new).as_bytes())?;
    }
    if mark_read {
        news::mark_all_read(&desk, &reader, None)?;
    }
    Ok(FINE)
}
