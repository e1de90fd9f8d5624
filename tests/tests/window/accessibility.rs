//! axe-core in the real window, on each kind of page, in light and dark: nothing serious may be found.

use std::fs;

use anyhow::{Context, Result, ensure};
use arguendo_tests::folder::{Folder, repository};
use arguendo_tests::window::{Window, in_window};
use serde_json::Value;

use crate::seminar::{MUSEUM, RECEIPT};

/// What axe finds on the page as it is.
pub async fn serious_faults(window: &Window) -> Result<Vec<String>> {
    window.run(&axe()?, Vec::new()).await?;
    faults(window, "here").await
}

fn axe() -> Result<String> {
    let axe = repository().join("ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&axe)
        .with_context(|| format!("{} is missing; `cargo xtask test` installs it", axe.display()))
}

#[test]
fn no_page_has_a_serious_fault_of_accessibility() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        bring_axe(window).await?;
        ensure!(finds_planted_faults(window).await?, "axe finds nothing at all");
        let mut found = Vec::new();
        for look in ["Light", "Dark"] {
            window.click("a[href='#/library']").await?;
            window.until_at("#/library").await?;
            window.choose_look(look).await?;
            found.extend(faults(window, &format!("{look}, library")).await?);
            window.open_question(MUSEUM).await?;
            found.extend(faults(window, &format!("{look}, question")).await?);
            window.open_response(RECEIPT).await?;
            found.extend(faults(window, &format!("{look}, reading")).await?);
            for shelf in ["unfiled", "problems"] {
                window.click(&format!("a[href='#/{shelf}']")).await?;
                window.until_at(&format!("#/{shelf}")).await?;
                found.extend(faults(window, &format!("{look}, {shelf}")).await?);
            }
            window.choose_from_folder_menu("Activity").await?;
            window.until_at("#/activity").await?;
            found.extend(faults(window, &format!("{look}, activity")).await?);
            window.search("receipt").await?;
            found.extend(faults(window, &format!("{look}, search")).await?);
            window.run("document.activeElement.value = ''; document.activeElement.dispatchEvent(new Event('input'));", Vec::new()).await?;
        }
        ensure!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
        Ok(())
    })
}

/// Fails where the page as it is has a serious fault. `page` says which it is.
pub async fn ensure_no_faults(window: &Window, page: &str) -> Result<()> {
    bring_axe(window).await?;
    let found = faults(window, page).await?;
    ensure!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
    Ok(())
}

/// Loads axe-core into the page.
pub async fn bring_axe(window: &Window) -> Result<()> {
    let axe = repository().join("ui/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&axe)
        .with_context(|| format!("{} is missing; `cargo xtask test` installs it", axe.display()))?;
    window.run(&axe, Vec::new()).await.map(drop)
}

async fn finds_planted_faults(window: &Window) -> Result<bool> {
    window
        .run(
            "document.body.insertAdjacentHTML('beforeend', '<button id=planted></button>')",
            Vec::new(),
        )
        .await?;
    let found = faults(window, "planted").await?;
    window
        .run("document.querySelector('#planted').remove()", Vec::new())
        .await?;
    Ok(found.iter().any(|fault| fault.contains("button-name")))
}

/// One line for each serious or critical fault on the page as it is, after [`bring_axe`].
pub async fn faults(window: &Window, page: &str) -> Result<Vec<String>> {
    window.until_drawn().await?;
    let script = "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then( \
        (found) => done(found.violations.filter((fault) => ['serious', 'critical'].includes(fault.impact)) \
            .map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`)), \
        (error) => done([String(error)]));";
    let found = window.run_async(script, Vec::new()).await?;
    let found = found.as_array().context("axe answers with a list")?;
    Ok(found
        .iter()
        .filter_map(Value::as_str)
        .map(|fault| format!("{page}: {fault}"))
        .collect())
}

#[test]
fn a_selected_passage_and_a_footnote_that_was_called_have_no_fault_either() -> Result<()> {
    let axe = fs::read_to_string(repository().join("ui/node_modules/axe-core/axe.min.js"))?;
    in_window(Folder::sample()?, async |window| {
        window.run(&axe, Vec::new()).await?;
        let mut found = Vec::new();
        for look in ["Light", "Dark"] {
            window.click("a[href='#/library']").await?;
            window.until_at("#/library").await?;
            window.choose_look(look).await?;
            window.open_question(MUSEUM).await?;
            window.open_response(RECEIPT).await?;
            let note = "const note = document.querySelector('.footnotes li'); note.tabIndex = -1; note.focus(); \
                        note.scrollIntoView();";
            window.run(note, Vec::new()).await?;
            window
                .until(
                    "the note is marked",
                    "document.activeElement.matches('.footnotes li')",
                )
                .await?;
            found.extend(faults(window, &format!("{look}, note")).await?);
            let select = "document.activeElement.blur(); const range = document.createRange(); \
                          range.selectNodeContents(document.querySelector('.body .text p')); \
                          document.querySelector('.body .text p').scrollIntoView({ block: 'center' }); \
                          const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);";
            window.run(select, Vec::new()).await?;
            window.find("section [role=toolbar].bar").await?;
            found.extend(faults(window, &format!("{look}, selection")).await?);
            found.extend(outside_of_landmarks(window).await?);
        }
        ensure!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
        Ok(())
    })
}

/// What stands where a screen reader that goes from landmark to landmark does not come by.
async fn outside_of_landmarks(window: &Window) -> Result<Vec<String>> {
    let script = "const done = arguments[0]; axe.run(document, { runOnly: ['region'] }).then( \
        (found) => done(found.violations.flatMap((fault) => fault.nodes.map((node) => node.html.slice(0, 160)))));";
    let found = window.run_async(script, Vec::new()).await?;
    let found = found.as_array().context("axe answers with a list")?;
    Ok(found
        .iter()
        .filter_map(Value::as_str)
        .map(|html| format!("outside: {html}"))
        .collect())
}
