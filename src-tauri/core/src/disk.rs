//! All file access: reading, writing and watching the folder, and the directory of the program's own data.

pub mod data;
pub mod file_transaction;
pub mod file_writes;
pub mod filesystem;
pub mod folder;
pub mod images;
pub mod memory;
pub mod watch;
