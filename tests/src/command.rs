//! `arguendo-cli` as another program uses it: asked once, or left watching.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::program::program;

/// Shorter than the time after which `watch` compares everything of itself: only events can have told it.
pub const LIMIT: Duration = Duration::from_secs(30);

/// The command that is `arguments`, a verb first, for this folder and data directory.
///
/// # Errors
/// Where the program is not built.
pub fn command(folder: &Path, data: &Path, arguments: &[&str]) -> Result<Command> {
    let mut command = Command::new(program("arguendo-cli")?);
    let (verb, rest) = arguments.split_first().context("a verb comes first")?;
    command.arg(verb).arg(folder).args(rest).arg("--data").arg(data);
    Ok(command)
}

/// Runs it to its end.
///
/// # Errors
/// Where it cannot be started.
pub fn cli(folder: &Path, data: &Path, arguments: &[&str]) -> Result<Output> {
    Ok(command(folder, data, arguments)?.output()?)
}

/// What `dump` prints, asked `how`: `--fresh`, or `--no-sync`.
///
/// # Errors
/// Where it fails, with its own words.
pub fn dump(folder: &Path, data: &Path, how: &str) -> Result<String> {
    let output = cli(folder, data, &["dump", how])?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "dump {how}: {complaint}");
    Ok(String::from_utf8(output.stdout)?)
}

/// A running `watch`. It is killed when this value goes.
pub struct Watch {
    child: Child,
    lines: Receiver<Value>,
}

impl Watch {
    /// Starts it, and waits until its first comparison is done.
    ///
    /// # Errors
    /// Where it does not come so far.
    pub fn start(folder: &Path, data: &Path) -> Result<Self> {
        let mut command = command(folder, data, &["watch"])?;
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().context("its output was asked for")?;
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                // A line that was cut short by a kill is none.
                let Ok(line) = serde_json::from_str(&line) else {
                    return;
                };
                if tell.send(line).is_err() {
                    return;
                }
            }
        });
        let watch = Self { child, lines };
        let first = watch.next(LIMIT)?;
        ensure!(first["batch"] == 0, "watch begins with {first}");
        Ok(watch)
    }

    /// Its process number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next batch, waited for so long.
    ///
    /// # Errors
    /// Where there is none.
    pub fn next(&self, patience: Duration) -> Result<Value> {
        self.lines.recv_timeout(patience).context("watch says nothing")
    }

    /// Waits until a batch names `path` among its `list`.
    ///
    /// # Errors
    /// Where none does.
    pub fn until(&self, list: &str, path: &str) -> Result<()> {
        loop {
            let line = self.next(LIMIT).with_context(|| format!("of {path}"))?;
            let listed = line[list].as_array().context("a batch has its lists")?;
            if listed.iter().any(|listed| listed == path) {
                return Ok(());
            }
        }
    }

    /// Kills it, and says whether it had told of a batch that nobody has asked for yet.
    ///
    /// # Errors
    /// What the system says.
    pub fn kill(mut self) -> Result<bool> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(self.lines.recv().is_ok())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
