//! Dates as people write them: the text, the calendar day as written, and the instant for sorting.

mod calendar;
mod reading;
mod time;

use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _, ZonedDateTime};

use time::Zone;

/// A date from the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The text as written, without quotes.
    pub written: String,
    /// The calendar day as written: `2021-05-24`.
    pub day: String,
    /// Milliseconds since 1970-01-01T00:00:00Z, for sorting.
    pub instant: i64,
}

impl Date {
    /// Reads every form that YAML and Ruby's `Time.parse` accept; none if `text` is not a date. A date
    /// without a zone is in `timezone`. A time that the clocks skip is read as one hour later. A time that
    /// occurs twice is read as the first one.
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

    /// The instant as RFC 3339 in UTC, `2021-05-24T00:05:00Z`, with a fraction of a second only if it is not
    /// zero.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        rfc3339(self.instant)
    }
}

/// The offset that `name` means if it is the name of the site's own zone in winter or in summer. Like Ruby,
/// we know other such names only from a fixed list.
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

/// `instant`, milliseconds since 1970, as RFC 3339 in UTC. An instant beyond the years -9999 to 9999 becomes
/// the nearest one that can be written.
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

/// The calendar day at a moment, and when the next day begins, in milliseconds since 1970. If the clocks skip
/// midnight, the day begins with the first moment that exists.
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

/// The calendar day `2021-05-24` as a person says it: `24 May 2021`. Text that is not such a day is returned
/// unchanged.
#[must_use]
pub fn in_words(day: &str) -> String {
    let date = day.parse::<jiff::civil::Date>();
    date.map_or_else(|_| day.to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

#[cfg(test)]
mod tests;
