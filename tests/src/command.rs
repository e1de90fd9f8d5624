//! `arguendo-cli` as another program uses it: asked once, or left watching.

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::dumps::difference;
use crate::program::program;

/// Shorter than the time after which `watch` compares everything of itself: only events, or polling, can have told it.
pub const LIMIT: Duration = Duration::from_secs(30);

/// The command that is `arguments`, a verb first, for this folder and data directory.
///
/// # Errors
/// Where the program is not built.
pub fn command(folder: &Path, data: &Path, arguments: &[&str]) -> Result<Command> {
    command_by(Command::new(program("arguendo-cli")?), folder, data, arguments)
}

/// The same by a program that runs programs: strace.
///
/// # Errors
/// Where there is no verb.
pub fn command_by(mut program: Command, folder: &Path, data: &Path, arguments: &[&str]) -> Result<Command> {
    let (verb, rest) = arguments.split_first().context("a verb comes first")?;
    program.arg(verb).arg(folder).args(rest).arg("--data").arg(data);
    Ok(program)
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

/// Waits until the mirror that a running `watch` keeps equals a fresh one.
///
/// # Errors
/// Where it stays different, with the first difference and the `story` of what was done.
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

/// A running `watch`. It is killed when this value goes.
pub struct Watch {
    child: Child,
    lines: Receiver<Value>,
    said: Receiver<String>,
}

impl Watch {
    /// Starts it, and waits until its first comparison is done.
    ///
    /// # Errors
    /// Where it does not come so far.
    pub fn start(folder: &Path, data: &Path) -> Result<Self> {
        Self::start_by(Command::new(program("arguendo-cli")?), folder, data)
    }

    /// Starts it by a command that carries out the words which follow it.
    ///
    /// # Errors
    /// Where it does not come so far.
    pub fn start_by(program: Command, folder: &Path, data: &Path) -> Result<Self> {
        let mut command = command_by(program, folder, data, &["watch"])?;
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let out = child.stdout.take().context("its output was asked for")?;
        let said = child.stderr.take().context("its words were asked for")?;
        let watch = Self {
            child,
            // A line that was cut short by a kill is none.
            lines: each_line(out, |line| serde_json::from_str(&line).ok()),
            said: each_line(said, Some),
        };
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
    /// Where there is none, with what was said to the person instead.
    pub fn next(&self, patience: Duration) -> Result<Value> {
        self.lines.recv_timeout(patience).with_context(|| {
            let said: Vec<_> = self.said.try_iter().collect();
            format!("watch tells of nothing; it said {said:#?}")
        })
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

    /// Waits until it has said something with these `words` in it to the person.
    ///
    /// # Errors
    /// Where it does not, with what it said instead.
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

    /// Forgets the batches that it has told of so far.
    pub fn forget(&self) {
        self.lines.try_iter().for_each(drop);
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
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

/// What `read` makes of each line, up to the first of which it makes nothing.
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
