//! `sharing`: how the Syncthing on this computer shares the folder. Changes nothing.

use std::io::{self, Write as _};

use arguendo_core::disk::folder::Folder;
use arguendo_core::pages::sharing::Sharing;
use arguendo_core::sharing as core_sharing;
use arguendo_core::sharing::syncthing::places;

use crate::common::{print_line, reader};
use crate::{Asking, FINDINGS, FINE, text};

pub(crate) fn sharing(asking: &Asking) -> anyhow::Result<u8> {
    let conflicts = reader(asking)?.conflict_copy_count()?;
    let folder = Folder::find(&asking.common.folder)?;
    let sharing = core_sharing::look(&places(), folder.root(), conflicts);
    if asking.common.json {
        print_line(&serde_json::to_value(&sharing)?)?;
    } else {
        io::stdout()
            .lock()
            .write_all(text::sharing(&sharing).as_bytes())?;
    }
    Ok(if matches!(sharing, Sharing::Unusable { .. }) {
        FINDINGS
    } else {
        FINE
    })
}
