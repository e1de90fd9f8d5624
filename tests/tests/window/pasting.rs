//! A person pastes what another program put on the clipboard: words, footnotes, lists and signs arrive as written.
//!
//! Only what comes from outside the window shows what a person gets: the web view takes links, styles and comments out of
//! it that a paste which a test makes up in the page would keep.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use arguendo_text::markdown::{Setting, render};

use arguendo_tests::dice::Dice;
use arguendo_tests::window::{Window, in_window};
use serde_json::Value;

use crate::seminar::{QUESTION, small};

/// The text as the editor shows it, which is all of it where it is short.
const SHOWN: &str =
    "[...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n').trim()";

/// What the last line of a long paste says.
const LAST: &str = "This is the end of it.";

/// What programs put on the clipboard, and what of it arrives. The files are as the programs write them.
const COPIED: &[(&str, &str)] = &[
    (
        include_str!("pasted/libreoffice.html"),
        include_str!("pasted/libreoffice.md"),
    ),
    (include_str!("pasted/word.html"), include_str!("pasted/word.md")),
    (
        include_str!("pasted/word-lists.html"),
        include_str!("pasted/word-lists.md"),
    ),
    (
        include_str!("pasted/word-online.html"),
        include_str!("pasted/word-online.md"),
    ),
    (
        include_str!("pasted/google-docs.html"),
        include_str!("pasted/google-docs.md"),
    ),
    (include_str!("pasted/web.html"), include_str!("pasted/web.md")),
    (
        include_str!("pasted/web-notes.html"),
        include_str!("pasted/web-notes.md"),
    ),
];

async fn begin(window: &Window) -> Result<()> {
    window.begin_draft(QUESTION).await?;
    window.click(".cm-line").await
}

/// Empties the text, and pastes `content` by the keys.
async fn paste(window: &Window, target: &str, content: &str, keys: &str) -> Result<()> {
    window.press("ctrl+a")?;
    window.press("Delete")?;
    window
        .until(
            "the text is empty",
            &format!("{SHOWN}.length === 0 || !!document.querySelector('.cm-placeholder')"),
        )
        .await?;
    window.copy(target, content)?;
    window.press(keys)
}

async fn until_text_is(window: &Window, wanted: &str) -> Result<()> {
    let wanted = Value::from(wanted.trim_end());
    let shown = window
        .until("the text is as wanted", &format!("{SHOWN} === {wanted}"))
        .await;
    let Err(error) = shown else { return Ok(()) };
    let text = window.value(SHOWN).await?;
    bail!(
        "wanted:\n{}\n\nthere is:\n{}\n\n{error}",
        wanted.as_str().unwrap_or_default(),
        text.as_str().unwrap_or_default()
    )
}

#[test]
fn what_other_programs_copy_arrives_as_it_was_written() -> Result<()> {
    in_window(small()?, async |window| {
        begin(window).await?;
        // A note goes by itself after a while: what is told is kept.
        let keep = "new MutationObserver(() => { const note = /Left out of what was pasted[^.]*/.exec(document.body.textContent); \
                    if (note) window.told = `${window.told ?? ''} ${note[0]}`; }).observe(document.body, { childList: true, subtree: true });";
        window.run(keep, Vec::new()).await?;
        for (html, markdown) in COPIED {
            paste(window, "text/html", html, "ctrl+v").await?;
            until_text_is(window, markdown).await?;
            let shown = lines_of(&render(markdown, Setting::default()).html).join("\n");
            let stray = ["[^", "**", "~~~", "| --", "](http"]
                .iter()
                .find(|mark| shown.contains(**mark));
            ensure!(stray.is_none(), "{stray:?} is shown in {shown}");
        }
        // The remarks of reviewers, and pictures that lie on another computer, are left out and told.
        let told = "window.told?.includes('1 remark of a reviewer, 1 passage that was deleted, 1 picture')";
        window.until("what was left out was told", told).await?;
        ensure!(
            draft(window, "Knight 1999.")
                .await?
                .contains("[^2]: Knight 1999."),
            "the draft's file has it too"
        );
        Ok(())
    })
}

#[test]
fn plain_text_keeps_its_marks_and_its_lines_and_brings_no_controls() -> Result<()> {
    in_window(small()?, async |window| {
        begin(window).await?;
        let copied = "Line *one*\u{b}Line two\r\nnext\u{2028}and\u{85}a\u{7}b\u{c}new";
        for keys in ["ctrl+v", "ctrl+shift+v"] {
            paste(window, "UTF8_STRING", copied, keys).await?;
            until_text_is(window, "Line *one*  \nLine two\nnext  \nand\nab\n\nnew").await?;
        }
        Ok(())
    })
}

/// The text of the draft's file, once it holds `words`.
async fn draft(window: &Window, words: &str) -> Result<String> {
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        let text = window.only_draft()?;
        if text.contains(words) {
            return Ok(text);
        }
        ensure!(Instant::now() < until, "the draft has no {words:?}: {text}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Signs that mean something to kramdown, Liquid or HTML, alone and in the forms in which they do, one a line. `␣` is a space.
const PIECES: &str = include_str!("pasted/pieces.txt");

/// Texts that were once read wrong, or are likely to be, one a line.
const NASTY: &str = include_str!("pasted/texts.txt");

#[test]
fn any_words_that_are_pasted_read_the_same_in_the_preview() -> Result<()> {
    let mut dice = Dice::new(11);
    let mut texts: Vec<String> = NASTY.lines().map(str::to_owned).collect();
    let pieces: Vec<String> = PIECES.lines().map(|piece| piece.replace('␣', " ")).collect();
    for _ in 0..400 {
        texts.push(
            (0..=dice.roll(6))
                .map(|_| pieces[dice.roll(pieces.len())].as_str())
                .collect(),
        );
    }
    // Where they stand changes what they could mean.
    let mut html = String::new();
    let mut wanted = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let written = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let (piece, lines) = match number % 6 {
            0 | 1 => (format!("<p>{written}</p>"), vec![text]),
            2 => (
                format!("<p>Above<br>{written}<br>below</p>"),
                vec!["Above".to_owned(), text, "below".to_owned()],
            ),
            3 => (format!("<ul><li>{written}</li></ul>"), vec![text]),
            4 => (format!("<h3>{written}</h3>"), vec![text]),
            _ => (
                format!(
                    "<table><tr><td>{written}</td><td>c</td></tr><tr><td>d</td><td>{written}</td></tr></table>"
                ),
                vec![text.clone(), "c".to_owned(), "d".to_owned(), text],
            ),
        };
        html.push_str(&piece);
        html.push_str("<p>.</p>");
        wanted.extend(lines.into_iter().filter(|line| !line.is_empty()));
        wanted.push(".".to_owned());
    }
    html.push_str(&format!("<p>{LAST}</p>"));
    wanted.push(LAST.to_owned());
    in_window(small()?, async |window| {
        begin(window).await?;
        paste(window, "text/html", &html, "ctrl+v").await?;
        let text = draft(window, LAST).await?;
        let (_, body) = text[4..]
            .split_once("\n---\n")
            .context("the draft has a header")?;
        let rendered = render(body, Setting::default());
        ensure!(rendered.too_complex.is_none(), "{:?}", rendered.too_complex);
        let shown = lines_of(&rendered.html);
        for (at, (wanted, shown)) in wanted.iter().zip(&shown).enumerate() {
            ensure!(
                as_typeset(wanted) == as_typeset(shown),
                "line {at}: {wanted:?} is shown as {shown:?}"
            );
        }
        ensure!(
            wanted.len() == shown.len(),
            "{} lines are shown as {}",
            wanted.len(),
            shown.len()
        );
        Ok(())
    })
}

/// The lines of a rendered text. A tag that does not divide lines stays, and so is seen.
fn lines_of(html: &str) -> Vec<String> {
    let dividing = [
        "p", "li", "ul", "ol", "h3", "table", "thead", "tbody", "tr", "td", "th", "br",
    ];
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if dividing.contains(&name) {
            text.push('\n');
        } else {
            text.push_str(&format!("⟦{tag}⟧"));
        }
        rest = after;
    }
    text.push_str(rest);
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    let text = text.replace("&nbsp;", " ").replace("&amp;", "&");
    text.lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// `text` without the difference that fine typography makes to quotation marks, dashes and dots.
fn as_typeset(text: &str) -> String {
    let mut plain = text
        .replace(['“', '”'], "\"")
        .replace(['‘', '’'], "'")
        .replace('\u{a0}', " ");
    for (typeset, written) in [("…", "..."), ("—", "---"), ("–", "--")] {
        plain = plain.replace(typeset, written);
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
