//! Dates as people write them: the text, the calendar day as written, and the instant to sort by.

mod calendar;
mod reading;
mod time;

use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _, ZonedDateTime};

use time::Zone;

/// A date of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The text as it is written, without quotes.
    pub written: String,
    /// The calendar day as written: `2021-05-24`.
    pub day: String,
    /// Milliseconds since 1970-01-01T00:00:00Z, to sort by.
    pub instant: i64,
}

impl Date {
    /// Reads every form that YAML and Ruby's `Time.parse` take; none where `text` is no date. A date without a zone
    /// is in `timezone`: an hour that the clocks skip is read an hour later, one that comes twice as its first.
    #[must_use]
    pub fn parse(text: &str, timezone: &TimeZone) -> Option<Self> {
        let written = text.trim();
        let moment = reading::moment(written)?;
        let offset = match &moment.zone {
            Some(Zone::Offset(offset)) => Some(*offset),
            Some(Zone::Named(name)) => of_site(name, moment.day.year(), timezone),
            None => None,
        };
        let instant = match offset {
            Some(offset) => offset.to_timestamp(moment.at).ok()?,
            None => timezone.to_timestamp(moment.at).ok()?,
        };
        Some(Self {
            written: written.to_owned(),
            day: moment.day.strftime("%Y-%m-%d").to_string(),
            instant: instant.as_millisecond(),
        })
    }

    /// The instant as RFC 3339 in UTC, `2021-05-24T00:05:00Z`; a fraction of a second only where there is one.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        rfc3339(self.instant)
    }
}

/// What `name` means where the site's own zone is called so in winter or in summer; Ruby knows such a name from nowhere else.
fn of_site(name: &str, year: i16, timezone: &TimeZone) -> Option<Offset> {
    [1, 7].into_iter().find_map(|month| {
        let day = civil::Date::new(year, month, 1).ok()?;
        let at = timezone
            .to_timestamp(day.to_datetime(civil::Time::midnight()))
            .ok()?;
        let info = timezone.to_offset_info(at);
        info.abbreviation()
            .eq_ignore_ascii_case(name)
            .then(|| info.offset())
    })
}

/// `instant`, milliseconds since 1970, as RFC 3339 in UTC. Beyond the years -9999 to 9999, the nearest that has a
/// name.
#[must_use]
pub fn rfc3339(instant: i64) -> String {
    let nearest = if instant < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    let timestamp = Timestamp::from_millisecond(instant).unwrap_or(nearest);
    if instant % 1_000 == 0 {
        format!("{timestamp:.0}")
    } else {
        format!("{timestamp:.3}")
    }
}

/// The calendar day at a moment, and when it turns: milliseconds since 1970. Where the clocks skip midnight, that is the first
/// moment that there is.
#[must_use]
pub fn day_at(now: &ZonedDateTime) -> (String, i64) {
    let tomorrow = now.date().tomorrow();
    let turns = tomorrow.and_then(|day| day.to_zoned_datetime(now.time_zone().clone()));
    let turns = turns.or_else(|_| now.checked_add(24.hours()));
    (
        now.strftime("%Y-%m-%d").to_string(),
        turns.map_or(i64::MAX, |turns| turns.timestamp().as_millisecond()),
    )
}

/// The calendar day `2021-05-24` as a person says it: `24 May 2021`. What is no such day stays as it is.
#[must_use]
pub fn in_words(day: &str) -> String {
    let date = day.parse::<jiff::civil::Date>();
    date.map_or_else(|_| day.to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

#[cfg(test)]
mod tests;
