//! `cargo xtask bench [ARGS]`: the measurements, in a release build.

use anyhow::Result;

use crate::process::{cargo, run};
use crate::setup;
use crate::system::Purpose;

/// Builds and runs the benches; `args` are handed on to them.
pub fn bench(args: &[String]) -> Result<()> {
    setup::to_build(Purpose::Run)?;
    let mut command = cargo([
        "run",
        "--release",
        "--package",
        "arguendo-tests",
        "--bin",
        "bench",
        "--",
    ]);
    command.args(args);
    run(command)
}
