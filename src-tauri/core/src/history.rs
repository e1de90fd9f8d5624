//! What happened in the folder, what is new to the person, and the last texts of documents that left.

pub mod activity;
pub mod news;
pub mod restore;
