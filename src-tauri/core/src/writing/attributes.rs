//! What a file is beside its bytes: a new one that takes its place keeps owner, group, rights and extended attributes.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Gives the file `to` what the file at `from` has, as far as the drive knows it and the person may set it.
///
/// # Errors
/// `from` cannot be looked at.
pub fn copy(from: &Path, to: &File) -> io::Result<()> {
    let meta = fs::metadata(from)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let has = to.metadata()?;
        // The owner is the administrator's to give, the group of whoever is in it: each by itself.
        if has.gid() != meta.gid() {
            let _ = fchown(to, None, Some(meta.gid()));
        }
        if has.uid() != meta.uid() {
            let _ = fchown(to, Some(meta.uid()), None);
        }
    }
    // Where a share knows no rights, it has none to keep. A change of owner may take some away, so they come after it.
    let _ = to.set_permissions(meta.permissions());
    // And the finer rights, which are such attributes, after those.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    copy_extended(from, to);
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn copy_extended(from: &Path, to: &File) {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    /// The most that Linux has of one file's names, and of one value, in bytes. More is left.
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
