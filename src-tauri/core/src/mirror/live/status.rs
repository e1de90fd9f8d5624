//! The status of a folder whose mirror is in step: whether events report changes, and whether the folder can
//! be written to.

use super::{Status, Worker};

impl Worker {
    /// The folder's status. Read-only comes first, because it keeps a person from publishing.
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

    /// Checks whether the folder can be written to. No event reports a drive that was remounted read-only, or
    /// a changed permission.
    pub(super) fn look_who_may_write(&mut self) {
        if self.note_who_may_write() {
            let status = self.standing();
            self.tell_status(status);
        }
    }

    /// Returns true if the answer has changed.
    pub(super) fn note_who_may_write(&mut self) -> bool {
        let before = std::mem::replace(&mut self.is_read_only, self.folder.is_read_only());
        let is_other = before != self.is_read_only;
        if is_other {
            self.owed.try_again();
        }
        is_other
    }
}
