//! How many words a text has, as a word processor counts them.

use super::folding::is_letter;
use super::table::{SIGNS, UNDIVIDED, holds};

/// Letters of a word in scripts that write words of several letters without spaces: so many on average in Thai and Lao, Khmer and
/// Myanmar. To know where each word ends takes a dictionary.
const LETTERS_OF_A_WORD: usize = 4;

/// How many words a plain text has: runs between white space that hold a letter or a digit; each sign of Chinese and Japanese; and
/// of scripts whose words nothing divides, one for every four letters.
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
