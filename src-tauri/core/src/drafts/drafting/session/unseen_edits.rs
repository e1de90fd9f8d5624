//! What somebody else has written into a draft is shown until the person has seen all of it.

use arguendo_text::diff::{self, ComparedPiece, Side};
use arguendo_text::edits::{Piece, with_line_feeds};
use arguendo_text::front_matter::body_of;
use arguendo_text::merge::merge;
use jiff::Timestamp;

use super::DraftSession;
use crate::desk::{Desk, Remembered};
use crate::drafts::drafting::{DraftingError, text};
use crate::pages::drafts::{MergedIn, UnseenEdits};

impl DraftSession {
    /// Edits of somebody else have made the text of `before`, and have changed these keys of the front matter.
    pub(super) fn tell(
        &mut self,
        desk: &Desk,
        before: &str,
        keys: Vec<String>,
        now: Timestamp,
    ) -> Result<(), DraftingError> {
        let id = self.draft.id;
        let news = news_of(unseen_edits(desk, id)?, before, &self.text, keys, now);
        let told = serde_json::to_string(&news.unseen).ok();
        self.merged = Some(news);
        Ok(desk.set_value(Remembered::UnseenEdits(id), told.as_deref())?)
    }
}

/// The edits of somebody else that came into the text of a draft, until the person has seen them.
///
/// # Errors
/// As the desk says.
pub fn unseen_edits(desk: &Desk, draft: i64) -> Result<Option<UnseenEdits>, DraftingError> {
    let told = desk.value(Remembered::UnseenEdits(draft))?;
    Ok(told.and_then(|told| serde_json::from_str(&told).ok()))
}

/// The person has seen those that were shown `at`, ms since 1970. Where more has come since, whatever the clock said, all of it is shown
/// once more.
///
/// # Errors
/// As the desk says.
pub fn merge_seen(desk: &Desk, draft: i64, at: i64) -> Result<(), DraftingError> {
    if unseen_edits(desk, draft)?.is_some_and(|unseen| unseen.at != at) {
        return Ok(());
    }
    Ok(desk.set_value(Remembered::UnseenEdits(draft), None)?)
}

pub(super) fn news_of(
    earlier: Option<UnseenEdits>,
    before: &str,
    after: &str,
    keys: Vec<String>,
    now: Timestamp,
) -> MergedIn {
    let [before, now_there] = [before, after].map(|text| with_line_feeds(body_of(text)));
    let compared = diff::words(&before, &now_there);
    let changes = changes_of(&compared.pieces);
    let mut all_keys = keys.clone();
    // It names them: no two have one time, whatever the clock says.
    let mut at = now.as_millisecond();
    if earlier.as_ref().is_some_and(|earlier| earlier.at == at) {
        at += 1;
    }
    let comparison = match earlier {
        None => compared,
        Some(earlier) => {
            let text = without(&earlier, &before);
            all_keys.extend(earlier.keys.into_iter().filter(|key| !keys.contains(key)));
            diff::words(&text, &now_there)
        }
    };
    MergedIn {
        changes,
        fields: text::fields_of(after),
        keys,
        unseen: UnseenEdits {
            at,
            keys: all_keys,
            comparison,
        },
    }
}

/// `text` without those edits. Where something was written into them since, the text as it was before them.
pub(super) fn without(edits: &UnseenEdits, text: &str) -> String {
    let all_but = |side: Side| -> String {
        let pieces = edits.comparison.pieces.iter().filter(|piece| piece.side != side);
        pieces.map(|piece| piece.text.as_str()).collect()
    };
    let (before, after) = (all_but(Side::Added), all_but(Side::Removed));
    let merged = merge(Some(&after), &before, text).ok();
    merged.and_then(|merged| merged.text().ok()).unwrap_or(before)
}

fn changes_of(pieces: &[ComparedPiece]) -> Vec<Piece> {
    let mut changes: Vec<Piece> = Vec::new();
    let mut at = 0;
    let mut is_going_on = false;
    for piece in pieces {
        let units = u32::try_from(piece.text.encode_utf16().count()).unwrap_or(u32::MAX);
        if piece.side == Side::Both {
            at += units;
            is_going_on = false;
            continue;
        }
        if !is_going_on {
            changes.push((at, at, String::new()));
            is_going_on = true;
        }
        if let Some(change) = changes.last_mut() {
            match piece.side {
                Side::Removed => {
                    at += units;
                    change.1 = at;
                }
                Side::Added | Side::Both => change.2.push_str(&piece.text),
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use arguendo_text::edits::apply;

    use super::*;

    fn news(earlier: Option<UnseenEdits>, before: &str, after: &str, keys: &[&str]) -> MergedIn {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        news_of(earlier, before, after, keys, Timestamp::UNIX_EPOCH)
    }

    fn of_side(edits: &UnseenEdits, side: Side) -> Vec<&str> {
        let pieces = edits.comparison.pieces.iter().filter(|piece| piece.side == side);
        pieces.map(|piece| piece.text.trim()).collect()
    }

    #[test]
    fn what_came_in_is_told_as_changes_of_the_text_as_it_was() {
        let before = "---\n---\nOne 𝄞 two three.\r\nFour.\n";
        let after = "---\n---\nOne 𝄞 2 three and more.\r\n\r\nFive.\n";
        let news = news(None, before, after, &[]);
        let told = apply(&with_line_feeds(body_of(before)), &news.changes, "\n").unwrap();
        assert_eq!(told, with_line_feeds(body_of(after)));
        assert!(news.changes.len() > 1);
    }

    #[test]
    fn what_came_in_before_and_is_unseen_is_told_with_it_and_the_persons_own_words_are_not() {
        let first = news(None, "One.\n\nTwo.\n", "One, or 1.\n\nTwo.\n", &["title"]);
        // Her own words since then are no news.
        let mine = "One, or 1.\n\nTwo.\n\nMine.\n";
        let second = news(
            Some(first.unseen),
            mine,
            "One, or 1.\n\nTwo, or 2.\n\nMine.\n",
            &["stance"],
        );
        assert_eq!(
            (second.changes.len(), second.keys.as_slice()),
            (1, ["stance".to_owned()].as_slice())
        );
        assert_eq!(second.unseen.keys, ["stance", "title"]);
        let added = of_side(&second.unseen, Side::Added).join(" ");
        assert!(added.contains("or 1") && added.contains("or 2"), "{added}");
        assert!(!added.contains("Mine"), "{added}");
        assert_eq!(second.unseen.comparison.added, 4);
    }

    #[test]
    fn what_an_earlier_version_of_the_program_kept_is_still_told() {
        let kept = r#"{"at":7,"changes":[[0,0,"One"]],"fields":{},"keys":["title"],"pieces":[{"side":"added","text":"One"}],"added":1,"removed":0}"#;
        let edits: UnseenEdits = serde_json::from_str(kept).unwrap();
        assert_eq!((edits.keys[0].as_str(), edits.comparison.added), ("title", 1));
    }

    #[test]
    fn where_something_was_written_into_what_came_in_the_text_before_it_is_compared() {
        let first = news(None, "One.\n", "One, or perhaps another.\n", &[]);
        let second = news(
            Some(first.unseen),
            "One, or perhaps certainly another.\n",
            "One, or perhaps certainly another.\n\nEnd.\n",
            &[],
        );
        let added = of_side(&second.unseen, Side::Added).join(" ");
        assert!(
            added.contains("perhaps certainly") && added.contains("End"),
            "{added}"
        );
        assert!(of_side(&second.unseen, Side::Both).concat().starts_with("One"));
    }
}
