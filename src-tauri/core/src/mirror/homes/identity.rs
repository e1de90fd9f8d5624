//! Whether two directories are the same one, by their identity in the file system, even if the volume has
//! another number now.

use std::path::Path;

use crate::disk::folder::Folder;

/// Whether two identities belong to one directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They are the same directory.
    Same,
    /// They may be the same directory. Either the volume has another number, as it can have after a restart
    /// of the computer, or the file system does not record when a directory was made, so that a new directory
    /// may have been given the old number.
    Perhaps,
    /// They are two directories, or nothing is known of one of them.
    Other,
}

/// The identity of a directory, from [`Folder::identity`].
pub(super) fn of(root: &Path) -> Option<String> {
    Folder::find(root).ok()?.identity()
}

pub(super) fn likeness(one: &str, other: &str) -> Likeness {
    match (one == other, on_any_volume(one)) {
        (true, Some(_)) => Likeness::Same,
        (true, None) => Likeness::Perhaps,
        (false, Some(one)) if on_any_volume(other).as_ref() == Some(&one) => Likeness::Perhaps,
        (false, _) => Likeness::Other,
    }
}

/// The directory's own number and the time when it was made. None if the file system does not give them.
fn on_any_volume(identity: &str) -> Option<String> {
    let (id, born) = identity.rsplit_once(' ')?;
    let (_, file) = id.split_once(", ")?;
    (born != "0").then(|| format!("{file} {born}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_known_by_its_number_and_birth_and_perhaps_on_another_volume() {
        let identity = |volume: u8, file: u8, born: u8| {
            format!("Inode {{ device_id: {volume}, inode_number: {file} }} {born}")
        };
        let known = identity(1, 2, 3);
        assert_eq!(likeness(&known, &identity(1, 2, 3)), Likeness::Same);
        assert_eq!(likeness(&known, &identity(9, 2, 3)), Likeness::Perhaps);
        assert_eq!(likeness(&known, &identity(1, 9, 3)), Likeness::Other);
        assert_eq!(likeness(&known, &identity(1, 2, 9)), Likeness::Other);
        assert_eq!(
            likeness(&identity(1, 2, 0), &identity(1, 2, 0)),
            Likeness::Perhaps
        );
        assert_eq!(likeness(&identity(1, 2, 0), &identity(9, 2, 0)), Likeness::Other);
        assert_eq!(likeness("", ""), Likeness::Perhaps);
    }

    #[test]
    fn what_is_known_of_a_directory_stays_when_it_is_renamed() {
        let place = tempfile::tempdir().unwrap();
        let [before, after] = ["before", "after"].map(|name| place.path().join(name));
        std::fs::create_dir(&before).unwrap();
        let known = of(&before).unwrap();
        std::fs::rename(&before, &after).unwrap();
        assert_eq!(of(&before), None);
        assert_ne!(likeness(&known, &of(&after).unwrap()), Likeness::Other);
    }
}
