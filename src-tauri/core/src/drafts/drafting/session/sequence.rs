//! The changes of a session, counted, so that one that is sent twice is taken once.

use xxhash_rust::xxh3::xxh3_64;

/// Which changes were taken.
pub(in crate::drafts::drafting) struct Sequence {
    /// The number of the first change of this session.
    first: u64,
    /// A hash of each change that was taken.
    taken: Vec<u64>,
}

impl Sequence {
    pub(super) fn from(first: u64) -> Self {
        let taken = Vec::new();
        Self { first, taken }
    }

    /// The first change gets this number at the least. To be called before any is taken.
    pub(in crate::drafts::drafting) fn count_from(&mut self, next: u64) {
        self.first = self.first.max(next);
    }

    /// The number that the next change must have.
    pub(super) fn next(&self) -> u64 {
        self.first + self.taken.len() as u64
    }

    /// Whether the change of this number was taken, and was this one.
    pub(super) fn has_taken(&self, number: u64, change: &str) -> bool {
        let place = number.checked_sub(self.first).map(usize::try_from);
        let taken = place.and_then(|place| self.taken.get(place.ok()?));
        taken == Some(&xxh3_64(change.as_bytes()))
    }

    pub(super) fn take(&mut self, change: &str) {
        self.taken.push(xxh3_64(change.as_bytes()));
    }
}
