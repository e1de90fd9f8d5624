//! The English names of months and weekdays. Ruby knows no others.

pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
pub(super) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// True if a word names a month or a weekday.
pub(super) fn is_of_the_calendar(word: &str) -> bool {
    name_in(&MONTHS, word)
        .or_else(|| name_in(&WEEKDAYS, word))
        .is_some()
}

/// The position, from 1, of the name that equals `word` or that `word` abbreviates to three letters or more.
pub(super) fn name_in(names: &[&str], word: &str) -> Option<u32> {
    let at = names
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}
