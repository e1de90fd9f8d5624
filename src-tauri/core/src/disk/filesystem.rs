//! Which file system a path is on. A file system that other computers write to sends no events and must not
//! hold a database.

#[cfg(any(target_os = "linux", test))]
mod mounts;
pub mod patient;
pub mod private;

use std::path::Path;

/// Names of file systems that another computer, or the host of a virtual machine, provides or shares. The
/// system here reports only changes made here, and its locks may have no effect on other computers.
const NETWORK: [&str; 53] = [
    "9p",
    "acfs",
    "afpfs",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "fuse.afpfs",
    "fuse.blobfuse",
    "fuse.blobfuse2",
    "fuse.ceph",
    "fuse.ceph-fuse",
    "fuse.curlftpfs",
    "fuse.davfs",
    "fuse.davfs2",
    "fuse.fuse-nfs",
    "fuse.gcsfuse",
    "fuse.geesefs",
    "fuse.glusterfs",
    "fuse.google-drive-ocamlfuse",
    "fuse.goofys",
    "fuse.gvfsd-fuse",
    "fuse.juicefs",
    "fuse.kio-fuse",
    "fuse.mfs",
    "fuse.onedriver",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.seadrive",
    "fuse.smbnetfs",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "gfs2",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncp",
    "ncpfs",
    "nfs",
    "nfs4",
    "ocfs2",
    "orangefs",
    "prl_fs",
    "pvfs2",
    "smb2",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
    "webdav",
];

/// The name of the network file system that `path` is on, as the operating system calls it. `path` must
/// exist.
///
/// None: the path is on this computer, or this cannot be known. On Linux, a file system that is not in our
/// list counts as local, because most file systems that programs provide (`fuse.…`) only show local files in
/// another way. On Windows, a share is recognised by its name, also behind a drive letter; a directory that a
/// cloud program fills is not recognised. On systems other than Linux, macOS and Windows, it is never known.
#[must_use]
pub fn network_kind(path: &Path) -> Option<String> {
    let path = path.canonicalize().ok()?;
    kind_here(&path)
}

#[cfg(target_os = "linux")]
fn kind_here(path: &Path) -> Option<String> {
    let text = std::fs::read("/proc/self/mountinfo").ok()?;
    let mounts = mounts::parse(&text);
    let mount = mounts::of(path, &mounts)?;
    is_network(&mount.kind, &mount.source).then(|| mount.kind.clone())
}

#[cfg(target_os = "macos")]
fn kind_here(path: &Path) -> Option<String> {
    /// `MNT_LOCAL` of `<sys/mount.h>`: the file system is stored on this computer.
    const LOCAL: u32 = 0x1000;
    let found = rustix::fs::statfs(path).ok()?;
    let kind: Vec<u8> = found
        .f_fstypename
        .iter()
        .map(|sign| sign.to_ne_bytes()[0])
        .take_while(|byte| *byte != 0)
        .collect();
    let kind = String::from_utf8_lossy(&kind).into_owned();
    (found.f_flags & LOCAL == 0 || is_network(&kind, "")).then_some(kind)
}

#[cfg(windows)]
fn kind_here(path: &Path) -> Option<String> {
    use std::path::{Component, Prefix};
    let Some(Component::Prefix(prefix)) = path.components().next() else {
        return None;
    };
    match prefix.kind() {
        // The canonical path of a mapped drive letter begins like this, too.
        Prefix::UNC(server, _) | Prefix::VerbatimUNC(server, _) => {
            Some(format!(r"\\{}", server.to_string_lossy()))
        }
        _ => None,
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn kind_here(_: &Path) -> Option<String> {
    None
}

/// True if a file system of this kind, mounted from `source`, is a network file system.
#[cfg_attr(windows, allow(dead_code))]
fn is_network(kind: &str, source: &str) -> bool {
    // Some programs have no name of their own in the list of mounts. Then the source may be an address
    // (davfs2: `https://…`).
    NETWORK.contains(&kind) || kind == "fuse" && source.contains("://")
}

/// True unless this person certainly may not write into the directory. On systems other than Unix, only
/// trying shows it.
#[cfg(unix)]
#[must_use]
pub fn may_write(directory: &Path) -> bool {
    use rustix::fs::{Access, access};
    use rustix::io::Errno;
    // If the answer is unknown, for example because the directory is missing at this moment, the result is
    // true.
    !matches!(
        access(directory, Access::WRITE_OK | Access::EXEC_OK),
        Err(Errno::ACCESS | Errno::ROFS | Errno::PERM)
    )
}

/// Always true where only trying shows it.
#[cfg(not(unix))]
#[must_use]
pub fn may_write(_: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::is_network;

    #[test]
    fn shares_are_told_from_disks_by_their_kind() {
        for kind in [
            "nfs4",
            "cifs",
            "smb3",
            "9p",
            "fuse.sshfs",
            "fuse.gvfsd-fuse",
            "vboxsf",
        ] {
            assert!(is_network(kind, "server:/home"), "{kind}");
        }
        for kind in [
            "ext4",
            "btrfs",
            "tmpfs",
            "fuseblk",
            "fuse.bindfs",
            "fuse.portal",
            "overlay",
            "autofs",
        ] {
            assert!(!is_network(kind, "/dev/sda1"), "{kind}");
        }
        assert!(is_network("fuse", "https://cloud.example/remote.php/dav/"));
        assert!(!is_network("fuse", "/home/ann/.encrypted"));
    }
}
