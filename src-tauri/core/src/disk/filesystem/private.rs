//! What is a person's own is for nobody else on the computer: directories and files that only their owner may open.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Makes the directory, and those above it, where there are none; and takes it from everybody else where it is this person's.
///
/// # Errors
/// What the system says.
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

/// Whether the directory is there and others may open it, too.
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

/// Opens a file to read and write, and makes it where there is none.
///
/// # Errors
/// What the system says.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes the file where there is none, empty; and takes it from everybody else.
///
/// # Errors
/// What the system says.
pub fn file(path: &Path) -> io::Result<()> {
    open(path)?;
    close_file(path);
    Ok(())
}

/// Takes a file that is there from everybody else. On Windows the directory of a person's own data is closed to others already.
pub fn close_file(path: &Path) {
    #[cfg(unix)]
    close(path, 0o600);
    #[cfg(not(unix))]
    let _ = path;
}

/// Writes a whole file that nobody else can read.
///
/// # Errors
/// What the system says.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    file(path)?;
    let mut file = File::options().write(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What belongs to somebody else, or lies where there are no such rights, stays as it is.
#[cfg(unix)]
fn close(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    if fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0) {
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
    }
}
