//! How long merging two essays takes: two with a common ancestor, and two that have nothing in common.

use std::time::{Duration, Instant};

use anyhow::Result;
use arguendo_text::merge::merge;

use arguendo_tests::dice::Dice;

use crate::figures::{Figures, median};

/// Words of an essay, and of a paragraph at the most.
const WORDS: usize = 5_000;
const PARAGRAPH: usize = 140;
/// One word in this many is changed on either side.
const EVERY: usize = 25;
/// The number of times each is merged.
const TIMES: usize = 21;
/// A merge that takes longer than this, in ms, is noticeable.
const TARGET: f64 = 50.0;

pub fn measure(figures: &mut Figures) -> Result<()> {
    let base = essay(&mut Dice::new(1));
    let [mine, theirs] = [2, 3].map(|seed| changed(&base, &mut Dice::new(seed)));
    let texts = [&base, &mine, &theirs].map(|words| text(words));
    let took = timed(&texts)?;
    figures.figure(
        "two essays of 5,000 words that have come from one, merged",
        took.as_secs_f64() * 1000.0,
        "ms",
        Some(TARGET),
    );
    let texts = [4, 5, 6].map(|seed| text(&essay(&mut Dice::new(seed))));
    let took = timed(&texts)?;
    figures.figure(
        "three essays of 5,000 words with nothing in common",
        took.as_secs_f64() * 1000.0,
        "ms",
        Some(TARGET),
    );
    Ok(())
}

fn timed(texts: &[String; 3]) -> Result<Duration> {
    let [base, mine, theirs] = texts;
    median(TIMES, || {
        let start = Instant::now();
        let merged = merge(Some(base), mine, theirs)?;
        std::hint::black_box(merged.text().is_ok());
        Ok(start.elapsed())
    })
}

/// Words of a language with a few frequent and many rare words.
fn essay(dice: &mut Dice) -> Vec<String> {
    let mut left = dice.roll(PARAGRAPH);
    let word = |number: usize| {
        let rank = dice.roll(3000) * dice.roll(1000) / 1000;
        left = left.checked_sub(1).unwrap_or_else(|| dice.roll(PARAGRAPH));
        match (left, number % 17) {
            (0, _) => format!("w{rank}.\n\n"),
            (_, 0) => format!("w{rank}, "),
            _ => format!("w{rank} "),
        }
    };
    (0..WORDS).map(word).collect()
}

fn changed(words: &[String], dice: &mut Dice) -> Vec<String> {
    let mut changed = Vec::with_capacity(words.len());
    for word in words {
        match dice.roll(EVERY * 3) {
            0 => {}
            1 => changed.extend([word.clone(), format!("n{} ", dice.roll(3000))]),
            2 => changed.push(format!("n{} ", dice.roll(3000))),
            _ => changed.push(word.clone()),
        }
    }
    changed
}

fn text(words: &[String]) -> String {
    format!("---\ntitle: An essay\n---\n{}\n", words.concat())
}
