//! Real Syncthings for a test, on this computer only. Each has its own home, keys and ports, and no contact
//! with others.

mod pair;

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::Agent;
use ureq::http::Request;

use crate::process::Group;
use crate::skipped::skipped;

pub use pair::{Pair, SHARED};

/// How long a Syncthing may take for its first answer, or two of them to come in step.
const PATIENCE: Duration = Duration::from_secs(180);
/// The pause between two requests.
const PAUSE: Duration = Duration::from_millis(20);

/// Whether Syncthing is installed. A test that needs it is recorded as skipped if not.
#[must_use]
pub fn is_installed() -> bool {
    let found = Command::new("syncthing").arg("--version").output();
    let is_there = found.is_ok_and(|output| output.status.success());
    if !is_there {
        skipped("Syncthing", "Syncthing is not installed");
    }
    is_there
}

/// A running Syncthing. It ends and its home is deleted when this value is dropped.
pub struct Syncthing {
    _group: Group,
    home: TempDir,
    /// Its device ID.
    pub id: String,
    /// The address of its interface.
    pub address: String,
    listens: String,
    key: String,
    agent: Agent,
}

impl Syncthing {
    /// Starts a Syncthing with this name, and waits until it answers.
    ///
    /// # Errors
    /// If it does not answer.
    pub fn start(name: &str) -> Result<Self> {
        Self::start_with_gap(name, Duration::ZERO)
    }

    /// The same with a delay of `gap` (if it is not zero) between checking a file and removing it to put
    /// another in its place. What is written in between is removed unread.
    ///
    /// # Errors
    /// If it does not answer, or strace may not trace here.
    pub fn start_with_gap(name: &str, gap: Duration) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("arguendo-syncthing-").tempdir()?;
        let made = command(home.path(), "generate").output()?;
        let config = home.path().join("config.xml");
        let text = fs::read_to_string(&config)
            .with_context(|| format!("syncthing generate: {}", String::from_utf8_lossy(&made.stderr)))?;
        let id = text
            .split("<device id=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let id = id.context("a configuration names its own device")?.to_owned();
        let [address, listens] = free_addresses()?;
        let key = format!("key-of-{name}");
        fs::write(&config, configuration(name, &id, &key, &address, &listens))?;

        let program = if gap.is_zero() { "syncthing" } else { "strace" };
        let group = Group::start(program, &home.path().join("log"), |command| {
            prepare(command, home.path());
            if !gap.is_zero() {
                let inject = format!("inject=unlinkat,unlink:delay_enter={}", gap.as_micros());
                command.args(["-f", "--seccomp-bpf", "-qq", "-o", "/dev/null"]);
                command.args(["-e", "trace=unlinkat,unlink", "-e", &inject, "syncthing"]);
            }
            command.args(["serve", "--no-browser", "--no-restart"]);
            command.arg(format!("--home={}", home.path().display()));
        })?;
        let started = Self {
            _group: group,
            home,
            id,
            address,
            listens,
            key,
            agent: Agent::config_builder()
                .proxy(None)
                .http_status_as_error(false)
                .timeout_global(Some(PATIENCE))
                .build()
                .new_agent(),
        };
        let over = Instant::now() + PATIENCE;
        while let Err(error) = started.get("system/ping") {
            ensure!(Instant::now() < over, "{error:#}\n{}", started.log());
            thread::sleep(PAUSE);
        }
        Ok(started)
    }

    /// Its home: the directory that has its `config.xml`.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Its log so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("log")).unwrap_or_default()
    }

    /// Its answer to a request for `what`, a path below `/rest`.
    ///
    /// # Errors
    /// If it refuses; the same holds for every method here.
    pub fn get(&self, what: &str) -> Result<Value> {
        self.ask("GET", what, None)
    }

    /// Sends it a `POST` request.
    pub fn post(&self, what: &str) -> Result<Value> {
        self.ask("POST", what, None)
    }

    fn ask(&self, method: &str, what: &str, body: Option<&Value>) -> Result<Value> {
        let url = format!("http://{}/rest/{what}", self.address);
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header("X-API-Key", &self.key);
        let mut answer = match body {
            Some(body) => self.agent.run(request.body(serde_json::to_vec(body)?)?)?,
            None if method == "POST" => self.agent.run(request.body(Vec::new())?)?,
            None => self.agent.run(request.body(())?)?,
        };
        let text = answer.body_mut().read_to_string()?;
        ensure!(
            answer.status().is_success(),
            "{method} {what}: {} {text}",
            answer.status()
        );
        Ok(serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    /// Adds another Syncthing to its configuration. There is no discovery: one knows the other's address, or
    /// waits for its call.
    pub fn know(&self, other: &Self, calls: bool) -> Result<()> {
        let addresses = [if calls {
            format!("tcp://{}", other.listens)
        } else {
            "dynamic".to_owned()
        }];
        let device = json!({ "deviceID": other.id, "name": other.name()?, "addresses": addresses });
        self.ask("PUT", &format!("config/devices/{}", other.id), Some(&device))?;
        Ok(())
    }

    fn name(&self) -> Result<String> {
        let device = self.get(&format!("config/devices/{}", self.id))?;
        Ok(device["name"].as_str().context("a device has a name")?.to_owned())
    }

    /// Makes it share the directory at `path` with `others` as the folder `id`. Changes are noticed after a
    /// second, or by a scan.
    pub fn share(&self, id: &str, path: &Path, others: &[&Self]) -> Result<()> {
        let devices: Vec<Value> = [self]
            .iter()
            .chain(others)
            .map(|one| json!({ "deviceID": one.id }))
            .collect();
        let folder = json!({
            "id": id,
            "label": id,
            "path": path,
            "devices": devices,
            "fsWatcherDelayS": 1,
            // By default the eleventh copy of a conflict replaces the first.
            "maxConflicts": -1,
        });
        self.ask("PUT", &format!("config/folders/{id}"), Some(&folder))?;
        Ok(())
    }

    /// Makes it scan the folder now.
    pub fn scan(&self, folder: &str) -> Result<()> {
        self.post(&format!("db/scan?folder={folder}"))?;
        Ok(())
    }

    fn is_connected_with(&self, other: &Self) -> Result<bool> {
        Ok(self.get("system/connections")?["connections"][&other.id]["connected"] == true)
    }

    /// Whether it reports that it and `other` have the same, as far as it knows.
    fn is_in_step_with(&self, other: &Self, folder: &str) -> Result<bool> {
        let own = self.get(&format!("db/status?folder={folder}"))?;
        if own["state"] != "idle" || own["needTotalItems"] != 0 || own["pullErrors"] != 0 {
            return Ok(false);
        }
        let theirs = self.get(&format!("db/completion?folder={folder}&device={}", other.id))?;
        Ok(theirs["needItems"] == 0 && theirs["needDeletes"] == 0)
    }
}

/// Every file that Syncthing syncs, by path, with its bytes.
///
/// # Errors
/// An error of the system; a file that disappears meanwhile is left out.
pub fn files_in(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(&directory)? {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name == ".stfolder" || name.starts_with(".syncthing.") {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                let inside = path.strip_prefix(folder)?.to_string_lossy().into_owned();
                files.insert(inside, bytes);
            }
        }
    }
    Ok(files)
}

fn command(home: &Path, verb: &str) -> Command {
    let mut command = Command::new("syncthing");
    prepare(&mut command, home);
    command.arg(verb).arg(format!("--home={}", home.display()));
    command
}

/// Reads nothing of the person's own settings, and does not ask for updates.
fn prepare(command: &mut Command, home: &Path) {
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"] {
        command.env(name, home);
    }
    command.env("STNOUPGRADE", "1").env("STNODEFAULTFOLDER", "1");
}

/// Two addresses of this computer that are free.
fn free_addresses() -> Result<[String; 2]> {
    // Both are held until both are known, so that they differ.
    let listeners = [
        TcpListener::bind("127.0.0.1:0")?,
        TcpListener::bind("127.0.0.1:0")?,
    ];
    Ok([
        listeners[0].local_addr()?.to_string(),
        listeners[1].local_addr()?.to_string(),
    ])
}

/// Everything that would look for other computers is switched off.
fn configuration(name: &str, id: &str, key: &str, address: &str, listens: &str) -> String {
    format!(
        "<configuration version=\"35\">
  <device id=\"{id}\" name=\"{name}\"><address>dynamic</address></device>
  <gui enabled=\"true\" tls=\"false\"><address>{address}</address><apikey>{key}</apikey></gui>
  <options>
    <listenAddress>tcp://{listens}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <stunServer></stunServer>
    <startBrowser>false</startBrowser>
    <urAccepted>-1</urAccepted>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <crashReportingEnabled>false</crashReportingEnabled>
    <reconnectionIntervalS>1</reconnectionIntervalS>
    <setLowPriority>false</setLowPriority>
    <minHomeDiskFree unit=\"%\">0</minHomeDiskFree>
  </options>
</configuration>
"
    )
}
