//! `arguendo-cli` on a folder: asked once, or left running as `watch`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::program;

/// Shorter than the time after which `watch` compares everything of itself: only events, or polling, can have told it.
pub const LIMIT: Duration = Duration::from_secs(30);

/// Runs the subcommand `arguments[0]` on `folder` to its end.
pub fn cli(folder: &Path, data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(program("arguendo-cli").unwrap());
    command
        .arg(arguments[0])
        .arg(folder)
        .args(&arguments[1..])
        .arg("--data")
        .arg(data);
    command.output().unwrap()
}

/// What `dump` prints, asked with `--fresh` or `--no-sync`.
pub fn dump(folder: &Path, data: &Path, how: &str) -> String {
    let output = cli(folder, data, &["dump", how]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Waits until the mirror equals a fresh one; fails with `story` and the first difference.
pub fn until_equal(folder: &Path, data: &Path, story: &str) {
    let fresh = dump(folder, data, "--fresh");
    let started = Instant::now();
    loop {
        let live = dump(folder, data, "--no-sync");
        if live == fresh {
            return;
        }
        if started.elapsed() > LIMIT {
            let at = live
                .lines()
                .zip(fresh.lines())
                .find(|(live, fresh)| live != fresh);
            panic!("the watched mirror stays different: {at:#?}\n{story}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A running `watch`. It ends with this value.
pub struct Watching {
    child: Child,
    lines: Receiver<Value>,
    said: Receiver<String>,
}

impl Watching {
    /// Starts it, and waits for the first comparison.
    pub fn start(folder: &Path, data: &Path) -> Self {
        Self::start_by(Command::new(program("arguendo-cli").unwrap()), folder, data)
    }

    /// Starts it by a command that carries out the words which follow it.
    pub fn start_by(mut command: Command, folder: &Path, data: &Path) -> Self {
        let mut child = command
            .arg("watch")
            .arg(folder)
            .arg("--data")
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = each_line(child.stdout.take().unwrap(), |line| {
            serde_json::from_str(&line).unwrap()
        });
        let said = each_line(child.stderr.take().unwrap(), |line| line);
        let watching = Self { child, lines, said };
        let first = watching.next();
        assert_eq!(first["batch"], 0);
        watching
    }

    /// The next batch that it tells of.
    pub fn next(&self) -> Value {
        self.lines.recv_timeout(LIMIT).expect("watch says nothing")
    }

    /// Waits until a batch names `path` among its `list`.
    pub fn until(&self, list: &str, path: &str) {
        loop {
            let line = self.next();
            if line[list].as_array().unwrap().iter().any(|listed| listed == path) {
                return;
            }
        }
    }

    /// Waits, at most `limit`, until it has said something with these `words` in it to the person.
    pub fn until_said(&self, words: &str, limit: Duration) {
        let over = Instant::now() + limit;
        let mut said = Vec::new();
        loop {
            let rest = over.saturating_duration_since(Instant::now());
            match self.said.recv_timeout(rest) {
                Ok(line) if line.contains(words) => return,
                Ok(line) => said.push(line),
                Err(_) => panic!("nothing was said of “{words}”, but {said:#?}"),
            }
        }
    }

    /// Forgets the batches that it has told of so far.
    pub fn forget(&self) {
        while self.lines.try_recv().is_ok() {}
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn each_line<T: Send + 'static>(
    out: impl Read + Send + 'static,
    read: impl Fn(String) -> T + Send + 'static,
) -> Receiver<T> {
    let (tell, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines() {
            if tell.send(read(line.unwrap())).is_err() {
                return;
            }
        }
    });
    lines
}
