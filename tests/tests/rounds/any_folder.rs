//! Folders that are made up: hidden is what the rule says, by a model that knows nothing of how that is worked out.

use arguendo_core::content::rounds::Participant;
use arguendo_core::mirror::sync;
use arguendo_core::pages::reading;
use arguendo_core::pages::search::search;

use arguendo_tests::seminar::{Seminar, find, now};
use proptest::prelude::*;

use crate::answers;

/// A response of a folder that was made up: `(answers, listed by, signed by, published)`; questions and people by number.
type Made = (Option<usize>, Option<usize>, Vec<usize>, bool);

fn made() -> impl Strategy<Value = (Vec<bool>, Vec<Made>)> {
    let response = (
        proptest::option::of(0..3_usize),
        proptest::option::of(0..3_usize),
        proptest::collection::vec(0..3_usize, 0..3),
        proptest::bool::weighted(0.8),
    );
    let questions = proptest::collection::vec(any::<bool>(), 3);
    (questions, proptest::collection::vec(response, 0..8))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Person 0 reads; a response belongs to the question that it names and to the one that lists it.
    #[test]
    fn of_any_folder_those_are_hidden_that_answer_what_she_has_not((after_mine, responses) in made()) {
        let seminar = Seminar::of(&[]);
        for (number, after_mine) in after_mine.iter().enumerate() {
            let lists = |(at, made): (usize, &Made)| (made.1 == Some(number)).then(|| format!("response-{at}"));
            let list: Vec<String> = responses.iter().enumerate().filter_map(lists).collect();
            let reveal = if *after_mine { "after-mine" } else { "always" };
            let text = format!("---\ntitle: Q\nreveal: {reveal}\narguendo: [{}]\n---\n", list.join(", "));
            seminar.put(&[(&format!("questions/question-{number}.md"), text.as_str())]);
        }
        for person in 0..3 {
            seminar.put(&[(&format!("contributors/person-{person}.md"), "---\ntitle: P\n---\n")]);
        }
        for (at, (answers, _, signers, published)) in responses.iter().enumerate() {
            let answers = answers.map(|number| format!("arguendo-question: question-{number}\n")).unwrap_or_default();
            let signers: Vec<String> = signers.iter().map(|person| format!("person-{person}")).collect();
            let text = format!(
                "---\ntitle: Word{at}x\n{answers}contributors: [{}]\npublished: {published}\n---\nWord{at}x and common.\n",
                signers.join(", ")
            );
            seminar.put(&[(&format!("responses/response-{at}.md"), text.as_str())]);
        }
        let belongs = |made: &Made, question: usize| made.0 == Some(question) || made.1 == Some(question);
        let is_mine = |made: &Made| made.2.contains(&0);
        let closed: Vec<usize> = (0..3)
            .filter(|question| after_mine[*question])
            .filter(|question| !responses.iter().any(|made| made.3 && is_mine(made) && belongs(made, *question)))
            .collect();
        let is_hidden = |made: &Made| !is_mine(made) && closed.iter().any(|question| belongs(made, *question));

        let mut reader = sync::fresh(&find(&seminar)).unwrap();
        let person = Participant { writes_as: Some("person-0".to_owned()), ..Participant::default() };
        reader.read_as(Some(person));
        let answers: String = answers(&reader).into_iter().map(|(_, answer)| answer).collect();
        for (at, made) in responses.iter().enumerate() {
            let (word, path) = (format!("Word{at}x"), format!("responses/response-{at}.md"));
            prop_assert_eq!(answers.contains(&word), !is_hidden(made), "{}", path);
            prop_assert_eq!(reading::response(&reader, &path, now()).unwrap().is_some(), !is_hidden(made));
            prop_assert_eq!(reading::hidden_by(&reader, &path).unwrap().is_some(), is_hidden(made));
        }
        let shown = responses.iter().filter(|made| made.3 && !is_hidden(made)).count();
        prop_assert_eq!(search(&reader, "common", 50).unwrap().total, u32::try_from(shown).unwrap());
    }
}
