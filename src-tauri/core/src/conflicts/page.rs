//! Two texts as a page to settle them on, and what comes of the choices made there.

use arguendo_text::diff::{self, ComparedPiece, Side};
use arguendo_text::edits::with_line_feeds;
use arguendo_text::merge::{Choices, FieldValue, MergeState, Merged, Part};
use xxhash_rust::xxh3::xxh3_64;

use super::{ConflictError, How};
use crate::pages::conflicts::{
    ConflictPage, ConflictPart, ConflictRow, CopyRemoval, SettledField, SettledPart, Settlement, SideName,
    WholeSide,
};

/// What a page is made of.
pub(super) struct Shown {
    pub row: ConflictRow,
    pub token: String,
    pub names: (SideName, SideName),
    pub has_base: bool,
    /// The texts brought together, or why that cannot be.
    pub merged: Result<Merged, String>,
    pub removal: Option<CopyRemoval>,
    pub can_keep_both: bool,
}

impl Shown {
    pub fn page(self) -> ConflictPage {
        let (fields, parts, open) = match &self.merged {
            Ok(merged) => (
                merged.fields().to_vec(),
                merged.parts().iter().map(part).collect(),
                u32::try_from(merged.open()).unwrap_or(u32::MAX),
            ),
            Err(_) => (Vec::new(), Vec::new(), 0),
        };
        ConflictPage {
            row: self.row,
            token: self.token,
            mine: self.names.0,
            theirs: self.names.1,
            has_base: self.has_base,
            fields,
            parts,
            open,
            whole: self.merged.err(),
            removal: self.removal,
            can_keep_both: self.can_keep_both,
        }
    }
}

/// What is shown, in a word: other bytes give another.
pub(super) fn token_of(texts: &[Option<&[u8]>]) -> String {
    let mut all = Vec::new();
    for text in texts {
        all.push(u8::from(text.is_some()));
        let text = text.unwrap_or_default();
        all.extend_from_slice(&(text.len() as u64).to_le_bytes());
        all.extend_from_slice(text);
    }
    format!("{:016x}", xxh3_64(&all))
}

/// The text that comes of a settlement.
pub(super) fn settled(
    merged: &Result<Merged, String>,
    settlement: &Settlement,
) -> Result<String, ConflictError> {
    let merged = merged.as_ref().map_err(|why| ConflictError::Whole(why.clone()))?;
    let fields = settlement.fields.iter().cloned();
    let parts = settlement.parts.iter().cloned();
    let choices = Choices {
        fields: fields.map(|field| (field.key, field.value)).collect(),
        parts: parts.map(|part| (part.number as usize, part.text)).collect(),
    };
    Ok(merged.settled(&choices)?)
}

fn part(part: &Part) -> ConflictPart {
    let plain = |text: &Option<String>| text.as_deref().map(with_line_feeds);
    let (base, mine, theirs) = (plain(&part.base), plain(&part.mine), plain(&part.theirs));
    let (mut mine_pieces, mut theirs_pieces) = (Vec::new(), Vec::new());
    if part.state != MergeState::Same {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        if base.is_some() {
            mine_pieces = diff::words(&text(&base), &text(&mine)).pieces;
            theirs_pieces = diff::words(&text(&base), &text(&theirs)).pieces;
        } else {
            theirs_pieces = own(diff::words(&text(&mine), &text(&theirs)).pieces);
            mine_pieces = own(diff::words(&text(&theirs), &text(&mine)).pieces);
        }
    }
    ConflictPart {
        state: part.state,
        base,
        mine,
        theirs,
        merged: plain(&part.merged),
        mine_pieces,
        theirs_pieces,
    }
}

/// Without what only the other text has.
fn own(mut pieces: Vec<ComparedPiece>) -> Vec<ComparedPiece> {
    pieces.retain(|piece| piece.side != Side::Removed);
    pieces
}

/// What is taken in each place where somebody has to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// Mine.
    Mine,
    /// Theirs.
    Theirs,
    /// One below the other; of a field that can hold one value only, mine.
    Both,
}

/// A settlement that chooses the same everywhere. Where there are no parts to choose from, a whole text is taken.
#[must_use]
pub fn taking(page: &ConflictPage, take: Take, remove_copy: bool) -> How {
    if page.whole.is_some() {
        let side = if take == Take::Theirs {
            WholeSide::Theirs
        } else {
            WholeSide::Mine
        };
        return How::Whole { side, remove_copy };
    }
    let open_fields = page.fields.iter().filter(|field| field.merged.is_none());
    let fields = open_fields.map(|field| SettledField {
        key: field.key.clone(),
        value: match (take, &field.mine, &field.theirs) {
            (Take::Theirs, _, theirs) => theirs.clone(),
            (Take::Both, FieldValue::List { items: mine }, FieldValue::List { items: theirs }) => {
                let new = theirs.iter().filter(|item| !mine.contains(item));
                let items = mine.iter().chain(new).cloned().collect();
                FieldValue::List { items }
            }
            (_, mine, _) => mine.clone(),
        },
    });
    let open_parts = (0_u32..)
        .zip(&page.parts)
        .filter(|(_, part)| part.merged.is_none());
    let parts = open_parts.map(|(number, part)| {
        let sides = match take {
            Take::Mine => vec![&part.mine],
            Take::Theirs => vec![&part.theirs],
            Take::Both => vec![&part.mine, &part.theirs],
        };
        let texts: Vec<&str> = sides.into_iter().flatten().map(String::as_str).collect();
        SettledPart {
            number,
            text: texts.join("\n\n"),
        }
    });
    How::Parts(Settlement {
        fields: fields.collect(),
        parts: parts.collect(),
        remove_copy,
    })
}
