//! Finding words in a page and in a draft: one bar, which leaves nothing behind.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use arguendo_tests::window::{Window, in_window};

use crate::seminar::{QUESTION, RESPONSE, small};

/// The colour of marks, as the page has it.
const MARK: &str = "(() => { const probe = document.createElement('p'); probe.style.background = 'var(--mark)'; document.body.append(probe); \
                    const colour = getComputedStyle(probe).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number); probe.remove(); return colour; })()";

/// How many pixels of the window have the colour of a mark.
async fn marked_pixels(window: &Window, to: &Path) -> Result<usize> {
    let colour: [u8; 3] = serde_json::from_value(window.value(MARK).await?)?;
    window.until_drawn().await?;
    window.save_picture(to).await?;
    let file = std::io::BufReader::new(std::fs::File::open(to)?);
    let mut reader = png::Decoder::new(file).read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().context("a picture has a size")?];
    reader.next_frame(&mut pixels)?;
    Ok(pixels.chunks_exact(3).filter(|pixel| *pixel == colour).count())
}

#[test]
fn marks_of_earlier_letters_go_when_more_are_typed_and_all_when_the_bar_is_left() -> Result<()> {
    in_window(small()?, async |window| {
        let picture = window.folder.path().with_extension("png");
        window.open_question(QUESTION).await?;
        window.open_response(RESPONSE).await?;
        let before = marked_pixels(window, &picture).await?;
        window.press("ctrl+f")?;
        window.find(".find input").await?;
        // Letter by letter, as slowly as the page follows.
        window.write("e").await?;
        window
            .until(
                "it is found",
                "/of [1-9]/.test(document.querySelector('.find .count').innerText)",
            )
            .await?;
        let letters = marked_pixels(window, &picture).await?;
        ensure!(letters > before, "letters are marked: {letters} pixels");
        window.type_text("xqz")?;
        window.until_text("Not found").await?;
        let none = marked_pixels(window, &picture).await?;
        ensure!(none <= before, "marks of “e” stayed: {none} pixels");
        // From one of its buttons, too.
        window.click(".find button:last-child").await?;
        window
            .until("it is gone", "!document.querySelector('.find')")
            .await
    })
}

#[test]
fn escape_leaves_the_bar_from_its_arrows_and_a_draft_has_the_bar_of_its_text_alone() -> Result<()> {
    const ONE: &str = "document.querySelector('.cm-search') && !document.querySelector('.find')";
    in_window(small()?, async |window| {
        window.open_question(QUESTION).await?;
        window.press("ctrl+f")?;
        window.find(".find input").await?;
        window.write("why").await?;
        window.click(".find button").await?;
        window.press("Escape")?;
        window
            .until("it is gone", "!document.querySelector('.find')")
            .await?;
        window.press("ctrl+f")?;
        window.find(".find input").await?;
        window.begin_draft(QUESTION).await?;
        window
            .until("the page's bar is gone", "!document.querySelector('.find')")
            .await?;
        window.press_button("Preview").await?;
        for at in [".preview", ".cm-line"] {
            window.click(at).await?;
            window.press("ctrl+f")?;
            window.until("there is the bar of the text", ONE).await?;
            window.press("Escape")?;
            window
                .until("it is gone", "!document.querySelector('.cm-search')")
                .await?;
        }
        Ok(())
    })
}
