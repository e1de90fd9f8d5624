//! The steps of a check, one after the other: a failed one does not stop the next, and all are summed up at the end.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::process::echo;
use crate::skipped::{self, Skipped};
use crate::tally::{self, Count, Step};

/// The steps that were taken so far.
#[derive(Default)]
pub struct Steps(Vec<Step>);

impl Steps {
    /// Takes a step, and says whether it went well.
    pub fn take(&mut self, name: &'static str, step: impl FnOnce(&mut Count) -> Result<()>) -> bool {
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
    pub fn note(&mut self, skipped: Skipped) {
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

    /// Prints the summary; the exit code says whether all steps went well.
    pub fn close(&self) -> ExitCode {
        if tally::close(&self.0) {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// Runs `command`, shows its output as it comes and counts its tests.
pub fn run_counted(mut command: Command, count: &mut Count) -> Result<()> {
    let line = echo(&command);
    // Both in the order in which they come: what runs is named on the one, how it ended on the other.
    let (output, to) = std::io::pipe()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(to.try_clone()?)
        .stderr(to)
        .spawn()
        .with_context(|| format!("could not start `{line}`"))?;
    drop(command); // it holds the other end
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
