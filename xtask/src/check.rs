//! `cargo xtask check`: what is worth knowing before each commit, in about a minute: no window and no long run.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::process::{cargo, npm, run};
use crate::steps::{Steps, run_counted};
use crate::system::Purpose;
use crate::{layers, setup, tidy, ui};

/// Format, lints, types, and the tests of the crates' own modules and of the page.
pub fn check(args: &[String]) -> Result<ExitCode> {
    if let Some(other) = args.first() {
        bail!("`cargo xtask check` knows no {other}");
    }
    let mut steps = Steps::default();
    let before = [
        steps.take("system packages and tools", |_| setup::tools(Purpose::Run)),
        steps.take("rustfmt and clippy are there", |_| setup::rust_components()),
        steps.take("user interface: packages", |_| ui::install()),
    ];
    if before.contains(&false) {
        return Ok(steps.close()); // nothing below could say anything new
    }
    rules_and_page(&mut steps);
    // The shell holds the built page: without one it does not compile.
    steps.take("user interface: build", |_| ui::build());
    steps.take("clippy", |_| clippy());
    steps.take("tests of the crates", |count| {
        run_counted(cargo(["test", "--workspace", "--lib", "--no-fail-fast"]), count)
    });
    Ok(steps.close())
}

/// What needs no build of the program: house rules, format, and the page's lints, types and tests.
pub fn rules_and_page(steps: &mut Steps) {
    steps.take("house rules", |_| tidy::tidy());
    steps.take("directions between the crates", |_| layers::check_crates());
    steps.take("formatting", |_| run(cargo(["fmt", "--all", "--check"])));
    steps.take("user interface: lint", |_| run(npm(["run", "--silent", "lint"])));
    steps.take("user interface: types", |_| {
        run(npm(["run", "--silent", "check"]))
    });
    steps.take("user interface: tests", |count| {
        run_counted(npm(["test", "--silent"]), count)
    });
}

/// The lints of all crates, their tests among them.
pub fn clippy() -> Result<()> {
    run(cargo([
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "--deny=warnings",
    ]))
}
