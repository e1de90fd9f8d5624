//! Dates as people write them: the text, the calendar day as written, and the instant to sort by.

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
    /// The instant as RFC 3339 in UTC, `2021-05-24T00:05:00Z`; a fraction of a second only where there is one.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        rfc3339(self.instant)
    }
}

/// `instant`, milliseconds since 1970, as RFC 3339 in UTC.
#[must_use]
pub fn rfc3339(instant: i64) -> String {
    instant.to_string()
}
