//! Links of a text: to the web they leave the window alone, to the site's own pages they open the document.

use anyhow::{Result, ensure};
use arguendo_tests::window::in_window;

use crate::seminar::{QUESTION, RESPONSE, response, small};

#[test]
fn a_link_to_the_web_opens_in_the_browser_and_the_page_stays() -> Result<()> {
    let folder = small()?;
    let link = "https://example.org/a?b=c&d=e#f";
    folder.write(
        RESPONSE,
        &response(
            "",
            &format!("See [the web]({link}), or [write](mailto:ann@example.org).\n"),
        ),
    )?;
    in_window(folder, async |window| {
        window.open_question(QUESTION).await?;
        window.open_response(RESPONSE).await?;
        let before = window.value("location.href").await?;
        window.click(".text a[href^='https:']").await?;
        window.until_opened(link).await?;
        window.until_text("example.org").await?;
        ensure!(
            window.value("location.href").await? == before,
            "the window has moved"
        );
        window.click(".text a[href^='mailto:']").await?;
        window.until_opened("mailto:ann@example.org").await?;
        ensure!(
            window.value("location.href").await? == before,
            "the window has moved"
        );
        ensure!(window.opened_links()?.len() == 2, "{:?}", window.opened_links());
        window.until_shown("response", RESPONSE).await
    })
}

#[test]
fn a_link_to_the_sites_own_page_opens_the_document() -> Result<()> {
    let folder = small()?;
    let other = "---\ntitle: The other one\narguendo-question: why\n---\n\nHere it is.\n";
    folder.write("responses/other.md", other)?;
    let links = [
        "/arguendo/other/",
        "https://seminar.example/arguendo/other/",
        "http://www.seminar.example/arguendo/other",
        "/arguendo/article/other",
    ];
    let body: String = links.iter().map(|link| format!("- [there]({link})\n")).collect();
    folder.write(RESPONSE, &response("", &body))?;
    in_window(folder, async |window| {
        window.open_question(QUESTION).await?;
        window.open_response(RESPONSE).await?;
        for number in 1..=links.len() {
            window.click(&format!(".text li:nth-child({number}) a")).await?;
            window.until_shown("response", "responses/other.md").await?;
            window.click("[role=toolbar] button[aria-label=Back]").await?;
            window.until_shown("response", RESPONSE).await?;
        }
        ensure!(window.opened_links()?.is_empty(), "{:?}", window.opened_links());
        Ok(())
    })
}
