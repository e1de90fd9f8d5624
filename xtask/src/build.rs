//! Building the programs, always in the same selection.
//!
//! cargo picks the features of shared crates by what is selected: another selection would build most of them again.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::{cargo, output, run};

/// How a program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    Debug,
    Release,
}

/// Builds every program but this one, which is running.
pub fn programs(profile: Profile) -> Result<()> {
    let mut command = cargo(["build", "--workspace", "--bins", "--exclude=xtask"]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    run(command)
}

/// Where the built program of this name lies.
pub fn program(name: &str, profile: Profile) -> Result<PathBuf> {
    let profile = match profile {
        Profile::Debug => "debug",
        Profile::Release => "release",
    };
    Ok(target_directory()?
        .join(profile)
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

pub(crate) fn target_directory() -> Result<PathBuf> {
    let metadata = output(cargo(["metadata", "--format-version=1", "--no-deps"]))?;
    let directory = json_string(&metadata, "target_directory").context("cargo names no target directory")?;
    Ok(PathBuf::from(directory))
}

/// The string at the first `"key":"…"` of `json`.
fn json_string(json: &str, key: &str) -> Option<String> {
    let (_, rest) = json.split_once(&format!("\"{key}\":\""))?;
    let mut value = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(value),
            '\\' => value.push(letters.next()?), // in a path, only quotes and backslashes are escaped
            letter => value.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_directory_is_read_from_cargos_answer() {
        let json = r#"{"packages":[],"target_directory":"C:\\Users\\ann \"a\"\\target","version":1}"#;
        assert_eq!(
            json_string(json, "target_directory").as_deref(),
            Some(r#"C:\Users\ann "a"\target"#)
        );
        assert_eq!(json_string(json, "nothing"), None);
    }
}
