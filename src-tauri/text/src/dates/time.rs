//! The time of day in a text, with the zone after it.

use jiff::tz::Offset;

use super::calendar::is_of_the_calendar;

/// A time of day.
#[derive(Default)]
pub(super) struct Time {
    pub hour: i8,
    pub minute: i8,
    pub second: i8,
    pub nanosecond: i32,
    pub zone: Option<Zone>,
    pub is_written: bool,
}

/// The zone that is written after a time.
pub(super) enum Zone {
    /// An offset from UTC.
    Offset(Offset),
    /// The name of a zone. It has a meaning only if the site's own zone has this name: `cet` in Berlin.
    Named(String),
}

impl Time {
    /// The full hour, if there is such an hour.
    pub fn of_hour(hour: i8) -> Option<Self> {
        Self::default().with(hour, 0, 0, 0)
    }

    fn with(self, hour: i8, minute: i8, second: i8, nanosecond: i32) -> Option<Self> {
        let is_end_of_day = hour == 24 && minute == 0 && second == 0 && nanosecond == 0;
        let is_in_day = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
        (is_in_day || is_end_of_day).then_some(Self {
            hour,
            minute,
            second,
            nanosecond,
            is_written: true,
            ..self
        })
    }
}

/// Removes the time from `text`, which must be in lower case. Returns the time, if there is one, and the rest
/// of the text. None if the text has an impossible time.
pub(super) fn take_time(text: &str) -> Option<(Option<Time>, String)> {
    let mut before = None;
    for (at, sign) in text.char_indices() {
        let begins = sign.is_ascii_digit() && !before.is_some_and(|before: char| before.is_ascii_digit());
        before = Some(sign);
        if !begins {
            continue;
        }
        if let Some((time, rest)) = time_at(&text[at..]) {
            let (time, rest) = with_zone(time?, rest)?;
            let front = text[..at].trim_end_matches('t');
            return Some((Some(time), format!("{front} {rest}")));
        }
    }
    Some((None, text.to_owned()))
}

/// `9:05`, `09:05:30.123`, `9:05 pm`, `10h30` or `10 a.m.`: the time, and what follows it. The inner value is
/// none if the time is impossible.
fn time_at(text: &str) -> Option<(Option<Time>, &str)> {
    let (hour, rest) = figures(text, 1, 2)?;
    let mut minute = 0;
    let mut second = 0;
    let mut nanosecond = 0;
    let mut rest = rest;
    let mut is_time = false;
    if let Some(after) = rest.strip_prefix(':') {
        (minute, rest) = figures(after, 2, 2)?;
        is_time = true;
        if let Some(after) = rest.strip_prefix(':') {
            let Some(read) = figures(after, 2, 2) else {
                return Some((None, rest));
            };
            (second, rest) = read;
            if let Some(after) = rest.strip_prefix(['.', ',']) {
                (nanosecond, rest) = fraction(after);
            }
        }
    } else if let Some(after) = rest.trim_start().strip_prefix('h')
        && !after.starts_with(char::is_alphabetic)
    {
        is_time = true;
        rest = after;
        if let Some((minutes, after)) = figures(rest.trim_start(), 1, 2) {
            (minute, rest) = (minutes, after.strip_prefix('m').unwrap_or(after));
            if let Some((seconds, after)) = figures(rest.trim_start(), 1, 2) {
                (second, rest) = (seconds, after.strip_prefix('s').unwrap_or(after));
            }
        }
    }
    let half = half_of_day(rest);
    if !is_time && half.is_none() {
        return None;
    }
    // A leap second is read as the last ordinary second.
    let second = if second == 60 { 59 } else { second };
    let (hour, rest) = match half {
        Some((_, rest)) if !(1..=12).contains(&hour) => return Some((None, rest)),
        Some((afternoon, rest)) => (hour % 12 + if afternoon { 12 } else { 0 }, rest),
        None => (hour, rest),
    };
    Some((Time::default().with(hour, minute, second, nanosecond), rest))
}

/// The digits after a decimal point, in nanoseconds. There may be none. Digits after the third are ignored.
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

/// `am` or `p.m.`: whether it is the afternoon, and what follows.
fn half_of_day(text: &str) -> Option<(bool, &str)> {
    let text = text.trim_start();
    let halves = [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)];
    let found = halves
        .iter()
        .find_map(|(written, afternoon)| text.strip_prefix(written).map(|rest| (*afternoon, rest)));
    found.filter(|(_, rest)| !rest.starts_with(char::is_alphabetic))
}

/// The time together with the zone after it, and what follows that.
fn with_zone(time: Time, text: &str) -> Option<(Time, &str)> {
    let zone = |zone, rest| {
        let zone = Some(zone);
        Some((Time { zone, ..time }, rest))
    };
    let rest = text.trim_start();
    if rest.starts_with(['+', '-']) && rest[1..].starts_with(|sign: char| sign.is_ascii_digit()) {
        let (offset, rest) = offset(rest)?;
        return zone(Zone::Offset(offset), rest);
    }
    let name = rest
        .split(|sign: char| sign.is_whitespace() || sign == ',')
        .next()?;
    let is_name = name.starts_with(char::is_alphabetic);
    if !is_name || is_of_the_calendar(name) {
        return Some((time, text));
    }
    let after = &rest[name.len()..];
    match named(name) {
        Some(hours) => zone(Zone::Offset(Offset::from_seconds(hours * 3_600).ok()?), after),
        None => zone(Zone::Named(name.to_owned()), words_after(after)),
    }
}

/// The rest of a zone's name that has several words, such as `Eastern Standard Time`.
fn words_after(text: &str) -> &str {
    let mut rest = text;
    loop {
        let next = rest.trim_start();
        let end = next
            .find(|sign: char| !sign.is_alphabetic() && sign != '.')
            .unwrap_or(next.len());
        if end == 0 || is_of_the_calendar(&next[..end]) {
            return rest;
        }
        rest = &next[end..];
    }
}

/// The zones that Ruby's `Time.zone_offset` knows by name, in hours. Single letters are the military zones.
fn named(name: &str) -> Option<i32> {
    const NAMED: [(&str, i32); 11] = [
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
    if let [letter] = name.as_bytes() {
        return match letter {
            b'z' => Some(0),
            b'a'..=b'i' => Some(i32::from(letter - b'a') + 1),
            b'k'..=b'm' => Some(i32::from(letter - b'k') + 10),
            b'n'..=b'y' => Some(-i32::from(letter - b'n') - 1),
            _ => None,
        };
    }
    NAMED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, hours)| *hours)
}

/// `+05:30`, `-0500`, `-5`, `+05:30:15`.
fn offset(text: &str) -> Option<(Offset, &str)> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let text = &text[1..];
    let end = text
        .find(|sign: char| !sign.is_ascii_digit() && sign != ':')
        .unwrap_or(text.len());
    let (written, rest) = text.split_at(end);
    let groups: Vec<&str> = match written.len() {
        _ if written.contains(':') => written.split(':').collect(),
        1 | 2 => vec![written],
        4 => vec![&written[..2], &written[2..]],
        6 => vec![&written[..2], &written[2..4], &written[4..]],
        _ => return None,
    };
    let mut seconds = 0;
    for (group, (unit, most)) in groups.iter().zip([(3_600, 23), (60, 59), (1, 59)]) {
        let number: i32 = group.parse().ok().filter(|number| *number <= most)?;
        seconds += sign * number * unit;
    }
    (groups.len() <= 3).then_some((Offset::from_seconds(seconds).ok()?, rest))
}

/// The number made of the first `least` to `most` digits of `text`. None if another digit follows.
fn figures(text: &str, least: usize, most: usize) -> Option<(i8, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    if end < least || end > most {
        return None;
    }
    Some((text[..end].parse().ok()?, &text[end..]))
}
