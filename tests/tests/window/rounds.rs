//! A round: the others' responses are hidden until hers is published, and again when it is taken back.

use anyhow::{Result, ensure};
use arguendo_tests::folder::Folder;
use arguendo_tests::window::{Window, in_window};

use crate::seminar::QUESTION;

const HIDDEN: &str = "The others’ responses are hidden from you";
const THEIRS: &str = "responses/because.md";
const TITLE: &str = "Because of zebrafish";

fn round() -> Result<Folder> {
    let folder = Folder::empty()?;
    folder.write("_config.yml", "title: A round\n")?;
    folder.write(
        QUESTION,
        "---\ntitle: Why?\ndate: 2026-01-02\nreveal: after-mine\ndue: 2031-05-30\narguendo: [because]\n---\n\nWhy is anything so?\n",
    )?;
    folder.write(
        THEIRS,
        &format!("---\ntitle: {TITLE}\narguendo-question: why\ncontributors: [bo-ray]\n---\n\nZebrafish have reasons.\n"),
    )?;
    for (slug, name) in [("ann-lee", "Ann Lee"), ("bo-ray", "Bo Ray")] {
        folder.write(
            &format!("contributors/{slug}.md"),
            &format!("---\ntitle: {name}\n---\n\nA person.\n"),
        )?;
    }
    Ok(folder)
}

/// Nothing on the page, seen or heard, has a word of theirs.
async fn ensure_hidden(window: &Window, where_: &str) -> Result<()> {
    let tells = window
        .value("document.documentElement.outerHTML.toLowerCase().includes('zebrafish')")
        .await?;
    ensure!(tells == false, "{where_} tells of a hidden response");
    Ok(())
}

#[test]
fn the_others_responses_are_hidden_until_hers_is_published_and_again_when_it_is_taken_back() -> Result<()> {
    in_window(round()?, async |window| {
        window.until_up_to_date().await?;
        window.open_question(QUESTION).await?;
        window.until_text(HIDDEN).await?;
        window.until_text("You have not chosen who you write as").await?;
        window.until_text("Answers by Friday").await?;
        ensure_hidden(window, "the question").await?;
        window.go("#/contributor/contributors/bo-ray.md").await?;
        window.until_text("are not listed").await?;
        ensure_hidden(window, "his page").await?;
        window.press_search().await?;
        window.type_text("reasons")?;
        window.until_text("are left out").await?;
        ensure_hidden(window, "the search").await?;
        // Whoever has the address is told, and may look all the same.
        window
            .run(&format!("location.hash = '#/response/{THEIRS}';"), Vec::new())
            .await?;
        window.until_text(HIDDEN).await?;
        window.press_button("Show them all the same").await?;
        window.until_text("Zebrafish have reasons.").await?;
        window.open_question(QUESTION).await?;
        window.until_text(TITLE).await?;
        window.press_button("Hide them again").await?;
        window.until_text(HIDDEN).await?;
        ensure_hidden(window, "the question once more").await?;

        window.begin_draft(QUESTION).await?;
        window.click("textarea, .title input").await?;
        window.write("For no reason").await?;
        window.click(".cm-line").await?;
        window.write("There is none.").await?;
        ensure_hidden(window, "the draft").await?;
        window.press_button("Publish").await?;
        window
            .click("dialog footer button.primary:not(:disabled)")
            .await?;
        window
            .until_shown("response", "responses/for-no-reason.md")
            .await?;
        window.until_text(TITLE).await?;
        window.press_button("Undo").await?;
        window
            .until("it is a draft again", "document.querySelector('.cm-content')")
            .await?;
        window.until_column_made_room().await?;
        window.click(".sources h2 a").await?;
        window.until_shown("question", QUESTION).await?;
        window.until_text(HIDDEN).await?;
        ensure_hidden(window, "the question in the end").await
    })
}
