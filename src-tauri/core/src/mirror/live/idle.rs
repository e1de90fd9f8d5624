//! What the writing thread does when it is idle: upkeep of the mirror, and the daily sweep.

use std::time::{Duration, SystemTime};

use super::sweep::{self, Sweep};
use super::{IDLE, Note, Status, Update, Worker, pace};
use crate::disk::memory;
use crate::disk::watch::Hints;
use crate::mirror::MirrorError;

impl Worker {
    /// Does idle work in steps of a few milliseconds. Returns the pause before the next step.
    pub(super) fn while_idle(&mut self, offline: bool) -> Duration {
        if offline || matches!(self.status, Some(Status::Stopped)) {
            return pace::SLICE;
        }
        let is_owed = self.look_after();
        if self.is_untidy {
            while self.inbox.is_empty() {
                // If the mirror cannot be written, the next edit will report it.
                if !self.writer.merge_step().unwrap_or(false) {
                    memory::trim_heap();
                    self.is_untidy = !self.aside.write_back(self.databases.clone());
                    break;
                }
            }
            return IDLE;
        }
        match self.sweep() {
            Ok(true) => sweep::PAUSE,
            Ok(false) | Err(_) if is_owed => IDLE,
            Ok(false) | Err(_) => pace::SLICE,
        }
    }

    /// Takes a step of the daily sweep. Returns false if none is due.
    fn sweep(&mut self) -> Result<bool, MirrorError> {
        let now = SystemTime::now();
        if self.sweep.is_none() {
            self.sweep = Sweep::due(&self.writer, now)?;
        }
        let Some(sweep) = &mut self.sweep else {
            return Ok(false);
        };
        if let Some(paths) = sweep.next(&self.writer)? {
            let found = self.compare(&Hints {
                paths,
                everything: false,
            });
            if let Some(sweep) = &mut self.sweep {
                sweep.found += found;
            }
            return Ok(true);
        }
        let files = sweep.found;
        self.sweep = None;
        Sweep::note_end(&self.writer, now)?;
        if files > 0 {
            (self.listener)(Update::Note(Note::FoundBySweep { files }));
        }
        Ok(false)
    }
}
