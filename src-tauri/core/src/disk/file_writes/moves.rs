//! Renames that never overwrite a file, on every file system, and flushing as far as a drive supports it.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::attributes;
use super::temporary::{self, Holds};
use crate::disk::filesystem::patient::{self, patiently};

/// Renames the file at `from` to `to`, if no file has that name. `mine` is what it holds, if that is known.
///
/// If the system has no such rename, the file gets a second name (a hard link), and the first one is removed.
/// If the drive has no hard links either (FAT, some network drives), an empty file is made at `to`, and the
/// text is written into it. If somebody else puts a file there meanwhile, that file stays and this call
/// fails.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] if a file has the name `to`; that file is unchanged. Otherwise the error
/// of the operating system. In both cases `from` still exists.
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
            // Anybody who finds a part of the text at `to` knows from this name that it is only a part.
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
    // The file attributes: hidden, read-only, kept on this computer by OneDrive. The rename would clear them.
    let before = fs::symlink_metadata(from)?.permissions();
    // The rename of Windows refuses a name that is taken, but the standard library asks it to overwrite.
    patiently(|| {
        let mut path = tempfile::TempPath::try_from_path(from)?;
        // The crate treats the file as temporary. It must not delete it if the rename fails.
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

/// Makes a file at `to` and writes `mine` into it, if no file is there. The attributes are copied from
/// `from`.
pub(super) fn write_in_place(from: &Path, to: &Path, mine: &[u8]) -> io::Result<()> {
    use std::io::Write as _;
    let mut file = File::options().write(true).create_new(true).open(to)?;
    let written = attributes::copy(from, &file)
        .and_then(|()| file.write_all(mine))
        .and_then(|()| flush(&file));
    if let Err(error) = written {
        // The file that was made here holds nobody's words and is removed. If another file is there now, it
        // stays.
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

/// Exchanges two files. The result is false if this file system cannot do that; nothing was changed then.
///
/// # Errors
/// The error of the operating system. Nothing was changed then.
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

/// On systems without such a call: always false.
///
/// # Errors
/// Never.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// True if the error means that the system has no such rename. False if this one rename failed.
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

/// Renames a file to a name that no other file has, because it was generated for this one use.
///
/// # Errors
/// The error of the operating system.
pub fn to_own_name(from: &Path, to: &Path) -> io::Result<()> {
    patient::rename(from, to)
}

/// Removes a file.
///
/// # Errors
/// The error of the operating system.
pub fn remove(path: &Path) -> io::Result<()> {
    patient::remove(path)
}

/// Flushes a file's bytes to the disk. If the drive does not support flushing, this succeeds, because nothing
/// more can be done.
///
/// # Errors
/// The bytes could not be written.
pub fn flush(file: &File) -> io::Result<()> {
    match file.sync_all() {
        Err(error) if is_refused(&error) => {}
        done => return done,
    }
    // On macOS the first call does more than a plain flush. A drive that refuses it may still support the
    // plain one.
    #[cfg(target_os = "macos")]
    match rustix::fs::fsync(file).map_err(io::Error::from) {
        Err(error) if !is_refused(&error) => return Err(error),
        _ => {}
    }
    Ok(())
}

/// True if the drive does not support this operation at all.
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

/// Flushes the directory that contains `path` to the disk, as far as the drive supports that.
///
/// # Errors
/// Only if the drive is full. Network drives answer with nearly any other error, even with those of a failing
/// disk. The file itself has been flushed before.
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
