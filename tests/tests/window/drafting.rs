//! A person drafts an answer: through a crash, with a quote and a note, to the question's page, and back.

use anyhow::{Result, ensure};
use arguendo_tests::window::{Window, in_killed_window, in_window};

use crate::seminar::{QUESTION, RESPONSE, small};

const TEXT: &str = ".cm-content";
/// The text's first line, by which it is clicked.
const LINE: &str = ".cm-line";
const RESTORE: &str = "[role=alert] button.primary";

async fn until_saved(window: &Window) -> Result<()> {
    window
        .until(
            "the draft is saved",
            "/^Saved /.test(document.querySelector('.bar .standing')?.innerText ?? '')",
        )
        .await
}

/// Three hundred words, ten a paragraph.
async fn write_at_length(window: &Window) -> Result<()> {
    for paragraph in 1..=30 {
        let words: String = (1..=9).map(|word| format!(" word{paragraph}x{word}")).collect();
        window.write(&format!("Paragraph{paragraph}{words}.")).await?;
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
            window.begin_draft(QUESTION).await?;
            window.click("textarea, .title input").await?;
            window.write("On reasons").await?;
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
            window.write("The last words").await?;
            tokio::time::sleep(std::time::Duration::from_millis(700)).await;
            Ok(())
        },
        async |window| {
            window.open_question(QUESTION).await?;
            window.press_button("Continue your draft").await?;
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
            window.press_button("Undo").await?;
            window
                .until(
                    "it is a draft again",
                    "document.querySelector('.cm-content')?.innerText.includes('Paragraph1 ')",
                )
                .await?;
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
    window.press_button("Quote in my draft").await?;
    window
        .until(
            "the passage is in the text",
            "document.querySelector('.cm-content').innerText.includes('Why is anything so?')",
        )
        .await?;
    window.press_button("Footnote").await?;
    window.write("A note of my own.").await?;
    until_saved(window).await
}

async fn publish_it(window: &Window) -> Result<()> {
    window.press_button("Publish").await?;
    window
        .until_text("This is all that changes in the folder")
        .await?;
    window
        .click("dialog footer button.primary:not(:disabled)")
        .await?;
    window.until_shown("response", "responses/on-reasons.md").await
}

async fn publish(window: &Window) -> Result<()> {
    publish_it(window).await?;
    window.until_text("A note of my own.").await?;
    // Where the draft was is now the response that it became: back leads to where she was before it, at once.
    window.press("alt+Left")?;
    window.until_shown("question", QUESTION).await
}

#[test]
fn the_editor_keeps_its_style_under_the_windows_own_rules() -> Result<()> {
    in_window(small()?, async |window| {
        window.begin_draft(QUESTION).await?;
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
fn a_word_that_is_spelt_wrong_is_marked_and_one_that_is_right_is_not() -> Result<()> {
    in_window(small()?, async |window| {
        window.begin_draft(QUESTION).await?;
        window.click(LINE).await?;
        window
            .write("It is otherwize, and that is the reason for it.")
            .await?;
        let marked = "[...document.querySelectorAll('.md-misspelt')].map((word) => word.innerText).join()";
        window
            .until("one word is marked", &format!("{marked} === 'otherwize'"))
            .await
    })
}

#[test]
fn a_passage_of_a_response_is_quoted_into_a_new_draft() -> Result<()> {
    in_window(small()?, async |window| {
        window.begin_draft(QUESTION).await?;
        // The column makes room for the draft; the question is beside it.
        window.click(".sources h2 a").await?;
        window.until_shown("question", QUESTION).await?;
        window.open_response(RESPONSE).await?;
        let select = "const text = document.querySelector('.body .text p').firstChild; const range = document.createRange(); \
                      range.setStart(text, 0); range.setEnd(text, 40); const selection = getSelection(); \
                      selection.removeAllRanges(); selection.addRange(range);";
        window.run(select, Vec::new()).await?;
        window.press_button("Quote in my draft").await?;
        window.press_button("Open the draft").await?;
        window
            .until(
                "it is in the draft, with whose words they are",
                "document.querySelector('.cm-content')?.innerText.includes('Ann Lee & Bo Ray')",
            )
            .await
    })
}

#[test]
fn the_photo_that_was_chosen_for_a_profile_is_shown() -> Result<()> {
    in_window(small()?, async |window| {
        window.open_question(QUESTION).await?;
        window.press_button("Draft a response").await?;
        window.press_button("I am new here").await?;
        // A red picture of four pixels, chosen as a person would.
        let choose = "const done = arguments[0]; const canvas = document.createElement('canvas'); canvas.width = canvas.height = 2; \
                      const context = canvas.getContext('2d'); context.fillStyle = '#ff0000'; context.fillRect(0, 0, 2, 2); \
                      canvas.toBlob((blob) => { const chosen = new DataTransfer(); \
                          chosen.items.add(new File([blob], 'me.png', { type: 'image/png' })); \
                          const input = document.querySelector('dialog input[type=file]'); input.files = chosen.files; \
                          input.dispatchEvent(new Event('change', { bubbles: true })); done(true); });";
        window.find("dialog input[type=file]").await?;
        window.run_async(choose, Vec::new()).await?;
        window
            .until(
                "the picture is drawn",
                "document.querySelector('dialog canvas')?.getContext('2d').getImageData(100, 100, 1, 1).data.join() === '255,0,0,255'",
            )
            .await
    })
}

#[test]
fn a_new_draft_is_not_called_saved_and_enter_leads_from_field_to_field() -> Result<()> {
    in_window(small()?, async |window| {
        window.begin_draft(QUESTION).await?;
        // As when another window comes before this one: whatever there is to save is saved.
        window
            .run("dispatchEvent(new Event('blur'));", Vec::new())
            .await?;
        let saying = "document.querySelector('.bar .standing').innerText";
        let said = window.value(saying).await?;
        ensure!(said == "", "nothing is saved where nothing was written: {said}");
        window.click(".title textarea").await?;
        window.write("On reasons").await?;
        window.press("Return")?;
        window
            .until(
                "Enter led to the thesis",
                "document.activeElement?.matches('.thesis textarea')",
            )
            .await?;
        window.press("Return")?;
        window
            .until(
                "and to the text",
                "document.activeElement?.matches('.cm-content')",
            )
            .await?;
        window
            .until("what was typed is saved", &format!("/^Saved /.test({saying})"))
            .await
    })
}

#[test]
fn what_was_published_and_taken_back_can_be_undone_once_and_back_leads_past_it() -> Result<()> {
    in_window(small()?, async |window| {
        window.begin_draft(QUESTION).await?;
        window.click(".title textarea").await?;
        window.write("On reasons").await?;
        window.press("Return")?;
        window.press("Return")?;
        window.write("A reason.").await?;
        until_saved(window).await?;
        publish_it(window).await?;
        window.press("alt+Left")?;
        window.until_shown("question", QUESTION).await?;
        window.press("alt+Right")?;
        window.until_shown("response", "responses/on-reasons.md").await?;
        window.press_button("Unpublish").await?;
        window
            .click("dialog footer button.primary:not(:disabled)")
            .await?;
        window
            .until(
                "it is a draft again, and one thing can be undone",
                "document.querySelector('.cm-content')?.innerText.includes('A reason.') && \
                 document.querySelectorAll('.stack .act').length === 1",
            )
            .await?;
        window.press("alt+Left")?;
        window.until_shown("question", QUESTION).await
    })
}
