//! WebKitWebDriver with a program in it, in its own home directory. Links to the web are only recorded.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::display::Display;
use crate::process::Group;

/// How long the driver and the program may take to start, on a busy machine.
const START: Duration = Duration::from_secs(60);

/// Programs that open links on Linux, in the order in which they are tried.
const BROWSERS: &[&str] = &["xdg-open", "gio", "gnome-open", "kde-open", "wslview"];

/// The driver, and the home directory of the program that it starts.
#[derive(Debug)]
pub struct Driver {
    _group: Group,
    home: PathBuf,
}

impl Driver {
    /// Starts the driver on a free port, and `program` with `args` in it.
    ///
    /// The program's home and data are below `home`; its output goes to a file in `logs`.
    pub async fn start(
        display: &Display,
        home: &Path,
        logs: &Path,
        program: &Path,
        args: &[String],
    ) -> Result<(Self, Client)> {
        let browsers = recording_browsers(home)?;
        let port = free_port()?;
        let mut group = Group::start("WebKitWebDriver", &logs.join("program.log"), |command| {
            command.args(["--host=127.0.0.1", &format!("--port={port}")]);
            // Rendering in software, without a desktop's services.
            command
                .env("GDK_BACKEND", "x11")
                .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
            command.env("LIBGL_ALWAYS_SOFTWARE", "1").env("NO_AT_BRIDGE", "1");
            command
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .env("DISPLAY", display.name());
            command.env("HOME", home).env("PATH", browsers);
            for (name, folder) in [
                ("XDG_CONFIG_HOME", ".config"),
                ("XDG_DATA_HOME", ".local/share"),
                ("XDG_CACHE_HOME", ".cache"),
                ("XDG_STATE_HOME", ".local/state"),
                ("XDG_RUNTIME_DIR", ".run"),
            ] {
                command.env(name, home.join(folder));
            }
            command
                .env("LANG", "C.UTF-8")
                .env("LANGUAGE", "en")
                .env("TZ", "UTC");
            for name in [
                "WAYLAND_DISPLAY",
                "DBUS_SESSION_BUS_ADDRESS",
                "ARGUENDO_DATA",
                "LC_ALL",
                "BROWSER",
            ] {
                command.env_remove(name);
            }
        })?;
        let client = connect(&mut group, port, program, args).await?;
        Ok((
            Self {
                _group: group,
                home: home.to_path_buf(),
            },
            client,
        ))
    }

    /// The links that were given to the system's browser so far, in order.
    pub fn opened_links(&self) -> Result<Vec<String>> {
        match fs::read_to_string(record(&self.home)) {
            Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error).context("the record of opened links"),
        }
    }
}

async fn connect(group: &mut Group, port: u16, program: &Path, args: &[String]) -> Result<Client> {
    let address = format!("http://127.0.0.1:{port}");
    let wanted = json!({ "webkitgtk:browserOptions": { "binary": program, "args": args } });
    let serde_json::Value::Object(wanted) = wanted else {
        bail!("capabilities are an object")
    };
    let until = Instant::now() + START;
    loop {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            break;
        }
        if !group.runs() || Instant::now() > until {
            bail!("WebKitWebDriver did not start; `cargo xtask test` installs what it needs");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let session = builder.capabilities(wanted).connect(&address);
    let client = tokio::time::timeout(START, session)
        .await
        .context("the program opened no window in time")?;
    client.with_context(|| format!("{} could not be driven", program.display()))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn record(home: &Path) -> PathBuf {
    home.join("opened-links")
}

/// Puts a fake browser first in the path that only records what it is asked to open. Returns that path.
fn recording_browsers(home: &Path) -> Result<std::ffi::OsString> {
    let folder = home.join("bin");
    fs::create_dir_all(&folder)?;
    let run = home.join(".run");
    fs::create_dir_all(&run)?;
    fs::set_permissions(&run, fs::Permissions::from_mode(0o700))?;
    let script = format!(
        "#!/bin/sh\nfor last; do :; done\nprintf '%s\\n' \"$last\" >> '{}'\n",
        record(home).display()
    );
    for name in BROWSERS {
        let path = folder.join(name);
        fs::write(&path, &script)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    }
    let rest = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(
        std::iter::once(folder).chain(std::env::split_paths(&rest)),
    )?)
}
