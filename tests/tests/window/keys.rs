//! A person whose keyboard types another script uses the same keys, by their places.

use anyhow::{Result, ensure};
use arguendo_tests::window::{Window, in_window};

use crate::seminar::{QUESTION, RESPONSE, small};

/// Keys by their places, as X numbers them.
mod place {
    pub const CTRL: &str = "37";
    pub const SHIFT: &str = "50";
    pub const A: &str = "38";
    pub const B: &str = "56";
    pub const C: &str = "54";
    pub const F: &str = "41";
    pub const J: &str = "44";
    pub const V: &str = "55";
    pub const Z: &str = "52";
}
use place::{A, B, C, CTRL, F, J, SHIFT, V, Z};

const PANEL: &str = "document.querySelector('.cm-search')";
const TEXT: &str = "document.querySelector('.cm-content').innerText.trim()";

/// Waits until the text of the draft is this.
async fn until_reads(window: &Window, text: &str) -> Result<()> {
    window
        .until(&format!("the text is “{text}”"), &format!("{TEXT} === '{text}'"))
        .await
}

/// The keys of the text under a keyboard whose F, A and B type `letters`.
async fn write_by_place(window: &Window, letters: &str) -> Result<()> {
    window.click(".cm-line").await?;
    for key in [F, A, B] {
        window.press_places(&[key])?;
    }
    until_reads(window, letters).await?;
    window.press_places(&[CTRL, A])?;
    window.press_places(&[CTRL, B])?;
    until_reads(window, &format!("**{letters}**")).await?;
    window.press_places(&[CTRL, Z])?;
    until_reads(window, letters).await?;
    window.press_places(&[CTRL, A])?;
    window.press_places(&[CTRL, C])?;
    window.press("End")?;
    window.press_places(&[CTRL, V])?;
    until_reads(window, &letters.repeat(2)).await?;
    window.press_places(&[CTRL, SHIFT, V])?;
    until_reads(window, &letters.repeat(3)).await?;
    window.press_places(&[CTRL, F])?;
    window.until("the panel for finding is there", PANEL).await?;
    window.press("Escape")?;
    window.until("it is closed", &format!("!{PANEL}")).await?;
    window.press_places(&[CTRL, A])?;
    window.press("Delete")
}

#[test]
fn under_a_russian_or_a_greek_keyboard_the_keys_of_the_text_go_by_their_places() -> Result<()> {
    in_window(small()?, async |window| {
        window.begin_draft(QUESTION).await?;
        for (layout, letters) in [
            ("ru,us", "афи"),
            ("gr,us", "φαβ"),
            ("il,us", "כשנ"),
            // GTK knows no key of this one: neither the menu's nor those by which it edits.
            ("ru", "афи"),
        ] {
            window.lay_out_keyboard(layout)?;
            write_by_place(window, letters).await?;
        }
        window.lay_out_keyboard("fr")?;
        window.click(".cm-line").await?;
        window.press_places(&[F])?;
        // On this keyboard A is at another place, that of Q.
        window.press_places(&[CTRL, "24"])?;
        window.press_places(&[CTRL, B])?;
        until_reads(window, "**f**").await
    })
}

#[test]
fn under_a_russian_or_a_greek_keyboard_the_keys_of_a_page_go_by_their_places() -> Result<()> {
    const BAR: &str = "document.activeElement?.matches('.find input')";
    in_window(small()?, async |window| {
        for layout in ["ru,us", "gr,us", "ru"] {
            window.lay_out_keyboard(layout)?;
            window.open_question(QUESTION).await?;
            window.press_places(&[J])?;
            window
                .until(
                    "a card is chosen",
                    "document.activeElement?.closest('main [data-step]')",
                )
                .await?;
            window.open_response(RESPONSE).await?;
            window.press_places(&[CTRL, F])?;
            window.until("the page can be searched", BAR).await?;
            window.press("Escape")?;
            window.until("no more", &format!("!({BAR})")).await?;
            window.press_places(&[CTRL, SHIFT, F])?;
            window
                .until(
                    "the folder can be searched",
                    "document.activeElement?.id === 'ui-search'",
                )
                .await?;
            window.press_places(&[J])?;
            let typed = window.value("document.activeElement.value").await?;
            ensure!(typed == "о" || typed == "ξ", "a field takes the letter: {typed}");
            window.press_places(&[CTRL, A])?;
            window.press("Delete")?;
        }
        Ok(())
    })
}
