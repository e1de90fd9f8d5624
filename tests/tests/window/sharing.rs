//! The page of sharing in the real window: where there is no Syncthing, and with a real one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use arguendo_tests::folder::Folder;
use arguendo_tests::syncthing::{Pair, SHARED, Syncthing, is_installed};
use arguendo_tests::window::{Window, in_prepared_window, in_window};

use crate::accessibility::serious_faults;
use crate::seminar::small;

/// Lets the program to come find this Syncthing in its home.
fn at_home(syncthing: &Syncthing, data: &Path) -> Result<()> {
    let place = data.parent().context("a home")?.join(".config/syncthing");
    fs::create_dir_all(&place)?;
    fs::copy(syncthing.home().join("config.xml"), place.join("config.xml"))?;
    Ok(())
}

async fn open_page(window: &Window) -> Result<()> {
    window.until_up_to_date().await?;
    window.choose_from_folder_menu("Share this folder").await?;
    window.until_at("#/sharing").await
}

/// In light and dark.
async fn looked_at(window: &Window) -> Result<()> {
    for look in ["Light", "Dark"] {
        window.choose_look(look).await?;
        let found = serious_faults(window).await?;
        ensure!(found.is_empty(), "{look}: {}", found.join("\n"));
        if let Some(pictures) = std::env::var_os("ARGUENDO_PICTURES").map(PathBuf::from) {
            let thread = std::thread::current();
            let name = thread.name().unwrap_or("sharing").replace("::", "-");
            let count = fs::read_dir(&pictures)?.count();
            window.until_drawn().await?;
            window
                .save_picture(&pictures.join(format!("{count:03}-{name}-{look}.png")))
                .await?;
        }
    }
    Ok(())
}

#[test]
fn without_syncthing_the_page_leads_to_where_it_can_be_had() -> Result<()> {
    in_window(small()?, async |window| {
        open_page(window).await?;
        window.until_text("needs no account").await?;
        looked_at(window).await?;
        window
            .click("main a[href='https://syncthing.net/downloads/']")
            .await?;
        window.until_opened("https://syncthing.net/downloads/").await
    })
}

#[test]
fn a_folder_is_shared_and_no_longer_shared_and_a_mistyped_device_is_refused() -> Result<()> {
    if !is_installed() {
        return Ok(());
    }
    let anna = Syncthing::start("Anna")?;
    in_prepared_window(
        small()?,
        |_, data| at_home(&anna, data),
        async |window| {
            open_page(window).await?;
            let before = window.folder.everything()?;
            window.until_text("Not shared yet").await?;
            looked_at(window).await?;
            window.press_button("Share this folder").await?;
            window.press_button("Share it").await?;
            window.until_text("Nobody yet. Invite somebody below.").await?;
            window.until_text("Syncthing: nobody invited yet").await?;

            window.click("main textarea").await?;
            window.type_text("EYS72WX-OPI4UKT")?;
            let typed = "document.querySelector('main textarea').value === 'EYS72WX-OPI4UKT'";
            window.until("it is typed", typed).await?;
            window.press_button("Invite…").await?;
            window.find("dialog[open]").await?;
            let found = serious_faults(window).await?;
            ensure!(found.is_empty(), "the dialog: {}", found.join("\n"));
            window.press_button("Let them have it").await?;
            window.until_text("A device ID has 56 letters and digits").await?;
            looked_at(window).await?;
            ensure!(
                anna.get("config/devices")?.as_array().map(Vec::len) == Some(1),
                "nobody was added"
            );

            window.press_button("Stop sharing").await?;
            window
                .until("there is a question", "document.querySelector('dialog[open]')")
                .await?;
            window.press("Tab")?;
            window.press("Return")?;
            window.until_text("Not shared yet").await?;
            let mut after = window.folder.everything()?;
            after.retain(|path, _| !path.ends_with(".stfolder"));
            ensure!(after == before, "a file was touched");
            Ok(())
        },
    )
}

#[test]
fn who_is_connected_and_what_is_still_to_go_there_is_said_while_the_page_is_open() -> Result<()> {
    if !is_installed() {
        return Ok(());
    }
    let (ours, theirs) = (small()?, Folder::empty()?);
    let pair = Pair::of([ours.path(), theirs.path()])?;
    in_prepared_window(
        ours,
        |_, data| at_home(&pair.sides[0], data),
        async |window| {
            open_page(window).await?;
            window.until_text("Has everything").await?;
            window.until_text("Syncthing: Bela connected").await?;
            looked_at(window).await?;
            pair.part(true)?;
            window
                .folder
                .write("responses/new.md", "---\ntitle: New\n---\n")?;
            pair.sides[0].scan(SHARED)?;
            window.until_text("1 file still to be sent").await?;
            window.until_text("Syncthing: nobody connected").await?;
            looked_at(window).await
        },
    )
}
