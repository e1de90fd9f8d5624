//! The subcommands of drafting: a draft is begun, its versions are listed, and one is restored.

use std::io::{self, BufRead as _};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use arguendo_core::content::kind::Kind;
use arguendo_core::desk::Desk;
use arguendo_core::desk::drafts::Draft;
use arguendo_core::disk::folder::{Folder, TEMPLATE_PATH};
use arguendo_core::drafts::drafting::{self, Beginning, Choice, DraftSession};
use arguendo_core::mirror::Reader;
use arguendo_core::pages::drafts::{PutAwayRow, SaveState, Typed};
use clap::Args;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use crate::common::{print_line, reader, tell_of_repair};
use crate::{Asking, Common, FINE, text};

/// What a draft is begun with.
#[derive(Debug, Args)]
pub(crate) struct NewDraft {
    /// The question that it answers: its slug or path
    #[arg(long, value_name = "SLUG", required_unless_present = "reply_to")]
    question: Option<String>,
    /// Who signs it: a contributor's slug
    #[arg(long = "as", value_name = "SLUG")]
    signed_as: String,
    /// Its title
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    title: String,
    /// A file that holds its text, Markdown without front matter; else the group's template is its beginning
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
    /// The response that it replies to: its slug or path
    #[arg(long, value_name = "SLUG", requires = "relation")]
    reply_to: Option<String>,
    /// What the reply does: rebuts, supports, extends, qualifies, concedes or questions it
    #[arg(long, value_name = "WORD", requires = "reply_to")]
    relation: Option<String>,
}

pub(crate) fn new(asking: &Asking, new: &NewDraft) -> anyhow::Result<u8> {
    let reader = reader(asking)?;
    let place = Place::of(&asking.common)?;
    let body = match &new.body {
        Some(path) => Some(std::fs::read_to_string(path).with_context(|| {
            format!(
                "{} cannot be read as UTF-8 text. Nothing was made.",
                path.display()
            )
        })?),
        None => None,
    };
    let question = match &new.question {
        Some(name) => Some(named(&reader, Kind::Question, name)?),
        None => None,
    };
    let response = match &new.reply_to {
        Some(name) => Some(named(&reader, Kind::Response, name)?),
        None => None,
    };
    let beginning = Beginning {
        question: question.as_deref(),
        replies_to: response.as_deref().zip(new.relation.as_deref()),
        signed_as: &new.signed_as,
        title: &new.title,
        body: body.as_deref(),
    };
    if let Some(Err(problem)) = place.folder.template() {
        eprintln!("{TEMPLATE_PATH}: {}", problem.message);
    }
    let id = drafting::begin(&place.folder, &reader, &place.desk, &beginning, Timestamp::now())?;
    let draft = place.desk.draft(id)?.context("The draft was not kept.")?;
    let path = place.path_of(&draft);
    if asking.common.json {
        print_line(&json!({ "draft": path }))?;
    } else {
        print_text(&format!("{path}\n"))?;
    }
    Ok(FINE)
}

pub(crate) fn drafts(asking: &Asking) -> anyhow::Result<u8> {
    let reader = reader(asking)?;
    let place = Place::of(&asking.common)?;
    let root = place.folder.root();
    let mut rows = drafting::list(&place.desk, root, &reader, Timestamp::now())?;
    let group = drafting::of_the_group(&place.desk, &reader)?;
    // One that the person has opened before is among those of the group.
    rows.retain(|row| !row.from_group);
    let away = drafting::put_away(&place.desk)?;
    if asking.common.json {
        print_line(&json!({ "drafts": rows, "group": group, "putAway": away }))?;
    } else {
        print_text(&text::drafts(&rows, &group, &away))?;
    }
    Ok(FINE)
}

pub(crate) fn bring_back(common: &Common, name: &str) -> anyhow::Result<u8> {
    let place = Place::of(common)?;
    let rows = drafting::put_away(&place.desk)?;
    let is_meant = |row: &&PutAwayRow| {
        let stem = row.file.strip_suffix(".md").unwrap_or(&row.file);
        row.id.to_string() == name || [stem, row.file.as_str()].contains(&name)
    };
    let id = match rows.iter().find(is_meant) {
        Some(row) => row.id,
        // One that is not put away says so.
        None => place.find(name)?.id,
    };
    drafting::bring_back(&place.desk, id, Timestamp::now())?;
    let draft = place.desk.draft(id)?.context("The draft was not brought back.")?;
    let path = place.path_of(&draft);
    if common.json {
        print_line(&json!({ "draft": path }))?;
    } else {
        print_text(&format!("{path}\n"))?;
    }
    Ok(FINE)
}

pub(crate) fn versions(common: &Common, name: &str) -> anyhow::Result<u8> {
    let place = Place::of(common)?;
    let draft = place.find(name)?;
    let rows = drafting::versions(&place.desk, draft.id)?;
    if common.json {
        print_line(&serde_json::to_value(rows)?)?;
    } else {
        print_text(&text::versions(&rows))?;
    }
    Ok(FINE)
}

pub(crate) fn restore(common: &Common, name: &str, version: i64) -> anyhow::Result<u8> {
    let place = Place::of(common)?;
    let draft = place.find(name)?;
    let now = Timestamp::now();
    let mut session = DraftSession::open(&place.desk, place.folder.root(), draft.id, now)?;
    session.restore_version(&place.desk, version, now)?;
    let kept = session.close(&place.desk, now);
    if let Some(trouble) = kept.trouble {
        bail!("{trouble}");
    }
    let path = place.path_of(&draft);
    if common.json {
        print_line(&json!({ "draft": path, "restored": version }))?;
    } else {
        print_text(&format!(
            "{path} holds version {version} again. What it held before is in its versions.\n"
        ))?;
    }
    Ok(FINE)
}

/// One line of what `write` reads.
#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Order {
    Type { sequence: u64, typed: Typed },
    Save { save: bool },
    Snapshot { snapshot: String },
    Recover { recover: String },
    Close { close: bool },
}

/// Writes in a draft as the window does. Each line of JSON is acknowledged by one, once it is on the disk.
pub(crate) fn write(common: &Common, name: &str) -> anyhow::Result<u8> {
    let place = Place::of(common)?;
    let (desk, draft) = (&place.desk, place.find(name)?);
    let mut session = DraftSession::open(desk, place.folder.root(), draft.id, Timestamp::now())?;
    let opened = json!({
        "sequence": session.kept().sequence,
        "trouble": session.kept().trouble,
        "recovery": session.recovery(),
    });
    print_line(&opened)?;
    for line in io::stdin().lock().lines() {
        let order: Order = serde_json::from_str(&line?)?;
        let is_end = matches!(order, Order::Close { .. });
        let answer = match carried_out(&mut session, desk, &order) {
            Ok(kept) => serde_json::to_value(kept)?,
            Err(error) => json!({ "error": error.to_string() }),
        };
        print_line(&answer)?;
        if is_end {
            break;
        }
    }
    Ok(FINE)
}

fn carried_out(session: &mut DraftSession, desk: &Desk, order: &Order) -> anyhow::Result<SaveState> {
    let now = Timestamp::now();
    Ok(match order {
        Order::Type { sequence, typed } => session.type_(desk, *sequence, typed, now)?,
        Order::Save { save: false } | Order::Close { close: false } => session.kept(),
        Order::Save { .. } => session.save(desk, now),
        Order::Close { .. } => session.close(desk, now),
        Order::Snapshot { snapshot } => {
            session.keep_version(desk, snapshot, now)?;
            session.kept()
        }
        Order::Recover { recover } => {
            let choice = match recover.as_str() {
                "restore" => Choice::Restore,
                "discard" => Choice::Discard,
                other => bail!("restore or discard, not {other}"),
            };
            session.recover(desk, choice, now)?;
            session.kept()
        }
    })
}

/// The folder, and what is the person's own about it.
pub(crate) struct Place {
    pub folder: Folder,
    pub desk: Desk,
}

impl Place {
    pub fn of(common: &Common) -> anyhow::Result<Self> {
        let folder = Folder::find(&common.folder)?;
        let mut desk = Desk::open(&common.databases(folder.root())?, Timestamp::now())?;
        tell_of_repair(&mut desk)?;
        Ok(Self { folder, desk })
    }

    fn find(&self, name: &str) -> anyhow::Result<Draft> {
        let (desk, root) = (&self.desk, self.folder.root());
        for told in drafting::tidy_up(desk, root, Timestamp::now()) {
            eprintln!("{told}");
        }
        drafting::find(desk, root, name)?.with_context(|| {
            format!(
                "There is no draft {name} of this folder, and no response {name} that was published here."
            )
        })
    }

    fn path_of(&self, draft: &Draft) -> String {
        let root = if draft.shared {
            self.folder.root().to_path_buf()
        } else {
            self.desk.drafts()
        };
        let path = draft.published_as.as_deref().unwrap_or(&draft.file);
        root.join(path).to_string_lossy().into_owned()
    }
}

/// The path of the one document of this kind and name.
fn named(reader: &Reader, kind: Kind, name: &str) -> anyhow::Result<String> {
    if let Some(row) = reader.document_at(name)?.filter(|row| row.kind == kind) {
        return Ok(row.path);
    }
    let what = if kind == Kind::Question {
        "question"
    } else {
        "response"
    };
    let found = reader.named(kind, name)?;
    match found.as_slice() {
        [row] => Ok(row.path.clone()),
        [] => bail!("There is no {what} {name} in this folder. Nothing was made."),
        [first, second, ..] => bail!(
            "Several documents are called {name}, such as {} and {}. Name one by its path. Nothing was made.",
            first.path,
            second.path
        ),
    }
}

pub(crate) fn print_text(text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    Ok(io::stdout().lock().write_all(text.as_bytes())?)
}
