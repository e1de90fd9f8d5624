//! What we honour of a Jekyll `_config.yml`.

use jiff::tz::TimeZone;

use crate::problem::Problem;

/// The settings of the folder's `_config.yml`, or their defaults where there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteConfig {
    /// `title`
    pub title: Option<String>,
    /// `url`: the site that the folder was published at, without a slash at the end. Links to it open locally.
    pub url: Option<String>,
    /// `timezone`: where a date without a zone of its own is read; UTC where none is named.
    pub timezone: TimeZone,
    /// `exclude`: paths and globs, relative to the folder, that are skipped.
    pub exclude: Vec<String>,
    /// `collections_dir`: where `_arguendo` and its like lie, without slashes around it; empty for the root.
    pub collections_dir: String,
    /// `excerpt_separator`
    pub excerpt_separator: Option<String>,
}

impl Default for SiteConfig {
    fn default() -> Self {
        Self {
            title: None,
            url: None,
            timezone: TimeZone::UTC,
            exclude: Vec::new(),
            collections_dir: String::new(),
            excerpt_separator: None,
        }
    }
}

/// Reads `_config.yml`. Never fails: what cannot be read is left at its default and said as a problem.
#[must_use]
pub fn read(bytes: &[u8]) -> (SiteConfig, Vec<Problem>) {
    let _ = bytes;
    (SiteConfig::default(), Vec::new())
}
