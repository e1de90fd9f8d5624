//! The names that sync engines give to conflict copies, and the original document that each name points to.

use arguendo_text::names::stem_of;

use super::conflict_words::{is_conflict, is_copy, without_copy_words};

/// The largest number of engine marks that are removed from one name. The most ever seen is a copy of a copy
/// of a copy.
const MOST_MARKS: usize = 4;

/// The possible originals of the file at `path`, if it is a sync engine's conflict copy. Only the name is
/// judged, and a name proves nothing: the caller checks that both files have the same question and the same
/// title or slug. One name can have several originals; the reading that explains most of the name comes
/// first.
#[must_use]
pub fn conflict_bases(path: &str) -> Vec<String> {
    let (directory, name) = match path.rfind('/') {
        Some(slash) => path.split_at(slash + 1),
        None => ("", path),
    };
    let (stem, extension) = match name.rfind('.') {
        Some(dot) => name.split_at(dot),
        None => (name, ""),
    };
    let mut stems = telling_bases(stem);
    if stems.is_empty() {
        stems = ordinary_bases(stem);
    }
    stems.retain(|base| !base.trim().is_empty());
    stems
        .into_iter()
        .map(|base| format!("{directory}{base}{extension}"))
        .collect()
}

/// True if the file name has a mark that only a sync engine writes, so that the file is a copy even if the
/// original is missing. ` 2`, ` (1)` and `-HOST` do not count, because ordinary names have them too. A mark
/// that mentions a conflict but no copy does not count either: `(Case Conflict)` may be about a legal case.
#[must_use]
pub fn has_conflict_mark(path: &str) -> bool {
    let stem = stem_of(path);
    [Some(stem), without_number(stem)]
        .into_iter()
        .flatten()
        .any(|stem| {
            let in_parentheses = || {
                let (_, inside) =
                    last_parentheses(stem).filter(|_| without_conflict_in_parentheses(stem).is_some())?;
                (is_copy(inside) || is_by_seafile(inside)).then_some(inside)
            };
            without_syncthing_mark(stem)
                .or_else(|| without_owncloud_mark(stem))
                .or_else(|| without_synology_mark(stem))
                .or_else(|| without_safe_backup(stem))
                .or_else(|| stem.strip_suffix(".Conflict"))
                .or_else(in_parentheses)
                .is_some()
        })
}

/// The names that are left when distinctive marks, which hardly anyone writes by hand, are removed. The
/// original comes before its copies.
fn telling_bases(stem: &str) -> Vec<&str> {
    let mut bases = Vec::new();
    let mut rest = stem;
    while bases.len() < MOST_MARKS {
        let Some(base) = without_telling_mark(rest) else {
            break;
        };
        bases.push(base);
        rest = base;
    }
    bases.reverse();
    bases
}

/// Removes one distinctive mark. A number that a program added because the name was taken may follow the
/// mark.
fn without_telling_mark(stem: &str) -> Option<&str> {
    let marked = |stem| {
        without_syncthing_mark(stem)
            .or_else(|| without_conflict_in_parentheses(stem))
            .or_else(|| without_owncloud_mark(stem))
            .or_else(|| without_synology_mark(stem))
            .or_else(|| without_resilio_mark(stem))
    };
    marked(stem).or_else(|| marked(without_number(stem)?))
}

/// Syncthing: `NAME.sync-conflict-20240131-235959-ABCDEFG`; without the device in versions before 0.14.
fn without_syncthing_mark(stem: &str) -> Option<&str> {
    let (base, mark) = stem.rsplit_once(".sync-conflict-")?;
    let mut parts = mark.split('-');
    let dated = is_digits(parts.next()?, 8) && is_digits(parts.next()?, 6);
    let device = match parts.next() {
        None => true,
        Some(device) => device.len() == 7 && device.bytes().all(|byte| byte.is_ascii_alphanumeric()),
    };
    (dated && device && parts.next().is_none()).then_some(base)
}

/// Dropbox: `NAME (Anna's conflicted copy 2024-01-31)`, or the equivalent in its other languages, with a
/// date; `NAME (Case Conflict 1)`. Nextcloud: `NAME (conflicted copy Anna 2024-01-31 235959)`. Obsidian Sync:
/// `NAME (Conflicted copy ThinkPad 202401312359)`. Seafile: `NAME (SFConflict anna@example.org
/// 2024-01-31-23-59-59)`.
fn without_conflict_in_parentheses(stem: &str) -> Option<&str> {
    const SAID_BY_DROPBOX: [&str; 3] = [
        "case conflict",
        "unicode encoding conflict",
        "selective sync conflict",
    ];
    let (base, inside) = last_parentheses(stem)?;
    let lower = inside.to_lowercase();
    let numbered_again = last_parentheses(&lower).map_or(lower.as_str(), |(before, _)| before);
    let named = numbered_again.ends_with("conflicted copy")
        || SAID_BY_DROPBOX.iter().any(|said| {
            lower
                .strip_prefix(said)
                .is_some_and(|rest| rest.is_empty() || is_count(rest.trim_start(), 1))
        });
    let dated = is_conflict(inside) && has_date(inside);
    (named || dated || is_by_seafile(inside)).then_some(base)
}

fn is_by_seafile(inside: &str) -> bool {
    inside.starts_with("SFConflict ")
}

/// Synology Drive: `NAME_HOST_Jan-31-235959-2024_Conflict`.
fn without_synology_mark(stem: &str) -> Option<&str> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let (rest, date) = stem.strip_suffix("_Conflict")?.rsplit_once('_')?;
    let parts: Vec<&str> = date.split('-').collect();
    let [month, day, time, year] = parts[..] else {
        return None;
    };
    let is_month = month.len() == 3 && MONTHS.contains(month);
    let is_dated = is_month && is_digits(day, 2) && is_digits(time, 6) && is_digits(year, 4);
    let (base, _) = rest.rsplit_once('_')?;
    is_dated.then_some(base)
}

/// ownCloud and early Nextcloud: `NAME_conflict-20240131-235959`, sometimes with the user's name before the
/// date.
fn without_owncloud_mark(stem: &str) -> Option<&str> {
    let (base, mark) = stem.rsplit_once("_conflict-")?;
    let (before, time) = mark.rsplit_once('-')?;
    let date = before.rsplit_once('-').map_or(before, |(_, date)| date);
    (is_digits(date, 8) && is_digits(time, 6)).then_some(base)
}

/// Resilio: `NAME.Conflict`.
fn without_resilio_mark(stem: &str) -> Option<&str> {
    let (base, mark) = stem.rsplit_once('.')?;
    mark.eq_ignore_ascii_case("conflict").then_some(base)
}

/// The names that are left when marks are removed that ordinary names have too, with or without a number
/// after them.
fn ordinary_bases(stem: &str) -> Vec<&str> {
    let mut bases = Vec::new();
    for stem in [Some(stem), without_number(stem)].into_iter().flatten() {
        if let Some(host) = without_safe_backup(stem) {
            bases.extend(without_host(host));
            continue;
        }
        bases.extend(without_number(stem));
        bases.extend(without_icloud_number(stem));
        bases.extend(without_copy_words(stem));
        bases.extend(without_host(stem));
    }
    bases
}

/// OneDrive: `NAME-HOST-safeBackup-0001`.
fn without_safe_backup(stem: &str) -> Option<&str> {
    let (base, number) = stem.rsplit_once("-safeBackup-")?;
    is_digits(number, 4).then_some(base)
}

/// Google Drive: `NAME (1)`.
fn without_number(stem: &str) -> Option<&str> {
    let (base, inside) = last_parentheses(stem)?;
    is_count(inside, 1).then_some(base)
}

/// iCloud: `NAME 2`, counted from 2.
fn without_icloud_number(stem: &str) -> Option<&str> {
    let (base, number) = stem.rsplit_once(' ')?;
    is_count(number, 2).then_some(base)
}

/// OneDrive: `NAME-HOST`, `NAME-HOST-2`. A slug contains many dashes. In a name in lower case, only the last
/// part is taken for the computer's name, and one part more before a word that is common in computer names:
/// `anns-macbook`. No slug has capitals, so a host name with capitals may be as long as `Anns-MacBook-Pro`.
fn without_host(stem: &str) -> Vec<&str> {
    const MOST_PARTS: usize = 4;
    const CALLED: [&str; 14] = [
        "air", "book", "computer", "desktop", "imac", "laptop", "mac", "macbook", "mini", "notebook", "pc",
        "pro", "surface", "thinkpad",
    ];
    let mut bases = Vec::new();
    let Some((mut base, mut host)) = cut_at_dash(stem) else {
        return bases;
    };
    bases.push(base);
    if is_count(host, 2)
        && let Some((shorter, before)) = cut_at_dash(base)
    {
        bases.push(shorter);
        (base, host) = (shorter, before);
    }
    for _ in 1..MOST_PARTS {
        let Some((shorter, before)) = cut_at_dash(base) else {
            break;
        };
        if !CALLED.contains(&host) && !before.contains(char::is_uppercase) {
            break;
        }
        bases.push(shorter);
        (base, host) = (shorter, before);
    }
    bases
}

fn cut_at_dash(stem: &str) -> Option<(&str, &str)> {
    stem.rsplit_once('-')
        .filter(|(base, host)| !base.is_empty() && !base.ends_with('-') && !host.is_empty())
}

/// The text before the last parentheses, and the text inside them, if the text ends with parentheses. Nested
/// parentheses are counted.
fn last_parentheses(stem: &str) -> Option<(&str, &str)> {
    let inside = stem.strip_suffix(')')?;
    let mut depth = 1;
    for (at, character) in inside.char_indices().rev() {
        match character {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((inside[..at].strip_suffix(' ')?, &inside[at + 1..]));
        }
    }
    None
}

/// True if one of the words is a date such as `2024-01-31`, or a date and time such as `202401312359`.
fn has_date(text: &str) -> bool {
    text.split(|character: char| character != '-' && !character.is_ascii_digit())
        .any(|word| {
            let mut parts = word.split('-');
            let is_day = [4, 2, 2]
                .into_iter()
                .all(|length| parts.next().is_some_and(|part| is_digits(part, length)))
                && parts.next().is_none();
            is_day || is_digits(word, 12)
        })
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for a number of one or two digits without a leading zero that is at least `least`.
fn is_count(text: &str, least: u8) -> bool {
    let plain = matches!(text.as_bytes(), [b'1'..=b'9'] | [b'1'..=b'9', b'0'..=b'9']);
    plain && text.parse().is_ok_and(|number: u8| number >= least)
}

#[cfg(test)]
mod tests;
