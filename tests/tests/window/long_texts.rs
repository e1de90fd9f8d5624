//! Texts that no person would write are shown in pieces, and the window stays usable.

use anyhow::{Result, ensure};
use arguendo_tests::window::in_window;

use crate::seminar::{QUESTION, RESPONSE, response, small};

/// How a text holds a window up that is set at once, and what of it is to be seen.
fn texts() -> [(&'static str, String); 6] {
    [
        ("a word", "a".repeat(1_000_000)),
        ("paragraphs", "a\n\n".repeat(16_000)),
        ("cells", "|a|a|a|a|\n".repeat(4_000)),
        ("breaks", "<br>".repeat(24_000)),
        ("marks that nothing ends", "_ ".repeat(2_400_000)),
        ("links that nothing ends", "[](".repeat(1_600_000)),
    ]
}

#[test]
fn a_text_that_no_person_would_write_is_shown_in_pieces_and_the_way_back_is_open() -> Result<()> {
    for (what, text) in texts() {
        let folder = small()?;
        folder.write(RESPONSE, &response("", &text))?;
        in_window(folder, async |window| {
            window.open_question(QUESTION).await?;
            window.open_response(RESPONSE).await?;
            window
                .until(
                    "a piece of the text is there",
                    "document.querySelector('.text').childNodes.length > 0",
                )
                .await?;
            window.until_drawn().await?;
            let nodes = window
                .value("document.querySelectorAll('article .body .text *').length")
                .await?;
            ensure!(
                nodes.as_u64().is_some_and(|nodes| nodes <= 4_200),
                "{what}: {nodes} elements at once"
            );
            window
                .until(
                    "the rest is offered",
                    "document.querySelector('.body .more button')",
                )
                .await?;
            let much = "document.querySelector('.body .text').innerHTML.length";
            let before = window.value(much).await?;
            window.click(".body .more button").await?;
            window
                .until("more is there", &format!("{much} > {before}"))
                .await?;
            window.run("history.back()", Vec::new()).await?;
            window.until_shown("question", QUESTION).await
        })?;
    }
    Ok(())
}

#[test]
fn words_are_found_in_a_part_of_a_very_long_text_that_is_not_shown_yet() -> Result<()> {
    let folder = small()?;
    let text = format!("{}The antichresis.\n\nAnd antichresis.\n", "a\n\n".repeat(16_000));
    folder.write(RESPONSE, &response("", &text))?;
    in_window(folder, async |window| {
        window.open_question(QUESTION).await?;
        window.open_response(RESPONSE).await?;
        window.press("ctrl+f")?;
        window.find(".find input").await?;
        window.write("antichresis").await?;
        window
            .until(
                "both are counted, and the first is in sight",
                "(() => { const [range] = CSS.highlights.get('found-current') ?? []; \
                 const box = range?.getBoundingClientRect(); \
                 return document.querySelector('.find .count').innerText === '1 of 2' && box.top > 0 && box.bottom < innerHeight; })()",
            )
            .await
    })
}

#[test]
fn marks_that_are_too_many_on_one_letter_are_left_out_and_said() -> Result<()> {
    let folder = small()?;
    let text = format!("so a{} it", "\u{301}".repeat(450_000));
    folder.write(RESPONSE, &response("", &text))?;
    in_window(folder, async |window| {
        window.open_question(QUESTION).await?;
        window.open_response(RESPONSE).await?;
        window
            .until(
                "the number of the marks is said",
                "document.querySelector('.text .left-out').textContent.includes('449970')",
            )
            .await?;
        let words = window
            .value("document.querySelector('article .body .text').textContent.trim().length")
            .await?;
        ensure!(words.as_u64().is_some_and(|words| words < 100), "{words} letters");
        window.run("history.back()", Vec::new()).await?;
        window.until_shown("question", QUESTION).await
    })
}

/// Under `text-wrap: pretty` the engine gives up on them, and with it the whole page.
#[test]
fn long_words_each_with_a_mark_up_of_its_own_end_no_page() -> Result<()> {
    let words = format!("*{}* ", "a".repeat(50)).repeat(60);
    let marked = format!("a{}", "\u{301}".repeat(8)).repeat(10_000);
    for text in [&words, &marked] {
        let folder = small()?;
        folder.write(RESPONSE, &response(&format!("thesis: \"{words}\"\n"), text))?;
        in_window(folder, async |window| {
            window.open_question(QUESTION).await?;
            window.open_response(RESPONSE).await?;
            window
                .until(
                    "the text is there",
                    "document.querySelector('article .body .text').offsetHeight > 0",
                )
                .await?;
            window.until_drawn().await?;
            window.run("history.back()", Vec::new()).await?;
            window.until_shown("question", QUESTION).await
        })?;
    }
    Ok(())
}
