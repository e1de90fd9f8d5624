//! Publishing: both files or none, no other byte, and back again.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bytes;
mod command_line;
mod copies;
mod looked_after;
mod meanwhile;
mod names;
mod revising;
mod seminar;
mod trouble;

#[cfg(target_os = "linux")]
mod by_meaning;
#[cfg(target_os = "linux")]
mod crash;
#[cfg(target_os = "linux")]
mod disks;
#[cfg(target_os = "linux")]
mod gaps;
#[cfg(target_os = "linux")]
mod standing_still;
#[cfg(target_os = "linux")]
mod still_there;
