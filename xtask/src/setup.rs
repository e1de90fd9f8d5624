//! The set-up that every command shares: system packages, Node, and the user interface's own packages.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{output, run};
use crate::system::{self, Purpose};
use crate::ui;

/// The oldest Node that the user interface's tools run on.
const NODE: (u32, u32) = (20, 19);

/// Everything that a build of the program needs, the built user interface included.
pub fn to_build(purpose: Purpose) -> Result<()> {
    tools(purpose)?;
    ui::install()?;
    ui::build()
}

/// The tools alone: what cannot be built here, only found or installed.
pub fn tools(purpose: Purpose) -> Result<()> {
    system::ensure(purpose)?;
    ensure_node()
}

/// rustfmt and clippy, which a minimal toolchain lacks.
pub fn rust_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if crate::process::succeeds(crate::process::cargo([subcommand, "--version"])) {
            continue;
        }
        println!("cargo {subcommand} is missing");
        let mut rustup = Command::new("rustup");
        rustup.args(["component", "add", component]);
        run(rustup).with_context(|| format!("`cargo {subcommand}` is needed, and could not be added"))?;
    }
    Ok(())
}

fn ensure_node() -> Result<()> {
    let advice = format!(
        "the user interface is built with Node {}.{} or newer and its npm; get it from https://nodejs.org or your system",
        NODE.0, NODE.1
    );
    let mut node = Command::new("node");
    node.arg("--version");
    let version = output(node).with_context(|| advice.clone())?;
    match parse_version(&version) {
        Some(found) if found >= NODE => {}
        _ => bail!("{advice} (this one says {})", version.trim()),
    }
    if !crate::process::succeeds(crate::process::npm(["--version"])) {
        bail!("{advice} (npm is missing)");
    }
    Ok(())
}

/// `v20.19.4` as (20, 19).
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_compared_as_numbers() {
        assert_eq!(parse_version("v20.19.4\n"), Some((20, 19)));
        assert!(parse_version("v20.9.0") < Some(NODE));
        assert!(parse_version("v22.1.0") > Some(NODE));
        assert_eq!(parse_version("nonsense"), None);
    }
}
