//! `cargo xtask test [--long]`: every check there is, in one go; a failed step does not stop the next.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::build::{self, Profile};
use crate::check;
use crate::process::{cargo, on_path, run, succeeds};
use crate::setup;
use crate::skipped::Skipped;
use crate::steps::{Steps, run_counted};
use crate::system::Purpose;
use crate::ui;

/// Runs all steps and closes with a summary; the exit code says whether all went well.
pub fn test(args: &[String]) -> Result<ExitCode> {
    let mut long = false;
    for arg in args {
        match arg.as_str() {
            "--long" => long = true,
            other => bail!("`cargo xtask test` knows no {other}"),
        }
    }
    let mut steps = Steps::default();
    let before = [
        steps.take("system packages and tools", |_| setup::tools(Purpose::Drive)),
        steps.take("rustfmt and clippy are there", |_| setup::rust_components()),
        steps.take("user interface: packages", |_| ui::install()),
    ];
    if before.contains(&false) {
        return Ok(steps.close()); // nothing below could say anything new
    }
    check::rules(&mut steps);
    check::page(&mut steps, None);
    steps.take("licences and sources", |_| licences());
    steps.take("user interface: build", |_| ui::build());
    steps.take("clippy", |_| check::clippy());
    // The programs first: the end-to-end tests start them from the same target directory.
    steps.take("programs", |_| build::programs(Profile::Debug));
    let list = build::target_directory()?.join("skipped-tests.txt");
    fs::write(&list, "").with_context(|| format!("could not write {}", list.display()))?;
    steps.take("tests, the real window among them", |count| {
        let mut command = cargo(["test", "--workspace", "--no-fail-fast"]);
        command.env("ARGUENDO_SKIPPED", &list);
        command.env("RUST_LIB_BACKTRACE", "0"); // an error says what it needs; a panic keeps its own trace
        if long {
            command.env("ARGUENDO_LONG", "1");
        }
        run_counted(command, count)
    });
    let skipped = fs::read_to_string(&list).with_context(|| format!("could not read {}", list.display()))?;
    steps.note(Skipped::read(&skipped));
    Ok(steps.close())
}

/// `cargo deny`, where it is there: building it takes longer than all the rest.
/// Advisories are left out, because their list is not part of any package registry.
fn licences() -> Result<()> {
    if !on_path("cargo-deny") || !succeeds(cargo(["deny", "--version"])) {
        println!(
            "cargo-deny is not installed, so this was not checked (`cargo install --locked cargo-deny`)"
        );
        return Ok(());
    }
    run(cargo([
        "deny",
        "--offline",
        "--log-level=error",
        "check",
        "licenses",
        "bans",
        "sources",
    ]))
}
