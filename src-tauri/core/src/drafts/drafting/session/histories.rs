//! Two people write in one draft, at random: what comes together tears no paragraph, and neither does taking it out again.

use std::path::Path;

use crate::changed_texts::{Chance, bodies, changed, histories, laid, paragraphs, torn};
use jiff::Timestamp;

use super::conflict::brought;
use super::unseen_edits::{news_of, without};
use arguendo_text::front_matter::body_of;

fn texts() -> Vec<Vec<String>> {
    bodies(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content"))
}

#[test]
fn reconciling_two_texts_tears_no_paragraph() {
    let texts = texts();
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let mut together = 0;
    for _ in 0..histories(400, 10_000) {
        let text = chance.excerpt(&texts);
        let base = laid(text);
        let mine = laid(&changed(text, &texts, &mut chance, "m"));
        let theirs = laid(&changed(text, &texts, &mut chance, "t"));
        let Some((merged, _)) = brought(&base, &mine, &theirs) else {
            continue;
        };
        together += 1;
        let torn = torn(body_of(&merged), body_of(&base), body_of(&mine), body_of(&theirs));
        assert_eq!(
            torn, None,
            "base {base}\nmine {mine}\ntheirs {theirs}\nmerged {merged}"
        );
    }
    assert!(together > 50, "{together}");
}

#[test]
fn taking_out_unseen_edits_tears_no_paragraph() {
    let texts = texts();
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut changed_back = 0;
    for _ in 0..histories(400, 10_000) {
        let text = chance.excerpt(&texts);
        let before = laid(text);
        let edited = changed(text, &texts, &mut chance, "t");
        let after = laid(&edited);
        let unseen = news_of(None, &before, &after, Vec::new(), Timestamp::UNIX_EPOCH).unseen;
        // The person goes on writing.
        let now = laid(&changed(&edited, &texts, &mut chance, "m"));
        let left = without(&unseen, body_of(&now));
        let torn = torn(&left, body_of(&after), body_of(&before), body_of(&now));
        assert_eq!(
            torn, None,
            "before {before}\nafter {after}\nnow {now}\nleft {left}"
        );
        changed_back += usize::from(paragraphs(&left) != paragraphs(body_of(&before)));
    }
    assert!(changed_back > 50, "{changed_back}");
}
