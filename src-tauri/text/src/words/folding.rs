//! The folding of texts: a word however it was written comes to the one plain form by which it is found.
//!
//! Compatible forms are one (NFKC), case is none, marks on letters are left out. Marks that are letters themselves stay: the vowel
//! signs of India and the south-east of Asia, viramas, tones, the voicing of kana.

use std::borrow::Cow;
use std::sync::OnceLock;

use caseless::Caseless as _;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use super::table::{AROUND, LEFT_OUT, LETTERS, SIGNS, UNDIVIDED, ZEROS, holds};

/// Whether a word may hold it.
pub fn is_in_word(sign: char) -> bool {
    sign.is_alphanumeric() || is_combining_mark(sign) || holds(LEFT_OUT, sign)
}

/// Whether it is a letter or a digit by itself.
pub(super) fn is_letter(sign: char) -> bool {
    sign.is_alphanumeric() && !is_combining_mark(sign)
}

/// Whether `sign` is a mark upon what is before it, or a part of one syllable with it.
fn goes_with_the_last(sign: char) -> bool {
    is_combining_mark(sign)
        || holds(LEFT_OUT, sign)
        || matches!(sign, '\u{1161}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}' | '\u{ff9e}' | '\u{ff9f}')
}

/// Whether nothing divides the words of the script that `folded` is written in.
pub(super) fn is_undivided(folded: &str) -> bool {
    folded
        .chars()
        .next()
        .is_some_and(|sign| !sign.is_ascii() && (holds(SIGNS, sign) || holds(UNDIVIDED, sign)))
}

/// A mark that a word can do without.
pub(super) fn is_mark_left_out(sign: char) -> bool {
    is_combining_mark(sign)
        && match canonical_combining_class(sign) {
            0 => holds(AROUND, sign),
            // Dots below: Hindi's and Panjabi's are under borrowed sounds.
            7 => matches!(sign, '\u{93c}' | '\u{a3c}'),
            6 | 8 | 9 | 84 | 91 | 103..=132 => false,
            _ => true,
        }
}

/// The letters of `text`, each with the marks on it: where it ends, and how it is folded.
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

/// Signs that are folded at once when one of them is met.
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

/// One letter with its marks, folded.
fn folded_anew(letter: &str) -> String {
    let is_kept = |sign: &char| !holds(LEFT_OUT, *sign) && !is_mark_left_out(*sign);
    let mut plain: String = letter.nfkd().filter(is_kept).collect();
    // What would come apart into more than letters, as ½ does, or into a mark and a letter, as Thai's am, is left as it is.
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

/// The digit of ASCII with the value of `sign`.
fn digit(sign: char) -> Option<char> {
    let zero = *ZEROS.get(ZEROS.partition_point(|zero| *zero <= sign).checked_sub(1)?)?;
    char::from_digit(u32::from(sign) - u32::from(zero), 10)
}
