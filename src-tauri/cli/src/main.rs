//! `arguendo-cli`: the same core without a window.

use std::process::ExitCode;

fn main() -> ExitCode {
    arguendo_cli::run(std::env::args_os())
}
