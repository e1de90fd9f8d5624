//! What the name of a sync engine's conflict copy says: the engine, the device or the person, and the time.

/// A program that synchronises a folder between several computers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Syncthing.
    Syncthing,
    /// Dropbox.
    Dropbox,
    /// OneDrive.
    OneDrive,
    /// Google Drive.
    GoogleDrive,
    /// iCloud Drive.
    ICloud,
    /// Nextcloud, and ownCloud before it.
    Nextcloud,
    /// Resilio Sync.
    Resilio,
    /// Obsidian Sync.
    Obsidian,
    /// Seafile.
    Seafile,
    /// Synology Drive.
    Synology,
}

impl Engine {
    /// The name of the engine, as shown to people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Syncthing => "Syncthing",
            Self::Dropbox => "Dropbox",
            Self::OneDrive => "OneDrive",
            Self::GoogleDrive => "Google Drive",
            Self::ICloud => "iCloud Drive",
            Self::Nextcloud => "Nextcloud",
            Self::Resilio => "Resilio Sync",
            Self::Obsidian => "Obsidian Sync",
            Self::Seafile => "Seafile",
            Self::Synology => "Synology Drive",
        }
    }
}

/// What a copy's name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyMark {
    /// The engine that made it.
    pub engine: Engine,
    /// The device or the person that the copy comes from.
    pub from: Option<String>,
    /// The date, with the time if the name has one, such as `2024-01-31 23:59`.
    pub at: Option<String>,
}

/// What the name of `copy`, a conflict copy of `original`, says. For a copy of a copy, the last mark counts.
#[must_use]
pub fn copy_mark(copy: &str, original: &str) -> CopyMark {
    let mark = stem_of(copy).strip_prefix(stem_of(original)).unwrap_or_default();
    let mark = without_number(mark);
    let told = |engine, from: Option<&str>, at: Option<String>| {
        let from = from.map(str::trim).filter(|from| !from.is_empty());
        CopyMark {
            engine,
            from: from.map(String::from),
            at,
        }
    };
    if let Some((_, rest)) = mark.rsplit_once(".sync-conflict-") {
        let mut parts = rest.splitn(3, '-');
        let at = parts.next().and_then(|day| at_of(day, parts.next()));
        return told(Engine::Syncthing, parts.next(), at);
    }
    if let Some((host, date)) = mark
        .strip_suffix("_Conflict")
        .and_then(|mark| mark.rsplit_once('_'))
    {
        let host = host.strip_prefix('_').unwrap_or(host);
        return told(Engine::Synology, Some(host), at_of_synology(date));
    }
    if mark.to_ascii_lowercase().ends_with(".conflict") {
        return told(Engine::Resilio, None, None);
    }
    if let Some((_, rest)) = mark.rsplit_once("_conflict-") {
        let mut parts = rest.rsplitn(3, '-');
        let time = parts.next();
        let at = parts.next().and_then(|day| at_of(day, time));
        return told(Engine::Nextcloud, parts.next(), at);
    }
    if let Some((host, _)) = mark.rsplit_once("-safeBackup-") {
        return told(Engine::OneDrive, host.strip_prefix('-'), None);
    }
    if let Some(inside) = mark.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')')) {
        let (engine, from, at) = in_parentheses(inside);
        return told(engine, from.as_deref(), at);
    }
    if mark.is_empty() || mark.ends_with(']') {
        return told(Engine::GoogleDrive, None, None);
    }
    if [" - ", " – ", " — "].iter().any(|dash| mark.starts_with(dash)) {
        return told(Engine::OneDrive, None, None);
    }
    match mark.strip_prefix('-') {
        Some(host) => told(Engine::OneDrive, Some(host), None),
        None => told(Engine::ICloud, None, None),
    }
}

/// The engine, the device or person, and the time, as given by the words in parentheses.
fn in_parentheses(inside: &str) -> (Engine, Option<String>, Option<String>) {
    let joined = |words: &[&str]| Some(words.join(" "));
    if let Some(rest) = inside.strip_prefix("SFConflict ") {
        let (user, time) = rest.rsplit_once(' ').unwrap_or((rest, ""));
        let digits: String = time.split('-').collect();
        let at = digits.get(..8).and_then(|day| at_of(day, digits.get(8..)));
        return (Engine::Seafile, Some(user.to_owned()), at);
    }
    for start in ["conflicted copy", "Conflicted copy"] {
        let Some(rest) = inside.strip_prefix(start) else {
            continue;
        };
        let mut words: Vec<&str> = rest.split_whitespace().collect();
        if let Some(minute) = words.pop_if(|word| is_digits(word, 12)) {
            let at = at_of(&minute[..8], Some(&format!("{}00", &minute[8..])));
            return (Engine::Obsidian, joined(&words), at);
        }
        let time = words.pop_if(|word| is_digits(word, 6));
        let at = words
            .pop_if(|word| is_day(word))
            .and_then(|day| at_of(&day.replace('-', ""), time));
        return (Engine::Nextcloud, joined(&words), at);
    }
    if inside.bytes().all(|byte| byte.is_ascii_digit()) {
        return (Engine::GoogleDrive, None, None);
    }
    let owner = inside.find("conflicted copy").map(|at| inside[..at].trim_end());
    let owner = owner.map(|owner| owner.trim_end_matches("'s").trim_end_matches("\u{2019}s"));
    let day = inside.split_whitespace().find(|word| is_day(word));
    (Engine::Dropbox, owner.map(String::from), day.map(String::from))
}

/// The mark without a number that was added after it. If the mark is only a number, it is returned as it is.
fn without_number(mark: &str) -> &str {
    let before = mark.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match before {
        Some((before, number)) if !before.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            before
        }
        _ => mark,
    }
}

/// `Jan-31-235959-2024` as a date and time for people.
fn at_of_synology(date: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let parts: Vec<&str> = date.split('-').collect();
    let [month, day, time, year] = parts[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    at_of(&format!("{year}{month:02}{day}"), Some(time))
}

fn stem_of(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// `20240131` and `235959` as a date and time for people.
fn at_of(day: &str, time: Option<&str>) -> Option<String> {
    if !is_digits(day, 8) {
        return None;
    }
    let day = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    Some(match time.filter(|time| is_digits(time, 6)) {
        Some(time) => format!("{day} {}:{}", &time[..2], &time[2..4]),
        None => day,
    })
}

fn is_day(word: &str) -> bool {
    let digits: String = word.split('-').collect();
    word.len() == 10 && is_digits(&digits, 8)
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_the_device_and_the_time_are_told_by_the_name() {
        for (name, engine, from, at) in [
            (
                "a.sync-conflict-20240131-235959-ABCDEFG.md",
                Engine::Syncthing,
                Some("ABCDEFG"),
                Some("2024-01-31 23:59"),
            ),
            (
                "a (Anna's conflicted copy 2024-01-31).md",
                Engine::Dropbox,
                Some("Anna"),
                Some("2024-01-31"),
            ),
            ("a (Case Conflict 1).md", Engine::Dropbox, None, None),
            ("a-ANNAPC.md", Engine::OneDrive, Some("ANNAPC"), None),
            (
                "a-DESKTOP-1A2B3C4.md",
                Engine::OneDrive,
                Some("DESKTOP-1A2B3C4"),
                None,
            ),
            (
                "a-ANNAPC-safeBackup-0001.md",
                Engine::OneDrive,
                Some("ANNAPC"),
                None,
            ),
            ("a (1).md", Engine::GoogleDrive, None, None),
            ("a 2.md", Engine::ICloud, None, None),
            (
                "a (conflicted copy Anna B. 2024-01-31 235959).md",
                Engine::Nextcloud,
                Some("Anna B."),
                Some("2024-01-31 23:59"),
            ),
            (
                "a (conflicted copy 2024-01-31 235959).md",
                Engine::Nextcloud,
                None,
                Some("2024-01-31 23:59"),
            ),
            (
                "a_conflict-anna-20240131-235959.md",
                Engine::Nextcloud,
                Some("anna"),
                Some("2024-01-31 23:59"),
            ),
            ("a.Conflict.md", Engine::Resilio, None, None),
            (
                "a (Conflicted copy ThinkPad-T14 202401312359).md",
                Engine::Obsidian,
                Some("ThinkPad-T14"),
                Some("2024-01-31 23:59"),
            ),
            (
                "a (SFConflict anna@example.org 2024-01-31-23-59-59).md",
                Engine::Seafile,
                Some("anna@example.org"),
                Some("2024-01-31 23:59"),
            ),
            (
                "a_Disk-Station_Jan-31-235959-2024_Conflict.md",
                Engine::Synology,
                Some("Disk-Station"),
                Some("2024-01-31 23:59"),
            ),
            (
                "a (Ann の競合コピー 2024-01-31).md",
                Engine::Dropbox,
                None,
                Some("2024-01-31"),
            ),
            (
                "a-Anns-MacBook-Pro (1).md",
                Engine::OneDrive,
                Some("Anns-MacBook-Pro"),
                None,
            ),
            ("a - Kopie.md", Engine::OneDrive, None, None),
            ("Copy of a.md", Engine::GoogleDrive, None, None),
        ] {
            let told = copy_mark(name, "a.md");
            let expected = CopyMark {
                engine,
                from: from.map(String::from),
                at: at.map(String::from),
            };
            assert_eq!(told, expected, "{name}");
        }
    }
}
