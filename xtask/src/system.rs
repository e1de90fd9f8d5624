//! The packages of the operating system: finds what is missing, names it, and installs it where apt is.

use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{on_path, run, succeeds};

/// What the packages are wanted for: a test needs all that a run needs, and more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Building the program and opening its window.
    Run,
    /// Driving the real window without a display.
    Drive,
}

/// How to see that a package is there.
enum Sign {
    Command(&'static str),
    Library(&'static str),
    Fonts,
}

struct Package {
    purpose: Purpose,
    sign: Sign,
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
}

const fn package(
    purpose: Purpose,
    sign: Sign,
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
) -> Package {
    Package {
        purpose,
        sign,
        apt,
        dnf,
        pacman,
    }
}

/// Linux only; macOS and Windows bring their own web view.
const PACKAGES: &[Package] = &[
    package(
        Purpose::Run,
        Sign::Command("cc"),
        "build-essential",
        "gcc",
        "base-devel",
    ),
    package(
        Purpose::Run,
        Sign::Command("pkg-config"),
        "pkg-config",
        "pkgconf-pkg-config",
        "pkgconf",
    ),
    package(
        Purpose::Run,
        Sign::Library("webkit2gtk-4.1"),
        "libwebkit2gtk-4.1-dev",
        "webkit2gtk4.1-devel",
        "webkit2gtk-4.1",
    ),
    package(
        Purpose::Run,
        Sign::Library("gtk+-3.0"),
        "libgtk-3-dev",
        "gtk3-devel",
        "gtk3",
    ),
    package(
        Purpose::Run,
        Sign::Library("librsvg-2.0"),
        "librsvg2-dev",
        "librsvg2-devel",
        "librsvg",
    ),
    package(
        Purpose::Drive,
        Sign::Command("WebKitWebDriver"),
        "webkit2gtk-driver",
        "webkit2gtk4.1",
        "webkit2gtk-4.1",
    ),
    package(
        Purpose::Drive,
        Sign::Command("Xvfb"),
        "xvfb",
        "xorg-x11-server-Xvfb",
        "xorg-server-xvfb",
    ),
    package(
        Purpose::Drive,
        Sign::Command("xdotool"),
        "xdotool",
        "xdotool",
        "xdotool",
    ),
    package(Purpose::Drive, Sign::Command("xclip"), "xclip", "xclip", "xclip"),
    package(
        Purpose::Drive,
        Sign::Command("bindfs"),
        "bindfs",
        "bindfs",
        "bindfs",
    ),
    package(
        Purpose::Drive,
        Sign::Command("strace"),
        "strace",
        "strace",
        "strace",
    ),
    package(
        Purpose::Drive,
        Sign::Command("syncthing"),
        "syncthing",
        "syncthing",
        "syncthing",
    ),
    package(
        Purpose::Drive,
        Sign::Fonts,
        "fonts-dejavu-core",
        "dejavu-sans-fonts",
        "ttf-dejavu",
    ),
];

/// Makes sure that the system packages for `purpose` are there, or says exactly what to type.
pub fn ensure(purpose: Purpose) -> Result<()> {
    if cfg!(target_os = "macos") {
        return ensure_macos();
    }
    if cfg!(windows) {
        // What is there already is left as it is by these commands, and cannot be asked about here in a simple way.
        println!("If the build does not find them, install the build tools, Node and WebView2 with:");
        for package in [
            "Microsoft.VisualStudio.2022.BuildTools",
            "OpenJS.NodeJS.LTS",
            "Microsoft.EdgeWebView2Runtime",
        ] {
            println!("  winget install --id {package}");
        }
        return Ok(());
    }
    let missing: Vec<&Package> = PACKAGES
        .iter()
        .filter(|package| package.purpose <= purpose && !is_there(&package.sign))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = |pick: fn(&Package) -> &'static str| {
        let mut names: Vec<&str> = missing.iter().map(|package| pick(package)).collect();
        names.dedup();
        names.join(" ")
    };
    if on_path("apt-get") {
        let wanted = names(|package| package.apt);
        println!("missing system packages: {wanted}");
        return install_with_apt(&wanted);
    }
    let command = if on_path("dnf") {
        format!("sudo dnf install {}", names(|package| package.dnf))
    } else if on_path("pacman") {
        format!("sudo pacman -S --needed {}", names(|package| package.pacman))
    } else {
        bail!(
            "some system packages are missing; under Debian's names they are: {}",
            names(|package| package.apt)
        );
    };
    bail!("some system packages are missing. Install them, then call this again:\n\n    {command}\n");
}

fn ensure_macos() -> Result<()> {
    if !succeeds(command("xcode-select", &["-p"])) {
        bail!(
            "Apple's command line tools are missing. Install them, then call this again:\n\n    xcode-select --install\n"
        );
    }
    Ok(())
}

fn is_there(sign: &Sign) -> bool {
    match sign {
        Sign::Command(name) => on_path(name),
        Sign::Library(name) => succeeds(command("pkg-config", &["--exists", name])),
        Sign::Fonts => ["/usr/share/fonts", "/usr/local/share/fonts"].iter().any(|dir| {
            Path::new(dir)
                .read_dir()
                .is_ok_and(|mut entries| entries.next().is_some())
        }),
    }
}

fn install_with_apt(packages: &str) -> Result<()> {
    let install = || {
        let mut args = vec!["install", "-y", "--no-install-recommends"];
        args.extend(packages.split(' '));
        as_root("apt-get", &args).and_then(run)
    };
    // An old package list names files that the archive no longer has: ask for a new one first.
    run(as_root("apt-get", &["update", "-q"])?)?;
    install()
}

fn as_root(program: &str, args: &[&str]) -> Result<Command> {
    let line = || format!("sudo {program} {}", args.join(" "));
    if succeeds(command("sh", &["-c", "test \"$(id -u)\" = 0"])) {
        let mut command = command(program, args);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        return Ok(command);
    }
    if !on_path("sudo") {
        bail!("installing them needs the administrator: `{}`", line());
    }
    let mut sudo = Command::new("sudo");
    if !std::io::stdin().is_terminal() {
        sudo.arg("--non-interactive"); // nobody is there to type a password
    }
    sudo.arg("DEBIAN_FRONTEND=noninteractive").arg(program).args(args);
    Ok(sudo)
}

fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args);
    command
}
