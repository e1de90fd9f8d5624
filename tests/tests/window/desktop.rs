//! What comes to a draft from other programs: a selection, a picture on the clipboard, files that are dragged.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use arguendo_tests::window::{Window, in_prepared_window, in_window};

use crate::seminar::{QUESTION, small};

const LINE: &str = ".cm-line";
const TEXT: &str = "document.querySelector('.cm-content').innerText";

/// A PNG of one red pixel.
fn picture() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header()?.write_image_data(&[255, 0, 0])?;
    Ok(bytes)
}

async fn until_reads(window: &Window, what: &str, text: &str) -> Result<()> {
    window.until(what, &format!("{TEXT}.trim() === '{text}'")).await
}

#[test]
fn a_middle_click_pastes_what_is_selected_and_the_keys_what_was_copied() -> Result<()> {
    in_window(small()?, async |window| {
        window.begin_draft(QUESTION).await?;
        window.click(LINE).await?;
        window.write("One two.").await?;
        let _other = window.neighbour(&["selected=SELECTED ".into(), "copied=COPIED".into()])?;
        let start = "(() => { const box = document.createRange(); \
                     box.setStart(document.querySelector('.cm-line').firstChild, 4); \
                     const at = box.getBoundingClientRect(); return [at.left + 1, at.top + at.height / 2]; })()";
        let point: (f64, f64) = serde_json::from_value(window.value(start).await?)?;
        window.click_at(point, 2).await?;
        until_reads(window, "it stands where it was clicked", "One SELECTED two.").await?;
        window.press("ctrl+End")?;
        window.press("ctrl+v")?;
        until_reads(
            window,
            "the keys paste what was copied",
            "One SELECTED two.COPIED",
        )
        .await
    })
}

#[test]
fn a_picture_on_the_clipboard_is_pasted_and_that_there_is_none_is_said() -> Result<()> {
    in_window(small()?, async |window| {
        window.begin_draft(QUESTION).await?;
        window.click(LINE).await?;
        window.press("ctrl+v")?;
        window.until_text("Nothing was pasted").await?;
        let file = window.folder.path().with_extension("png");
        fs::write(&file, picture()?)?;
        let _other = window.neighbour(&[format!("picture={}", file.display())])?;
        window.press("ctrl+v")?;
        until_reads(window, "it is in the text", "![](/images/copied.png)").await?;
        window.press_button("Preview").await?;
        window
            .until(
                "it is shown beside it",
                "[...document.querySelectorAll('.preview img')].some((image) => image.naturalWidth === 1)",
            )
            .await
    })
}

/// Beside the folder: what is dragged must not lie in it.
fn beside(name: &str) -> Result<PathBuf> {
    let directory = tempfile::Builder::new().prefix("dragged ").tempdir()?.keep();
    Ok(directory.join(name))
}

#[test]
fn pictures_that_are_dragged_from_a_file_manager_come_where_they_are_dropped() -> Result<()> {
    let (first, second, words) = (beside("Red 1.png")?, beside("Red 2.png")?, beside("notes.txt")?);
    in_prepared_window(
        small()?,
        |_, _| {
            fs::write(&first, picture()?)?;
            // Another one: the same would be the same file.
            fs::write(&second, [picture()?, vec![0]].concat())?;
            Ok(fs::write(&words, "Words.")?)
        },
        async |window| {
            window.begin_draft(QUESTION).await?;
            window.click(LINE).await?;
            window.write("One two.").await?;
            let text = window.middle_of(LINE).await?;
            let drag = |file: &PathBuf| format!("drag={}", file.display());
            {
                let _other = window.neighbour(&[drag(&first), drag(&second)])?;
                window.drag_from_neighbour(text).await?;
                window
                    .until(
                        "both are in the text",
                        &format!(
                            "/red-1.png\\)[^]*red-2.png\\)/.test({TEXT}) && {TEXT}.includes('One two.')"
                        ),
                    )
                    .await?;
            }
            {
                let _other = window.neighbour(&[drag(&words)])?;
                window.drag_from_neighbour(text).await?;
                window.until_text("notes.txt was left out").await?;
            }
            let _other = window.neighbour(&[drag(&first)])?;
            let beside = window.middle_of(".bar").await?;
            window.drag_from_neighbour(beside).await?;
            window
                .until_text("Drop pictures into the text of a draft")
                .await?;
            let count = window.value(&format!("{TEXT}.split('![]').length - 1")).await?;
            ensure!(count == 2, "nothing else came in: {count}");
            Ok(())
        },
    )
}

#[test]
fn words_are_dragged_within_the_text_and_a_folder_is_opened_where_it_is_dropped() -> Result<()> {
    let folder = beside("seminar")?;
    fs::create_dir_all(folder.join("questions"))?;
    fs::write(
        folder.join("questions/dropped.md"),
        "---\ntitle: Dropped here?\n---\nText.\n",
    )?;
    in_window(small()?, async |window| {
        window.begin_draft(QUESTION).await?;
        window.click(LINE).await?;
        window.write("One two three.").await?;
        let place = |at: usize| {
            format!(
                "(() => {{ const range = document.createRange(); range.setStart(document.querySelector('.cm-line').firstChild, {at}); \
                 const box = range.getBoundingClientRect(); return [box.left + 3, box.top + box.height / 2]; }})()"
            )
        };
        let from: (f64, f64) = serde_json::from_value(window.value(&place(0)).await?)?;
        let to: (f64, f64) = serde_json::from_value(window.value(&place(8)).await?)?;
        window.click_twice(from).await?;
        window.drag((from.0 + 4.0, from.1), (to.0 - 3.0, to.1)).await?;
        window
            .until(
                "the word is moved",
                &format!("/^ ?two Onethree/.test({TEXT}) || /two ?One/.test({TEXT})"),
            )
            .await?;
        let _other = window.neighbour(&[format!("drag={}", folder.display())])?;
        let text = window.middle_of(LINE).await?;
        window.drag_from_neighbour(text).await?;
        window.until_text("Dropped here?").await
    })
}
