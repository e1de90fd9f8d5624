//! A person's own writing about the open folder: the desk, and the drafts that are being written.

use std::collections::HashMap;
use std::path::Path;

use arguendo_core::desk::{Desk, DeskError};
use arguendo_core::drafting::Sitting;
use jiff::Timestamp;

/// Used by one command at a time, so that what a person types is kept in the order of typing.
pub struct Writing {
    /// What is kept.
    pub desk: Desk,
    /// The drafts that are open, by their numbers.
    pub sittings: HashMap<i64, Sitting>,
}

impl Writing {
    /// Opens the desk in `databases`.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn open(databases: &Path) -> Result<Self, DeskError> {
        Ok(Self {
            desk: Desk::open(databases, Timestamp::now())?,
            sittings: HashMap::new(),
        })
    }
}
