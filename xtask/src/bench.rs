//! `cargo xtask bench [ARGS]`: the measurements, in a release build.

use std::process::Command;

use anyhow::Result;

use crate::build::{self, Profile};
use crate::process::{cargo, root, run};
use crate::setup;
use crate::system::Purpose;

/// So often is a writer killed with `--long`.
const KILLS: &str = "10000";

/// Builds and runs the benches, that of typing in the real window among them; `args` are handed on to the first. With `--long`, the kill test of drafting follows.
pub fn bench(args: &[String]) -> Result<()> {
    setup::to_build(Purpose::Drive)?;
    build::programs(Profile::Release)?;
    let mut bench = Command::new(build::program("bench", Profile::Release)?);
    bench.args(args).current_dir(root());
    run(bench)?;
    let mut typing = Command::new(build::program("typing", Profile::Release)?);
    typing.current_dir(root());
    run(typing)?;
    if args.iter().any(|arg| arg == "--long") {
        let mut kills = cargo([
            "test",
            "--release",
            "--package=arguendo-tests",
            "--test=kept_words",
        ]);
        kills.args(["--", "--nocapture"]).env("ARGUENDO_KILLS", KILLS);
        run(kills)?;
    }
    Ok(())
}
