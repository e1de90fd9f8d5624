//! `cargo xtask run [FOLDER] [--release]`: sets up, builds, and opens the window on a folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::build::{self, Profile};
use crate::process::{root, run as run_command};
use crate::setup;
use crate::system::Purpose;

/// Builds the program and opens its window.
pub fn run(args: &[String]) -> Result<()> {
    let mut folder = None;
    let mut profile = Profile::Debug;
    for arg in args {
        match arg.as_str() {
            "--release" => profile = Profile::Release,
            flag if flag.starts_with('-') => bail!("`cargo xtask run` knows no {flag}"),
            path if folder.is_none() => folder = Some(PathBuf::from(path)),
            extra => bail!("`cargo xtask run` opens one folder; {extra:?} is one too many"),
        }
    }
    let folder = folder_or_sample(folder.as_deref())?;
    need_display()?;
    setup::to_build(Purpose::Run)?;
    build::programs(profile)?;
    let mut arguendo = Command::new(build::program("arguendo", profile)?);
    arguendo.arg(folder);
    run_command(arguendo)
}

/// The folder as an absolute path, or the sample; an error if it is not a folder.
pub fn folder_or_sample(folder: Option<&Path>) -> Result<PathBuf> {
    let Some(folder) = folder else {
        return Ok(root().join("content"));
    };
    let folder = std::path::absolute(folder)?;
    if !folder.is_dir() {
        bail!("{} is not a folder", folder.display());
    }
    Ok(folder)
}

/// An error that says what to do where no window can open.
pub fn need_display() -> Result<()> {
    if has_display() {
        return Ok(());
    }
    bail!(
        "there is no display here (neither WAYLAND_DISPLAY nor DISPLAY is set), so no window can open.\n\
         `cargo xtask screenshots` starts the real program on a display of its own and saves pictures of it."
    )
}

fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("WAYLAND_DISPLAY") || is_set("DISPLAY")
}
