//! What is new: told at the start, counted as it arrives, read by being on the screen, marked by a key, compared when it changes.

use std::path::Path;

use anyhow::{Result, ensure};
use arguendo_core::desk::Desk;
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder as ContentFolder;
use arguendo_core::history::news;
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::sync::{self, SyncHooks};

use arguendo_tests::folder::Folder;
use arguendo_tests::window::{Window, in_prepared_window};
use jiff::Timestamp;

use crate::accessibility::{bring_axe, faults};
use crate::seminar::{QUESTION, RESPONSE, small};

/// A response that came while the folder was closed.
const EARLY: &str = "responses/early.md";
/// One that comes while it is open.
const LATE: &str = "responses/late.md";

fn answer(title: &str, date: &str, text: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: {date}\narguendo-question: why\ncontributors: [bo-ray]\n---\n\n{text}\n"
    )
}

/// The person has opened the folder before, and then one response came.
fn been_here_before(folder: &Folder, data: &Path) -> Result<()> {
    let content = ContentFolder::find(folder.path())?;
    let databases = DataDir::new(Some(data.to_path_buf()))?.of_folder(content.root())?;
    sync::open(&databases)?.sync(&content, &mut SyncHooks::none())?;
    let before = Timestamp::now() - jiff::SignedDuration::from_hours(24);
    let desk = Desk::open(&databases, before)?;
    news::notice_all(&desk, &Reader::open(&databases)?, before)?;
    folder.write(EARLY, &answer("An early answer", "2026-02-01", "Early."))
}

async fn until_unread(window: &Window, count: usize) -> Result<()> {
    let words = match count {
        0 => "null".to_owned(),
        count => format!("'{count} unread'"),
    };
    let shown = format!(
        "(document.querySelector(\".column a[href='#/question/{QUESTION}'] .unread\")?.innerText ?? null)"
    );
    window
        .until(&format!("{count} are unread"), &format!("{shown} === {words}"))
        .await
}

#[test]
fn what_arrives_is_counted_gone_to_read_marked_and_compared() -> Result<()> {
    in_prepared_window(small()?, been_here_before, async |window| {
        let before = window.folder.everything()?;
        window.until_text("Since your last visit").await?;
        window.until_text("An early answer").await?;
        until_unread(window, 1).await?;
        window
            .press_button("Close this list; nothing is marked as read")
            .await?;
        window
            .until("the list is closed", "!document.querySelector('.digest')")
            .await?;
        until_unread(window, 1).await?;
        ensure!(window.folder.everything()? == before, "the folder was touched");

        let text = "Nobody knows why, and nobody asks.";
        window
            .folder
            .write(LATE, &answer("A late answer", "2026-03-01", text))?;
        until_unread(window, 2).await?;
        window.press("n")?;
        window.until_shown("response", LATE).await?;
        until_unread(window, 1).await?; // it was on the screen for a moment
        window.press("m")?;
        until_unread(window, 2).await?;
        window.press("m")?;
        until_unread(window, 1).await?;
        window.press("n")?;
        window.until_shown("response", EARLY).await?;
        until_unread(window, 0).await?;

        window.open_question(QUESTION).await?;
        let text = text.replace("nobody asks", "everybody asks");
        window
            .folder
            .replace(LATE, &answer("A late answer", "2026-03-01", &text))?;
        window.until_text("Changed since you read it").await?;
        until_unread(window, 1).await?;
        window.press("n")?;
        window.until_shown("response", LATE).await?;
        until_unread(window, 0).await?;
        window.press_button("Show what changed").await?;
        window
            .until(
                "the words that changed are shown",
                "/nobody$/.test(document.querySelector('dialog del')?.innerText) && \
                 /everybody$/.test(document.querySelector('dialog ins')?.innerText)",
            )
            .await
    })
}

#[test]
fn all_is_marked_as_read_and_taken_back_and_the_page_of_what_is_new_has_no_fault() -> Result<()> {
    in_prepared_window(small()?, been_here_before, async |window| {
        window.until_text("Since your last visit").await?;
        window.folder.delete(RESPONSE)?;
        window.click(".column a[href='#/news']").await?;
        window.until_at("#/news").await?;
        window.until_text("No longer in the folder").await?;
        until_unread(window, 1).await?;
        bring_axe(window).await?;
        let faults = faults(window, "what is new").await?;
        ensure!(faults.is_empty(), "{}", faults.join("\n"));
        window.press_button("Mark all as read").await?;
        until_unread(window, 0).await?;
        window.press_button("Undo").await?;
        until_unread(window, 1).await
    })
}
