//! What every command needs: the mirror in step with the folder, a reader of it, and output lines.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use arguendo_core::desk::Desk;
use arguendo_core::disk::folder::{Folder, FolderError};
use arguendo_core::mirror::sync::{self, Outcome, SyncHooks};
use arguendo_core::mirror::{MirrorError, Reader};

use crate::{Asking, Common};

/// A reader of the mirror, which is synced first unless the person declined that.
pub(crate) fn reader(asking: &Asking) -> anyhow::Result<Reader> {
    if !asking.no_sync {
        bring_in_step(&asking.common)?;
    }
    let root = root(asking)?;
    let databases = databases(asking)?;
    let reader = if asking.no_sync {
        Reader::open_as_it_is(&databases)
    } else {
        Reader::open(&databases)
    };
    if let (Err(MirrorError::NotBuilt), false) = (&reader, root.exists()) {
        return Err(FolderError::NotThere(root).into());
    }
    Ok(reader?)
}

/// The folder's root. Without a sync, a missing folder can still be read as it last was.
fn root(asking: &Asking) -> anyhow::Result<PathBuf> {
    match Folder::find(&asking.common.folder) {
        Ok(folder) => Ok(folder.root().to_path_buf()),
        Err(FolderError::NotThere(path)) if asking.no_sync => Ok(std::path::absolute(path)?),
        Err(error) => Err(error.into()),
    }
}

pub(crate) fn bring_in_step(common: &Common) -> anyhow::Result<Outcome> {
    let folder = Folder::find(&common.folder)?;
    let mut writer = sync::open(&common.databases(folder.root())?)?;
    let outcome = writer.sync(&folder, &mut SyncHooks::none())?;
    if writer.rebuilt {
        eprintln!(
            "The mirror of this folder was damaged or of another version and is made anew. The folder itself is untouched."
        );
    }
    Ok(outcome)
}

pub(crate) fn print_line(value: &serde_json::Value) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{value}")
        .and_then(|()| out.flush())
        .context("The output could not be written.")?;
    Ok(())
}

/// Reports once what was done about a damaged desk.
pub(crate) fn tell_of_repair(desk: &mut Desk) -> anyhow::Result<()> {
    if let Some(repaired) = &desk.repaired {
        eprintln!("{repaired}");
        desk.repair_told()?;
    }
    Ok(())
}

/// The directory of the folder's databases.
pub(crate) fn databases(asking: &Asking) -> anyhow::Result<PathBuf> {
    asking.common.databases(&root(asking)?)
}
