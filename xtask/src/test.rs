//! `cargo xtask test [--long]`: every check there is, in one go; a failed step does not stop the next.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::build::{self, Profile};
use crate::process::{cargo, echo, npm, on_path, run, succeeds};
use crate::setup;
use crate::skipped::{self, Skipped};
use crate::system::Purpose;
use crate::tally::{self, Count, Step};
use crate::{layers, tidy, ui};

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
    steps.take("house rules", |_| tidy::tidy());
    steps.take("directions between the crates", |_| layers::check_crates());
    steps.take("formatting", |_| run(cargo(["fmt", "--all", "--check"])));
    steps.take("licences and sources", |_| licences());
    steps.take("user interface: lint", |_| run(npm(["run", "--silent", "lint"])));
    steps.take("user interface: types", |_| {
        run(npm(["run", "--silent", "check"]))
    });
    steps.take("user interface: tests", |count| {
        run_counted(npm(["test", "--silent"]), count)
    });
    steps.take("user interface: build", |_| ui::build());
    steps.take("clippy", |_| {
        run(cargo([
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "--deny=warnings",
        ]))
    });
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

#[derive(Default)]
struct Steps(Vec<Step>);

impl Steps {
    fn take(&mut self, name: &'static str, step: impl FnOnce(&mut Count) -> Result<()>) -> bool {
        println!("\n── {name}");
        let started = Instant::now();
        let mut count = Count::default();
        let error = step(&mut count).err().map(|error| format!("{error:#}"));
        if let Some(error) = &error {
            println!("{error}");
        }
        let fine = error.is_none();
        self.0.push(Step {
            name,
            took: started.elapsed(),
            error,
            count,
            skipped: Skipped::default(),
        });
        fine
    }

    /// Takes what the last step skipped into account, and fails it for what must be there and is not.
    fn note(&mut self, skipped: Skipped) {
        let must_have = std::env::var(skipped::MUST_HAVE).unwrap_or_default();
        if let Some(step) = self.0.last_mut() {
            step.count.skip(skipped.count());
            if let Some(lacking) = skipped.lacks(&must_have) {
                let error = step.error.take();
                step.error = Some(error.map_or(lacking.clone(), |error| format!("{error}\n{lacking}")));
            }
            step.skipped = skipped;
        }
    }

    fn close(&self) -> ExitCode {
        if tally::close(&self.0) {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
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

/// Runs `command`, shows its output as it comes and counts its tests.
fn run_counted(mut command: Command, count: &mut Count) -> Result<()> {
    let line = echo(&command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start `{line}`"))?;
    let output = child.stdout.take().context("its output was asked for")?;
    for said in BufReader::new(output).split(b'\n') {
        let said = said.with_context(|| format!("could not read what `{line}` said"))?;
        let said = String::from_utf8_lossy(&said);
        println!("{said}");
        count.read(&said);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}
