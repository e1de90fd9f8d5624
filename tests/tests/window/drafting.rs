//! A person drafts an answer: through a crash, with a quote and a note, to the question's page, and back.

use anyhow::{Result, ensure};
use arguendo_tests::window::{Window, in_killed_window, in_window};

use crate::seminar::{QUESTION, RESPONSE, small};

/// The text, and its first line, by which it is clicked.
const TEXT: &str = ".cm-content";
const LINE: &str = ".cm-line";
const RESTORE: &str = "[role=alert] button.primary";

/// A button by its words.
async fn press_button(window: &Window, words: &str) -> Result<()> {
    let mark = "const wanted = arguments[0]; const button = [...document.querySelectorAll('button')].filter((button) => \
         button.offsetParent && !button.disabled).find((button) => button.innerText.trim().startsWith(wanted) || \
         button.getAttribute('aria-label') === wanted); \
         document.querySelector('[data-wanted]')?.removeAttribute('data-wanted'); button?.setAttribute('data-wanted', ''); \
         return Boolean(button);";
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while window.run(mark, vec![words.into()]).await? != true {
        ensure!(std::time::Instant::now() < until, "there is no button “{words}”");
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    window.click("[data-wanted]").await
}

async fn begin(window: &Window) -> Result<()> {
    window.open_question(QUESTION).await?;
    press_button(window, "Draft a response").await?;
    window.click("dialog [role=option]").await?;
    window.find(TEXT).await?;
    window
        .until(
            "the text can be written in",
            "document.querySelector('.cm-content').isContentEditable",
        )
        .await
}

async fn until_saved(window: &Window) -> Result<()> {
    window
        .until(
            "the draft is saved",
            "/^Saved /.test(document.querySelector('.bar .standing')?.innerText ?? '')",
        )
        .await
}

/// Types `text` and waits until it is shown: the keyboard is faster than the page.
async fn write(window: &Window, text: &str) -> Result<()> {
    window.type_text(text)?;
    let shown = "[document.activeElement.value, document.activeElement.innerText].join()";
    let wanted = serde_json::Value::from(text);
    window
        .until(
            &format!("{wanted} is there"),
            &format!("{shown}.includes({wanted})"),
        )
        .await
}

/// Three hundred words, ten a paragraph.
async fn write_at_length(window: &Window) -> Result<()> {
    for paragraph in 1..=30 {
        let words: String = (1..=9).map(|word| format!(" word{paragraph}x{word}")).collect();
        write(window, &format!("Paragraph{paragraph}{words}.")).await?;
        window.press("Return")?;
        window.press("Return")?;
    }
    Ok(())
}

#[test]
fn a_draft_outlives_a_crash_and_is_published_with_a_quote_and_a_note_and_taken_back() -> Result<()> {
    let folder = small()?;
    let before = folder.read(QUESTION)?;
    in_killed_window(
        folder,
        async |window| {
            begin(window).await?;
            window.click("textarea, .title input").await?;
            write(window, "On reasons").await?;
            window.click(LINE).await?;
            write_at_length(window).await?;
            window
                .until(
                    "all is typed",
                    "document.querySelector('.facts').innerText.includes('300')",
                )
                .await?;
            // What was typed last is in the journal when a second has gone by, whether or not it is in the file.
            tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
            write(window, "The last words").await?;
            tokio::time::sleep(std::time::Duration::from_millis(700)).await;
            Ok(())
        },
        async |window| {
            window.open_question(QUESTION).await?;
            press_button(window, "Continue your draft").await?;
            window.find(TEXT).await?;
            let asks = window
                .value(&format!("Boolean(document.querySelector('{RESTORE}'))"))
                .await?;
            if asks == true {
                window.click(RESTORE).await?;
            }
            window
                .until(
                    "every word is there again",
                    "document.querySelector('.facts').innerText.includes('303')",
                )
                .await?;
            quote_and_note(window).await?;
            publish(window).await?;
            window.open_question(QUESTION).await?;
            window.until_text("On reasons").await?;
            let listed = window.folder.read(QUESTION)?;
            ensure!(listed.contains("on-reasons"), "the question lists it: {listed}");
            press_button(window, "Undo").await?;
            window.until_text("Continue your draft").await?;
            ensure!(
                window.folder.read(QUESTION)? == before,
                "the question has the very same bytes again"
            );
            ensure!(!window.folder.path().join("responses/on-reasons.md").exists());
            Ok(())
        },
    )
}

async fn quote_and_note(window: &Window) -> Result<()> {
    // The question stands beside the text: a passage of it is selected, and taken over.
    let select = "const text = document.querySelector('.sources .text p'); const range = document.createRange(); \
                  range.selectNodeContents(text); const selection = getSelection(); selection.removeAllRanges(); \
                  selection.addRange(range);";
    window.find(".sources .text p").await?;
    window.run(select, Vec::new()).await?;
    press_button(window, "Quote in my draft").await?;
    window
        .until(
            "the passage is in the text",
            "document.querySelector('.cm-content').innerText.includes('Why is anything so?')",
        )
        .await?;
    press_button(window, "Footnote").await?;
    write(window, "A note of my own.").await?;
    until_saved(window).await
}

async fn publish(window: &Window) -> Result<()> {
    press_button(window, "Publish").await?;
    window
        .until_text("This is all that changes in the folder")
        .await?;
    window
        .click("dialog footer button.primary:not(:disabled)")
        .await?;
    window.until_shown("response", "responses/on-reasons.md").await?;
    window.until_text("A note of my own.").await
}

#[test]
fn the_editor_keeps_its_style_under_the_windows_own_rules() -> Result<()> {
    in_window(small()?, async |window| {
        begin(window).await?;
        window.click(LINE).await?;
        window.type_text("# Heading\n\nSome *words*.")?;
        window
            .until(
                "the manuscript's type is used, and its heading is larger",
                "getComputedStyle(document.querySelector('.cm-content')).fontFamily.includes('Source Serif') && \
                 parseFloat(getComputedStyle(document.querySelector('.cm-line span')).fontSize) > \
                 parseFloat(getComputedStyle(document.querySelector('.cm-content')).fontSize)",
            )
            .await?;
        let is_set = "getComputedStyle(document.querySelector('.cm-scroller')).display === 'flex'";
        window.until("CodeMirror's own style is there", is_set).await
    })
}

#[test]
fn a_passage_of_a_response_is_quoted_into_a_new_draft() -> Result<()> {
    in_window(small()?, async |window| {
        begin(window).await?;
        window.open_question(QUESTION).await?;
        window.open_response(RESPONSE).await?;
        let select = "const text = document.querySelector('.body .text p').firstChild; const range = document.createRange(); \
                      range.setStart(text, 0); range.setEnd(text, 40); const selection = getSelection(); \
                      selection.removeAllRanges(); selection.addRange(range);";
        window.run(select, Vec::new()).await?;
        press_button(window, "Quote in my draft").await?;
        press_button(window, "Open the draft").await?;
        window
            .until(
                "it is in the draft, with whose words they are",
                "document.querySelector('.cm-content')?.innerText.includes('Ann Lee & Bo Ray')",
            )
            .await
    })
}
