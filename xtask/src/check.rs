//! `cargo xtask check`: what is worth knowing before each commit, in about a minute: no window and no long run.

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::process::{cargo, npm, output, root, run, succeeds};
use crate::steps::{Steps, run_counted};
use crate::system::Purpose;
use crate::ui::Passed;
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
    rules(&mut steps);
    let passed = ui::passed_at()?;
    if passed.is_unchanged {
        println!("\n── the page is as it was when it last passed");
    } else if page(&mut steps, changed_since(&passed)?.as_deref()) {
        passed.keep(head()?.trim())?;
    }
    // The shell holds the built page: without one it does not compile.
    steps.take("user interface: build", |_| ui::build_once());
    steps.take("clippy", |_| clippy());
    steps.take("tests of the crates", |count| {
        run_counted(cargo(["test", "--workspace", "--lib", "--no-fail-fast"]), count)
    });
    Ok(steps.close())
}

/// What needs neither a build nor the page's packages: house rules, directions and format.
pub fn rules(steps: &mut Steps) {
    steps.take("house rules", |_| tidy::tidy());
    steps.take("directions between the crates", |_| layers::check_crates());
    steps.take("formatting", |_| run(cargo(["fmt", "--all", "--check"])));
}

/// The page's lints, types and tests, of these only what depends on changes since a commit, if one is given. Whether all went well.
pub fn page(steps: &mut Steps, since: Option<&str>) -> bool {
    let lint = steps.take("user interface: lint", |_| run(npm(["run", "--silent", "lint"])));
    let types = steps.take("user interface: types", |_| {
        run(npm(["run", "--silent", "check"]))
    });
    let tests = steps.take("user interface: tests", |count| {
        let mut command = npm(["test", "--silent"]);
        if let Some(since) = since {
            command.args(["--", "--passWithNoTests", "--changed", since]);
        }
        run_counted(command, count)
    });
    lint && types && tests
}

/// The commit since which the changes of the page can be followed file by file; not where its sentences have changed, which are
/// compiled into all of it.
fn changed_since(passed: &Passed) -> Result<Option<String>> {
    let Some(commit) = &passed.commit else {
        return Ok(None);
    };
    let mut git = Command::new("git");
    git.args(["diff", "--quiet", commit, "--", "ui/messages"])
        .current_dir(root());
    Ok(succeeds(git).then(|| commit.clone()))
}

fn head() -> Result<String> {
    let mut git = Command::new("git");
    git.args(["rev-parse", "HEAD"]).current_dir(root());
    output(git)
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
