//! Two texts as a page to settle them on, and what comes of the choices made there.

use xxhash_rust::xxh3::xxh3_64;

use super::ConflictError;
use crate::changes::with_line_feeds;
use crate::diff;
use crate::merge::{Choices, Field, Merged, Part};
use crate::pages::conflicts::{
    ConflictField, ConflictPage, ConflictPart, ConflictRow, CopyRemoval, MergeState, Settlement, SideName,
};
use crate::pages::drafts::{ComparedPiece, Side};

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
                merged.fields().iter().map(field).collect(),
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

fn field(field: &Field) -> ConflictField {
    ConflictField {
        key: field.key.clone(),
        state: field.state,
        base: field.base.clone(),
        mine: field.mine.clone(),
        theirs: field.theirs.clone(),
        merged: field.merged.clone(),
    }
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
