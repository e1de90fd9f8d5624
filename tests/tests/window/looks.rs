//! What only the real window can show: the bundled fonts, light and dark, and a policy that nothing breaks.

use anyhow::{Result, ensure};
use arguendo_tests::folder::Folder;
use arguendo_tests::window::in_window;

use crate::seminar::{MUSEUM, RECEIPT};

#[test]
fn the_text_is_set_in_the_bundled_fonts() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        window.open_question(MUSEUM).await?;
        window.open_response(RECEIPT).await?;
        window.until_drawn().await?;
        for (css, family) in [
            (".text p", "Source Serif 4"),
            ("[role=toolbar] input", "Atkinson Hyperlegible"),
        ] {
            let first = window
                .value(&format!(
                    "getComputedStyle(document.querySelector(\"{css}\")).fontFamily.split(',')[0]"
                ))
                .await?
                .to_string();
            ensure!(first.contains(family), "{css} is set in {first}");
            let loaded = format!(
                "[...document.fonts].some((face) => face.family.includes('{family}') && face.status === 'loaded')"
            );
            window.until(&format!("{family} is loaded"), &loaded).await?;
        }
        let size = window
            .value("parseFloat(getComputedStyle(document.querySelector('.text p')).fontSize)")
            .await?;
        ensure!(size == 19.0 || size == 19, "the text is set in {size} px");
        Ok(())
    })
}

#[test]
fn light_and_dark_are_chosen_and_kept_apart() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        window.until_up_to_date().await?;
        let ground = "getComputedStyle(document.body).backgroundColor";
        window.choose_look("Dark").await?;
        window
            .until("the ground is dark", &format!("{ground} === 'rgb(22, 24, 28)'"))
            .await?;
        window.choose_look("Light").await?;
        window
            .until(
                "the ground is light",
                &format!("{ground} === 'rgb(251, 250, 247)'"),
            )
            .await
    })
}

#[test]
fn another_look_or_text_size_keeps_the_readers_place() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        window.open_question(MUSEUM).await?;
        window.open_response(RECEIPT).await?;
        window.scroll_to(".body .text > p:nth-of-type(6)", 40.0).await?;
        let was = window.scroll().await?;
        window.choose_look("Dark").await?;
        window.until_drawn().await?;
        ensure!(
            (window.scroll().await? - was).abs() < 2.0,
            "the dark look scrolls from {was}"
        );
        window.press("ctrl+equal")?;
        let size = "parseFloat(getComputedStyle(document.querySelector('.text p')).fontSize)";
        window
            .until("the text is larger", &format!("{size} > 19"))
            .await?;
        window.until_drawn().await?;
        ensure!(
            window.scroll().await? > was / 2.0,
            "larger text goes back to the top"
        );
        Ok(())
    })
}

#[test]
fn nothing_on_the_way_breaks_the_content_security_policy() -> Result<()> {
    in_window(Folder::sample()?, async |window| {
        // From the very beginning where the reports are kept, else from now on.
        window
            .run(
                "window.broken = []; \
                 document.addEventListener('securitypolicyviolation', (event) => \
                     broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`)); \
                 try { new ReportingObserver((reports) => reports.forEach((report) => \
                     broken.push(JSON.stringify(report.body))), { buffered: true, types: ['csp-violation'] }).observe(); \
                 } catch { /* this web view keeps no reports */ }",
                Vec::new(),
            )
            .await?;
        window.open_question(MUSEUM).await?;
        window.open_response(RECEIPT).await?;
        window.until_drawn().await?;
        window.choose_look("Dark").await?;
        window.search("receipt").await?;
        window.click("a[href='#/problems']").await?;
        window.until_at("#/problems").await?;
        window.until_drawn().await?;
        let broken = window.value("broken").await?;
        ensure!(broken == serde_json::json!([]), "{broken}");
        // And the policy is really there: what it forbids does not happen.
        window
            .run("const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.head.append(s);", Vec::new())
            .await?;
        window
            .until(
                "the planted script is reported",
                "broken.length > 0 && window.ran === undefined",
            )
            .await
    })
}
