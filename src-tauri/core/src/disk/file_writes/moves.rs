//! Moves from name to name that never overwrite a file, on every file system; and flushing as far as a drive can do it.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::attributes;
use super::temporary::{self, Holds};
use crate::disk::filesystem::patient::{self, patiently};

/// Gives the file at `from` the name `to`, if there is nothing by that name. `mine` is what it holds, where that is known.
///
/// Where the system has no such move, a second name is made for the file, and the first one goes. Where there are no second names
/// either (FAT, some network drives), an empty file takes the name, and the text is written into it: whoever puts another file
/// there meanwhile keeps his, and this one fails.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where there is something by that name, which is as it was; else as the system says. `from` is
/// still there then.
pub fn to_free_name(from: &Path, to: &Path, mine: Option<&[u8]>) -> io::Result<()> {
    match rename_to_nothing(from, to) {
        Err(error) if is_unknown(&error) => {}
        done => return done,
    }
    match patiently(|| fs::hard_link(from, to)) {
        Ok(()) => remove(from),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound
            ) =>
        {
            Err(error)
        }
        Err(error) => {
            let Some(mine) = mine else { return Err(error) };
            // Whoever finds a part of it there knows by this name that it is one.
            let being_put = temporary::named(from, Holds::BeingPut);
            to_own_name(from, &being_put)?;
            if let Err(error) = write_in_place(&being_put, to, mine) {
                let _ = to_own_name(&being_put, from);
                return Err(error);
            }
            remove(&being_put)
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn rename_to_nothing(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

#[cfg(windows)]
fn rename_to_nothing(from: &Path, to: &Path) -> io::Result<()> {
    // What it is beside its bytes: hidden, read-only, kept on this computer by OneDrive. The move makes it an ordinary file.
    let before = fs::symlink_metadata(from)?.permissions();
    // Windows' own move refuses a name that is taken; the standard library asks it to overwrite.
    patiently(|| {
        let mut path = tempfile::TempPath::try_from_path(from)?;
        // It is nobody's temporary file: where it cannot be moved, it stays.
        path.disable_cleanup(true);
        let moved = path.persist_noclobber(to).map_err(|refused| refused.error);
        let _ = fs::set_permissions(if moved.is_ok() { to } else { from }, before.clone());
        moved
    })
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn rename_to_nothing(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Makes a file at `to` and writes `mine` into it, unless something is there. `from` has what it gets beside its bytes.
pub(super) fn write_in_place(from: &Path, to: &Path, mine: &[u8]) -> io::Result<()> {
    use std::io::Write as _;
    let mut file = File::options().write(true).create_new(true).open(to)?;
    let written = attributes::copy(from, &file)
        .and_then(|()| file.write_all(mine))
        .and_then(|()| flush(&file));
    if let Err(error) = written {
        // The file that was made holds none of anybody's words; if another lies there now, it is left.
        let _ = file.set_len(0);
        drop(file);
        if fs::metadata(to).is_ok_and(|meta| meta.len() == 0) {
            let _ = remove(to);
        }
        return Err(error);
    }
    drop(file);
    match fs::read(to) {
        Ok(found) if found == mine => Ok(()),
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) => Err(error),
    }
}

/// Lets two files change their names. False: this file system cannot do that, and nothing was done.
///
/// # Errors
/// As the system says; nothing was done then.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let exchanged = renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE);
    match exchanged.map_err(io::Error::from) {
        Ok(()) => Ok(true),
        Err(error) if is_unknown(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The same where no system call does it.
///
/// # Errors
/// Never.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Whether the system says that it has no such move, and not that this one went wrong.
fn is_unknown(error: &io::Error) -> bool {
    if error.kind() == io::ErrorKind::Unsupported {
        return true;
    }
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::io::Errno;
        let unknown = [
            Errno::INVAL,
            Errno::NOSYS,
            Errno::NOTSUP,
            Errno::OPNOTSUPP,
            Errno::PERM,
        ];
        if let Some(errno) = Errno::from_io_error(error) {
            return unknown.contains(&errno);
        }
    }
    false
}

/// Gives a file a name that nothing has, because it was made up for this one time.
///
/// # Errors
/// As the system says.
pub fn to_own_name(from: &Path, to: &Path) -> io::Result<()> {
    patient::rename(from, to)
}

/// Removes a file.
///
/// # Errors
/// As the system says.
pub fn remove(path: &Path) -> io::Result<()> {
    patient::remove(path)
}

/// Has a file's bytes written to the disk. A drive that cannot be asked for it has taken them as it takes everything.
///
/// # Errors
/// Where they could not be written.
pub fn flush(file: &File) -> io::Result<()> {
    match file.sync_all() {
        Err(error) if is_refused(&error) => {}
        done => return done,
    }
    // There the first is more than a plain flush, which a drive may still know.
    #[cfg(target_os = "macos")]
    match rustix::fs::fsync(file).map_err(io::Error::from) {
        Err(error) if !is_refused(&error) => return Err(error),
        _ => {}
    }
    Ok(())
}

/// Whether a drive says that it does not do this at all.
fn is_refused(error: &io::Error) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        let refused = [
            Errno::INVAL,
            Errno::NOTSUP,
            Errno::OPNOTSUPP,
            Errno::NOSYS,
            Errno::NOTTY,
        ];
        Errno::from_io_error(error).is_some_and(|errno| refused.contains(&errno))
    }
    #[cfg(not(unix))]
    {
        error.kind() == io::ErrorKind::Unsupported
    }
}

/// Has the names in the directory of `path` written to the disk, as far as the drive does that.
///
/// # Errors
/// Only where there is no room for them: network drives answer with nearly any other error, a failing disk's among them. The file
/// itself has been flushed before.
pub fn flush_directory_of(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(directory) = path.parent()
        && let Ok(directory) = File::open(directory)
    {
        match directory.sync_all() {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
                ) =>
            {
                return Err(error);
            }
            _ => {}
        }
    }
    let _ = path;
    Ok(())
}
