//! Images in the folder: which paths may be shown, and their bytes. Nothing outside the folder is ever read.

use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use arguendo_text::markdown::percent_decoded;
use xxhash_rust::xxh3::xxh3_64;

use crate::content::places::{self, Place};
use crate::content::site_config::SiteConfig;
use crate::disk::folder::open_inside;

/// The largest image that is shown, in bytes. 32 MiB is more than a photo of any camera.
pub const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// The extensions of images. SVG is left out, because it is a document that can contain scripts.
const EXTENSIONS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// An image that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// The media type. The first bytes of the file decide it, not the name.
    pub media_type: &'static str,
}

impl Image {
    /// A hash of the bytes, to find out whether a shown image has changed.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        xxh3_64(&self.bytes)
    }
}

/// Why an image is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// The address is not a plain path inside the folder, or it leads to a hidden or skipped place.
    #[error("the address is not that of an image in the folder")]
    Refused,
    /// A symbolic link leads out of the folder.
    #[error("the file lies outside the folder")]
    Outside,
    /// The file does not exist.
    #[error("there is no such file in the folder")]
    NotFound,
    /// The bytes are not those of a supported image format.
    #[error("the file is not a PNG, JPEG, GIF, WebP or AVIF image")]
    NotAnImage,
    /// The file is larger than [`MOST_BYTES`].
    #[error("the image is larger than 32 MiB")]
    TooLarge,
    /// The file cannot be read.
    #[error("the image cannot be read: {0}")]
    Unreadable(io::Error),
}

/// The path inside the folder that the path part of a `content:` address names: percent-decoded, without the
/// leading slash.
///
/// # Errors
/// [`ImageError::Refused`] if it is not a plain relative path to a file with the name of an image.
pub fn path_of_address(address: &str) -> Result<String, ImageError> {
    let decoded = percent_decoded(address).ok_or(ImageError::Refused)?;
    let path = decoded.strip_prefix('/').unwrap_or(&decoded);
    checked(path)?;
    Ok(path.to_owned())
}

/// The image at `path` inside the folder at `root`.
///
/// # Errors
/// The path is not that of an image inside the folder, or the file cannot be read.
pub fn image(root: &Path, path: &str) -> Result<Image, ImageError> {
    checked(path)?;
    let root = root.canonicalize().map_err(told)?;
    let file = inside(&root, path)?;
    // The file may have been replaced since it was checked. Only the file that is open now counts.
    let mut bytes = Vec::new();
    let most = MOST_BYTES + 1;
    open_inside(&root, &file)
        .map_err(told)?
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(told)?;
    if bytes.len() as u64 == most {
        return Err(ImageError::TooLarge);
    }
    let media_type = media_type(&bytes).ok_or(ImageError::NotAnImage)?;
    Ok(Image { bytes, media_type })
}

/// The file name extension for a picture with these `bytes`.
///
/// # Errors
/// The bytes are not those of a supported image format, or there are too many of them.
pub fn extension_of(bytes: &[u8]) -> Result<&'static str, ImageError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ImageError::TooLarge);
    }
    match media_type(bytes).ok_or(ImageError::NotAnImage)? {
        "image/jpeg" => Ok("jpg"),
        kind => Ok(kind.trim_start_matches("image/")),
    }
}

/// Refuses every path that is not plain, relative and named like an image.
fn checked(path: &str) -> Result<(), ImageError> {
    // On Windows, a colon names a drive or a second stream of a file, and a backslash separates the parts of
    // a path.
    let plain = !path.is_empty()
        && !path.contains(['\\', ':', '\0'])
        && path
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.'));
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let named_as_image = EXTENSIONS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(extension));
    let seen = places::of_file(path, &SiteConfig::default()) != Place::Skipped;
    if plain && named_as_image && seen {
        Ok(())
    } else {
        Err(ImageError::Refused)
    }
}

/// The file that `path` names after all links are followed. It must be inside `root` (canonical) and not in a
/// skipped place.
fn inside(root: &Path, path: &str) -> Result<PathBuf, ImageError> {
    let file = root.join(path).canonicalize().map_err(told)?;
    let below = file.strip_prefix(root).map_err(|_| ImageError::Outside)?;
    let parts: Option<Vec<&str>> = below
        .components()
        .map(|part| match part {
            Component::Normal(part) => part.to_str(),
            _ => None,
        })
        .collect();
    checked(&parts.ok_or(ImageError::Refused)?.join("/"))?;
    Ok(file)
}

fn told(error: io::Error) -> ImageError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidInput => {
            ImageError::NotFound
        }
        _ => ImageError::Unreadable(error),
    }
}

fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'a',
            b'v',
            b'i',
            b'f' | b's',
            ..,
        ] => Some("image/avif"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        std::fs::create_dir_all(root.join("images/of people")).unwrap();
        std::fs::create_dir_all(root.join(".git")).unwrap();
        std::fs::write(root.join("images/a.png"), PNG).unwrap();
        std::fs::write(root.join("images/of people/é.JPG"), b"\xff\xd8\xff\xe0jpeg").unwrap();
        std::fs::write(root.join("images/text.png"), b"<svg onload=alert(1)>").unwrap();
        std::fs::write(root.join("images/a.svg"), b"<svg/>").unwrap();
        std::fs::write(root.join(".git/a.png"), PNG).unwrap();
        std::fs::write(folder.path().join("outside.png"), PNG).unwrap();
        folder
    }

    fn refused(path: &str) -> bool {
        matches!(path_of_address(path), Err(ImageError::Refused))
    }

    #[test]
    fn an_image_of_the_folder_is_read_and_its_bytes_say_what_it_is() {
        let folder = folder();
        let root = folder.path().join("root");
        let png = image(&root, "images/a.png").unwrap();
        assert_eq!((png.bytes.as_slice(), png.media_type), (PNG, "image/png"));
        let path = path_of_address("/images%2Fof%20people/%C3%A9.JPG").unwrap();
        assert_eq!(path, "images/of people/é.JPG");
        assert_eq!(image(&root, &path).unwrap().media_type, "image/jpeg");
    }

    #[test]
    fn addresses_that_climb_or_start_elsewhere_are_refused() {
        for address in [
            "/../outside.png",
            "/%2e%2e/outside.png",
            "/images/..%2f..%2foutside.png",
            "/images/./a.png",
            "//etc/a.png",
            "/%2Fetc/a.png",
            "/C:/a.png",
            "/a.png:stream.png",
            "/..\\outside.png",
            "/%5C%5Chost%5Cshare.png",
            "/a.png%00.png",
            "/%ff.png",
            "/",
            "",
        ] {
            assert!(refused(address), "{address}");
        }
    }

    #[test]
    fn only_names_of_images_are_accepted() {
        for address in [
            "/_config.yml",
            "/questions/a.md",
            "/images/a.svg",
            "/images",
            "/png",
        ] {
            assert!(refused(address), "{address}");
        }
        let folder = folder();
        let text = image(&folder.path().join("root"), "images/text.png");
        assert!(matches!(text, Err(ImageError::NotAnImage)), "{text:?}");
    }

    #[test]
    fn hidden_places_are_refused() {
        assert!(refused("/.git/a.png"));
        assert!(refused("/images/.a.png"));
    }

    #[test]
    fn what_is_not_there_or_not_a_file_is_not_found() {
        let folder = folder();
        let root = folder.path().join("root");
        std::fs::create_dir(root.join("directory.png")).unwrap();
        for path in ["images/b.png", "images/a.png/b.png", "directory.png"] {
            assert!(matches!(image(&root, path), Err(ImageError::NotFound)), "{path}");
        }
        let gone = image(&folder.path().join("gone"), "images/a.png");
        assert!(matches!(gone, Err(ImageError::NotFound)));
    }

    #[test]
    fn a_file_over_32_mib_is_not_shown() {
        let folder = folder();
        let root = folder.path().join("root");
        let file = File::options()
            .write(true)
            .open(root.join("images/a.png"))
            .unwrap();
        file.set_len(MOST_BYTES).unwrap();
        assert!(image(&root, "images/a.png").is_ok());
        file.set_len(MOST_BYTES + 1).unwrap();
        assert!(matches!(image(&root, "images/a.png"), Err(ImageError::TooLarge)));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_to_images_inside_the_folder() {
        use std::os::unix::fs::symlink;
        let folder = folder();
        let root = folder.path().join("root");
        let link = |to: &str, name: &str| symlink(to, root.join(name)).unwrap();
        link("images/a.png", "inside.png");
        link("../outside.png", "leaves.png");
        link("..", "up");
        link(".git/a.png", "hidden.png");
        link("images/a.svg", "svg.png");
        link("loop.png", "loop.png");
        link("/dev/zero", "zero.png");
        assert!(image(&root, "inside.png").is_ok());
        assert!(matches!(image(&root, "leaves.png"), Err(ImageError::Outside)));
        assert!(matches!(image(&root, "up/outside.png"), Err(ImageError::Outside)));
        assert!(matches!(image(&root, "zero.png"), Err(ImageError::Outside)));
        assert!(matches!(image(&root, "hidden.png"), Err(ImageError::Refused)));
        assert!(matches!(image(&root, "svg.png"), Err(ImageError::Refused)));
        assert!(image(&root, "loop.png").is_err());
        // The folder itself may be reached through a link.
        let other = folder.path().join("other");
        symlink(&root, &other).unwrap();
        assert!(image(&other, "images/a.png").is_ok());
    }
}
