//! Names that sync engines give to conflict copies, and the documents that they would be copies of.

use arguendo_text::names::stem_of;

use super::conflict_words::{is_conflict, is_copy, without_copy_words};

/// How many marks of engines are taken off one name: a copy of a copy of a copy is the most that was ever seen.
const MOST_MARKS: usize = 4;

/// The path of the document that the file at `path` would be a sync engine's conflict copy of, from its name alone.
/// A name alone proves nothing: the caller checks that both claim the same question and title or slug. Several are
/// possible for one name; the reading that says most first.
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

/// Whether the file at `path` bears a mark that is an engine's beyond doubt, so that the document needs not be there to know it.
/// ` 2`, ` (1)` and `-HOST` are ordinary names as well, and so is all that speaks of a conflict, and of no copy: `(Case Conflict)` may be
/// about a case.
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

/// What is left when marks are taken off that hardly anyone writes by hand. The original comes before its copies.
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

/// The number that a program puts behind a name that is taken may be behind any mark.
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

/// Dropbox: `NAME (Anna's conflicted copy 2024-01-31)`, and in its other languages words for the same beside the date;
/// `NAME (Case Conflict 1)`. Nextcloud: `NAME (conflicted copy Anna 2024-01-31 235959)`. Obsidian Sync: `NAME (Conflicted copy
/// ThinkPad 202401312359)`. Seafile: `NAME (SFConflict anna@example.org 2024-01-31-23-59-59)`.
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

/// ownCloud and early Nextcloud: `NAME_conflict-20240131-235959`, also with the user's name before the date.
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

/// What is left when marks are taken off that are ordinary names as well, also where a number is behind one.
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

/// OneDrive: `NAME-HOST`, `NAME-HOST-2`. A slug is full of dashes, so of a name in small letters only the last part is taken for a
/// computer, and one part more before a word that computers are called by: `anns-macbook`. Where capitals are, which no slug has,
/// the name may be as long as `Anns-MacBook-Pro`.
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

/// What is before the last parentheses, and in them, where they end the text; inner parentheses are counted.
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

/// Whether one of the words is a date such as `2024-01-31`, or with the time behind it, `202401312359`.
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

/// A number of one or two digits, written without a zero in front.
fn is_count(text: &str, least: u8) -> bool {
    let plain = matches!(text.as_bytes(), [b'1'..=b'9'] | [b'1'..=b'9', b'0'..=b'9']);
    plain && text.parse().is_ok_and(|number: u8| number >= least)
}

#[cfg(test)]
mod tests;
