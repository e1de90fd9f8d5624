//! Measures the draft page in the real window: the time from a key press to the frame that shows it, and
//! pasting. Started by `cargo xtask bench`.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    arguendo_tests::program::ended(typing::measure())
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("typing is measured under Xvfb, which is there on Linux only");
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
mod typing {
    use std::time::Duration;

    use anyhow::{Context, Result};
    use arguendo_tests::folder::Folder;
    use arguendo_tests::window::{Window, in_window};

    /// Words in the draft, and in the pasted text.
    const DRAFT: usize = 5_000;
    const PASTED: usize = 20_000;
    /// The number of key presses, and the time between two of them in ms: that of a fast typist.
    const KEYS: usize = 300;
    const BETWEEN: u64 = 60;
    const QUESTION: &str = "questions/why.md";

    /// Records the time in ms from each key press until its frame is finished.
    const LISTEN: &str = "window.measured = []; document.addEventListener('keydown', (event) => { \
        const from = event.timeStamp; requestAnimationFrame(() => { const channel = new MessageChannel(); \
        channel.port1.onmessage = () => window.measured.push(performance.now() - from); channel.port2.postMessage(0); }); }, true);";
    /// A plain empty field with the focus.
    const FIELD: &str = "const field = document.createElement('textarea'); field.id = 'measured-field'; \
        field.style.cssText = 'position: fixed; inset: 40% 30% auto; z-index: 9'; document.body.append(field); field.focus();";
    /// Pastes the first argument as the type that the second gives; returns the time until its frame, in ms.
    const PASTE: &str = "const [text, kind, done] = arguments; const data = new DataTransfer(); data.setData(kind, text); \
        if (kind !== 'text/plain') data.setData('text/plain', ' '); \
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }); \
        const from = performance.now(); document.querySelector('.cm-content').dispatchEvent(event); \
        requestAnimationFrame(() => { const channel = new MessageChannel(); \
        channel.port1.onmessage = () => done(performance.now() - from); channel.port2.postMessage(0); });";

    /// Prints what was measured.
    pub fn measure() -> Result<()> {
        let folder = Folder::empty()?;
        folder.write(QUESTION, "---\ntitle: Why?\n---\n\nWhy is anything so?\n")?;
        folder.write("contributors/ann.md", "---\ntitle: Ann Lee\n---\n")?;
        in_window(folder, async |window| {
            window.until_up_to_date().await?;
            window.begin_draft(QUESTION).await?;
            window.click(".cm-line").await?;
            let plain = paste(window, &prose(PASTED, "", "\n\n"), "text/plain").await?;
            println!("pasting {PASTED} words, plain: {plain:.0} ms (aim: 300)");
            clear(window).await?;
            let html = paste(window, &prose(PASTED, "<p>", "</p>\n"), "text/html").await?;
            println!("pasting {PASTED} words of a web page: {html:.0} ms (aim: 300)");
            clear(window).await?;
            paste(window, &prose(DRAFT, "", "\n\n"), "text/plain").await?;
            // Counting, checking and saving the pasted text has ended by then.
            tokio::time::sleep(Duration::from_secs(4)).await;
            window.run(LISTEN, Vec::new()).await?;
            // An empty field shows the display's own share, mainly the wait for its next frame. Nothing can
            // be quicker.
            window.run(FIELD, Vec::new()).await?;
            let field = type_keys(window).await?;
            window
                .run("document.getElementById('measured-field').remove()", Vec::new())
                .await?;
            window.click(".cm-line").await?;
            let editor = type_keys(window).await?;
            println!("a key until its frame, {KEYS} keys, ms (aim: 95 % in 16)");
            for (name, times) in [
                ("an empty plain field", &field),
                ("5,000 words in the editor", &editor),
            ] {
                let [half, most, nearly_all] = [0.5, 0.95, 0.99].map(|share| at(times, share));
                println!("  {name}: half {half:.1}, 95 % {most:.1}, 99 % {nearly_all:.1}");
            }
            println!(
                "  the editor adds: half {:.1}, 95 % {:.1}",
                at(&editor, 0.5) - at(&field, 0.5),
                at(&editor, 0.95) - at(&field, 0.95)
            );
            Ok(())
        })
    }

    /// Types, and returns the times in ms from each key press to its frame, shortest first.
    async fn type_keys(window: &Window) -> Result<Vec<f64>> {
        window.run("window.measured = []", Vec::new()).await?;
        for key in 0..KEYS {
            window.press(if key % 6 == 5 { "space" } else { "e" })?;
            tokio::time::sleep(Duration::from_millis(BETWEEN)).await;
        }
        let mut times: Vec<f64> = serde_json::from_value(window.value("window.measured").await?)?;
        times.sort_by(f64::total_cmp);
        Ok(times)
    }

    fn at(times: &[f64], share: f64) -> f64 {
        let place = (times.len() as f64 * share) as usize;
        times.get(place).copied().unwrap_or(f64::NAN)
    }

    async fn paste(window: &Window, text: &str, kind: &str) -> Result<f64> {
        let took = window.run_async(PASTE, vec![text.into(), kind.into()]).await?;
        took.as_f64().context("a time is a number")
    }

    async fn clear(window: &Window) -> Result<()> {
        tokio::time::sleep(Duration::from_secs(2)).await;
        window.press("ctrl+a")?;
        window.press("Delete")?;
        window
            .until(
                "the text is empty",
                "document.querySelector('.cm-content').innerText.length < 60",
            )
            .await
    }

    /// This many words, fifty to a paragraph.
    fn prose(words: usize, before: &str, after: &str) -> String {
        let paragraph: Vec<&str> = [
            "whoever", "gives", "a", "reason", "gives", "others", "with", "it", "and", "knows",
        ]
        .into_iter()
        .cycle()
        .take(50)
        .collect();
        format!("{before}{}.{after}", paragraph.join(" ")).repeat(words / 50)
    }
}
