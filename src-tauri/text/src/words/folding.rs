//! Folding of texts: all spellings of a word get the same plain form, by which the word is found.
//!
//! Compatible forms are unified (NFKC), case is folded, and marks on letters are removed. Marks that are
//! letters themselves are kept: the vowel signs of India and South-East Asia, viramas, tones, and the voicing
//! marks of kana.

use std::borrow::Cow;
use std::sync::OnceLock;

use caseless::Caseless as _;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use super::table::{AROUND, LEFT_OUT, LETTERS, SIGNS, UNDIVIDED, ZEROS, holds};

/// True if `sign` can be part of a word.
pub fn is_in_word(sign: char) -> bool {
    sign.is_alphanumeric() || is_combining_mark(sign) || holds(LEFT_OUT, sign)
}

/// True if `sign` is a letter or a digit by itself.
pub(super) fn is_letter(sign: char) -> bool {
    sign.is_alphanumeric() && !is_combining_mark(sign)
}

/// True if `sign` is a combining mark on the previous character, or belongs to the same syllable.
fn goes_with_the_last(sign: char) -> bool {
    is_combining_mark(sign)
        || holds(LEFT_OUT, sign)
        || matches!(sign, '\u{1161}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}' | '\u{ff9e}' | '\u{ff9f}')
}

/// True if the script of `folded` has no spaces between words.
pub(super) fn is_undivided(folded: &str) -> bool {
    folded
        .chars()
        .next()
        .is_some_and(|sign| !sign.is_ascii() && (holds(SIGNS, sign) || holds(UNDIVIDED, sign)))
}

/// True for a combining mark that folding removes.
pub(super) fn is_mark_left_out(sign: char) -> bool {
    is_combining_mark(sign)
        && match canonical_combining_class(sign) {
            0 => holds(AROUND, sign),
            // Dots below a letter. In Hindi and Panjabi they mark borrowed sounds.
            7 => matches!(sign, '\u{93c}' | '\u{a3c}'),
            6 | 8 | 9 | 84 | 91 | 103..=132 => false,
            _ => true,
        }
}

/// The letters of `text`, each with its combining marks: the end of the letter in bytes, and its folded form.
pub(super) fn letters(text: &str) -> impl Iterator<Item = (usize, Cow<'static, str>)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut signs = rest.char_indices();
        let (_, first) = signs.next()?;
        let end = signs
            .find(|(_, sign)| !goes_with_the_last(*sign))
            .map_or(rest.len(), |(at, _)| at);
        let (letter, after) = rest.split_at(end);
        rest = after;
        Some((text.len() - after.len(), folded_letter(letter, first)))
    })
}

fn folded_letter(letter: &str, first: char) -> Cow<'static, str> {
    let marks = &letter[first.len_utf8()..];
    if marks.chars().all(|mark| folded_sign(mark).is_empty()) {
        folded_sign(first)
    } else {
        Cow::Owned(folded_anew(letter))
    }
}

/// The number of characters that are folded together the first time one of them is needed.
const BLOCK: usize = 128;

fn folded_sign(sign: char) -> Cow<'static, str> {
    static BLOCKS: [OnceLock<Vec<Box<str>>>; 0x1_0000 / BLOCK] =
        [const { OnceLock::new() }; 0x1_0000 / BLOCK];
    let code = sign as usize;
    let Some(block) = BLOCKS.get(code / BLOCK) else {
        return Cow::Owned(folded_anew(sign.encode_utf8(&mut [0; 4])));
    };
    let folded = block.get_or_init(|| {
        let first = code - code % BLOCK;
        let signs = (first..first + BLOCK).map(|code| u32::try_from(code).ok().and_then(char::from_u32));
        signs
            .map(|sign| sign.map_or(String::new(), |sign| folded_anew(sign.encode_utf8(&mut [0; 4]))))
            .map(String::into_boxed_str)
            .collect()
    });
    Cow::Borrowed(folded.get(code % BLOCK).map_or("", |folded| folded))
}

/// Folds one letter with its marks.
fn folded_anew(letter: &str) -> String {
    let is_kept = |sign: &char| !holds(LEFT_OUT, *sign) && !is_mark_left_out(*sign);
    let mut plain: String = letter.nfkd().filter(is_kept).collect();
    // Some characters would decompose into more than letters, such as ½, or into a mark and a letter, such as
    // Thai sara am. They are not decomposed.
    if !plain.chars().all(is_in_word)
        || plain.starts_with(is_combining_mark) && !letter.starts_with(is_combining_mark)
    {
        plain = letter.nfd().filter(is_kept).collect();
    }
    let small = plain.chars().default_case_fold().collect::<String>();
    let mut bare = String::new();
    for sign in small.nfd().filter(is_kept) {
        match LETTERS.iter().find(|(letter, _)| *letter == sign) {
            Some((_, read)) => bare.push_str(read),
            None => bare.push(digit(sign).unwrap_or(sign)),
        }
    }
    bare.nfc().collect()
}

/// The ASCII digit with the value of `sign`.
fn digit(sign: char) -> Option<char> {
    let zero = *ZEROS.get(ZEROS.partition_point(|zero| *zero <= sign).checked_sub(1)?)?;
    char::from_digit(u32::from(sign) - u32::from(zero), 10)
}
