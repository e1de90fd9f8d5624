//! The forms of a date: YAML's, ISO's, and the others that Ruby's `Time.parse`, which Jekyll uses, accepts.

use jiff::ToSpan as _;
use jiff::civil;

use super::calendar::{MONTHS, WEEKDAYS, name_in};
use super::time::{Time, Zone, take_time};

/// A day, a time of day, and the zone if one is written.
pub(super) struct Moment {
    /// The day as written.
    pub day: civil::Date,
    /// The day and the time.
    pub at: civil::DateTime,
    pub zone: Option<Zone>,
}

/// Reads the whole of `text`. It must have no blanks at its ends.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.to_ascii_lowercase();
    if let Some(moment) = in_figures_alone(&text) {
        return Some(moment);
    }
    let (time, rest) = take_time(&text)?;
    let time = time.unwrap_or_default();
    let (day, hour) = day_in(&rest)?;
    match (hour, time.is_written) {
        (Some(_), true) => None,
        (Some(hour), false) => at(day, Time::of_hour(hour)?),
        (None, _) => at(day, time),
    }
}

fn at(day: civil::Date, time: Time) -> Option<Moment> {
    // 24:00 is the end of the day.
    let is_end = time.hour == 24;
    let clock = civil::Time::new(
        if is_end { 0 } else { time.hour },
        time.minute,
        time.second,
        time.nanosecond,
    );
    let next = if is_end { 1.day() } else { 0.days() };
    Some(Moment {
        day,
        at: day.checked_add(next).ok()?.to_datetime(clock.ok()?),
        zone: time.zone,
    })
}

/// `20210524`, `202105241015` or `20210524101530`, also with a `t` between day and time, and with a zone
/// after it.
fn in_figures_alone(text: &str) -> Option<Moment> {
    let end = text
        .find(|sign: char| !sign.is_ascii_digit())
        .unwrap_or(text.len());
    let (day, rest) = match end {
        8 => (&text[..8], &text[8..]),
        12 | 14 if text.len() == end => text.split_at(8),
        _ => return None,
    };
    let number = |from: usize, to: usize| day[from..to].parse().ok();
    let day = date(number(0, 4)?, number(4, 6)?, number(6, 8)?)?;
    let time = rest.strip_prefix('t').unwrap_or(rest);
    if time.is_empty() {
        return at(day, Time::default());
    }
    let figures = time.bytes().take_while(u8::is_ascii_digit).count();
    if !matches!(figures, 4 | 6) {
        return None;
    }
    let colons: Vec<&str> = (0..figures)
        .step_by(2)
        .map(|from| &time[from..from + 2])
        .collect();
    let (time, rest) = take_time(&format!("{}{}", colons.join(":"), &time[figures..]))?;
    rest.trim().is_empty().then_some(())?;
    at(day, time?)
}

/// A part of a text from which the time was removed.
#[derive(Clone, Copy, PartialEq)]
enum Part<'a> {
    Number(&'a str),
    Month(u32),
    /// A number with an apostrophe: `'21`.
    Short(&'a str),
    /// A sign between numbers: `-`, `/`, `.`.
    Sign(char),
    Gap,
}

/// The day in `text`, and an hour if one follows a day in digits: `2021-05-24 10`.
fn day_in(text: &str) -> Option<(civil::Date, Option<i8>)> {
    let parts = parts(text)?;
    let is_month = |part: &Part| matches!(part, Part::Month(_));
    match parts.iter().position(is_month) {
        Some(at) => in_words(&parts, at).map(|day| (day, None)),
        None => in_figures(&parts),
    }
}

fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = |is_in: fn(char) -> bool| rest.find(|sign| !is_in(sign)).unwrap_or(rest.len());
        let part = if first.is_ascii_digit() {
            let end = length(|sign| sign.is_ascii_digit());
            (Some(Part::Number(&rest[..end])), end)
        } else if first.is_alphabetic() {
            let end = length(char::is_alphabetic);
            (word(&rest[..end], parts.last())?, end)
        } else if first == '\'' {
            let figures = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
            (
                Some(Part::Short(&rest[1..=figures])).filter(|_| figures == 2),
                1 + figures,
            )
        } else if matches!(first, '-' | '/' | '.') {
            (Some(Part::Sign(first)), 1)
        } else if first.is_whitespace() || matches!(first, ',' | '(' | ')') {
            (Some(Part::Gap), first.len_utf8())
        } else {
            return None;
        };
        parts.extend(part.0);
        rest = &rest[part.1..];
    }
    Some(parts)
}

/// The meaning of a word: a month, or nothing, as for a weekday. An unknown word is refused, because it might
/// be a month in another language.
fn word<'a>(word: &str, before: Option<&Part<'a>>) -> Option<Option<Part<'a>>> {
    const SAYING_NOTHING: [&str; 6] = ["of", "the", "at", "on", "a", "t"];
    if let Some(month) = name_in(&MONTHS, word) {
        return Some(Some(Part::Month(month)));
    }
    let is_ending = matches!(word, "st" | "nd" | "rd" | "th") && matches!(before, Some(Part::Number(_)));
    let says_nothing = is_ending || SAYING_NOTHING.contains(&word) || name_in(&WEEKDAYS, word).is_some();
    says_nothing.then_some(None)
}

/// `24 May 2021`, `May 24, 2021`, `24-may-21`, `2021 May 24` or `May 2021`, in English, because Ruby knows no
/// other language.
fn in_words(parts: &[Part], month_at: usize) -> Option<civil::Date> {
    let Part::Month(month) = parts[month_at] else {
        return None;
    };
    let mut day = None;
    let mut year = None;
    let mut two_figures = Vec::new();
    for part in parts {
        match *part {
            Part::Number(figures) if figures.len() > 2 && year.is_none() => year = Some(of_four(figures)?),
            Part::Short(figures) if year.is_none() => year = Some(of_two(figures)?),
            Part::Number(figures) if figures.len() <= 2 => two_figures.push(figures),
            Part::Number(_) | Part::Short(_) => return None,
            Part::Month(other) if other != month => return None,
            Part::Month(_) | Part::Sign(_) | Part::Gap => {}
        }
    }
    match (year, two_figures.as_slice()) {
        (_, []) => {}
        (_, [only]) => day = Some(only.parse().ok()?),
        (None, [first, second]) => {
            day = Some(first.parse().ok()?);
            year = Some(of_two(second)?);
        }
        _ => return None,
    }
    date(year?, month, day.unwrap_or(1))
}

/// `2021-05-24`, `24.05.2021`, `2021/05` or `2021-144`, with or without an hour after it.
fn in_figures(parts: &[Part]) -> Option<(civil::Date, Option<i8>)> {
    let mut parts = parts;
    while let [Part::Gap, rest @ ..] = parts {
        parts = rest;
    }
    let (day, rest) = match parts {
        [
            Part::Number(first),
            Part::Sign(sign),
            Part::Number(second),
            Part::Sign(other),
            Part::Number(third),
            rest @ ..,
        ] if sign == other => (of_three(first, second, third, *sign)?, rest),
        [
            Part::Number(first),
            Part::Sign('/'),
            Part::Number(second),
            rest @ ..,
        ] => {
            let day = match (first.len(), second.len()) {
                (3.., ..=2) => date(of_four(first)?, second.parse().ok()?, 1)?,
                (..=2, 3..) => date(of_four(second)?, first.parse().ok()?, 1)?,
                _ => return None,
            };
            (day, rest)
        }
        [Part::Number(year), Part::Sign('-'), Part::Number(day), rest @ ..]
            if year.len() == 4 && day.len() == 3 =>
        {
            let first = date(of_four(year)?, 1, 1)?;
            let day: i64 = day.parse().ok()?;
            let day = first.checked_add((day - 1).days()).ok();
            (day.filter(|day| day.year() == first.year())?, rest)
        }
        _ => return None,
    };
    let said: Vec<&Part> = rest.iter().filter(|part| **part != Part::Gap).collect();
    match (rest.first(), said.as_slice()) {
        (_, []) => Some((day, None)),
        (Some(Part::Gap), [Part::Number(hour)]) if hour.len() <= 2 => Some((day, Some(hour.parse().ok()?))),
        _ => None,
    }
}

/// Finds which of three numbers is the year: the one with more than two digits. If all three are short, it is
/// the first, as in Ruby.
fn of_three(first: &str, second: &str, third: &str, sign: char) -> Option<civil::Date> {
    let month = (second.len() <= 2).then(|| second.parse().ok())??;
    match (first.len(), third.len()) {
        (3.., ..=2) => date(of_four(first)?, month, third.parse().ok()?),
        (..=2, 3..) => date(of_four(third)?, month, first.parse().ok()?),
        (2, ..=2) if sign != '/' || third.len() == 2 => date(of_two(first)?, month, third.parse().ok()?),
        _ => None,
    }
}

fn of_four(figures: &str) -> Option<u32> {
    (figures.len() == 4).then(|| figures.parse().ok())?
}

/// A year with two digits: 69 to 99 are in the twentieth century, the others in the twenty-first.
fn of_two(figures: &str) -> Option<u32> {
    let year: u32 = figures.parse().ok()?;
    Some(if year < 69 { 2000 + year } else { 1900 + year })
}

/// A day of the calendar. As in Ruby, 30 February is two days after 28 February.
fn date(year: u32, month: u32, day: u32) -> Option<civil::Date> {
    let (year, month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
    if !(1..=31).contains(&day) {
        return None;
    }
    let first = civil::Date::new(year, month, 1).ok()?;
    first.checked_add((i64::from(day) - 1).days()).ok()
}
