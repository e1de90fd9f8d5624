//! Results as a person reads them in a terminal.

use std::fmt::Write as _;

use arguendo_core::content::kind::Kind;
use arguendo_core::desk::versions::{VersionKind, VersionRow};
use arguendo_core::mirror::{DocumentRow, MirrorError, Reader};
use arguendo_core::pages::drafts::{DraftRow, FileChange, FileFate, PutAwayRow};
use arguendo_core::pages::group::GroupDraft;
use arguendo_core::pages::news::{WhatIsNew, Why};
use arguendo_core::pages::sharing::{SharedState, Sharing};
use arguendo_core::pages::{ProblemRow, SearchResults, reading};
use arguendo_text::dates::rfc3339;
use arguendo_text::markdown;
use serde_json::{Value, json};

/// Replaces control characters, so that a colleague's text cannot control the terminal.
fn harmless(text: &str) -> String {
    let turns = |sign| matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|sign| !turns(*sign) && (!sign.is_control() || matches!(sign, '\n' | '\t')))
        .collect()
}

/// The same on one line, so that a file's name cannot be mistaken for a line of this program.
fn on_one_line(text: &str) -> String {
    harmless(&text.replace(['\n', '\t'], " "))
}

pub(crate) fn results(results: &SearchResults) -> String {
    let mut text = match results.total {
        0 => "Nothing found.\n".to_owned(),
        total if results.more => format!(
            "More than {total} documents. Those with the words in the title, thesis or names come first.\n"
        ),
        1 => "1 document\n".to_owned(),
        total => format!("{total} documents\n"),
    };
    for hit in &results.hits {
        let passage: String = hit.snippet.iter().map(|part| part.text.as_str()).collect();
        let _ = write!(
            text,
            "\n{}\n  {}\n",
            on_one_line(&hit.target.title),
            on_one_line(&hit.target.path)
        );
        for line in [&hit.people, &passage] {
            if !line.is_empty() {
                let _ = writeln!(text, "  {}", on_one_line(line));
            }
        }
    }
    if results.hides {
        text += "\nResponses to some questions are hidden until you have published yours; --all looks through them too.\n";
    }
    harmless(&text)
}

pub(crate) fn problems(problems: &[ProblemRow]) -> String {
    if problems.is_empty() {
        return "No problems.\n".to_owned();
    }
    let mut text = String::new();
    for row in problems {
        let line = row.line.map_or(String::new(), |line| format!(":{line}"));
        let _ = writeln!(
            text,
            "{}{line}: {} [{}]",
            on_one_line(&row.path),
            on_one_line(&row.message),
            row.code
        );
    }
    let _ = match problems.len() {
        1 => writeln!(text, "\n1 problem. Nothing was changed."),
        count => writeln!(text, "\n{count} problems. Nothing was changed."),
    };
    harmless(&text)
}

pub(crate) fn unread(new: &WhatIsNew) -> String {
    let mut text = String::new();
    for row in new.fresh.iter().chain(&new.older).filter(|row| row.unread) {
        let why = match row.why {
            Why::New => "New",
            Why::Changed => "Changed",
            Why::Marked => "Marked",
        };
        let title = on_one_line(&row.target.title);
        let _ = writeln!(text, "{why}: {title}\n  {}", on_one_line(&row.target.path));
        let question = row.question.as_ref().map_or("", |question| &question.title);
        for line in [row.people.as_str(), question] {
            if !line.is_empty() {
                let _ = writeln!(text, "  {}", on_one_line(line));
            }
        }
    }
    for row in &new.withdrawn {
        let _ = writeln!(
            text,
            "Withdrawn: {}\n  {}",
            on_one_line(&row.title),
            on_one_line(&row.path)
        );
    }
    if text.is_empty() {
        "Nothing is unread.\n".clone_into(&mut text);
    }
    harmless(&text)
}

/// The drafts, those that others share with the group, and those that were put away.
pub(crate) fn drafts(rows: &[DraftRow], group: &[GroupDraft], away: &[PutAwayRow]) -> String {
    let mut text = String::new();
    if rows.is_empty() {
        text.push_str("No drafts.\n");
    }
    let title = |title: &str| match title {
        "" => "(no title)".to_owned(),
        title => title.to_owned(),
    };
    for row in rows {
        let (title, at) = (title(&row.title), rfc3339(row.changed));
        let line = format!("{}  {at}  {} words  {title}  {}", row.id, row.words, row.file);
        let _ = writeln!(text, "{}", on_one_line(&line));
    }
    if !group.is_empty() {
        text.push_str("\nShared with the group by others:\n");
    }
    for row in group {
        let (at, people) = (rfc3339(row.changed), row.people.join(", "));
        let line = format!("{at}  {} words  {}  {people}  {}", row.words, row.title, row.path);
        let _ = writeln!(text, "{}", on_one_line(&line));
    }
    if !away.is_empty() {
        text.push_str("\nPut away (`bring-back FOLDER DRAFT` brings one back):\n");
    }
    for row in away {
        let (title, at) = (title(&row.title), rfc3339(row.at));
        let line = format!("{}  {at}  {} words  {title}  {}", row.id, row.words, row.file);
        let _ = writeln!(text, "{}", on_one_line(&line));
    }
    text
}

pub(crate) fn versions(rows: &[VersionRow]) -> String {
    if rows.is_empty() {
        return "No versions yet: one is kept when a session ends.\n".to_owned();
    }
    let mut text = String::new();
    for row in rows {
        let kind = match row.kind {
            VersionKind::Sitting => "a sitting",
            VersionKind::Named => "named",
            VersionKind::BeforeRestore => "before another was restored",
            VersionKind::Outside => "changed from outside",
            VersionKind::Discarded => "discarded",
            VersionKind::Published => "published",
            VersionKind::Withdrawn => "withdrawn or replaced",
        };
        let name = row
            .name
            .as_ref()
            .map_or(String::new(), |name| format!(" “{name}”"));
        let (at, words) = (rfc3339(row.at), row.words);
        let line = format!(
            "{}  {at}  {words} words, +{} −{}  {kind}{name}",
            row.id, row.added, row.removed
        );
        let _ = writeln!(text, "{}", on_one_line(&line));
    }
    text
}

pub(crate) fn document(reader: &Reader, row: &DocumentRow) -> Result<String, MirrorError> {
    let mut text = format!("{}\n{}\n", on_one_line(&row.title), on_one_line(&row.path));
    if row.kind == Kind::Response {
        let names = reading::names_of(reader, row.id)?;
        if !names.is_empty() {
            let _ = writeln!(text, "{}", names.join(", "));
        }
        if let Some(question) = reading::question_of(reader, row.id)? {
            let _ = writeln!(text, "on: {} ({})", question.title, question.path);
        }
    }
    if let Some(date) = &row.date {
        let _ = writeln!(text, "{date}");
    }
    if !row.published {
        text.push_str("not published\n");
    }
    for problem in reader.problems_of(row.id)? {
        let _ = writeln!(text, "! {}", on_one_line(&problem.message));
    }
    let body = reader.body(row.id)?.unwrap_or_default();
    let body = if row.broken {
        body
    } else {
        markdown::plain_text(&body).replace('\n', "\n\n")
    };
    let _ = write!(text, "{} words\n\n{}\n", row.words, body.trim_end());
    Ok(harmless(&text))
}

/// The changes of each file, done or planned.
pub(crate) fn publication(changes: &[FileChange], undo: Option<i64>, what: &str, which: &str) -> String {
    let mut text = format!("{what} {}\n", on_one_line(which));
    for change in changes {
        let fate = match change.what {
            FileFate::New => "new",
            FileFate::Changed => "changed",
            FileFate::Removed => "removed",
        };
        let _ = write!(text, "\n{} ({fate})\n{}", on_one_line(&change.path), change.diff);
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    if let Some(id) = undo {
        let _ = write!(text, "\n`undo FOLDER {id}` takes it back.\n");
    }
    harmless(&text)
}

/// The same as JSON.
pub(crate) fn diffs(changes: &[FileChange]) -> Vec<Value> {
    let diffs = changes
        .iter()
        .map(|change| json!({ "path": change.path, "diff": change.diff }));
    diffs.collect()
}

/// How the folder is shared.
pub(crate) fn sharing(sharing: &Sharing) -> String {
    let page = match sharing {
        Sharing::Absent => return "Syncthing was not found on this computer.\n".to_owned(),
        Sharing::Unusable { reason } => return format!("{}\n", on_one_line(reason)),
        Sharing::Present(page) => page,
    };
    let mut text = String::new();
    let Some(folder) = &page.folder else {
        let _ = writeln!(text, "Syncthing runs here, but does not share this folder.");
        let _ = writeln!(
            text,
            "this computer: {} {}",
            on_one_line(&page.own.name),
            page.own.id
        );
        return harmless(&text);
    };
    let state = match folder.state {
        SharedState::InStep => "all that is known of has come",
        SharedState::Looking => "looking through the files",
        SharedState::Fetching => "files are on their way",
        SharedState::Paused => "paused in Syncthing",
        SharedState::Stopped => "stopped",
    };
    let around = if folder.exact {
        ""
    } else {
        ", a larger folder around this one"
    };
    let _ = writeln!(
        text,
        "{} ({}){around}: {state}",
        on_one_line(&folder.label),
        on_one_line(&folder.id)
    );
    let _ = writeln!(
        text,
        "still to come: {} files, {} bytes",
        folder.coming_files, folder.coming_bytes
    );
    let _ = writeln!(text, "conflict copies: {}", folder.conflicts);
    if let Some(trouble) = &folder.trouble {
        let _ = writeln!(text, "! {}", on_one_line(trouble));
    }
    for problem in &folder.problems {
        let _ = writeln!(
            text,
            "! {}: {}",
            on_one_line(&problem.path),
            on_one_line(&problem.message)
        );
    }
    for peer in &folder.peers {
        let is = match (peer.paused, peer.connected) {
            (true, _) => "paused",
            (false, true) => "connected",
            (false, false) => "not connected",
        };
        let _ = writeln!(
            text,
            "{}: {is}, {} files behind",
            on_one_line(&peer.device.name),
            peer.behind
        );
    }
    harmless(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_says_how_many_documents_it_found_or_that_they_are_too_many_to_rank() {
        let head = |total, more| {
            let found = SearchResults {
                query: "court".to_owned(),
                total,
                more,
                hits: Vec::new(),
                hides: false,
            };
            results(&found)
        };
        assert_eq!(head(0, false), "Nothing found.\n");
        assert_eq!(head(1, false), "1 document\n");
        assert_eq!(head(12, false), "12 documents\n");
        assert_eq!(
            head(5000, true),
            "More than 5000 documents. Those with the words in the title, thesis or names come first.\n"
        );
    }
}
