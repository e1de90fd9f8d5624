//! The real site's folder, as it stands: every question and every response can be reached and read.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use arguendo_tests::folder::Folder;
use arguendo_tests::window::in_window;

#[test]
fn every_response_of_the_real_folder_is_reached_from_its_question() -> Result<()> {
    let Some(folder) = Folder::corpus()? else {
        return Ok(());
    };
    in_window(folder, async |window| {
        window.until_up_to_date().await?;
        let questions = window.links(".column a[href^='#/question/']").await?;
        ensure!(
            questions.len() == 7,
            "{} questions: {questions:?}",
            questions.len()
        );
        let mut responses = BTreeSet::new();
        for question in &questions {
            window.go(question).await?;
            let found = window.links("main [data-anchor] [data-step]").await?;
            ensure!(!found.is_empty(), "{question} shows no responses");
            for response in found {
                ensure!(
                    responses.insert(response.clone()),
                    "{response} stands under two questions"
                );
            }
        }
        ensure!(
            responses.len() == 33,
            "{} responses: {responses:?}",
            responses.len()
        );
        for response in &responses {
            window.go(response).await?;
            let words = "document.querySelector('main .text').innerText.split(/\\s+/).length";
            window
                .until(&format!("{response} can be read"), &format!("{words} > 200"))
                .await?;
        }
        Ok(())
    })
}
