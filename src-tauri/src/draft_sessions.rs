//! A person's own writing about the open folder: the desk, and the drafts that are being written.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Mutex;

use arguendo_core::desk::Desk;
use arguendo_core::desk::drafts::hash_of;
use arguendo_core::disk::folder::Folder;
use arguendo_core::drafts::drafting::{self, DraftSession, DraftingError};
use arguendo_core::drafts::operations;
use arguendo_core::history::news::{Undo, Visit};
use arguendo_core::history::restore;
use arguendo_core::mirror::Touched;
use jiff::Timestamp;

use crate::lock::lock;
use crate::wire::WireError;

/// Used by one command at a time, so that what a person types is kept in the order of typing.
pub struct DraftSessions {
    /// What is kept.
    pub desk: Desk,
    sessions: HashMap<i64, DraftSession>,
    /// The drafts to which something is being done elsewhere.
    away: HashSet<i64>,
    /// Where the last session at each draft had got to. A session is begun anew when the page asks for the next thing, and the
    /// page need not hear of it.
    next: HashMap<i64, Left>,
    /// When the person was here before.
    pub visit: Visit,
    /// What takes back each marking of many as read, in order.
    pub marked: Vec<Undo>,
    /// What was mended when it was opened, until the page asks for something and can hear it: sentences for the person.
    pub untold: Vec<String>,
}

/// Where a session had got to: the number of the next change, and what it would be a change of.
struct Left {
    next: u64,
    text: i64,
}

impl DraftSessions {
    /// Opens the desk in `databases`, and finishes what a program that was ended has left half done.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn open(folder: &Folder, databases: &Path) -> Result<Self, WireError> {
        let now = Timestamp::now();
        let mut desk = Desk::open(databases, now)?;
        let mut untold = operations::recover(&desk, folder.root(), now)?;
        untold.extend(restore::resume(&desk, folder, now)?);
        untold.extend(drafting::tidy_up(&desk, folder.root(), now));
        if let Some(repaired) = desk.repaired.clone() {
            untold.push(repaired);
            // Else it is reported once more with the next start.
            let _ = desk.repair_told();
        }
        let visit = Visit::begin(&desk)?;
        Ok(Self {
            desk,
            visit,
            marked: Vec::new(),
            sessions: HashMap::new(),
            away: HashSet::new(),
            next: HashMap::new(),
            untold,
        })
    }

    /// Uses the one in `writing`, which is opened when it is first used.
    ///
    /// # Errors
    /// Where it cannot be opened, or as `act`.
    pub fn used<T>(
        writing: &Mutex<Option<Self>>,
        folder: &Folder,
        databases: &Path,
        act: impl FnOnce(&mut Self) -> Result<T, WireError>,
    ) -> Result<T, WireError> {
        let mut writing = lock(writing);
        if let Some(writing) = writing.as_mut() {
            return act(writing);
        }
        act(writing.insert(Self::open(folder, databases)?))
    }

    /// Acts on the draft numbered `id`. Its session begins with that, where it has not begun.
    ///
    /// # Errors
    /// Where it cannot be opened, or as `act`.
    pub fn with_session<T>(
        &mut self,
        folder: &Folder,
        id: i64,
        act: impl FnOnce(&mut DraftSession, &Desk, Timestamp) -> Result<T, DraftingError>,
    ) -> Result<T, WireError> {
        if self.away.contains(&id) {
            return Err(DraftingError::OpenElsewhere.into());
        }
        let now = Timestamp::now();
        let session = match self.sessions.entry(id) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(free) => {
                let mut session = DraftSession::open(&self.desk, folder.root(), id, now)?;
                if let Some(left) = self.next.remove(&id) {
                    // Whoever counts on must count on from the same text: the places of what is typed are places in it.
                    let is_other = u64::from(left.text != hash_of(session.text().as_bytes()));
                    session.count_from(left.next + is_other);
                }
                free.insert(session)
            }
        };
        Ok(act(session, &self.desk, now)?)
    }

    /// Does something to a draft that nobody may have it open for. Its session saves first, ends where that is done, and goes on where it
    /// is refused.
    ///
    /// # Errors
    /// As `act`.
    pub fn instead_of_session<T, E: Into<WireError>>(
        &mut self,
        id: i64,
        act: impl FnOnce(&Desk) -> Result<T, E>,
    ) -> Result<T, WireError> {
        self.make_way(id);
        let done = act(&self.desk);
        self.resume_session(id, done.is_ok());
        done.map_err(Into::into)
    }

    /// The draft's session saves, and lets go of it: something is done to it elsewhere that may take long. Nobody can sit at it until
    /// [`Self::resume_session`].
    pub fn make_way(&mut self, id: i64) {
        if let Some(session) = self.sessions.get_mut(&id) {
            session.close(&self.desk, Timestamp::now());
            session.let_go();
        }
        self.away.insert(id);
    }

    /// What was done to the draft elsewhere has ended: its session ends where it `is_done`, and goes on where it was refused.
    pub fn resume_session(&mut self, id: i64, is_done: bool) {
        self.away.remove(&id);
        if is_done {
            self.leave(id);
        } else if let Some(session) = self.sessions.get_mut(&id)
            && session.take_hold(&self.desk).is_err()
        {
            self.leave(id);
        }
    }

    fn leave(&mut self, id: i64) {
        if let Some(session) = self.sessions.remove(&id) {
            let left = Left {
                next: session.kept().sequence,
                text: hash_of(session.text().as_bytes()),
            };
            self.next.insert(id, left);
        }
    }

    /// Writes the draft and ends its session, where it is open. What could not be written is in the journal.
    pub fn end_session(&mut self, id: i64) {
        if self.away.contains(&id) {
            return; // it has been written
        }
        if let Some(session) = self.sessions.get_mut(&id) {
            session.close(&self.desk, Timestamp::now());
        }
        self.leave(id);
    }

    /// Writes every open draft and ends its session. The visit ends here too, unless it goes on.
    pub fn end_sessions(&mut self) {
        // A visit whose end is not known ended when something last came.
        let _ = Visit::lasts(&self.desk, Timestamp::now());
        let open: Vec<i64> = self.sessions.keys().copied().collect();
        for id in open {
            self.end_session(id);
        }
    }

    /// The open drafts whose files in the folder, or the responses that they are new versions of, were changed, or taken away, by
    /// somebody else, among these paths.
    #[must_use]
    pub fn changed_outside(&self, touched: &Touched) -> Vec<i64> {
        let is_touched = |path: &str| {
            let mut paths = touched.changed.iter().chain(&touched.removed);
            touched.everything || paths.any(|touched| touched == path)
        };
        let sessions = self.sessions.values();
        sessions
            .filter(|session| {
                let changed = [session.changed_file(), session.changed_response()];
                changed.into_iter().flatten().any(is_touched)
            })
            .map(DraftSession::id)
            .collect()
    }
}
