//! `cargo xtask screenshots [FOLDER] [--out DIR]`: pictures of the real program, without a display.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::{self, Profile};
use crate::process::{root, run};
use crate::run::folder_or_sample;
use crate::setup;
use crate::system::Purpose;

/// Builds the program, starts it under Xvfb and saves a picture of each screen.
pub fn screenshots(args: &[String]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("screenshots are taken under Xvfb, which is there on Linux only");
    }
    let mut folder = None;
    let mut out = root().join("target/screenshots");
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--out" => out = std::path::absolute(args.next().context("--out needs a folder after it")?)?,
            flag if flag.starts_with('-') => bail!("`cargo xtask screenshots` knows no {flag}"),
            path if folder.is_none() => folder = Some(PathBuf::from(path)),
            extra => bail!("`cargo xtask screenshots` opens one folder; {extra:?} is one too many"),
        }
    }
    let folder = folder_or_sample(folder.as_deref())?;
    setup::to_build(Purpose::Drive)?;
    build::programs(Profile::Debug)?;
    let mut command = Command::new(build::program("screenshots", Profile::Debug)?);
    command.arg(folder).arg(out);
    run(command)
}
