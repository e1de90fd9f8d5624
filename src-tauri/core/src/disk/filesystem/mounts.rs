//! Linux's list of mounts, `/proc/self/mountinfo` (see proc(5)), and which mount a path is on.

use std::path::{Path, PathBuf};

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mount {
    id: u32,
    /// The mount that contains this one's directory.
    parent: u32,
    point: PathBuf,
    /// `ext4`, `nfs4`, `fuse.sshfs` …
    pub(super) kind: String,
    /// A device, an address, or another name that the file system gives for its source.
    pub(super) source: String,
}

/// Reads the list. Lines that cannot be read are left out.
pub(super) fn parse(text: &[u8]) -> Vec<Mount> {
    text.split(|byte| *byte == b'\n').filter_map(mount).collect()
}

/// `36 35 98:0 /root /point options [optional fields] - kind source options`
fn mount(line: &[u8]) -> Option<Mount> {
    let mut fields = line.split(|byte| *byte == b' ').filter(|field| !field.is_empty());
    let number = |field: &[u8]| std::str::from_utf8(field).ok()?.parse().ok();
    let id = number(fields.next()?)?;
    let parent = number(fields.next()?)?;
    let point = fields.nth(2)?;
    let mut rest = fields.skip_while(|field| *field != b"-").skip(1);
    let word =
        |field: Option<&[u8]>| String::from_utf8_lossy(&unescaped(field.unwrap_or_default())).into_owned();
    let kind = word(Some(rest.next()?));
    Some(Mount {
        id,
        parent,
        point: path_of(unescaped(point)),
        kind,
        source: word(rest.next()),
    })
}

/// Decodes a field. Blanks, tabs, line ends and backslashes are written as a backslash and three octal
/// digits.
fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.first_chunk::<3>().filter(|_| byte == b'\\');
        let code = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &after[3..] } else { after };
    }
    bytes
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// The mount that `path` (canonical) is on. The search follows the path as the operating system does, from
/// the root and from mount to mount. So a mount point that a later mount hides is not found, and the longest
/// visible one wins.
pub(super) fn of<'a>(path: &Path, mounts: &'a [Mount]) -> Option<&'a Mount> {
    let is_listed = |id: u32| mounts.iter().any(|mount| mount.id == id);
    let mut reached: Option<&Mount> = None;
    // Each step goes to another mount. The limit is for a list that leads in circles.
    for _ in 0..=mounts.len() {
        let next = mounts
            .iter()
            .filter(|mount| path.starts_with(&mount.point))
            .filter(|mount| match reached {
                Some(reached) => mount.parent == reached.id && mount.id != reached.id,
                None => mount.parent == mount.id || !is_listed(mount.parent),
            })
            // If several mounts are at one place, the last one counts: it hides the others.
            .rev()
            .min_by_key(|mount| mount.point.components().count());
        match next {
            Some(next) => reached = Some(next),
            None => break,
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Mount, of, parse};

    const LIST: &str = r"22 27 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:12 - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro
28 27 0:25 / /home rw,relatime shared:2 master:7 - btrfs /dev/mapper/home rw,subvol=/home
60 28 0:51 / /home/ann/Group\040drive rw,relatime shared:30 - cifs //server/seminar rw,vers=3.1.1,username=ann
61 60 0:52 / /home/ann/Group\040drive/local rw - tmpfs tmpfs rw
62 28 0:53 / /home/ann/back\134slash rw - fuse.sshfs ann@host:/srv rw,user_id=1000
70 27 0:60 / /srv/a/b rw - nfs4 server:/b rw
71 27 254:1 / /srv/a rw - xfs /dev/vdb1 rw
72 27 0:61 / /mnt rw - ext4 /dev/vdc1 rw
73 72 0:62 / /mnt rw - nfs server:/over rw
half a line
74 27 0:63 / /net rw - autofs";

    fn kind(path: &str) -> Option<String> {
        let mounts = parse(LIST.as_bytes());
        of(Path::new(path), &mounts).map(|mount| mount.kind.clone())
    }

    #[test]
    fn the_longest_mount_point_wins_whatever_the_signs_in_it() {
        for (path, expected) in [
            ("/etc/hosts", "ext4"),
            ("/home/ann/Documents", "btrfs"),
            ("/home/ann/Group drive/responses", "cifs"),
            ("/home/ann/Group drive", "cifs"),
            ("/home/ann/Group drives", "btrfs"),
            ("/home/ann/Group drive/local/x", "tmpfs"),
            (r"/home/ann/back\slash/x", "fuse.sshfs"),
            ("/net", "autofs"),
        ] {
            assert_eq!(kind(path).as_deref(), Some(expected), "{path}");
        }
    }

    #[test]
    fn what_a_later_mount_hides_is_not_found() {
        assert_eq!(kind("/mnt/x").as_deref(), Some("nfs"), "two at one place");
        assert_eq!(
            kind("/srv/a/b/c").as_deref(),
            Some("xfs"),
            "one over the parent of another"
        );
    }

    #[test]
    fn in_a_root_that_is_no_mount_point_only_what_is_mounted_is_known() {
        let mounts = parse(b"5 4 0:9 / /data rw - nfs4 server:/data rw");
        assert_eq!(of(Path::new("/data/x"), &mounts).map(|mount| mount.id), Some(5));
        assert_eq!(of(Path::new("/home"), &mounts), None);
    }

    #[test]
    fn a_list_that_leads_in_circles_ends() {
        let mounts = parse(
            b"1 1 0:1 / / rw - ext4 /dev/a rw\n2 3 0:2 / / rw - nfs a:/ rw\n3 2 0:3 / / rw - nfs b:/ rw",
        );
        assert_eq!(of(Path::new("/x"), &mounts).map(|mount| mount.id), Some(1));
        let mounts: Vec<Mount> =
            parse(b"1 9 0:1 / / rw - ext4 a rw\n2 1 0:2 / / rw - nfs b rw\n1 2 0:1 / / rw - ext4 a rw");
        assert!(of(Path::new("/x"), &mounts).is_some());
    }
}
