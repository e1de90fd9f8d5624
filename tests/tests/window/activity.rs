//! Help ▸ Activity: what happened to the folder and its mirror can be looked up.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder as ContentFolder;
use arguendo_core::mirror::sync::{self, SyncHooks};

use arguendo_tests::folder::Folder;
use arguendo_tests::window::{Window, in_prepared_window, in_window};

use crate::seminar::{QUESTION, RESPONSE, small};

/// Reads the folder into a mirror, as an earlier start did, and then writes over the mirror's file.
fn damage_the_mirror(folder: &Folder, data: &Path) -> Result<()> {
    let folder = ContentFolder::find(folder.path())?;
    let databases = DataDir::new(Some(data.to_path_buf()))?.of_folder(folder.root())?;
    sync::open(&databases)?.sync(&folder, &mut SyncHooks::none())?;
    fs::write(databases.join("mirror.db"), "This is no database. ".repeat(1000))?;
    Ok(())
}

/// Opens the list by the keyboard: its item is in the Help menu, the last one of the menu bar.
async fn open_by_keyboard(window: &Window) -> Result<()> {
    window.press("alt+h")?;
    // The menu is the system's, and does not tell the page that it is open.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    window.press("c")?;
    window.until_at("#/activity").await
}

#[test]
fn a_mirror_that_was_damaged_is_made_anew_and_that_can_be_looked_up() -> Result<()> {
    in_prepared_window(small()?, damage_the_mirror, async |window| {
        window.open_question(QUESTION).await?;
        let before = window.folder.everything()?;
        open_by_keyboard(window).await?;
        window.until_text("The index of this folder was damaged").await?;
        window.until_text("Nothing in the folder was touched.").await?;
        ensure!(window.folder.everything()? == before, "the folder was touched");
        Ok(())
    })
}

#[test]
fn a_folder_that_goes_and_comes_back_is_told_of_while_the_list_is_shown() -> Result<()> {
    in_window(small()?, async |window| {
        window.open_question(QUESTION).await?;
        open_by_keyboard(window).await?;
        let rows = "document.querySelectorAll('main li').length";
        // That the folder was read for the first time is told already.
        let before = window.value(rows).await?;
        let away = window.folder.path().with_extension("away");
        fs::rename(window.folder.path(), &away)?;
        window
            .until("its going is told of", &format!("{rows} > {before}"))
            .await?;
        fs::rename(&away, window.folder.path())?;
        window.until_text("The folder is there again.").await?;
        let newest = window
            .value("document.querySelector('main li .sentence').innerText")
            .await?;
        ensure!(newest == "The folder is there again.", "{newest}");
        Ok(())
    })
}

#[test]
fn a_response_that_a_colleague_deleted_is_read_once_more_put_back_and_that_undone() -> Result<()> {
    in_window(small()?, async |window| {
        window.open_question(QUESTION).await?;
        let text = window.folder.read(RESPONSE)?;
        let link = format!("main a[href='#/response/{RESPONSE}']");
        let is_listed = format!("!!document.querySelector(\"{link}\")");
        window.find(&link).await?;
        window.folder.delete(RESPONSE)?;
        window
            .until("it is no longer listed", &format!("!{is_listed}"))
            .await?;

        open_by_keyboard(window).await?;
        window
            .until_text("“Because” by Ann Lee and Bo Ray left the folder.")
            .await?;
        window
            .click("button[aria-label='Read the last text of “Because” by Ann Lee and Bo Ray']")
            .await?;
        window.until_text("Paragraph 40.").await?;
        ensure!(
            !window.folder.path().join(RESPONSE).exists(),
            "it was only to be read"
        );
        window.press_button("Put back").await?;
        window
            .until_text("You put “Because” back into the folder.")
            .await?;
        ensure!(window.folder.read(RESPONSE)? == text, "it is there byte for byte");

        window.go(&format!("#/question/{QUESTION}")).await?;
        window.until("it is listed again", &is_listed).await?;
        window.press_button("Undo").await?;
        window
            .until("that is taken back", &format!("!{is_listed}"))
            .await?;
        ensure!(!window.folder.path().join(RESPONSE).exists());
        Ok(())
    })
}
