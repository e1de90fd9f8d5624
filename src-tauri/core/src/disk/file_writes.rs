//! The only way in which files are written: to a new file, which is flushed, compared and renamed. Nothing is
//! replaced unless it is exactly what was expected.

mod attributes;
mod error;
mod file_write;
mod leftovers;
mod moves;
mod one_file;
mod paths;
mod temporary;

pub use self::error::{Keep, KeepError, WriteError, nothing_to_keep};
pub use self::file_write::{FileWrite, execute};
pub use self::leftovers::clear;
pub use self::paths::read;
pub use self::temporary::{is_fresh, is_of, lies_aside};

#[cfg(test)]
mod tests;
