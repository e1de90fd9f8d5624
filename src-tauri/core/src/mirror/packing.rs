//! Packs texts: each is compressed by itself, with a dictionary of texts from the same folder.

use std::cell::RefCell;
use std::sync::Arc;

use zstd::bulk::{Compressor, Decompressor};

use super::MirrorError;
use crate::content::document::LARGEST_BODY;

/// Compression level: the fastest. The next levels take half as long again and save a twentieth.
const LEVEL: i32 = 1;
/// The longest text in a mirror, in bytes: replacement characters can make a file's text three times as long.
const LONGEST: usize = 3 * (LARGEST_BODY as usize) + 1024;

/// The dictionary for all texts of one mirror. Empty in a mirror that was made of an empty folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary(Arc<Vec<u8>>);

impl Dictionary {
    /// The longest useful dictionary, in bytes.
    pub const LONGEST: usize = 64 * 1024;

    /// A dictionary of these texts.
    #[must_use]
    pub fn of(texts: Vec<u8>) -> Self {
        Self(Arc::new(texts))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Compresses texts. Each thread has its own.
pub struct Packer(Compressor<'static>);

impl Packer {
    /// A packer for texts of a mirror with this dictionary.
    ///
    /// # Errors
    /// If memory runs out.
    pub fn new(dictionary: &Dictionary) -> Result<Self, MirrorError> {
        let mut compressor = Compressor::with_dictionary(LEVEL, &dictionary.0).map_err(memory)?;
        // With a checksum, damage to a text is noticed, and the mirror can be rebuilt.
        compressor.include_checksum(true).map_err(memory)?;
        Ok(Self(compressor))
    }

    /// The text, compressed.
    ///
    /// # Errors
    /// If memory runs out.
    pub fn pack(&mut self, text: &str) -> Result<Vec<u8>, MirrorError> {
        self.0.compress(text.as_bytes()).map_err(memory)
    }
}

/// Decompresses texts. Each connection has its own.
pub(super) struct Unpacker(RefCell<Decompressor<'static>>);

impl Unpacker {
    pub(super) fn new(dictionary: &Dictionary) -> Result<Self, MirrorError> {
        let decompressor = Decompressor::with_dictionary(&dictionary.0).map_err(memory)?;
        Ok(Self(RefCell::new(decompressor)))
    }

    /// The text that was packed; `Damaged` if it cannot be restored.
    pub(super) fn unpack(&self, packed: &[u8]) -> Result<String, MirrorError> {
        let length = zstd::zstd_safe::get_frame_content_size(packed)
            .ok()
            .flatten()
            .and_then(|length| usize::try_from(length).ok())
            .filter(|length| *length <= LONGEST)
            .ok_or(MirrorError::Damaged)?;
        let text = self.0.borrow_mut().decompress(packed, length);
        String::from_utf8(text.map_err(|_| MirrorError::Damaged)?).map_err(|_| MirrorError::Damaged)
    }
}

fn memory(error: std::io::Error) -> MirrorError {
    MirrorError::Memory(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_was_and_damage_is_seen() {
        for dictionary in [
            Dictionary::default(),
            Dictionary::of(b"courts defer to agencies".to_vec()),
        ] {
            let text = "Should courts defer to agencies? ".repeat(9);
            let mut packed = Packer::new(&dictionary).unwrap().pack(&text).unwrap();
            let unpacker = Unpacker::new(&dictionary).unwrap();
            assert_eq!(unpacker.unpack(&packed).unwrap(), text);
            assert_eq!(
                unpacker
                    .unpack(&Packer::new(&dictionary).unwrap().pack("").unwrap())
                    .unwrap(),
                ""
            );
            let last = packed.len() - 6;
            packed[last] ^= 1;
            assert!(matches!(unpacker.unpack(&packed), Err(MirrorError::Damaged)));
        }
    }
}
