//! Search as you type, by the keyboard alone.

use anyhow::{Result, ensure};
use arguendo_tests::folder::Folder;
use arguendo_tests::window::in_window;

use crate::seminar::{QUESTION, RESPONSE, small};

#[test]
fn a_word_is_found_while_it_is_typed_and_enter_opens_the_first() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        window.until_up_to_date().await?;
        window.press_search().await?;
        window.type_text("antichr")?;
        let hit = "document.querySelector(\"main a[href='#/response/responses/a-second-receipt.md']\")";
        window
            .until("the response is found before the word is whole", hit)
            .await?;
        window
            .until("the word is marked", "document.querySelector('main mark')")
            .await?;
        window.type_text("esis")?;
        window.until_at("#/search/antichresis").await?;
        window.until("the response is found", hit).await?;
        window.press("Return")?;
        window
            .until_shown("response", "responses/a-second-receipt.md")
            .await
    })
}

#[test]
fn the_arrows_walk_through_what_was_found_and_escape_leaves() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        window
            .open_question("questions/should-a-court-defer-to-those-who-know-more.md")
            .await?;
        window.search("deference").await?;
        window.press("Down")?;
        window
            .until(
                "the first has the focus",
                "document.activeElement?.matches('main [data-step]')",
            )
            .await?;
        window.press_search().await?;
        window.press("Escape")?;
        window
            .until_shown(
                "question",
                "questions/should-a-court-defer-to-those-who-know-more.md",
            )
            .await
    })
}

#[test]
fn what_arrives_in_the_folder_is_found() -> Result<()> {
    in_window(small()?, async |window| {
        window.open_question(QUESTION).await?;
        window.press_search().await?;
        window.type_text("quokka")?;
        window.until_at("#/search/quokka").await?;
        window.until_text("Nothing in the folder contains").await?;
        window
            .folder
            .sed(RESPONSE, "s/Paragraph 7[.]/Paragraph 7, on the quokka./")?;
        window
            .until(
                "it is found",
                "document.querySelector(\"main a[href^='#/response/responses/because']\")",
            )
            .await?;
        let marked = window
            .value("document.querySelector('main mark')?.innerText")
            .await?;
        ensure!(marked == "quokka", "{marked}");
        Ok(())
    })
}
