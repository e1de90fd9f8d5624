//! The settings of a Jekyll `_config.yml` that this program uses.

mod defaults;

pub use defaults::Defaults;

use arguendo_text::front_matter::{Invalid, Mapping, Node, Value, parse, parse_each};
use jiff::ZonedDateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::content::problem::{Problem, ProblemCode};

/// The settings of the folder's `_config.yml`, or the defaults if there is no such file.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteConfig {
    /// `title`
    pub title: Option<String>,
    /// `url`: the address at which the site of this folder was published, without a final slash. Links to it
    /// open locally.
    pub url: Option<String>,
    /// `timezone`: the zone of dates that name no zone; UTC if the setting is missing.
    pub timezone: TimeZone,
    /// True if `_config.yml` names a time zone.
    pub has_timezone: bool,
    /// `exclude`: paths and globs, relative to the folder, that are skipped.
    pub exclude: Vec<String>,
    /// `collections_dir`: the directory that contains `_arguendo` and the other collections, without slashes
    /// at its ends; empty for the root.
    pub collections_dir: String,
    /// `excerpt_separator`
    pub excerpt_separator: Option<String>,
    /// `defaults`: front matter for documents that do not write it themselves.
    pub defaults: Vec<Defaults>,
}

impl SiteConfig {
    /// `now` on the calendar that counts days. If the folder names a time zone, the calendar is the group's,
    /// so that a deadline comes at the same moment for everybody. Otherwise it is the person's own.
    #[must_use]
    pub fn on_calendar(&self, now: &ZonedDateTime) -> ZonedDateTime {
        if self.has_timezone {
            now.with_time_zone(self.timezone.clone())
        } else {
            now.clone()
        }
    }
}

impl Default for SiteConfig {
    fn default() -> Self {
        Self {
            title: None,
            url: None,
            timezone: TimeZone::UTC,
            has_timezone: false,
            exclude: Vec::new(),
            collections_dir: String::new(),
            excerpt_separator: None,
            defaults: Vec::new(),
        }
    }
}

/// Reads `_config.yml`. It never fails: a setting that cannot be read keeps its default and is reported as a
/// problem.
#[must_use]
pub fn read(bytes: &[u8]) -> (SiteConfig, Vec<Problem>) {
    let (map, problems) = match parse_config(bytes) {
        Ok(read) => read,
        Err(problem) => return (SiteConfig::default(), vec![problem]),
    };
    let mut settings = Settings { map: &map, problems };
    let timezone = settings.timezone();
    let config = SiteConfig {
        title: settings.text("title").map(|title| title.trim().to_owned()),
        url: settings
            .text("url")
            .map(|url| url.trim().trim_end_matches('/').to_owned())
            .filter(|url| !url.is_empty()),
        has_timezone: timezone.is_some(),
        timezone: timezone.unwrap_or(TimeZone::UTC),
        exclude: settings.exclude(),
        collections_dir: settings.collections_dir(),
        excerpt_separator: settings.excerpt_separator(),
        defaults: settings.defaults(),
    };
    settings.problems.sort_by_key(|problem| problem.line);
    (config, settings.problems)
}

/// Parses the settings. If the file is only over the reading budget, the settings that are too large are left
/// out and reported.
fn parse_config(bytes: &[u8]) -> Result<(Mapping, Vec<Problem>), Problem> {
    let invalid = |line, reason: &str| Problem {
        code: ProblemCode::ConfigInvalid,
        line,
        message: format!("_config.yml cannot be read and is left out of account: {reason}."),
    };
    let text = std::str::from_utf8(bytes).map_err(|_| invalid(None, "it is not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match parse(text, 1) {
        Ok((map, _)) => Ok((map, Vec::new())),
        Err(Invalid {
            line,
            column,
            reason,
            is_too_much: true,
        }) => {
            let message = format!("Not all of _config.yml is read: line {line}, column {column}: {reason}.");
            let problem = Problem {
                code: ProblemCode::ConfigInvalid,
                line: Some(line),
                message,
            };
            Ok((parse_each(text, 1), vec![problem]))
        }
        Err(Invalid {
            line, column, reason, ..
        }) => Err(invalid(
            Some(line),
            &format!("line {line}, column {column}: {reason}"),
        )),
    }
}

struct Settings<'a> {
    map: &'a Mapping,
    problems: Vec<Problem>,
}

impl<'a> Settings<'a> {
    fn text(&mut self, key: &str) -> Option<&'a str> {
        let entry = self.map.get(key)?;
        if entry.value.text().is_none() && !entry.value.is_blank() {
            self.say(
                entry.line,
                &format!("“{key}” is {}, not a text", entry.value.noun()),
            );
        }
        entry.value.text()
    }

    /// The time zones come from the program and not from the computer, so that everyone in a group sees the
    /// same order.
    fn timezone(&mut self) -> Option<TimeZone> {
        let name = self.text("timezone")?;
        let found = TimeZoneDatabase::bundled().get(name.trim()).ok();
        if found.is_none() {
            self.say_of(
                "timezone",
                &format!("no time zone is called “{name}”, so UTC is taken"),
            );
        }
        found
    }

    fn exclude(&mut self) -> Vec<String> {
        let Some(entry) = self.map.get("exclude") else {
            return Vec::new();
        };
        let items = match &entry.value.value {
            Value::List(items) => items.as_slice(),
            Value::Scalar { .. } => std::slice::from_ref(&entry.value),
            Value::Map(_) => {
                self.say(entry.line, "“exclude” is a map, not a list");
                &[]
            }
        };
        items.iter().filter_map(Node::text).map(String::from).collect()
    }

    fn collections_dir(&mut self) -> String {
        let Some(written) = self.text("collections_dir") else {
            return String::new();
        };
        let parts: Vec<&str> = written
            .trim()
            .split('/')
            .filter(|part| !matches!(*part, "" | "."))
            .collect();
        if parts.contains(&"..") {
            self.say_of("collections_dir", "“collections_dir” leads out of the folder");
            return String::new();
        }
        parts.join("/")
    }

    /// A separator often consists only of line ends, so blanks are kept here.
    fn excerpt_separator(&mut self) -> Option<String> {
        let entry = self.map.get("excerpt_separator")?;
        match &entry.value.value {
            Value::Scalar { text, .. } => (!entry.value.is_null() && !text.is_empty()).then(|| text.clone()),
            Value::List(_) | Value::Map(_) => self.text("excerpt_separator").map(String::from),
        }
    }

    fn defaults(&mut self) -> Vec<Defaults> {
        let Some(entry) = self.map.get("defaults") else {
            return Vec::new();
        };
        match &entry.value.value {
            Value::List(sets) => sets.iter().filter_map(Defaults::from_node).collect(),
            _ if entry.value.is_blank() => Vec::new(),
            _ => {
                self.say(
                    entry.line,
                    &format!("“defaults” is {}, not a list", entry.value.noun()),
                );
                Vec::new()
            }
        }
    }

    fn say_of(&mut self, key: &str, what: &str) {
        let line = self.map.get(key).map_or(1, |entry| entry.line);
        self.say(line, what);
    }

    fn say(&mut self, line: u32, what: &str) {
        let message = format!("In _config.yml, line {line}, {what}.");
        self.problems.push(Problem {
            code: ProblemCode::ConfigInvalid,
            line: Some(line),
            message,
        });
    }
}

#[cfg(test)]
mod tests;
