//! Counts the words of a text, as a word processor does.

use super::folding::is_letter;
use super::table::{SIGNS, UNDIVIDED, holds};

/// The average number of letters in a word in Thai, Lao, Khmer and Myanmar. These scripts have no spaces
/// between words, and only a dictionary could find where each word ends.
const LETTERS_OF_A_WORD: usize = 4;

/// The number of words in a plain text. A run of characters without white space that has a letter or a digit
/// is one word. Each character of Chinese and Japanese is a word. Other scripts without spaces have one word
/// for every four letters.
#[must_use]
pub fn count(plain: &str) -> usize {
    let mut words = 0;
    let mut is_counted = false;
    let mut undivided: usize = 0;
    for sign in plain.chars() {
        if !sign.is_ascii() && is_letter(sign) {
            let is_sign = holds(SIGNS, sign);
            if is_sign || holds(UNDIVIDED, sign) {
                words += usize::from(is_sign);
                undivided += usize::from(!is_sign);
                is_counted = false;
                continue;
            }
        }
        if sign.is_whitespace() {
            is_counted = false;
        } else if !is_counted && is_letter(sign) {
            is_counted = true;
            words += 1;
        } else {
            continue;
        }
        words += undivided.div_ceil(LETTERS_OF_A_WORD);
        undivided = 0;
    }
    words + undivided.div_ceil(LETTERS_OF_A_WORD)
}
