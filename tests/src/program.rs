//! The built programs, found beside the test that runs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

/// The built program of this name, `arguendo` or `arguendo-cli`.
///
/// Searched in the directory that this test was built into, wherever the target directory is.
pub fn program(name: &str) -> Result<PathBuf> {
    let path = built()?.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !path.is_file() {
        bail!(
            "{} is not built; `cargo build --workspace --bins` builds it, and so does `cargo xtask test`",
            path.display()
        );
    }
    Ok(path)
}

/// Ends a program of the tests, and prints its error.
pub fn ended(outcome: Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// `target/debug` or `target/release`.
pub fn built() -> Result<PathBuf> {
    let own = std::env::current_exe().context("this test does not know where it lies")?;
    let folder = own.parent().context("a program lies in a folder")?;
    let folder = if folder.ends_with("deps") {
        folder.parent()
    } else {
        Some(folder)
    };
    folder
        .map(Path::to_path_buf)
        .context("the tests are built below a target directory")
}
