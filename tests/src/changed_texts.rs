//! Real texts with random changes as people make them, the same each time: test data for the laws of merging
//! and comparing.

#![allow(
    dead_code,
    clippy::expect_used,
    reason = "tests take it in, each a part of it"
)]

use std::fs;
use std::path::Path;

use super::real_texts;

/// A random number generator that gives the same numbers each time.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or_default()
    }

    /// Some consecutive paragraphs of one of `texts`.
    pub fn excerpt<'t>(&mut self, texts: &'t [Vec<String>]) -> &'t [String] {
        let text = &texts[self.below(texts.len())];
        let from = self.below(text.len() - 2);
        &text[from..text.len().min(from + 2 + self.below(14))]
    }
}

/// The number of histories that a test tries: `many` in a long run, otherwise `few`.
pub fn histories(few: usize, many: usize) -> usize {
    match std::env::var_os("ARGUENDO_LONG") {
        Some(_) => many,
        None => few,
    }
}

/// The bodies of the documents in the sample in `content`, and of the real site's documents if they are
/// available, as paragraphs.
///
/// # Panics
/// If they cannot be read.
pub fn bodies(content: &Path) -> Vec<Vec<String>> {
    let mut directories = vec![content.to_path_buf()];
    directories.extend(real_texts::folder());
    let mut texts = Vec::new();
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(&directory).expect("a directory of texts") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                texts.push(fs::read_to_string(path).expect("a text"));
            }
        }
    }
    texts.sort();
    let body = |text: &String| match text.strip_prefix("---").and_then(|rest| rest.split_once("\n---")) {
        Some((_, body)) => paragraphs(body),
        None => paragraphs(text),
    };
    texts.iter().map(body).filter(|body| body.len() > 2).collect()
}

/// The paragraphs of a text: groups of lines without a blank line between them.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut all: Vec<String> = vec![String::new()];
    for line in text.lines().map(str::trim_end) {
        match all.last_mut() {
            Some(last) if !line.is_empty() => {
                last.push_str(if last.is_empty() { "" } else { "\n" });
                last.push_str(line);
            }
            _ => all.push(String::new()),
        }
    }
    all.retain(|paragraph| !paragraph.is_empty());
    all
}

/// A document with these paragraphs.
pub fn laid(paragraphs: &[String]) -> String {
    format!("---\ntitle: T\n---\n{}\n", paragraphs.join("\n\n"))
}

/// Moves, inserts, deletes, splits and joins some paragraphs, and changes words to ones that begin with
/// `side`.
pub fn changed(text: &[String], others: &[Vec<String>], chance: &mut Chance, side: &str) -> Vec<String> {
    let mut out = text.to_vec();
    for number in 0..1 + chance.below(5) {
        let at = chance.below(out.len());
        match chance.below(8) {
            0 | 1 if !out.is_empty() => {
                let moved = out.remove(at);
                out.insert(chance.below(out.len() + 1), moved);
            }
            2 => {
                let other = &others[chance.below(others.len())];
                out.insert(at, other[chance.below(other.len())].clone());
            }
            3 if out.len() > 1 => drop(out.remove(at)),
            4 if out.len() > 1 && at + 1 < out.len() => {
                let next = out.remove(at + 1);
                out[at] = format!("{} {next}", out[at]);
            }
            5 if !out.is_empty() => {
                let spaces: Vec<usize> = out[at].match_indices(' ').map(|(at, _)| at).collect();
                if !spaces.is_empty() {
                    let behind = out[at].split_off(spaces[chance.below(spaces.len())]);
                    out.insert(at + 1, behind.trim_start().to_owned());
                }
            }
            _ if !out.is_empty() => {
                let mut words: Vec<String> = out[at].split(' ').map(String::from).collect();
                let from = chance.below(words.len());
                let to = (from + chance.below(4)).min(words.len());
                words.splice(from..to, (0..chance.below(3)).map(|_| format!("{side}{number}")));
                out[at] = words.join(" ");
            }
            _ => {}
        }
        out.retain(|paragraph| !paragraph.trim().is_empty());
    }
    out
}

/// A paragraph of `text` that was torn from another. None of base, mine and theirs has it, and no paragraph
/// of the three begins with its first word, or none ends with its last. In mine and in theirs it is a piece
/// of a larger paragraph, whose other words come before and after it in `text`.
pub fn torn(text: &str, base: &str, mine: &str, theirs: &str) -> Option<String> {
    let came = paragraphs(text);
    let [base, mine, theirs] = [base, mine, theirs].map(paragraphs);
    let all: Vec<&String> = [&base, &mine, &theirs].into_iter().flatten().collect();
    let begins = |one: &str, whole: &str| words(one).first() == words(whole).first();
    let ends = |one: &str, whole: &str| words(one).last() == words(whole).last();
    let is_strange = |one: &&String| {
        !all.contains(one)
            && (!all.iter().any(|whole| begins(one, whole)) || !all.iter().any(|whole| ends(one, whole)))
    };
    let is_piece = |new: &String, side: &[String]| {
        side.iter()
            .filter_map(|whole| around(new, whole))
            .any(|(before, behind)| {
                let others = || {
                    came.iter()
                        .filter(|other| *other != new)
                        .map(|other| words(other))
                };
                (before.is_empty() || others().any(|other| other.ends_with(&before)))
                    && (behind.is_empty() || others().any(|other| other.starts_with(&behind)))
            })
    };
    let mut strange = came.iter().filter(is_strange);
    strange
        .find(|one| is_piece(one, &mine) && is_piece(one, &theirs))
        .cloned()
}

/// The words of `whole` before and after `piece`, if `whole` contains it.
fn around<'w>(piece: &str, whole: &'w str) -> Option<(Vec<&'w str>, Vec<&'w str>)> {
    let (piece, whole) = (words(piece), words(whole));
    let at = whole.windows(piece.len()).position(|window| window == piece)?;
    let (before, behind) = (whole[..at].to_vec(), whole[at + piece.len()..].to_vec());
    (!before.is_empty() || !behind.is_empty()).then_some((before, behind))
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}
