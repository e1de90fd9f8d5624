//! A person's own writing about the open folder: the desk and the open drafts.

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

/// The desk and the sessions of the open drafts. One command uses it at a time, so that typed words are saved
/// in order.
pub struct DraftSessions {
    /// The person's database.
    pub desk: Desk,
    sessions: HashMap<i64, DraftSession>,
    /// Drafts that are being worked on outside their session.
    away: HashSet<i64>,
    /// Where the last session of each draft ended. A new session begins with the next request of the page,
    /// and the page need not know that.
    next: HashMap<i64, Left>,
    /// When the person last visited the folder.
    pub visit: Visit,
    /// The undo data for each marking of many documents as read, in order.
    pub marked: Vec<Undo>,
    /// Sentences for the person about what was repaired on opening, kept until the page makes a request.
    pub untold: Vec<String>,
}

/// Where a session ended: the number of the next change, and a hash of the text that it applies to.
struct Left {
    next: u64,
    text: i64,
}

impl DraftSessions {
    /// Opens the desk in `databases`, and finishes what an interrupted program left half done.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn open(folder: &Folder, databases: &Path) -> Result<Self, WireError> {
        let now = Timestamp::now();
        let mut desk = Desk::open(databases, now)?;
        let mut untold = operations::recover(&desk, folder.root(), now)?;
        untold.extend(restore::resume(&desk, folder, now)?);
        untold.extend(drafting::tidy_up(&desk, folder.root(), now));
        if let Some(repaired) = desk.repaired.clone() {
            untold.push(repaired);
            // If this fails, the repair is reported again at the next start.
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

    /// Uses the sessions in `writing`, and opens them on first use.
    ///
    /// # Errors
    /// If they cannot be opened, or an error of `act`.
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

    /// Acts on the draft numbered `id`. Opens its session if none is open.
    ///
    /// # Errors
    /// If it cannot be opened, or an error of `act`.
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
                    // The page may continue counting only if the text is the same, because typed changes name
                    // positions in it.
                    let is_other = u64::from(left.text != hash_of(session.text().as_bytes()));
                    session.count_from(left.next + is_other);
                }
                free.insert(session)
            }
        };
        Ok(act(session, &self.desk, now)?)
    }

    /// The draft's session saves and is set aside for a longer action outside it. Nobody can edit the draft
    /// until [`Self::resume_session`].
    pub fn make_way(&mut self, id: i64) {
        if let Some(session) = self.sessions.get_mut(&id) {
            session.close(&self.desk, Timestamp::now());
            session.let_go();
        }
        self.away.insert(id);
    }

    /// Ends the action begun with [`Self::make_way`]. If it `is_done`, the session ends; if it was refused,
    /// the session goes on.
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

    /// Saves the draft and ends its session, if it is open. Words that could not be saved are in the journal.
    pub fn end_session(&mut self, id: i64) {
        if self.away.contains(&id) {
            return; // it has been saved
        }
        if let Some(session) = self.sessions.get_mut(&id) {
            session.close(&self.desk, Timestamp::now());
        }
        self.leave(id);
    }

    /// Saves every open draft and ends its session. The visit ends too, unless the folder stays open.
    pub fn end_sessions(&mut self) {
        // If the end of a visit cannot be recorded, the visit counts as ended when something last arrived.
        let _ = Visit::lasts(&self.desk, Timestamp::now());
        let open: Vec<i64> = self.sessions.keys().copied().collect();
        for id in open {
            self.end_session(id);
        }
    }

    /// The open drafts that somebody else has affected: their file in the folder, or the response that they
    /// revise, is among the changed or removed paths.
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
