//! What the whole-program tests share: folders to break, programs to start, and the real window to drive.

pub mod changed_texts;
pub mod command;
pub mod corpus;
pub mod dice;
pub mod dumps;
pub mod folder;
pub mod followers;
pub mod history;
pub mod program;
pub mod real_texts;
pub mod room;
pub mod seminar;
pub mod skipped;
pub mod system_calls;

#[cfg(target_os = "linux")]
mod desktop;
#[cfg(target_os = "linux")]
pub mod display;
#[cfg(target_os = "linux")]
pub mod driver;
#[cfg(target_os = "linux")]
pub mod namespace;
#[cfg(target_os = "linux")]
pub mod pages;
#[cfg(target_os = "linux")]
pub mod process;
#[cfg(target_os = "linux")]
pub mod syncthing;
#[cfg(target_os = "linux")]
pub mod window;
