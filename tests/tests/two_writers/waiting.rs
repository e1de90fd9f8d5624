//! Waiting for a file that the engine is about to put back.

use std::time::Duration;

use arguendo_core::disk::file_writes::WriteError;
use arguendo_core::drafts::drafting::DraftingError;
use arguendo_core::mirror::Reader;

use crate::writer::Writer;

impl Writer {
    /// Does it again where a file of the folder is away: Syncthing takes the old one out before it puts the new one in its place.
    pub fn until_there<T>(&self, act: impl Fn(&Reader) -> Result<T, DraftingError>) -> T {
        const TRIES: u32 = 200;
        for _ in 0..TRIES {
            match act(&self.reader()) {
                Err(DraftingError::NoDocument { .. } | DraftingError::Write(WriteError::Gone { .. })) => {
                    std::thread::sleep(Duration::from_millis(50));
                }
                done => return done.unwrap(),
            }
        }
        panic!("the question does not come back");
    }
}
