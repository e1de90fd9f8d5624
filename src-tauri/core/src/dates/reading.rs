//! The forms of a date: YAML's, ISO's, and the ones in words that Ruby's `Time.parse` takes.

use jiff::civil;
use jiff::tz::Offset;

/// A day, a time of it, and the zone's offset where one is written.
pub(super) struct Moment {
    pub day: civil::Date,
    pub time: civil::Time,
    pub offset: Option<Offset>,
}

/// Reads the whole of `text`, which has no blanks around it.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let (day, rest) = day_in_figures(text).or_else(|| day_in_words(text))?;
    let rest = match rest.strip_prefix(['T', 't']) {
        Some(time) => time,
        None if rest.is_empty() => {
            return Some(Moment {
                day,
                time: civil::Time::midnight(),
                offset: None,
            });
        }
        None => rest
            .strip_prefix(|character: char| character.is_whitespace())?
            .trim_start(),
    };
    let (time, rest) = time_of_day(rest)?;
    let rest = rest.trim_start();
    let offset = if rest.is_empty() {
        None
    } else {
        Some(offset(rest)?)
    };
    Some(Moment { day, time, offset })
}

/// `2021-05-24`, `2021-5-24`, `2021/05/24`, `20210524`.
fn day_in_figures(text: &str) -> Option<(civil::Date, &str)> {
    let (year, rest) = figures(text, 4, 4)?;
    let (month, day, rest) = match rest
        .chars()
        .next()
        .filter(|separator| matches!(separator, '-' | '/'))
    {
        Some(separator) => {
            let (month, rest) = figures(rest.strip_prefix(separator)?, 1, 2)?;
            let (day, rest) = figures(rest.strip_prefix(separator)?, 1, 2)?;
            (month, day, rest)
        }
        None => {
            let (month, rest) = figures(rest, 2, 2)?;
            let (day, rest) = figures(rest, 2, 2)?;
            (month, day, rest)
        }
    };
    Some((date(year, month, day)?, rest))
}

/// `24 May 2021`, `May 24, 2021`, `Mon, 24th of May 2021`: English, as Ruby knows no other.
fn day_in_words(text: &str) -> Option<(civil::Date, &str)> {
    let (first, mut rest) = word(text);
    let mut first = first;
    if name_in(&WEEKDAYS, first).is_some() {
        (first, rest) = word(rest);
    }
    let (second, rest) = word(rest);
    let (month, day) = match name_in(&MONTHS, first) {
        Some(month) => (month, day_of_month(second)?),
        None => (name_in(&MONTHS, second)?, day_of_month(first)?),
    };
    let (year, rest) = figures(rest.trim_start(), 4, 4)?;
    Some((date(year, month, day)?, rest.strip_prefix(',').unwrap_or(rest)))
}

const MONTHS: [&str; 12] = [
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
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The number, from 1, of the name that `word` is or abbreviates to three letters or more.
fn name_in(names: &[&str], word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let at = names
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(&word))?;
    u32::try_from(at + 1).ok()
}

/// `24`, `24th`.
fn day_of_month(word: &str) -> Option<u32> {
    let (day, ending) = figures(word, 1, 2)?;
    matches!(
        ending.to_ascii_lowercase().as_str(),
        "" | "st" | "nd" | "rd" | "th"
    )
    .then_some(day)
}

/// The next word, ended by blanks or a comma.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let end = text
        .find(|character: char| character.is_whitespace() || character == ',')
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (word, rest.strip_prefix(',').unwrap_or(rest))
}

/// `9:05`, `09:05:30`, `09:05:30.123`, `9:05 pm`. Fractions count to the millisecond.
fn time_of_day(text: &str) -> Option<(civil::Time, &str)> {
    let (hour, rest) = figures(text, 1, 2)?;
    let (minute, rest) = figures(rest.strip_prefix(':')?, 2, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => figures(rest, 2, 2)?,
        None => (0, rest),
    };
    let (nanosecond, rest) = match rest.strip_prefix('.') {
        Some(rest) => fraction(rest),
        None => (0, rest),
    };
    let (hour, rest) = match half_of_day(rest) {
        Some((_, _)) if !(1..=12).contains(&hour) => return None,
        Some((afternoon, rest)) => (hour % 12 + if afternoon { 12 } else { 0 }, rest),
        None => (hour, rest),
    };
    // A leap second is the last second that the clock has.
    let second = if second == 60 { 59 } else { second };
    let time = civil::Time::new(
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        nanosecond,
    );
    Some((time.ok()?, rest))
}

/// The figures after a decimal point, in nanoseconds; there may be none, and those beyond the third are left out.
fn fraction(text: &str) -> (i32, &str) {
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    let milliseconds = text[..end]
        .bytes()
        .chain(*b"000")
        .take(3)
        .fold(0, |sum, figure| sum * 10 + i32::from(figure - b'0'));
    (milliseconds * 1_000_000, &text[end..])
}

/// `am` or `pm`; whether it is the afternoon.
fn half_of_day(text: &str) -> Option<(bool, &str)> {
    let (half, rest) = text.trim_start().split_at_checked(2)?;
    match half.to_ascii_lowercase().as_str() {
        "am" => Some((false, rest)),
        "pm" => Some((true, rest)),
        _ => None,
    }
}

/// `Z`, `+05:30`, `-0500`, `-5`, and the zones that Ruby's `Time.zone_offset` knows by name.
fn offset(text: &str) -> Option<Offset> {
    const NAMED: [(&str, i32); 12] = [
        ("z", 0),
        ("ut", 0),
        ("utc", 0),
        ("gmt", 0),
        ("est", -5),
        ("edt", -4),
        ("cst", -6),
        ("cdt", -5),
        ("mst", -7),
        ("mdt", -6),
        ("pst", -8),
        ("pdt", -7),
    ];
    if let Some((_, hours)) = NAMED.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)) {
        return Offset::from_seconds(hours * 3_600).ok();
    }
    let (sign, figures_after) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, rest) = figures(figures_after, 1, 2)?;
    let minutes = match rest.strip_prefix(':').unwrap_or(rest) {
        "" => 0,
        rest => {
            figures(rest, 2, 2)
                .filter(|(minutes, rest)| *minutes < 60 && rest.is_empty())?
                .0
        }
    };
    let seconds = i32::try_from(hours * 3_600 + minutes * 60).ok()?;
    Offset::from_seconds(sign * seconds).ok()
}

/// The number in the figures in front, `least` to `most` of them; one figure more is another number.
fn figures(text: &str, least: usize, most: usize) -> Option<(u32, &str)> {
    let end = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if end < least {
        return None;
    }
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn date(year: u32, month: u32, day: u32) -> Option<civil::Date> {
    civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}
