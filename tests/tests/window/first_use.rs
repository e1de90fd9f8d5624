//! What a person tries in the first hour: a colleague's shared draft, the keys after a click, what a search found, faces.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use arguendo_tests::pages::PANE;
use arguendo_tests::window::in_window;

use crate::seminar::{QUESTION, RESPONSE, small};

/// A draft that a colleague shares.
const SHARED: &str = "drafts/on-reasons-bo-ray.md";
const TEXT: &str = ".cm-content";

#[test]
fn a_colleagues_shared_draft_is_found_and_written_in_together() -> Result<()> {
    let folder = small()?;
    let header = "---\ntitle: On reasons\narguendo-question: why\ncontributors: [bo-ray]\n---\n";
    folder.write(SHARED, &format!("{header}First of all.\n\nAnd last of all.\n"))?;
    in_window(folder, async |window| {
        let link = format!("main a[href='#/shared/{SHARED}']");
        window.open_question(QUESTION).await?;
        window.find(&link).await?;
        for list in ["news", "drafts"] {
            window.click(&format!("nav a[href='#/{list}']")).await?;
            window.find(&link).await?;
        }
        window.click(&link).await?;
        window
            .until(
                "it can be written in",
                &format!("/^#.draft.[0-9]+$/.test(location.hash) && document.querySelector('{TEXT}')?.isContentEditable"),
            )
            .await?;
        let aside = "const words = document.createRange(); words.selectNodeContents(document.querySelector('.signed .plain')); \
                     return words.getBoundingClientRect().left - document.querySelector('.writing .line').getBoundingClientRect().left;";
        let aside = window.run(aside, Vec::new()).await?;
        ensure!(
            aside.as_f64().is_some_and(|pixels| pixels.abs() < 0.5),
            "what asks who signs begins where its line does, and not {aside} pixels off"
        );
        window.click(".cm-line").await?;
        window.press("ctrl+Home")?;
        window.write("Mine. ").await?;
        window.folder.replace(
            SHARED,
            &format!("{header}First of all.\n\nAnd last of all, theirs.\n"),
        )?;
        window
            .until(
                "theirs is in the text",
                &format!("document.querySelector('{TEXT}').innerText.includes('all, theirs.')"),
            )
            .await?;
        let path = window.folder.path().join(SHARED);
        let both = format!("{header}Mine. First of all.\n\nAnd last of all, theirs.\n");
        window
            .until(
                "it is saved",
                "/^Saved /.test(document.querySelector('.bar .standing')?.innerText ?? '')",
            )
            .await?;
        ensure!(
            fs::read_to_string(&path)? == both,
            "{}",
            fs::read_to_string(&path)?
        );
        Ok(())
    })
}

#[test]
fn after_a_click_the_keys_go_on_in_the_text_and_in_the_list() -> Result<()> {
    let folder = small()?;
    folder.write(
        "questions/how.md",
        "---\ntitle: How?\ndate: 2026-01-01\n---\n\nHow is it so?\n",
    )?;
    in_window(folder, async |window| {
        window.open_question(QUESTION).await?;
        window.press("j")?;
        let ring = "getComputedStyle(document.querySelector('main [data-chosen]'), '::after').outlineStyle";
        window
            .until("the card that J chose is seen", &format!("{ring} === 'solid'"))
            .await?;
        window
            .click(&format!("nav a[href='#/question/{QUESTION}']"))
            .await?;
        window.press("Down")?;
        window.until_shown("question", "questions/how.md").await?;
        window.press("Up")?;
        window.until_shown("question", QUESTION).await?;
        window.open_response(RESPONSE).await?;
        window.click("nav a[href='#/question/questions/how.md']").await?;
        window.until_shown("question", "questions/how.md").await?;
        window.press("alt+Left")?;
        window.until_shown("response", RESPONSE).await?;
        // The focus is still in the list.
        window
            .run(
                "document.querySelector('nav a[href^=\"#/question/\"]').focus();",
                Vec::new(),
            )
            .await?;
        window.press("End")?;
        let end = format!("{PANE}.scrollTop + {PANE}.clientHeight >= {PANE}.scrollHeight - 2");
        window.until("the end of the text is in sight", &end).await?;
        window.press("Home")?;
        window
            .until("the beginning is", &format!("{PANE}.scrollTop === 0"))
            .await?;
        window.press("Page_Down")?;
        window
            .until("the text is a page further", &format!("{PANE}.scrollTop > 200"))
            .await
    })
}

#[test]
fn what_was_found_is_in_sight_and_marked_when_it_is_opened() -> Result<()> {
    let folder = small()?;
    let text = folder
        .read(RESPONSE)?
        .replace("Paragraph 31.", "Paragraph 31, on antichresis.");
    folder.write(RESPONSE, &text)?;
    in_window(folder, async |window| {
        window.until_up_to_date().await?;
        window.search("antichresis").await?;
        window.press("Return")?;
        window.until_shown("response", RESPONSE).await?;
        let found = format!(
            "(() => {{ const [range] = CSS.highlights.get('passage') ?? []; if (!range) return false; \
             const box = range.getBoundingClientRect(); const pane = {PANE}.getBoundingClientRect(); \
             return range.toString() === 'antichresis' && box.top > pane.top && box.bottom < pane.bottom; }})()"
        );
        window.until("the word is in sight, and marked", &found).await
    })
}

#[test]
fn a_word_is_led_to_as_it_was_looked_for_and_every_form_that_counts_as_found_is_marked() -> Result<()> {
    let folder = small()?;
    let text = folder
        .read(RESPONSE)?
        .replace("Paragraph 3.", "Paragraph 3, والعدالة.")
        .replace("Paragraph 31.", "Paragraph 31, العدالة.")
        .replace("Paragraph 33.", "Paragraph 33, للعدالة، معدالة.");
    folder.write(RESPONSE, &text)?;
    in_window(folder, async |window| {
        window.until_up_to_date().await?;
        // No key of this keyboard has these letters.
        window
            .run("location.hash = '#/search/العدالة';", Vec::new())
            .await?;
        window.click("main .search [data-step]").await?;
        window.until_shown("response", RESPONSE).await?;
        let found = format!(
            "(() => {{ const [first, ...others] = CSS.highlights.get('passage') ?? []; if (!first) return false; \
             const box = first.getBoundingClientRect(); const pane = {PANE}.getBoundingClientRect(); \
             return first.toString() === 'العدالة' && box.top > pane.top && box.bottom < pane.bottom && \
                 others.map(String).join(' ') === 'والعدالة للعدالة'; }})()"
        );
        window
            .until("the very word is in sight, and all three are marked", &found)
            .await
    })
}

#[test]
fn a_photo_that_is_higher_than_wide_fills_its_circle() -> Result<()> {
    let folder = small()?;
    fs::create_dir(folder.path().join("images"))?;
    write_photo(&folder.path().join("images/tall.png"))?;
    let person = folder.read("contributors/ann-lee.md")?;
    folder.write(
        "contributors/ann-lee.md",
        &person.replace("title:", "image_path: /images/tall.png\ntitle:"),
    )?;
    in_window(folder, async |window| {
        window.open_question(QUESTION).await?;
        window.find("main .portrait img").await?;
        window.until_drawn().await?;
        let script = "const box = (css) => document.querySelector(css).getBoundingClientRect(); \
                      const [around, photo] = [box('main .portrait:has(img)'), box('main .portrait img')]; \
                      return [around.top - photo.top, around.height - photo.height];";
        let apart = window.run(script, Vec::new()).await?;
        let apart: Vec<f64> = serde_json::from_value(apart)?;
        // The ring around photos that overlap is a part of them.
        ensure!(apart.iter().all(|pixels| pixels.abs() < 0.5), "{apart:?}");
        Ok(())
    })
}

/// Twenty pixels by sixty.
fn write_photo(path: &Path) -> Result<()> {
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), 20, 60);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().context("writing a photo")?;
    Ok(writer.write_image_data(&[90; 20 * 60])?)
}
