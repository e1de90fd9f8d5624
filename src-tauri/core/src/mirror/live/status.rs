//! The state of the folder when the mirror is in step: whether events report changes, and whether anything can be written.

use super::{Status, Worker};

impl Worker {
    /// Its state. A folder that is read-only says so first: that is what keeps a person from publishing.
    pub(super) fn standing(&mut self) -> Status {
        if let Some(Ok(watch)) = &mut self.watch
            && let Some(error) = watch.take_failure()
        {
            self.watch = Some(Err(error));
        }
        match &self.watch {
            _ if self.is_read_only => Status::ReadOnly,
            Some(Err(error)) => Status::Polling(error.clone()),
            Some(Ok(_)) | None => Status::UpToDate,
        }
    }

    /// No event reports that a drive was mounted anew for reading only, or a right was given or taken.
    pub(super) fn look_who_may_write(&mut self) {
        if self.note_who_may_write() {
            let status = self.standing();
            self.tell_status(status);
        }
    }

    /// True: that is another answer than before.
    pub(super) fn note_who_may_write(&mut self) -> bool {
        let before = std::mem::replace(&mut self.is_read_only, self.folder.is_read_only());
        let is_other = before != self.is_read_only;
        if is_other {
            self.owed.try_again();
        }
        is_other
    }
}
