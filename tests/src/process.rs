//! A program in its own process group. The whole group ends when the value is dropped.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use std::os::unix::process::CommandExt;

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

/// How long a group may take to end by itself before it is killed.
const PATIENCE: Duration = Duration::from_secs(5);

/// A started program and all programs that it started.
#[derive(Debug)]
pub struct Group {
    /// The program that was started; its standard output is there if it was piped.
    pub leader: Child,
}

impl Group {
    /// Starts `program` as `prepare` sets it up; its error output goes to the file `log`.
    ///
    /// It also ends if this thread ends without dropping the value, as when a test run is interrupted.
    pub fn start(program: &str, log: &Path, prepare: impl FnOnce(&mut Command)) -> Result<Self> {
        let log = File::create(log).with_context(|| format!("could not write {}", log.display()))?;
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "TERM", program]);
        command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .process_group(0);
        prepare(&mut command);
        let leader = command
            .spawn()
            .with_context(|| format!("could not start {program}"))?;
        Ok(Self { leader })
    }

    /// Whether it is still running.
    pub fn runs(&mut self) -> bool {
        matches!(self.leader.try_wait(), Ok(None))
    }

    fn id(&self) -> Option<Pid> {
        i32::try_from(self.leader.id()).ok().and_then(Pid::from_raw)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let Some(id) = self.id() else { return };
        let _ = kill_process_group(id, Signal::TERM);
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            let _ = self.leader.try_wait();
            if test_kill_process_group(id).is_err() {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = kill_process_group(id, Signal::KILL);
        let _ = self.leader.wait();
    }
}
