//! The subcommands, shared by `arguendo-cli` and the desktop program.

mod commands;
mod common;
mod conflicts;
mod drafting;
mod news;
mod publishing;
mod sharing;
mod text;
mod undo;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use arguendo_core::disk::data::{DataDir, DataError};
use arguendo_core::mirror::homes::Whose;
use clap::{Args, CommandFactory as _, Parser, Subcommand};

/// Nothing wrong.
pub(crate) const FINE: u8 = 0;
/// The command worked and has something to report.
pub(crate) const FINDINGS: u8 = 1;
/// Misuse, or a failure.
const FAILURE: u8 = 2;

/// Arguendo without a window.
#[derive(Debug, Parser)]
#[command(
    name = "arguendo-cli",
    version,
    about = "Arguendo without a window: a folder of questions and signed responses, mirrored, searched and checked.",
    after_help = "Exit codes: 0 fine; 1 there are findings (check, conflicts), or Syncthing cannot be asked (sharing); 2 misuse or failure.\n\
                  Only publish, unpublish, undo, settle and what is said of a shared draft write into the folder; all else reads it.\n\
                  The mirror lives in the data directory and can be deleted at any time; `desk.db` and `drafts/` beside it \
                  are your own writing."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The folder of questions and responses
    folder: PathBuf,
    /// Where the databases live; else the platform's place for program data
    #[arg(long, value_name = "DIR", env = "ARGUENDO_DATA")]
    data: Option<PathBuf>,
    /// Whose drafts the folder is to have, where that is not certain and is asked: those kept of the folder that lay at FOLDER before, or
    /// `none`. It is remembered
    #[arg(long, value_name = "FOLDER|none")]
    drafts_of: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Common {
    /// The data directory; it does not lie in the folder at `root`.
    pub(crate) fn data_dir(&self, root: &Path) -> Result<DataDir, DataError> {
        DataDir::beside(self.data.clone(), root)
    }

    /// Where the databases of the folder at `root` lie.
    pub(crate) fn databases(&self, root: &Path) -> anyhow::Result<PathBuf> {
        let whose = self.drafts_of.as_deref().map_or(Whose::Known, Whose::from_words);
        Ok(self.data_dir(root)?.of_folder_as(root, &whose)?)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Asking {
    #[command(flatten)]
    common: Common,
    /// Ask the mirror as it is, without bringing it in step with the folder first
    #[arg(long)]
    no_sync: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the whole mirror as JSON, sorted by path: equal folders give equal bytes
    Dump {
        #[command(flatten)]
        asking: Asking,
        /// Build it in memory from the files instead of asking the mirror
        #[arg(long, conflicts_with = "no_sync")]
        fresh: bool,
    },
    /// Bring the mirror in step with the folder once, and print what that took as JSON
    Sync {
        #[command(flatten)]
        common: Common,
        /// Take the folder for what it is now, though it is not the one that was there before
        #[arg(long)]
        as_new: bool,
    },
    /// Keep the mirror in step until stopped; one line of JSON for each batch, the first after the initial sync
    Watch {
        #[command(flatten)]
        common: Common,
    },
    /// Find documents: words in any order, "phrases" in quotes, the last word also as a beginning
    Search {
        #[command(flatten)]
        asking: Asking,
        /// What to look for
        #[arg(allow_hyphen_values = true)]
        query: String,
        /// The most hits to print
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Also what a question's `reveal: after-mine` hides until you have published a response. `show`, `check` and
        /// `dump` always tell all
        #[arg(long)]
        all: bool,
    },
    /// Print the folder's problems; exit code 1 if there are any
    Check {
        #[command(flatten)]
        asking: Asking,
    },
    /// Print one document
    Show {
        #[command(flatten)]
        asking: Asking,
        /// Its path inside the folder, or its slug
        #[arg(value_name = "PATH|SLUG")]
        name: String,
    },
    /// List what is unread: what came or changed since you read it. What is there when this is first asked, or the folder is
    /// first opened, is known. JSON: {since, fresh, older, withdrawn, conflicts, totals}
    Unread {
        #[command(flatten)]
        asking: Asking,
        /// Mark all of it as read afterwards
        #[arg(long)]
        mark_read: bool,
    },
    /// Make a draft a response: its file and the question's list change, both or neither
    Publish(publishing::Publish),
    /// Make a response a private draft again, and take it from the question's list
    Unpublish(publishing::Unpublish),
    /// Give every file that publish, unpublish or settle changed the very same bytes again; JSON: {"undone": id, "diffs": […]}
    Undo(undo::Undo),
    /// Begin a private draft and print its path; JSON: {"draft": path}
    New {
        #[command(flatten)]
        asking: Asking,
        #[command(flatten)]
        new: drafting::NewDraft,
    },
    /// List the drafts, and those that were put away; JSON: {"drafts": [{id, title, file, words, …}], "putAway": [{id, title, file, words, at (ms since 1970)}]}
    Drafts {
        #[command(flatten)]
        asking: Asking,
    },
    /// Bring a draft back that was put away, and print its path; JSON: {"draft": path}
    BringBack {
        #[command(flatten)]
        common: Common,
        /// Its file's name, or its number, as `drafts` lists them
        #[arg(value_name = "DRAFT")]
        draft: String,
    },
    /// List the versions of a draft, newest first; JSON: [{id, at (ms since 1970), kind, name, words, added, removed}]
    Versions {
        #[command(flatten)]
        common: Common,
        /// The draft's file, or a response that was published from here
        path: String,
    },
    /// Put a version in the place of a draft's text, which is kept first; JSON: {"draft": path, "restored": version}
    Restore {
        #[command(flatten)]
        common: Common,
        /// The draft's file
        path: String,
        /// The version's id
        version: i64,
    },
    /// List the open conflicts; exit code 1 if there are any; JSON: [{key, kind, title, file, copy, draft, target, engine, from, at, gone}]
    Conflicts {
        #[command(flatten)]
        asking: Asking,
    },
    /// Settle a conflict; both texts are kept; JSON: {undo, draft, file, removedCopy}
    Settle(conflicts::Settle),
    /// The same as `undo`, of what was settled
    #[command(hide = true)]
    Unsettle(undo::Undo),
    /// Say how the Syncthing of this computer shares the folder: with whom, and what is still to come
    Sharing {
        #[command(flatten)]
        asking: Asking,
    },
    /// Write in a draft by lines of JSON, each acknowledged when it is on the disk: for tests
    #[command(hide = true)]
    Write {
        #[command(flatten)]
        common: Common,
        /// The draft's file
        path: String,
    },
}

/// Whether `word` is one of the subcommands (or a call for help), rather than a folder to open.
#[must_use]
pub fn is_subcommand(word: &str) -> bool {
    let help = ["help", "-h", "--help", "-V", "--version"];
    help.contains(&word)
        || Cli::command()
            .get_subcommands()
            .any(|command| command.get_name() == word)
}

/// Carries out `arguments` (the program's name first) and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILURE } else { FINE });
        }
    };
    let ended = match cli.command {
        Command::Dump { asking, fresh } => commands::dump(&asking, fresh),
        Command::Sync { common, as_new } => commands::sync_once(&common, as_new),
        Command::Watch { common } => commands::watch(&common),
        Command::Search {
            asking,
            query,
            limit,
            all,
        } => commands::search(&asking, &query, limit, all),
        Command::Check { asking } => commands::check(&asking),
        Command::Show { asking, name } => commands::show(&asking, &name),
        Command::Unread { asking, mark_read } => news::unread(&asking, mark_read),
        Command::Publish(asked) => publishing::publish(&asked),
        Command::Unpublish(asked) => publishing::unpublish(&asked),
        Command::Undo(asked) => undo::undo(&asked),
        Command::New { asking, new } => drafting::new(&asking, &new),
        Command::Drafts { asking } => drafting::drafts(&asking),
        Command::BringBack { common, draft } => drafting::bring_back(&common, &draft),
        Command::Versions { common, path } => drafting::versions(&common, &path),
        Command::Restore {
            common,
            path,
            version,
        } => drafting::restore(&common, &path, version),
        Command::Conflicts { asking } => conflicts::list(&asking),
        Command::Settle(asked) => conflicts::settle(&asked),
        Command::Unsettle(asked) => undo::unsettle(asked),
        Command::Sharing { asking } => sharing::sharing(&asking),
        Command::Write { common, path } => drafting::write(&common, &path),
    };
    match ended {
        Ok(code) => ExitCode::from(code),
        // Whoever read our output has read enough.
        Err(error) if commands::is_broken_pipe(&error) => ExitCode::from(FINE),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(FAILURE)
        }
    }
}
