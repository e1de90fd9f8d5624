//! Private directories and files, which only their owner may open.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Makes the directory and its missing parents. If the directory belongs to this person, access by others is
/// removed.
///
/// # Errors
/// The error of the operating system.
pub fn directory(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        close(path, 0o700);
        Ok(())
    }
    #[cfg(not(unix))]
    fs::create_dir_all(path)
}

/// True if the directory exists and other people may open it.
#[must_use]
pub fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Opens a file to read and write. If it does not exist, it is made.
///
/// # Errors
/// The error of the operating system.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes an empty file if there is none, and removes access by others.
///
/// # Errors
/// The error of the operating system.
pub fn file(path: &Path) -> io::Result<()> {
    open(path)?;
    close_file(path);
    Ok(())
}

/// Removes access by others to an existing file. On Windows, the directory of a person's own data is already
/// private.
pub fn close_file(path: &Path) {
    #[cfg(unix)]
    close(path, 0o600);
    #[cfg(not(unix))]
    let _ = path;
}

/// Writes a whole file that nobody else can read.
///
/// # Errors
/// The error of the operating system.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    file(path)?;
    let mut file = File::options().write(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Removes access by others. Files of other people, and files on a drive without permissions, stay as they
/// are.
#[cfg(unix)]
fn close(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    if fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0) {
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
    }
}
