//! Mirrors that follow a folder through its history: one is given each path, one watches by itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder;
use arguendo_core::drafts::publishing;
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::live::{Live, Status, Update};
use arguendo_core::mirror::sync::{self, SyncHooks, Writer};
use tempfile::TempDir;

use crate::command::command;
use crate::dumps::{Stale, difference, dump_of, not_told};
use crate::history::Way;

/// A mirror that follows a folder.
pub trait Follower: Sized {
    /// A mirror of the folder at `root`, in its own data directory.
    ///
    /// # Errors
    /// An error of the core.
    fn of(root: &Path) -> Result<Self>;

    /// Ends the following properly.
    fn close(&mut self);

    /// Starts again, with a full comparison.
    ///
    /// # Errors
    /// An error of the core.
    fn open(&mut self) -> Result<()>;

    /// Handles a possible change at `paths`.
    ///
    /// # Errors
    /// An error of the core.
    fn follow(&mut self, paths: &BTreeSet<String>) -> Result<()>;

    /// Handles a possible change anywhere.
    ///
    /// # Errors
    /// An error of the core.
    fn compare_everything(&mut self) -> Result<()>;

    /// Waits until the mirror, which was `before`, equals `fresh`, and checks that its listeners were
    /// informed of each document that looks different now.
    ///
    /// # Errors
    /// If it does not, with the difference.
    fn reaches(&mut self, before: &str, fresh: &str, patience: Duration) -> Result<()>;

    /// Another program has changed the mirror: that makes everything stale, or nobody is informed.
    fn was_changed_by_another(&mut self);

    /// The data directory.
    fn data(&self) -> &Path;
}

/// Brings a batch to a mirror in the batch's own way; `act` changes the folder as the batch says.
///
/// # Errors
/// An error of the core or of `act`.
pub fn lead<F: Follower>(
    follower: &mut F,
    root: &Path,
    way: Way,
    act: impl FnOnce() -> Result<BTreeSet<String>>,
) -> Result<()> {
    match way {
        Way::Followed => {
            let paths = act()?;
            follower.follow(&paths)
        }
        Way::Restarted => {
            follower.close();
            act()?;
            follower.open()
        }
        Way::Lost => {
            act()?;
            follower.compare_everything()
        }
        Way::Killed(after) => {
            follower.close();
            act()?;
            killed_sync(root, follower.data(), Duration::from_millis(after))?;
            follower.was_changed_by_another();
            follower.open()
        }
        Way::Beside => {
            let paths = act()?;
            let folder = Folder::find(root)?;
            let databases = DataDir::new(Some(follower.data().to_path_buf()))?.of_folder(folder.root())?;
            sync::open(&databases)?.sync(&folder, &mut SyncHooks::none())?;
            follower.follow(&paths)?;
            follower.was_changed_by_another();
            Ok(())
        }
    }
}

/// `arguendo-cli sync`, killed after a while if it is not done by then.
fn killed_sync(root: &Path, data: &Path, after: Duration) -> Result<()> {
    let mut sync = command(root, data, &["sync"])?;
    let mut child = sync.stdout(Stdio::null()).spawn()?;
    std::thread::sleep(after);
    child.kill()?;
    let status = child.wait()?;
    ensure!(
        status.success() || status.code().is_none(),
        "sync failed: {status}"
    );
    Ok(())
}

/// A mirror that is given each path at which something may have changed.
pub struct Told {
    data: TempDir,
    folder: Folder,
    databases: PathBuf,
    writer: Option<Writer>,
    stale: Stale,
}

impl Told {
    fn sync(&mut self, paths: Option<&BTreeSet<String>>) -> Result<()> {
        let writer = self.writer.as_mut().context("it is open")?;
        let hooks = &mut SyncHooks::none();
        let outcome = match paths {
            Some(paths) => writer.sync_paths(&self.folder, paths, hooks)?,
            None => writer.sync(&self.folder, hooks)?,
        };
        add(&mut self.stale, Stale::from(&outcome.touched));
        Ok(())
    }
}

impl Follower for Told {
    fn of(root: &Path) -> Result<Self> {
        let data = tempfile::tempdir()?;
        let folder = Folder::find(root)?;
        let databases = DataDir::new(Some(data.path().to_path_buf()))?.of_folder(folder.root())?;
        let mut told = Self {
            data,
            folder,
            databases,
            writer: None,
            stale: Stale::default(),
        };
        told.open()?;
        Ok(told)
    }

    fn close(&mut self) {
        self.writer = None;
    }

    fn open(&mut self) -> Result<()> {
        self.writer = Some(sync::open(&self.databases)?);
        self.sync(None)
    }

    fn follow(&mut self, paths: &BTreeSet<String>) -> Result<()> {
        self.sync(Some(paths))
    }

    fn compare_everything(&mut self) -> Result<()> {
        self.sync(None)
    }

    fn reaches(&mut self, before: &str, fresh: &str, _: Duration) -> Result<()> {
        let live = dump_of(&Reader::open(&self.databases)?)?;
        if let Some(difference) = difference(&live, fresh) {
            bail!("the mirror differs:\n{difference}");
        }
        let not_told = not_told(before, fresh, &std::mem::take(&mut self.stale))?;
        ensure!(not_told.is_empty(), "not named as stale: {not_told:?}");
        Ok(())
    }

    fn was_changed_by_another(&mut self) {
        self.stale.everything = true;
    }

    fn data(&self) -> &Path {
        self.data.path()
    }
}

/// A mirror that watches its folder by itself.
pub struct Watching {
    data: TempDir,
    root: PathBuf,
    databases: PathBuf,
    live: Option<Live>,
    updates: Option<Receiver<Update>>,
    stale: Stale,
    /// Nobody was listening when the mirror was changed.
    unseen: bool,
}

/// Longer than the quiet time before a batch is applied; after it, a check is worth the effort.
const BETWEEN_LOOKS: Duration = Duration::from_millis(70);

impl Watching {
    fn hear(&mut self, patience: Duration) -> Result<()> {
        let updates = self.updates.as_ref().context("it is open")?;
        let mut heard = updates.recv_timeout(patience).ok();
        while let Some(update) = heard {
            match update {
                Update::Applied(applied) => add(&mut self.stale, Stale::from(&applied.outcome.touched)),
                // Polling would get there too, but this test is about watching.
                Update::Status(Status::Polling(why)) => bail!("it does not watch: {why}"),
                Update::Status(Status::Offline(why)) => bail!("it does not watch: {why}"),
                _ => {}
            }
            heard = updates.try_recv().ok();
        }
        Ok(())
    }
}

impl Follower for Watching {
    fn of(root: &Path) -> Result<Self> {
        let data = tempfile::tempdir()?;
        let folder = Folder::find(root)?;
        let databases = DataDir::new(Some(data.path().to_path_buf()))?.of_folder(folder.root())?;
        let mut watching = Self {
            data,
            root: root.to_path_buf(),
            databases,
            live: None,
            updates: None,
            stale: Stale::default(),
            unseen: false,
        };
        watching.open()?;
        Ok(watching)
    }

    fn close(&mut self) {
        self.live = None;
    }

    fn open(&mut self) -> Result<()> {
        let (tell, updates) = channel();
        let data = DataDir::new(Some(self.data.path().to_path_buf()))?;
        let listener = Box::new(move |update| drop(tell.send(update)));
        self.updates = Some(updates);
        self.live = Some(Live::open(&self.root, &data, listener, publishing::while_idle())?);
        Ok(())
    }

    fn follow(&mut self, _: &BTreeSet<String>) -> Result<()> {
        Ok(())
    }

    fn compare_everything(&mut self) -> Result<()> {
        self.live.as_ref().context("it is open")?.recheck();
        Ok(())
    }

    fn reaches(&mut self, before: &str, fresh: &str, patience: Duration) -> Result<()> {
        let started = Instant::now();
        loop {
            let live = match Reader::open(&self.databases) {
                Ok(reader) => Some(dump_of(&reader)?),
                Err(arguendo_core::mirror::MirrorError::NotBuilt) => None,
                Err(error) => return Err(error.into()),
            };
            let difference = difference(live.as_deref().unwrap_or_default(), fresh);
            let not_told = match self.unseen {
                true => BTreeSet::new(),
                false => not_told(before, fresh, &self.stale)?,
            };
            if difference.is_none() && not_told.is_empty() {
                self.stale = Stale::default();
                self.unseen = false;
                return Ok(());
            }
            if started.elapsed() > patience {
                match difference {
                    Some(difference) => bail!("the watched mirror stays different:\n{difference}"),
                    None => bail!("not named as stale: {not_told:?}"),
                }
            }
            self.hear(BETWEEN_LOOKS)?;
        }
    }

    fn was_changed_by_another(&mut self) {
        // While it is open it must notice and report; while it is closed nobody listens.
        self.unseen |= self.live.is_none();
    }

    fn data(&self) -> &Path {
        self.data.path()
    }
}

fn add(stale: &mut Stale, more: Stale) {
    stale.everything |= more.everything;
    stale.library |= more.library;
    stale.documents.extend(more.documents);
}
