//! What others do to the folder arrives in the window by itself, and the reader stays where they were.

use anyhow::{Result, ensure};
use arguendo_tests::window::{Window, in_window};

use crate::seminar::{QUESTION, RESPONSE, paragraphs, response, small};

/// The twentieth paragraph, which the reader is looking at.
const READING: &str = ".body .text > p:nth-of-type(20)";

async fn read_in_the_middle(window: &Window) -> Result<()> {
    window.open_question(QUESTION).await?;
    window.open_response(RESPONSE).await?;
    window
        .until(
            "all is there",
            "document.querySelectorAll('.body .text > p').length === 40",
        )
        .await?;
    window.scroll_to(READING, 40.0).await
}

async fn until_twentieth_stands(window: &Window) -> Result<()> {
    let place = format!(
        "const pane = {}; const text = [...pane.querySelectorAll('.body .text > p')].find((p) => p.innerText.startsWith('Paragraph 20.')); \
         return text.getBoundingClientRect().top - pane.getBoundingClientRect().top;",
        arguendo_tests::pages::PANE
    );
    let stands = window.run(&place, Vec::new()).await?.as_f64().unwrap_or(f64::NAN);
    ensure!(
        (stands - 40.0).abs() <= 3.0,
        "the reader's paragraph moved from 40 to {stands}"
    );
    Ok(())
}

#[test]
fn a_file_written_over_changes_the_page_in_place() -> Result<()> {
    in_window(small()?, async |window| {
        read_in_the_middle(window).await?;
        let text = paragraphs().replace("Paragraph 21.", "Paragraph twenty-one, mended.");
        window.folder.write(RESPONSE, &response("", &text))?;
        window.until_text("Paragraph twenty-one, mended.").await?;
        until_twentieth_stands(window).await
    })
}

#[test]
fn a_file_renamed_over_changes_the_page_in_place() -> Result<()> {
    in_window(small()?, async |window| {
        read_in_the_middle(window).await?;
        for round in 1..=5 {
            let text =
                paragraphs().replace("Paragraph 21.", &format!("Paragraph twenty-one, round {round}."));
            window.folder.replace(RESPONSE, &response("", &text))?;
            window
                .until_text(&format!("Paragraph twenty-one, round {round}."))
                .await?;
            until_twentieth_stands(window).await?;
        }
        Ok(())
    })
}

#[test]
fn a_file_changed_by_sed_changes_the_page_in_place() -> Result<()> {
    in_window(small()?, async |window| {
        read_in_the_middle(window).await?;
        window
            .folder
            .sed(RESPONSE, "s/Paragraph 21[.]/Paragraph twenty-one, by sed./")?;
        window.until_text("Paragraph twenty-one, by sed.").await?;
        until_twentieth_stands(window).await?;
        window
            .folder
            .sed(RESPONSE, "s/^title: .*/title: Because of sed/")?;
        window
            .until(
                "the title changes",
                "document.querySelector('main h1').innerText === 'Because of sed'",
            )
            .await?;
        until_twentieth_stands(window).await
    })
}

#[test]
fn a_paragraph_added_above_does_not_move_what_is_read() -> Result<()> {
    in_window(small()?, async |window| {
        read_in_the_middle(window).await?;
        let added = format!(
            "A new beginning. {}\n\n{}",
            "It goes on for a while. ".repeat(30),
            paragraphs()
        );
        window.folder.replace(RESPONSE, &response("", &added))?;
        window
            .until(
                "it is there",
                "document.querySelectorAll('.body .text > p').length === 41",
            )
            .await?;
        until_twentieth_stands(window).await
    })
}

#[test]
fn documents_come_and_go_in_the_lists() -> Result<()> {
    in_window(small()?, async |window| {
        window.open_question(QUESTION).await?;
        window.until_text("Because").await?;
        let questions = "document.querySelectorAll(\".column a[href^='#/question/']\").length";
        window
            .until("there is one question", &format!("{questions} === 1"))
            .await?;

        window.folder.write(
            "questions/how.md",
            "---\ntitle: How, then?\ndate: 2026-02-01\n---\n\nHow?\n",
        )?;
        window
            .until("there are two questions", &format!("{questions} === 2"))
            .await?;
        let answer = "---\ntitle: A late answer\ndate: 2026-03-01\narguendo-question: why\n---\n\nLate.\n";
        window.folder.write("responses/late.md", answer)?;
        window
            .until(
                "its card arrives",
                "document.querySelector(\"main a[href='#/response/responses/late.md']\")",
            )
            .await?;

        window.folder.delete("questions/how.md")?;
        window.folder.delete("responses/late.md")?;
        window
            .until("there is one question again", &format!("{questions} === 1"))
            .await?;
        window
            .until(
                "its card goes",
                "!document.querySelector(\"main a[href='#/response/responses/late.md']\")",
            )
            .await
    })
}

#[test]
fn a_response_that_goes_while_it_is_read_says_so() -> Result<()> {
    in_window(small()?, async |window| {
        read_in_the_middle(window).await?;
        let text = window.folder.read(RESPONSE)?;
        window.folder.delete(RESPONSE)?;
        window.until_text("No longer in the folder").await?;
        window.folder.write(RESPONSE, &text)?;
        window.until_text("Paragraph 20.").await
    })
}

#[test]
fn a_header_that_breaks_leaves_the_last_good_text_with_a_banner() -> Result<()> {
    in_window(small()?, async |window| {
        read_in_the_middle(window).await?;
        window.folder.sed(RESPONSE, "s/^title: .*/title: [unclosed/")?;
        window
            .until(
                "a banner names the line",
                "/line 2|line 3/i.test(document.querySelector('main').innerText)",
            )
            .await?;
        window.until_text("Paragraph 20.").await?;
        window.folder.sed(RESPONSE, "s/^title: .*/title: Mended/")?;
        window
            .until(
                "it is mended",
                "document.querySelector('main h1').innerText === 'Mended'",
            )
            .await
    })
}
