//! `arguendo-cli` as another program uses it: run once, or left watching.

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::dumps::difference;
use crate::program::program;

/// Shorter than the time after which `watch` compares everything by itself, so only events or polling can
/// have reported the change.
pub const LIMIT: Duration = Duration::from_secs(30);

/// The command for `arguments` (a verb first), this folder and this data directory.
///
/// # Errors
/// If the program is not built.
pub fn command(folder: &Path, data: &Path, arguments: &[&str]) -> Result<Command> {
    command_by(Command::new(program("arguendo-cli")?), folder, data, arguments)
}

/// The same, run by another program such as strace.
///
/// # Errors
/// If there is no verb.
pub fn command_by(mut program: Command, folder: &Path, data: &Path, arguments: &[&str]) -> Result<Command> {
    let (verb, rest) = arguments.split_first().context("a verb comes first")?;
    program.arg(verb).arg(folder).args(rest).arg("--data").arg(data);
    Ok(program)
}

/// Runs the command to its end.
///
/// # Errors
/// If it cannot be started.
pub fn cli(folder: &Path, data: &Path, arguments: &[&str]) -> Result<Output> {
    Ok(command(folder, data, arguments)?.output()?)
}

/// The output of `dump` with the option `how`: `--fresh` or `--no-sync`.
///
/// # Errors
/// If it fails, with its error output.
pub fn dump(folder: &Path, data: &Path, how: &str) -> Result<String> {
    let output = cli(folder, data, &["dump", how])?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "dump {how}: {complaint}");
    Ok(String::from_utf8(output.stdout)?)
}

/// Waits until the mirror of a running `watch` equals a fresh one.
///
/// # Errors
/// If it stays different, with the first difference and the `story` of what was done.
pub fn until_equal(folder: &Path, data: &Path, story: &str) -> Result<()> {
    let fresh = dump(folder, data, "--fresh")?;
    let over = Instant::now() + LIMIT;
    loop {
        let live = dump(folder, data, "--no-sync")?;
        match difference(&live, &fresh) {
            None => return Ok(()),
            Some(difference) if Instant::now() > over => {
                bail!("the watched mirror stays different:\n{difference}\n{story}")
            }
            Some(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// A running `watch`. It is killed when this value is dropped.
pub struct Watch {
    child: Child,
    lines: Receiver<Value>,
    said: Receiver<String>,
}

impl Watch {
    /// Starts `watch`, and waits until its first comparison has ended.
    ///
    /// # Errors
    /// If the comparison does not end.
    pub fn start(folder: &Path, data: &Path) -> Result<Self> {
        Self::start_by(Command::new(program("arguendo-cli")?), folder, data)
    }

    /// Starts `watch` through a program that runs the words after it.
    ///
    /// # Errors
    /// If the comparison does not end.
    pub fn start_by(program: Command, folder: &Path, data: &Path) -> Result<Self> {
        let mut command = command_by(program, folder, data, &["watch"])?;
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let out = child.stdout.take().context("its output was asked for")?;
        let said = child.stderr.take().context("its words were asked for")?;
        let watch = Self {
            child,
            // A line cut short by a kill does not count.
            lines: each_line(out, |line| serde_json::from_str(&line).ok()),
            said: each_line(said, Some),
        };
        let first = watch.next(LIMIT)?;
        ensure!(first["batch"] == 0, "watch begins with {first}");
        Ok(watch)
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the next batch for at most `patience`.
    ///
    /// # Errors
    /// If there is none, with the messages for the person instead.
    pub fn next(&self, patience: Duration) -> Result<Value> {
        self.lines.recv_timeout(patience).with_context(|| {
            let said: Vec<_> = self.said.try_iter().collect();
            format!("watch tells of nothing; it said {said:#?}")
        })
    }

    /// Waits until a batch has `path` in its list `list`.
    ///
    /// # Errors
    /// If no batch has.
    pub fn until(&self, list: &str, path: &str) -> Result<()> {
        loop {
            let line = self.next(LIMIT).with_context(|| format!("of {path}"))?;
            let listed = line[list].as_array().context("a batch has its lists")?;
            if listed.iter().any(|listed| listed == path) {
                return Ok(());
            }
        }
    }

    /// Waits until it has printed a message with these `words` for the person.
    ///
    /// # Errors
    /// If it does not, with the messages that it printed instead.
    pub fn until_said(&self, words: &str, patience: Duration) -> Result<()> {
        let over = Instant::now() + patience;
        let mut said = Vec::new();
        loop {
            let rest = over.saturating_duration_since(Instant::now());
            match self.said.recv_timeout(rest) {
                Ok(line) if line.contains(words) => return Ok(()),
                Ok(line) => said.push(line),
                Err(_) => bail!("nothing was said of “{words}”, but {said:#?}"),
            }
        }
    }

    /// Forgets the batches that it has reported so far.
    pub fn forget(&self) {
        self.lines.try_iter().for_each(drop);
    }

    /// Whether it is still running.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Kills it. Returns whether it had reported a batch that was not read yet.
    ///
    /// # Errors
    /// An error of the system.
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

/// Applies `read` to each line, up to the first for which it gives none.
fn each_line<T: Send + 'static>(
    out: impl Read + Send + 'static,
    read: impl Fn(String) -> Option<T> + Send + 'static,
) -> Receiver<T> {
    let (tell, lines) = channel();
    std::thread::spawn(move || {
        let read_lines = BufReader::new(out).lines().map_while(Result::ok);
        for line in read_lines.map_while(read) {
            if tell.send(line).is_err() {
                return;
            }
        }
    });
    lines
}
