//! Saves pictures of the real window: `screenshots FOLDER DIR`. Started by `cargo xtask screenshots`.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    arguendo_tests::program::ended(pictures::save())
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("screenshots are taken under Xvfb, which is there on Linux only");
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
mod pictures {
    use std::path::PathBuf;

    use anyhow::{Context, Result};
    use arguendo_tests::folder::Folder;
    use arguendo_tests::pages::PANE;
    use arguendo_tests::window::{SIZE as USUAL, Window, in_window};

    /// The size in pixels of a window with room for notes beside the text.
    const WIDE: (u32, u32) = (1600, 1000);

    /// Words that occur in many texts.
    const QUERY: &str = "reason court";

    /// Walks through the screens of a copy of the folder, and saves a picture of each.
    pub fn save() -> Result<()> {
        let mut args = std::env::args_os().skip(1).map(PathBuf::from);
        let folder = args.next().context("say which folder to picture")?;
        let out = args.next().context("say where to keep the pictures")?;
        std::fs::create_dir_all(&out).with_context(|| format!("could not make {}", out.display()))?;
        in_window(Folder::copy_of(&folder)?, async |window| {
            window.until_up_to_date().await?;
            let questions = window.links("a[href^='#/question/']").await?;
            window
                .go(questions.first().context("the folder holds no question")?)
                .await?;
            picture(window, &out, "question").await?;
            open_one_with_contents(window).await?;
            picture(window, &out, "reading").await?;
            window.resize(WIDE.0, WIDE.1).await?;
            to_first_note(window).await?;
            picture(window, &out, "notes").await?;
            window.choose_look("Dark").await?;
            window.run("document.activeElement.blur();", Vec::new()).await?;
            picture(window, &out, "dark").await?;
            window.choose_look("Light").await?;
            window.resize(USUAL.0, USUAL.1).await?;
            window.click("a[href='#/problems']").await?;
            window.until_at("#/problems").await?;
            picture(window, &out, "folder-check").await?;
            window.search(QUERY).await?;
            picture(window, &out, "search").await?;
            let question = questions
                .first()
                .map_or("", |address| address.trim_start_matches("#/question/"));
            draft(window, question, &out).await
        })
    }

    /// Drafts an answer, and saves pictures of the draft pages.
    async fn draft(window: &Window, question: &str, out: &std::path::Path) -> Result<()> {
        window.begin_draft(question).await?;
        picture(window, out, "drafting-empty").await?;
        window.click("textarea").await?;
        window.write("What a receipt leaves unsaid").await?;
        window.click(".cm-line").await?;
        for line in [
            "Whoever keeps a thing keeps its story too, and must *tell* it when asked.",
            "",
            "## The price and the reason",
            "",
            "A price is an answer to a question that the seller was not allowed to ask. **No receipt** says otherwize.",
        ] {
            if !line.is_empty() {
                window.write(line).await?;
            }
            window.press("Return")?;
        }
        window.press("Return")?;
        window
            .until(
                "it is saved",
                "/^Saved/.test(document.querySelector('.standing')?.innerText ?? '')",
            )
            .await?;
        picture(window, out, "drafting").await?;
        window.press_button("Preview").await?;
        window.resize(WIDE.0, WIDE.1).await?;
        picture(window, out, "drafting-preview").await?;
        window.resize(760, 900).await?;
        window
            .until("the window is narrow", "!!document.querySelector('.tucked')")
            .await?;
        window.until_column_made_room().await?;
        picture(window, out, "drafting-narrow").await?;
        window.resize(USUAL.0, USUAL.1).await?;
        window.press_button("Versions").await?;
        window.find("dialog[open]").await?;
        picture(window, out, "versions").await?;
        window.press("Escape")?;
        window.press_button("Publish").await?;
        window.find("dialog footer button.primary:not(:disabled)").await?;
        picture(window, out, "publishing").await
    }

    /// Opens the first response with a table of contents, or else the last response.
    async fn open_one_with_contents(window: &Window) -> Result<()> {
        for address in window.links("main a[href^='#/response/']").await? {
            window.go(&address).await?;
            if window
                .value("!!document.querySelector('[aria-labelledby=ui-contents]')")
                .await?
                == true
            {
                break;
            }
        }
        Ok(())
    }

    /// Scrolls to the text's first note, if it has one.
    async fn to_first_note(window: &Window) -> Result<()> {
        let script = format!(
            "const mark = document.querySelector('.text sup a, .text a.footnote'); const pane = {PANE}; \
             if (mark) pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - 200;"
        );
        window.run(&script, Vec::new()).await.map(drop)
    }

    /// Waits until fonts and photos are loaded and two frames were drawn, then saves the picture.
    async fn picture(window: &Window, out: &std::path::Path, name: &str) -> Result<()> {
        window.until_drawn().await?;
        let path = out.join(format!("{name}.png"));
        window.save_picture(&path).await?;
        println!("{}", path.display());
        Ok(())
    }
}
