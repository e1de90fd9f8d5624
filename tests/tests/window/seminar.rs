//! A small folder of the tests' own, and the names of what they read in the sample.

use anyhow::Result;
use arguendo_tests::folder::Folder;

/// A question of the sample with four responses, the last of them not arrived.
pub const MUSEUM: &str = "questions/should-a-museum-give-back-what-it-lawfully-bought.md";

/// A long response of the sample, with headings or notes and a photo.
pub const RECEIPT: &str = "responses/the-receipt-is-the-evidence.md";

/// The question of the tests' own folder.
pub const QUESTION: &str = "questions/why.md";

/// The response of the tests' own folder: forty numbered paragraphs.
pub const RESPONSE: &str = "responses/because.md";

/// One question and one long response, by two people.
pub fn small() -> Result<Folder> {
    let folder = Folder::empty()?;
    folder.write(
        "_config.yml",
        "title: A small seminar\nurl: https://seminar.example\n",
    )?;
    folder.write(
        QUESTION,
        "---\ntitle: Why?\ndate: 2026-01-02\narguendo: [because]\n---\n\nWhy is anything so?\n",
    )?;
    folder.write(RESPONSE, &response("", &paragraphs()))?;
    folder.write(
        "contributors/ann-lee.md",
        "---\ntitle: Ann Lee\ndescription: Reader in Law\n---\n\nAnn reads.\n",
    )?;
    folder.write(
        "contributors/bo-ray.md",
        "---\ntitle: Bo Ray\n---\n\nBo writes.\n",
    )?;
    Ok(folder)
}

/// The response with more lines in its front matter, and `body`.
pub fn response(more: &str, body: &str) -> String {
    format!(
        "---\ntitle: Because\ndate: 2026-01-05\narguendo-question: why\ncontributors: [ann-lee, bo-ray]\n{more}---\n\n{body}"
    )
}

/// Forty paragraphs, each of several lines, each beginning with its number.
pub fn paragraphs() -> String {
    let sentence = "No reason stands alone, and whoever gives one gives others with it. ";
    (1..=40)
        .map(|number| format!("Paragraph {number}. {}\n\n", sentence.repeat(6)))
        .collect()
}
