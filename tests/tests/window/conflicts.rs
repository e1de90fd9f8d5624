//! Two texts of one document: the person settles them on one page, by keyboard alone, and no word of either is lost.

use anyhow::{Context, Result, ensure};
use arguendo_tests::window::{Window, in_window};

use crate::accessibility;
use crate::seminar::{QUESTION, RESPONSE, response, small};

/// The text's first line, by which it is clicked.
const LINE: &str = ".cm-line";

/// Where the draft lies once it is shared.
const DRAFT: &str = "drafts/why-ann-lee.md";

/// What Syncthing calls a second text of the response.
const COPY: &str = "responses/because.sync-conflict-20260131-235959-ABCDEFG.md";

const STANDING: &str = "document.querySelector('.bar .standing')?.innerText ?? ''";

async fn until_saved(window: &Window) -> Result<()> {
    window
        .until("the draft is saved", &format!("/^Saved /.test({STANDING})"))
        .await
}

/// Writes a draft of three paragraphs, and shares it with the group.
async fn share_draft(window: &Window) -> Result<()> {
    window.begin_draft(QUESTION).await?;
    window.click("textarea, .title input").await?;
    window.write("On reasons").await?;
    window.click(LINE).await?;
    for paragraph in ["The first stays.", "Courts should listen.", "The last stays."] {
        window.write(paragraph).await?;
        window.press("Return")?;
        window.press("Return")?;
    }
    until_saved(window).await?;
    window.press_button("More on this draft").await?;
    window.press_button("Share with the group").await?;
    window.press_button("Share it").await?;
    window
        .until(
            "it lies in the folder",
            "document.querySelector('.bar .place')?.innerText === 'Shared with the group'",
        )
        .await?;
    window.run("location.hash = '#/drafts'", Vec::new()).await?;
    window.click("main a[href='#/draft/1']").await?;
    // The cursor stands at the end of the second paragraph.
    window.click(LINE).await?;
    for key in ["ctrl+Home", "Down", "Down", "End"] {
        window.press(key)?;
    }
    Ok(())
}

/// Writes into the draft's file as another program does, in the place of `from`.
fn write_outside(window: &Window, from: &str, to: &str) -> Result<()> {
    let text = window.folder.read(DRAFT)?;
    ensure!(text.contains(from), "{DRAFT} holds {from:?}: {text}");
    window.folder.replace(DRAFT, &text.replace(from, to))
}

/// Moves from pane to pane until what `css` selects has the keyboard.
async fn reach(window: &Window, css: &str) -> Result<()> {
    let at = format!("!!document.activeElement?.matches({})", serde_json::json!(css));
    for _ in 0..8 {
        window.press("shift+F6")?;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        if window.value(&at).await? == true {
            return Ok(());
        }
    }
    window.until(&format!("{css} has the keyboard"), &at).await
}

/// Every kept version's words, one string each.
async fn versions(window: &Window) -> Result<Vec<String>> {
    window.press_button("Versions").await?;
    window.find("dialog li button").await?;
    let rows = window
        .value("document.querySelectorAll('dialog li button').length")
        .await?;
    let mut texts = Vec::new();
    for row in 0..rows.as_u64().context("rows are counted")? {
        // What is shown of another version goes before the chosen one is shown.
        let choose = "const button = document.querySelectorAll('dialog li button')[arguments[0]]; \
                      if (button.ariaPressed === 'true') return; \
                      document.querySelector('dialog .compared')?.setAttribute('data-old', ''); button.click();";
        window.run(choose, vec![row.into()]).await?;
        window.find("dialog .compared:not([data-old])").await?;
        let text = window
            .value("[...document.querySelectorAll('dialog .compared')].map((all) => { const copy = all.cloneNode(true); \
                    copy.querySelectorAll('ins, .visually-hidden').forEach((gone) => gone.remove()); return copy.textContent; }).join('')")
            .await?;
        texts.push(text.as_str().unwrap_or_default().to_owned());
    }
    Ok(texts)
}

async fn until_settled(window: &Window, done: u32, all: u32) -> Result<()> {
    window
        .until(
            "so many parts are settled",
            &format!(
                "document.querySelector('.count[role=status]')?.innerText === '{done} of {all} settled'"
            ),
        )
        .await
}

#[test]
fn the_same_paragraph_changed_inside_and_outside_is_settled_by_keyboard_alone() -> Result<()> {
    in_window(small()?, async |window| {
        share_draft(window).await?;
        window.write(" And wait.").await?;
        write_outside(
            window,
            "Courts should listen.",
            "Courts should listen, and decide.",
        )?;
        window.until_text("Look at both").await?;
        let kept = window.folder.read(DRAFT)?;
        ensure!(
            kept.contains("listen, and decide."),
            "nothing is written over: {kept}"
        );

        reach(window, "[role=alert] button").await?;
        window.press("Return")?;
        window.until_at("#/conflict/draft:1").await?;
        until_settled(window, 0, 1).await?;
        accessibility::ensure_no_faults(window, "conflict").await?;
        window.press("2")?;
        until_settled(window, 1, 1).await?;
        window.press("e")?;
        window
            .until(
                "the words can be written",
                "document.activeElement?.matches('.merged textarea')",
            )
            .await?;
        window.write(" In time.").await?;
        window.press("Escape")?;
        window.press("ctrl+Return")?;
        window.until_at("#/draft/1").await?;
        window
            .until(
                "the settled text is in the editor",
                "document.querySelector('.cm-content')?.innerText.includes('listen, and decide. In time.')",
            )
            .await?;
        let settled = window.folder.read(DRAFT)?;
        ensure!(
            settled.contains("Courts should listen, and decide. In time."),
            "{settled}"
        );
        ensure!(!settled.contains("And wait."), "{settled}");

        let versions = versions(window).await?;
        for words in [
            "Courts should listen. And wait.",
            "Courts should listen, and decide.\n",
        ] {
            ensure!(
                versions.iter().any(|version| version.contains(words)),
                "{words:?} is in none of {versions:?}"
            );
        }
        Ok(())
    })
}

#[test]
fn what_does_not_touch_comes_together_while_the_person_writes_and_is_taken_back() -> Result<()> {
    in_window(small()?, async |window| {
        share_draft(window).await?;
        window.write(" And wait.").await?;
        write_outside(window, "The first stays.", "The first is longer now.")?;
        window.until_text("Merged with changes from the folder").await?;
        let text = "document.querySelector('.cm-content').innerText";
        window
            .until(
                "both are in the text",
                &format!(
                    "{text}.includes('The first is longer now.') && {text}.includes('listen. And wait.')"
                ),
            )
            .await?;
        window.write(" Still here.").await?;
        window
            .until(
                "the cursor has stayed where it was",
                &format!("{text}.includes('And wait. Still here.')"),
            )
            .await?;
        until_saved(window).await?;
        let merged = window.folder.read(DRAFT)?;
        ensure!(merged.contains("The first is longer now."), "{merged}");
        window.press_button("Undo this").await?;
        window
            .until(
                "only the others' words have gone",
                &format!("{text}.includes('The first stays.') && {text}.includes('And wait. Still here.')"),
            )
            .await
    })
}

#[test]
fn a_side_that_changes_while_the_page_is_open_says_so_and_keeps_the_choices() -> Result<()> {
    in_window(small()?, async |window| {
        share_draft(window).await?;
        window.write(" And wait.").await?;
        let both = "listen, and decide.\n\nThe last";
        let text = window.folder.read(DRAFT)?;
        let theirs = text.replace("listen.\n\nThe last", both);
        ensure!(theirs != text, "{text}");
        window.folder.replace(DRAFT, &theirs)?;
        window.press_button("Look at both").await?;
        until_settled(window, 0, 1).await?;
        window.press("1")?;
        until_settled(window, 1, 1).await?;
        window
            .folder
            .replace(DRAFT, &theirs.replace("The last stays.", "The last stays, too."))?;
        window
            .until_text("One of the texts has changed meanwhile")
            .await?;
        until_settled(window, 1, 1).await?;
        window.press("ctrl+Return")?;
        window.until_at("#/draft/1").await?;
        let settled = window.folder.read(DRAFT)?;
        ensure!(settled.contains("listen. And wait."), "{settled}");
        ensure!(settled.contains("The last stays, too."), "{settled}");
        Ok(())
    })
}

/// The response with its second paragraph in other words, as another computer has it.
fn second_text(paragraph: &str) -> Result<String> {
    let folder = small()?;
    let text = folder.read(RESPONSE)?;
    let second = text.replace("Paragraph 2. No reason", &format!("{paragraph} No reason"));
    ensure!(second != text, "the response has a second paragraph");
    Ok(second)
}

async fn open_conflict(window: &Window) -> Result<()> {
    window.open_question(QUESTION).await?;
    window.open_response(RESPONSE).await?;
    window
        .until_text("There is a second text of this document")
        .await?;
    window.click("main .notices a[href^='#/conflict/']").await?;
    until_settled(window, 0, 1).await
}

#[test]
fn a_conflict_copy_is_settled_and_stays_unless_the_person_says_that_it_goes() -> Result<()> {
    in_window(small()?, async |window| {
        let theirs = second_text("Paragraph two, as Bo has it.")?;
        window.folder.write(COPY, &theirs)?;
        window
            .until(
                "the left column counts it",
                "document.querySelector(\".shelves a[href='#/conflicts'] .count\")?.innerText === '1'",
            )
            .await?;
        open_conflict(window).await?;
        window.until_text("Syncthing").await?;
        accessibility::ensure_no_faults(window, "copy").await?;
        window.press("2")?;
        until_settled(window, 1, 1).await?;
        window.press("ctrl+Return")?;
        window.until_shown("response", RESPONSE).await?;
        window.until_text("Paragraph two, as Bo has it.").await?;
        ensure!(window.folder.read(COPY)? == theirs, "the copy stays");
        window
            .until(
                "nothing is open",
                "!document.querySelector(\".shelves a[href='#/conflicts']\")",
            )
            .await
    })
}

#[test]
fn a_conflict_copy_goes_when_the_person_says_so_and_comes_back_with_undo() -> Result<()> {
    in_window(small()?, async |window| {
        let mine = response("", &crate::seminar::paragraphs());
        let theirs = second_text("Paragraph two, as Bo has it.")?;
        window.folder.write(COPY, &theirs)?;
        open_conflict(window).await?;
        window.press("3")?;
        until_settled(window, 1, 1).await?;
        reach(window, ".bar button.icon").await?;
        // To the box, along the bar.
        let at_box = "!!document.activeElement?.matches('input[type=checkbox]')";
        for _ in 0..4 {
            if window.value(at_box).await? == true {
                break;
            }
            window.press("Tab")?;
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        }
        window.until("the box has the keyboard", at_box).await?;
        window.press("space")?;
        window
            .until(
                "it is to go",
                "document.querySelector('main input[type=checkbox]').checked",
            )
            .await?;
        window.press("ctrl+Return")?;
        window.until_shown("response", RESPONSE).await?;
        window.until_text("Paragraph two, as Bo has it.").await?;
        ensure!(!window.folder.path().join(COPY).exists(), "the copy is gone");
        let settled = window.folder.read(RESPONSE)?;
        ensure!(
            settled.contains("Paragraph 2. No reason"),
            "both stand there: {settled}"
        );
        window.press_button("Undo").await?;
        // What she had chosen is chosen again.
        until_settled(window, 1, 1).await?;
        ensure!(
            window.folder.read(COPY)? == theirs,
            "the copy has the very same bytes again"
        );
        ensure!(window.folder.read(RESPONSE)? == mine, "and so has the response");
        Ok(())
    })
}
