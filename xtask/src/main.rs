//! `cargo xtask`: run, dev, check, test, bench and screenshots, each with all the set-up that it needs.

mod bench;
mod build;
mod check;
mod dev;
mod layers;
mod process;
mod run;
mod screenshots;
mod setup;
mod skipped;
mod steps;
mod system;
mod tally;
mod test;
mod tidy;
mod ui;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
Everything is one command; each does its own set-up first.

  cargo xtask run [FOLDER] [--release]          build the program and open its window on FOLDER (or content/)
  cargo xtask dev [FOLDER]                      the same with a page that shows each edit of ui/ at once
  cargo xtask check                             before each commit: format, lints, types, unit tests; no window
  cargo xtask test [--long]                     lints, unit tests and the end-to-end tests in the real window
  cargo xtask screenshots [FOLDER] [--out DIR]  start the real program without a display and save pictures
  cargo xtask bench [--long]                    measure first reading, restart, edits and search, up to 100,000 documents
  cargo xtask layers                            who uses whom: each room's neighbours, and what breaks a direction
  cargo xtask tidy                              the house rules alone (part of test)
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn dispatch(args: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = args.split_first() else {
        print!("{HELP}");
        return Ok(ExitCode::from(2));
    };
    match command.as_str() {
        "run" => run::run(rest).map(|()| ExitCode::SUCCESS),
        "dev" => dev::dev(rest).map(|()| ExitCode::SUCCESS),
        "check" => check::check(rest),
        "test" => test::test(rest),
        "screenshots" => screenshots::screenshots(rest).map(|()| ExitCode::SUCCESS),
        "bench" => bench::bench(rest).map(|()| ExitCode::SUCCESS),
        "layers" => layers::list(),
        "tidy" => tidy::tidy().map(|()| ExitCode::SUCCESS),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no command {other:?}; `cargo xtask help` lists them"),
    }
}
