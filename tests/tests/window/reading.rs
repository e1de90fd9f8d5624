//! Opening a folder, a question, a response, and going back and forward.

use anyhow::{Result, ensure};
use arguendo_tests::folder::Folder;
use arguendo_tests::pages::PANE;
use arguendo_tests::window::{in_first_window, in_window};
use serde_json::json;

use crate::seminar::{MUSEUM, RECEIPT};

#[test]
fn the_folder_opens_with_its_questions_and_their_counts() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        window.until_up_to_date().await?;
        window
            .until_text("The Thursday Seminar in Law and Letters")
            .await?;
        let rows = "[...document.querySelectorAll('nav a[href^=\"#/question/\"], .column a[href^=\"#/question/\"]')]\
                    .map((row) => row.innerText.replace(/\\s+/g, ' '))";
        window
            .until("there are three questions", &format!("{rows}.length === 3"))
            .await?;
        let rows = window.value(rows).await?.to_string();
        ensure!(
            rows.contains("Should a museum give back what it lawfully bought? 4 responses 1 to arrive"),
            "{rows}"
        );
        ensure!(
            rows.contains("Should a court defer to those who know more? 4 responses"),
            "{rows}"
        );
        ensure!(
            rows.contains("May a translator correct the author? 4 responses"),
            "{rows}"
        );
        let unfiled = window.find("a[href='#/unfiled']").await?.text().await?;
        ensure!(unfiled.contains('1'), "{unfiled}");
        Ok(())
    })
}

#[test]
fn the_first_start_offers_the_sample_and_opens_it() -> Result<()> {
    in_first_window(async |window| {
        window.until_text("Try the sample").await?;
        window.press("Tab")?;
        window.press("Tab")?;
        window
            .until(
                "the second button has the focus",
                "document.activeElement?.innerText === 'Try the sample'",
            )
            .await?;
        window.press("Return")?;
        window
            .until_text("The Thursday Seminar in Law and Letters")
            .await?;
        window.until_up_to_date().await?;
        window.open_question(MUSEUM).await
    })
}

#[test]
fn opening_and_reading_writes_nothing_into_the_folder() -> Result<()> {
    let folder = Folder::sample()?;
    let before = folder.everything()?;
    in_window(folder, async |window| {
        window.open_question(MUSEUM).await?;
        window.open_response(RECEIPT).await?;
        window.search("receipt").await?;
        window.choose_look("Dark").await?;
        ensure!(
            window.folder.everything()? == before,
            "the folder is not as it was"
        );
        Ok(())
    })
}

#[test]
fn a_question_shows_its_responses_in_its_order() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        window.open_question(MUSEUM).await?;
        window.until_text("In 1911 a district commissioner").await?;
        let entries = window
            .value(
                "[...document.querySelectorAll('main ol > li')].map((entry) => \
                 entry.querySelector('[data-step]')?.textContent ?? entry.textContent)",
            )
            .await?;
        let order = [
            "The Receipt Is the Evidence",
            "The Seller Had a Name",
            "Not arrived yet",
            "A Second Receipt",
            "What Trustees Are For",
        ];
        let entries: Vec<String> = serde_json::from_value(entries)?;
        ensure!(
            entries.len() == order.len()
                && entries
                    .iter()
                    .zip(order)
                    .all(|(entry, title)| entry.trim().starts_with(title)),
            "{entries:?}"
        );
        let text = window
            .value("document.querySelector('main ol').textContent")
            .await?;
        let text = text.as_str().unwrap_or_default();
        for fact in [
            "Adaeze Okwuosa",
            "A receipt made by the powerful party",
            "words",
            "min",
        ] {
            ensure!(text.contains(fact), "the cards do not say {fact:?}:\n{text}");
        }
        Ok(())
    })
}

#[test]
fn a_response_shows_its_text_its_notes_and_its_author() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        window.open_question(MUSEUM).await?;
        window.open_response(RECEIPT).await?;
        window.until_text("The Receipt Is the Evidence").await?;
        window
            .until(
                "it has notes",
                "document.querySelectorAll('.text .footnotes li').length === 3",
            )
            .await?;
        window
            .until(
                "they stand beside the text",
                "document.querySelectorAll('.text .sidenote').length === 3",
            )
            .await?;
        window.until_text("Allcard v. Skinner").await?;
        let name = "Adaeze Okwuosa";
        let bio = bio_of(&window.folder.read("contributors/adaeze-okwuosa.md")?);
        window.until_text(name).await?;
        window.until_text(&bio).await?;
        // What it is answered by, and the other responses.
        for title in [
            "The Seller Had a Name",
            "A Second Receipt",
            "What Trustees Are For",
        ] {
            window.until_text(title).await?;
        }
        window
            .until(
                "the photo is loaded",
                "[...document.images].some((photo) => photo.naturalWidth > 0)",
            )
            .await?;
        window
            .until(
                "no photo failed",
                "[...document.images].every((photo) => !photo.complete || photo.naturalWidth > 0)",
            )
            .await
    })
}

#[test]
fn the_contents_lead_to_the_headings() -> Result<()> {
    let folder = crate::seminar::small()?;
    let body = format!(
        "## First\n\n{0}## Second\n\n{0}### Below\n\n{0}",
        crate::seminar::paragraphs()
    );
    folder.write(crate::seminar::RESPONSE, &crate::seminar::response("", &body))?;
    in_window(folder, async |window| {
        window.open_question(crate::seminar::QUESTION).await?;
        window.open_response(crate::seminar::RESPONSE).await?;
        let entries =
            "[...document.querySelectorAll('[aria-labelledby=ui-contents] a')].map((a) => a.innerText)";
        window
            .until("there are contents", &format!("{entries}.length === 3"))
            .await?;
        ensure!(window.value(entries).await? == json!(["First", "Second", "Below"]));
        window
            .click("[aria-labelledby=ui-contents] li:nth-child(2) a")
            .await?;
        window
            .until(
                "the second heading is at the top",
                &at_top("document.querySelectorAll('.text h2')[1]"),
            )
            .await?;
        window.press("alt+Left")?;
        window.until("going back undoes the jump", &at(0.0)).await
    })
}

#[test]
fn a_note_leads_back_to_its_mark() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        window.open_question(MUSEUM).await?;
        window.open_response(RECEIPT).await?;
        let note = ".text .footnotes li:last-child";
        window.click(&format!("{note} a[href^='#']")).await?;
        let mark =
            format!("document.querySelector(`.text a[href=\"#${{document.querySelector('{note}').id}}\"]`)");
        window.until("its mark is in sight", &in_sight(&mark)).await?;
        window.press("alt+Left")?;
        window
            .until(
                "going back shows the note",
                &in_sight(&format!("document.querySelector('{note}')")),
            )
            .await
    })
}

#[test]
fn back_and_forward_return_to_where_one_was() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        window.open_question(MUSEUM).await?;
        window.open_response(RECEIPT).await?;
        window.scroll_to(".text p:nth-of-type(6)", 10.0).await?;
        let was = window.scroll().await?;
        ensure!(was > 200.0, "the text is too short for this test: {was}");
        // On to another response by the keyboard, and back.
        window.press("j")?;
        window
            .until(
                "another response is shown",
                "!location.hash.includes('the-receipt-is')",
            )
            .await?;
        window
            .until("it begins at its top", &format!("{}.scrollTop === 0", PANE))
            .await?;
        window.press("alt+Left")?;
        window.until_shown("response", RECEIPT).await?;
        window.until("it is where it was", &at(was)).await?;
        window.press("alt+Left")?;
        window.until_shown("question", MUSEUM).await?;
        window.press("alt+Right")?;
        window.until_shown("response", RECEIPT).await?;
        window.until("it is where it was, again", &at(was)).await?;
        window.click("[role=toolbar] button[aria-label=Back]").await?;
        window.until_shown("question", MUSEUM).await
    })
}

fn at_top(element: &str) -> String {
    format!("Math.abs({element}.getBoundingClientRect().top - {PANE}.getBoundingClientRect().top) < 120")
}

fn in_sight(element: &str) -> String {
    format!("(({{ top, bottom }}) => top >= 0 && bottom <= innerHeight)({element}.getBoundingClientRect())")
}

fn at(scroll: f64) -> String {
    format!(
        "Math.abs({}.scrollTop - {scroll}) < 2",
        arguendo_tests::pages::PANE
    )
}

/// The first words of the text below the front matter.
fn bio_of(file: &str) -> String {
    let body = file.splitn(3, "---\n").nth(2).unwrap_or_default();
    body.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}
