//! `cargo xtask bench [ARGS]`: the measurements, in a release build.

use std::process::Command;

use anyhow::Result;

use crate::build::{self, Profile};
use crate::process::{cargo, root, run};
use crate::setup;
use crate::system::Purpose;

/// So often is a writer killed with `--long`.
const KILLS: &str = "10000";

/// Builds and runs the benches; `args` are handed on to them. With `--long`, the kill test of drafting follows.
pub fn bench(args: &[String]) -> Result<()> {
    setup::to_build(Purpose::Run)?;
    build::programs(Profile::Release)?;
    let mut bench = Command::new(build::program("bench", Profile::Release)?);
    bench.args(args).current_dir(root());
    run(bench)?;
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
