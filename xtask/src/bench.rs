//! `cargo xtask bench [ARGS]`: the measurements, in a release build.

use std::process::Command;

use anyhow::Result;

use crate::build::{self, Profile};
use crate::process::{root, run};
use crate::setup;
use crate::system::Purpose;

/// Builds and runs the benches; `args` are handed on to them.
pub fn bench(args: &[String]) -> Result<()> {
    setup::to_build(Purpose::Run)?;
    build::programs(Profile::Release)?;
    let mut bench = Command::new(build::program("bench", Profile::Release)?);
    bench.args(args).current_dir(root());
    run(bench)
}
