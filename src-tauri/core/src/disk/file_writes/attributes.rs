//! A file's attributes: a file that replaces another keeps its owner, group, permissions and extended
//! attributes.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Gives the file `to` the attributes of the file at `from`, as far as the drive supports them and the person
/// may set them.
///
/// # Errors
/// The attributes of `from` cannot be read.
pub fn copy(from: &Path, to: &File) -> io::Result<()> {
    let meta = fs::metadata(from)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let has = to.metadata()?;
        // Only an administrator may change the owner, but a member of a group may set that group. So each is
        // set by itself.
        if has.gid() != meta.gid() {
            let _ = fchown(to, None, Some(meta.gid()));
        }
        if has.uid() != meta.uid() {
            let _ = fchown(to, Some(meta.uid()), None);
        }
    }
    // A share without permissions has none to keep. Changing the owner may clear permissions, so they are set
    // after it.
    let _ = to.set_permissions(meta.permissions());
    // Access control lists are extended attributes. They are copied after the permissions.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    copy_extended(from, to);
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn copy_extended(from: &Path, to: &File) {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    /// The most that Linux allows for the names of one file's attributes, and for one value, in bytes. Larger
    /// ones are left out.
    const MOST: usize = 64 * 1024;
    let mut names = vec![0; MOST];
    let Ok(length) = listxattr(from, &mut names[..]) else {
        return;
    };
    let mut value = vec![0; MOST];
    for name in names[..length]
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
    {
        if let Ok(length) = getxattr(from, name, &mut value[..]) {
            let _ = fsetxattr(to, name, &value[..length], XattrFlags::empty());
        }
    }
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::io;
    use std::os::unix::fs::{MetadataExt as _, chown};
    use std::path::{Path, PathBuf};

    use rustix::fs::{XattrFlags, getxattr, setxattr};

    use crate::disk::file_writes::{FileWrite, execute, moves, nothing_to_keep};

    const ACL: &str = "system.posix_acl_access";

    /// A group that the person may give to a file, other than the group of new files.
    fn other_group(own: u32) -> Option<u32> {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let of = |key: &str| -> Vec<u32> {
            let line = status.lines().find_map(|line| line.strip_prefix(key)).unwrap();
            line.split_whitespace()
                .map(|number| number.parse().unwrap())
                .collect()
        };
        match of("Uid:")[1] {
            0 => Some(own + 4_321),
            _ => of("Groups:").into_iter().find(|group| *group != own),
        }
    }

    /// An access control list with permissions for one person besides owner and group, as `setfacl` writes it
    /// for `u:4321:rw`.
    fn acl() -> Vec<u8> {
        const NOBODY: u32 = u32::MAX;
        let entries: [(u16, u16, u32); 5] = [
            (1, 6, NOBODY),
            (2, 6, 4_321),
            (4, 4, NOBODY),
            (0x10, 6, NOBODY),
            (0x20, 0, NOBODY),
        ];
        let mut bytes = 2_u32.to_le_bytes().to_vec();
        for (tag, rights, id) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(rights.to_le_bytes());
            bytes.extend(id.to_le_bytes());
        }
        bytes
    }

    fn acl_of(path: &Path) -> Vec<u8> {
        let mut value = vec![0; 1024];
        let length = getxattr(path, ACL, &mut value[..]).unwrap();
        value.truncate(length);
        value
    }

    /// A directory on a file system that supports access control lists. Of the directories that are usual on
    /// a computer, at least one does.
    fn with_rights() -> tempfile::TempDir {
        let places = [
            std::env::temp_dir(),
            PathBuf::from(env!("CARGO_MANIFEST_DIR")),
            PathBuf::from("/dev/shm"),
        ];
        let has_rights = |place: &tempfile::TempDir| {
            let file = place.path().join("try");
            fs::write(&file, "").is_ok() && setxattr(&file, ACL, &acl(), XattrFlags::empty()).is_ok()
        };
        let mut made = places.iter().filter_map(|place| tempfile::tempdir_in(place).ok());
        let found = made.find(has_rights);
        // If there is none, the test cannot run here. That must not count as success.
        found.unwrap()
    }

    #[test]
    fn a_file_that_is_replaced_keeps_its_group_and_its_finer_rights() {
        let place = with_rights();
        let root = place.path().canonicalize().unwrap();
        let file = root.join("a.md");
        let replace = |file: &Path, in_place: bool| -> io::Result<()> {
            if in_place {
                // The copy is used like this where two files cannot be exchanged and hard links do not exist.
                let old = root.join("old.md");
                fs::rename(file, &old)?;
                return moves::write_in_place(&old, file, b"new");
            }
            let path = "a.md";
            let (expected, bytes) = (b"old".as_slice(), b"new".as_slice());
            let job = FileWrite::Replace {
                path,
                expected,
                bytes,
            };
            execute(&root, &job, "t", &nothing_to_keep).map_err(io::Error::other)
        };
        for in_place in [false, true] {
            let _ = fs::remove_file(&file);
            fs::write(&file, "old").unwrap();
            let own = fs::metadata(&file).unwrap().gid();
            let group = other_group(own);
            println!("group {own}, to be kept {group:?}");
            chown(&file, None, group).unwrap();
            setxattr(&file, ACL, &acl(), XattrFlags::empty()).unwrap();
            let before = fs::metadata(&file).unwrap();
            replace(&file, in_place).unwrap();
            let after = fs::metadata(&file).unwrap();
            assert_eq!(fs::read(&file).unwrap(), b"new");
            assert_eq!((after.gid(), after.mode()), (group.unwrap_or(own), before.mode()));
            assert_eq!(acl_of(&file), acl(), "in place: {in_place}");
        }
    }
}
