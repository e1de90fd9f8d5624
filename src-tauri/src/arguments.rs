//! Reads the command line: it asks for a window on a folder, or for a command that needs no window.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The part of `--help` before the subcommands.
pub const USAGE: &str =
    "arguendo [--data DIR] [FOLDER]   Opens the window on FOLDER, else on what was open last.
arguendo COMMAND ...             Does without a window what is listed below.
";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Help: the text for this program first, then that of the command line program.
    Help,
    /// A subcommand or `--version`: handled by the command line program.
    Command,
    /// A window.
    Window(Start),
}

/// How the window starts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The folder to open; none for the last one.
    pub folder: Option<PathBuf>,
    /// The directory of the databases and settings; none for the platform's usual one.
    pub data: Option<PathBuf>,
}

/// Reads `arguments` (without the program's name); `here` is the current directory.
///
/// # Errors
/// A sentence for the person if the arguments make no sense.
pub fn read(arguments: impl IntoIterator<Item = OsString>, here: &Path) -> Result<Task, String> {
    let mut start = Start::default();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy();
        if text == "--data" {
            let data = arguments.next().ok_or("--data is followed by a directory.")?;
            start.data = Some(here.join(data));
        } else if let Some(data) = text.strip_prefix("--data=") {
            start.data = Some(here.join(data));
        } else if matches!(&*text, "-h" | "--help") || start.folder.is_none() && text == "help" {
            return Ok(Task::Help);
        } else if start.folder.is_none() && arguendo_cli::is_subcommand(&text) {
            return Ok(Task::Command);
        } else if text.starts_with('-') {
            return Err(format!("{text} is not an option. `arguendo --help` lists them."));
        } else if start.folder.is_some() {
            return Err("One folder can be open at a time. Put quotes round a name with spaces.".into());
        } else {
            start.folder = Some(here.join(&argument));
        }
    }
    Ok(Task::Window(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(arguments: &[&str]) -> Result<Task, String> {
        read(arguments.iter().map(OsString::from), Path::new("/here"))
    }

    fn window(folder: Option<&str>, data: Option<&str>) -> Result<Task, String> {
        Ok(Task::Window(Start {
            folder: folder.map(PathBuf::from),
            data: data.map(PathBuf::from),
        }))
    }

    #[test]
    fn a_folder_opens_the_window_on_it() {
        assert_eq!(task(&[]), window(None, None));
        assert_eq!(task(&["seminar"]), window(Some("/here/seminar"), None));
        assert_eq!(
            task(&["/there/my seminar"]),
            window(Some("/there/my seminar"), None)
        );
        assert_eq!(
            task(&["--data", "d", "s"]),
            window(Some("/here/s"), Some("/here/d"))
        );
        assert_eq!(task(&["s", "--data=/d"]), window(Some("/here/s"), Some("/d")));
    }

    #[test]
    fn a_subcommand_is_left_to_the_command_line_program() {
        assert_eq!(task(&["dump", "seminar", "--json"]), Ok(Task::Command));
        assert_eq!(task(&["--data", "d", "sync", "s"]), Ok(Task::Command));
        assert_eq!(task(&["--version"]), Ok(Task::Command));
        assert_eq!(task(&["--help"]), Ok(Task::Help));
        assert_eq!(task(&["help"]), Ok(Task::Help));
        assert_eq!(task(&["sync", "--help"]), Ok(Task::Command));
        assert_eq!(task(&["./dump"]), window(Some("/here/./dump"), None));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        assert!(task(&["--dta", "x"]).is_err());
        assert!(task(&["--data"]).is_err());
        assert!(task(&["my", "seminar"]).is_err());
    }
}
