//! Names that sync engines give to conflict copies, and the documents that they would be copies of.

use crate::names::stem_of;

/// How many marks of engines are taken off one name: a copy of a copy of a copy is the most that was ever seen.
const MOST_MARKS: usize = 4;

/// The path of the document that the file at `path` would be a sync engine's conflict copy of, from its name alone.
/// A name alone proves nothing: the caller checks that both claim the same question and title or slug. Several are
/// possible for one name; the most telling reading first.
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
    const COPY: [&str; 3] = ["cop", "cóp", "kop"];
    let stem = stem_of(path);
    let in_parentheses = || {
        let (_, inside) =
            last_parentheses(stem).filter(|_| without_conflict_in_parentheses(stem).is_some())?;
        let lower = inside.to_lowercase();
        COPY.iter().any(|copy| lower.contains(copy)).then_some(inside)
    };
    without_syncthing_mark(stem)
        .or_else(|| without_owncloud_mark(stem))
        .or_else(|| without_safe_backup(stem))
        .or_else(|| stem.strip_suffix(".Conflict"))
        .or_else(in_parentheses)
        .is_some()
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

fn without_telling_mark(stem: &str) -> Option<&str> {
    without_syncthing_mark(stem)
        .or_else(|| without_conflict_in_parentheses(stem))
        .or_else(|| without_owncloud_mark(stem))
        .or_else(|| without_resilio_mark(stem))
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

/// Dropbox: `NAME (Anna's conflicted copy 2024-01-31)`, and in its other languages a word like "conflict" beside the
/// date; `NAME (Case Conflict 1)`. Nextcloud: `NAME (conflicted copy Anna 2024-01-31 235959)`.
fn without_conflict_in_parentheses(stem: &str) -> Option<&str> {
    const SAID_BY_DROPBOX: [&str; 3] = [
        "case conflict",
        "unicode encoding conflict",
        "selective sync conflict",
    ];
    let (base, inside) = last_parentheses(stem)?;
    let inside = inside.to_lowercase();
    let numbered_again = last_parentheses(&inside).map_or(inside.as_str(), |(before, _)| before);
    let named = numbered_again.ends_with("conflicted copy")
        || SAID_BY_DROPBOX.iter().any(|said| {
            inside
                .strip_prefix(said)
                .is_some_and(|rest| rest.is_empty() || is_count(rest.trim_start(), 1))
        });
    let dated = ["conflict", "conflit", "konflikt"]
        .iter()
        .any(|word| inside.contains(word))
        && has_date(&inside);
    (named || dated).then_some(base)
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

/// What is left when marks are taken off that are ordinary names as well.
fn ordinary_bases(stem: &str) -> Vec<&str> {
    if let Some(host) = without_safe_backup(stem) {
        return without_host(host);
    }
    let mut bases = Vec::new();
    bases.extend(without_google_number(stem));
    bases.extend(without_icloud_number(stem));
    bases.extend(without_host(stem));
    bases
}

/// OneDrive: `NAME-HOST-safeBackup-0001`.
fn without_safe_backup(stem: &str) -> Option<&str> {
    let (base, number) = stem.rsplit_once("-safeBackup-")?;
    is_digits(number, 4).then_some(base)
}

/// Google Drive: `NAME (1)`.
fn without_google_number(stem: &str) -> Option<&str> {
    let (base, inside) = last_parentheses(stem)?;
    is_count(inside, 1).then_some(base)
}

/// iCloud: `NAME 2`, counted from 2.
fn without_icloud_number(stem: &str) -> Option<&str> {
    let (base, number) = stem.rsplit_once(' ')?;
    is_count(number, 2).then_some(base)
}

/// OneDrive: `NAME-HOST`, `NAME-HOST-2`. Windows itself names computers `DESKTOP-1A2B3C4`, so a host in capitals may
/// hold one dash. A slug is full of dashes: no more of them are tried.
fn without_host(stem: &str) -> Vec<&str> {
    let mut bases = Vec::new();
    let Some((base, host)) = cut_at_dash(stem) else {
        return bases;
    };
    bases.push(base);
    let Some((shorter, part)) = cut_at_dash(base) else {
        return bases;
    };
    if is_count(host, 2) {
        bases.push(shorter);
        if let Some((shortest, first)) = cut_at_dash(shorter)
            && is_capitals(first)
            && is_capitals(part)
        {
            bases.push(shortest);
        }
    } else if is_capitals(part) && is_capitals(host) {
        bases.push(shorter);
    }
    bases
}

fn cut_at_dash(stem: &str) -> Option<(&str, &str)> {
    stem.rsplit_once('-')
        .filter(|(base, host)| !base.is_empty() && !base.ends_with('-') && !host.is_empty())
}

/// What stands before the last parentheses, and in them, where they end the text; inner parentheses are counted.
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

/// Whether one of the words is a date such as `2024-01-31`.
fn has_date(text: &str) -> bool {
    text.split(|character: char| character != '-' && !character.is_ascii_digit())
        .any(|word| {
            let mut parts = word.split('-');
            [4, 2, 2]
                .into_iter()
                .all(|length| parts.next().is_some_and(|part| is_digits(part, length)))
                && parts.next().is_none()
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

fn is_capitals(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{conflict_bases, has_conflict_mark};

    fn bases(name: &str) -> Vec<String> {
        conflict_bases(name)
    }

    #[test]
    fn every_engine_s_mark_leads_to_the_original() {
        for name in [
            "a.sync-conflict-20240131-235959-ABCDEFG.md",
            "a.sync-conflict-20240131-235959.md",
            "a (Anna's conflicted copy 2024-01-31).md",
            "a (Anna\u{2019}s conflicted copy 2024-01-31 (1)).md",
            "a (ANNA-PC's conflicted copy).md",
            "a (conflicted copy 2024-01-31 235959).md",
            "a (conflicted copy Anna B. 2024-01-31 235959).md",
            "a (Copie en conflit de Anna 2024-01-31).md",
            "a (In Konflikt stehende Kopie von Anna 2024-01-31).md",
            "a (Case Conflict).md",
            "a (Case Conflict 1).md",
            "a_conflict-20240131-235959.md",
            "a_conflict-anna-20240131-235959.md",
            "a.Conflict.md",
            "a-ANNAPC-safeBackup-0001.md",
            "a-ANNAPC.md",
            "a (1).md",
            "a 2.md",
        ] {
            assert_eq!(bases(name), ["a.md"], "{name}");
        }
    }

    #[test]
    fn the_base_lies_in_the_same_directory_and_has_the_same_extension() {
        assert_eq!(
            bases("_arguendo/x (1)/a (2).markdown"),
            ["_arguendo/x (1)/a.markdown"]
        );
        assert_eq!(bases("responses/a.b.Conflict.MD"), ["responses/a.b.MD"]);
    }

    #[test]
    fn a_copy_of_a_copy_leads_to_the_original_first() {
        assert_eq!(
            bases("a.sync-conflict-20240131-235959-ABCDEFG.sync-conflict-20240201-000000-GFEDCBA.md"),
            ["a.md", "a.sync-conflict-20240131-235959-ABCDEFG.md"]
        );
    }

    #[test]
    fn a_computer_named_by_windows_has_a_dash_of_its_own() {
        assert_eq!(bases("a-b-DESKTOP-1A2B3C4.md"), ["a-b-DESKTOP.md", "a-b.md"]);
        assert_eq!(
            bases("a-b-DESKTOP-1A2B3C4-2.md"),
            ["a-b-DESKTOP-1A2B3C4.md", "a-b-DESKTOP.md", "a-b.md"]
        );
        assert_eq!(
            bases("a-b-DESKTOP-1A2B3C4-safeBackup-0001.md"),
            ["a-b-DESKTOP.md", "a-b.md"]
        );
    }

    #[test]
    fn only_the_last_part_of_a_slug_is_taken_for_a_computer() {
        assert_eq!(bases("why-culture-matters.md"), ["why-culture.md"]);
    }

    #[test]
    fn a_mark_that_nobody_writes_by_hand_is_known_without_the_original() {
        for (name, is_marked) in [
            ("x/a.sync-conflict-20240131-235959-ABCDEFG.md", true),
            ("x/a (ANNA-PC's conflicted copy).md", true),
            ("x/a (Copie en conflit de Anna 2024-01-31).md", true),
            ("x/a (Case Conflict 1).md", false),
            ("x/a_conflict-anna-20240131-235959.md", true),
            ("x/a.Conflict.md", true),
            ("x/a-ANNAPC-safeBackup-0001.md", true),
            ("x/a-ANNAPC.md", false),
            ("x/a (1).md", false),
            ("x/a 2.md", false),
            ("x/a (the conflict of laws).md", false),
            ("x/a (the conflict of 1914-07-28).md", false),
            ("x/a (case conflict).md", false),
            ("x/a.conflict.md", false),
            ("x.Conflict/a.md", false),
        ] {
            assert_eq!(has_conflict_mark(name), is_marked, "{name}");
        }
    }

    #[test]
    fn near_misses_are_no_conflict_copies() {
        for name in [
            "a.sync-conflict-2024-235959-ABCDEFG.md".replace('-', "_"),
            "a.sync.md".into(),
            "a (the conflict of laws).md".into(),
            "a (on the conflicted copy of the treaty).md".into(),
            "a (2024).md".into(),
            "a (01).md".into(),
            "a (0).md".into(),
            "a(1).md".into(),
            "a 1.md".into(),
            "a 02.md".into(),
            "a 2024.md".into(),
            "a ().md".into(),
            "a (1.md".into(),
            "a_conflict.md".into(),
            "conflict.md".into(),
            "a.conflicts.md".into(),
            " 2.md".into(),
            " (1).md".into(),
            "-HOST.md".into(),
            ".Conflict.md".into(),
            "a".into(),
            "".into(),
            ".md".into(),
        ] {
            assert!(bases(&name).is_empty(), "{name}: {:?}", bases(&name));
        }
    }
}
