//! The only files: the folder, how it is read, written and watched, and where the program keeps its own data.

pub mod data;
pub mod file_transaction;
pub mod file_writes;
pub mod filesystem;
pub mod folder;
pub mod images;
pub mod memory;
pub mod recovery;
pub mod watch;
