//! `cargo xtask dev [FOLDER]`: the window on the page of a development server, which shows an edit of the page at once.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process::{cargo, echo, npm, run as run_command};
use crate::system::Purpose;
use crate::{build, run, setup, ui};

/// Where the development server answers, as `ui/vite.config.ts` and `src-tauri/tauri.conf.json` have it.
const PORT: u16 = 5173;
/// A server that has not answered by then does not start at all.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the server and the program, and ends the server when the window is closed.
pub fn dev(args: &[String]) -> Result<()> {
    let folder = match args {
        [] => None,
        [folder] if !folder.starts_with('-') => Some(PathBuf::from(folder)),
        _ => bail!("`cargo xtask dev` takes a folder, or nothing"),
    };
    let folder = run::folder_or_sample(folder.as_deref())?;
    run::need_display()?;
    setup::tools(Purpose::Run)?;
    ui::install()?;
    ui::build()?; // the crate does not compile without a built page, though it is not shown
    // Without the feature `custom-protocol` a debug build shows the development server's page.
    run_command(cargo([
        "build",
        "--workspace",
        "--bins",
        "--exclude=xtask",
        "--no-default-features",
    ]))?;
    let _server = Server::start()?;
    let mut arguendo = Command::new(build::program("arguendo", build::Profile::Debug)?);
    arguendo.arg(folder);
    run_command(arguendo)
}

/// Vite, which ends when this value goes.
struct Server(Child);

impl Server {
    fn start() -> Result<Self> {
        if answers() {
            bail!("another program answers at port {PORT}: end it first");
        }
        run_command(npm(["run", "--silent", "messages"]))?;
        // Not by npm, which would leave its child running.
        let vite = crate::process::root().join("ui/node_modules/vite/bin/vite.js");
        let mut command = Command::new("node");
        command.arg(vite).current_dir(crate::process::root().join("ui"));
        let line = echo(&command);
        let child = command
            .spawn()
            .with_context(|| format!("could not start `{line}`"))?;
        let mut server = Self(child);
        let started = Instant::now();
        while !answers() {
            if let Some(status) = server.0.try_wait()? {
                bail!("the development server ended at once ({status})");
            }
            if started.elapsed() > PATIENCE {
                bail!("the development server does not answer at port {PORT}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// `localhost` may mean either.
fn answers() -> bool {
    let addresses = [
        SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)),
        SocketAddr::from((Ipv6Addr::LOCALHOST, PORT)),
    ];
    addresses
        .iter()
        .any(|address| TcpStream::connect_timeout(address, Duration::from_millis(200)).is_ok())
}
