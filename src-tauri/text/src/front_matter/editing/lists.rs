//! Adds and removes entries of lists, in whatever style the list is written.

use std::ops::Range;

use super::super::layout::{Item, Laid, Quotes, Shape};
use super::super::quoting::scalar;
use super::super::{HEADER_LINE, parse};
use super::header::{EditError, Header, Wanted, is_same_name, texts_of};
use super::keys::remove;
use crate::front_matter::{Split, split};

/// The texts of the list `key`, as written. A single text is read as a list of one. Empty if there is no such
/// key or no readable header.
#[must_use]
pub fn list(text: &str, key: &str) -> Vec<String> {
    let Split::Parts(parts) = split(text) else {
        return Vec::new();
    };
    let Ok((map, _)) = parse(parts.header, HEADER_LINE) else {
        return Vec::new();
    };
    let entry = map.get(key);
    entry.and_then(|entry| texts_of(&entry.value)).unwrap_or_default()
}

/// `text` with `entry` added at the end of the list `key`. If the list already has the entry, the text is
/// unchanged.
///
/// # Errors
/// See [`EditError`].
pub fn add_to_list(text: &str, key: &str, entry: &str) -> Result<String, EditError> {
    let header = Header::of(text, key)?;
    let mut wanted = header.texts()?;
    if wanted.iter().any(|have| is_same_name(have, entry)) {
        return Ok(text.to_owned());
    }
    wanted.push(entry.to_owned());
    let wanted = Wanted::List(&wanted);
    let Some((_, laid)) = header.find()? else {
        let lines = [
            format!("{key}:"),
            format!("  - {}", scalar(entry, Quotes::None, false)),
        ];
        return header.insert_lines(&lines, &wanted);
    };
    let in_brackets = scalar(entry, Quotes::None, true);
    let cut = match &laid.shape {
        Shape::Nothing => {
            let at = header.line_end(laid.after_colon);
            let indent = &header.parts.header[header.line_of_key(laid)?..laid.key_at.start];
            let end = header.line_end_before(at);
            let written = scalar(entry, Quotes::None, false);
            (at..at, format!("{indent}  - {written}{end}"))
        }
        // The value is `~` or a text of blanks.
        Shape::Scalar(_) if header.texts()?.is_empty() => (laid.value_at.clone(), format!("[{in_brackets}]")),
        Shape::Scalar(quotes) => {
            let written = &header.parts.header[laid.value_at.clone()];
            if *quotes == Quotes::Block || written.contains('\n') {
                return Err(header.cannot("it is a text over several lines, not a list"));
            }
            (laid.value_at.clone(), format!("[{written}, {in_brackets}]"))
        }
        Shape::Flow(items) => header.flow_addition(laid, items, entry),
        Shape::Block(items) => header.block_addition(items, entry)?,
        Shape::Map => return Err(header.cannot("it is a map, not a list")),
    };
    header.apply(vec![cut], &wanted)
}

/// `text` with `entry` added to the list `key` before `next`, or at the end if `next` is not in the list.
///
/// # Errors
/// See [`EditError`].
pub fn add_before(text: &str, key: &str, entry: &str, next: &str) -> Result<String, EditError> {
    let header = Header::of(text, key)?;
    let mut wanted = header.texts()?;
    let place = wanted.iter().position(|have| is_same_name(have, next));
    let is_there = wanted.iter().any(|have| is_same_name(have, entry));
    let (Some(place), Some((_, laid)), false) = (place, header.find()?, is_there) else {
        return add_to_list(text, key, entry);
    };
    wanted.insert(place, entry.to_owned());
    let is_next = |item: &&Item| item.text.as_deref().is_some_and(|text| is_same_name(text, next));
    let cut = match &laid.shape {
        Shape::Flow(items) => items.iter().find(is_next).map(|item| {
            let written = scalar(entry, item.quotes, true);
            (item.at.start..item.at.start, format!("{written}, "))
        }),
        Shape::Block(items) => match items.iter().find(is_next) {
            Some(item) => {
                let (start, front) = header.dash_line(item)?;
                let gap = if front.ends_with('-') { " " } else { "" };
                let end = header.line_end_before(start);
                let written = scalar(entry, item.quotes, false);
                Some((start..start, format!("{front}{gap}{written}{end}")))
            }
            None => None,
        },
        Shape::Nothing | Shape::Scalar(_) | Shape::Map => None,
    };
    match cut {
        Some(cut) => header.apply(vec![cut], &Wanted::List(&wanted)),
        None => add_to_list(text, key, entry),
    }
}

/// `text` with every occurrence of `entry` removed from the list `key`. If no entry is written exactly like
/// `entry`, entries with an equal name are removed. If there are none, the text is unchanged.
///
/// # Errors
/// See [`EditError`].
pub fn remove_from_list(text: &str, key: &str, entry: &str) -> Result<String, EditError> {
    let header = Header::of(text, key)?;
    let texts = header.texts()?;
    let is_exact = texts.iter().any(|have| have == entry);
    let is_meant = |have: &str| match is_exact {
        true => have == entry,
        false => is_same_name(have, entry),
    };
    let left: Vec<String> = texts.iter().filter(|have| !is_meant(have)).cloned().collect();
    if left.len() == texts.len() {
        return Ok(text.to_owned());
    }
    let Some((_, laid)) = header.find()? else {
        return Ok(text.to_owned());
    };
    let is_item_meant = |item: &Item| item.text.as_deref().is_some_and(is_meant);
    let mut cuts = Vec::new();
    match &laid.shape {
        Shape::Nothing | Shape::Map => {}
        Shape::Scalar(_) => cuts.push((laid.after_colon..laid.value_at.end, String::new())),
        Shape::Flow(items) => {
            // Entries are removed one at a time, from the last, because the gap between two entries is
            // removed with the later one.
            let Some(number) = items.iter().rposition(is_item_meant) else {
                return Err(header.cannot("the entry is written in a way that is not known here"));
            };
            let rest: Vec<String> = header.texts_without(items, number)?;
            let cuts = header.flow_removal(items, number);
            let shorter = header.apply(cuts, &Wanted::List(&rest))?;
            return remove_from_list(&shorter, key, entry);
        }
        Shape::Block(items) => {
            for item in items.iter().filter(|item| is_item_meant(item)) {
                let start = header.dash_line(item)?.0;
                cuts.push((start..header.line_end(item.at.end), String::new()));
            }
        }
    }
    header.apply(cuts, &Wanted::List(&left))
}

/// `text` with `entries` as the list `key`, without duplicate names. Entries that stay keep their lines if
/// the order allows it.
///
/// # Errors
/// See [`EditError`].
pub fn set_list(text: &str, key: &str, entries: &[String]) -> Result<String, EditError> {
    let have = Header::of(text, key)?.texts()?;
    let stay: Vec<&String> = have.iter().filter(|have| entries.contains(have)).collect();
    let is_begun = stay.iter().zip(entries).all(|(stay, entry)| *stay == entry);
    let mut changed = text.to_owned();
    for gone in have.iter().filter(|have| !is_begun || !entries.contains(have)) {
        changed = remove_from_list(&changed, key, gone)?;
    }
    for entry in entries {
        changed = add_to_list(&changed, key, entry)?;
    }
    Ok(changed)
}

/// `text` with a list of maps as the value of `key`, such as `responds-to`. An empty list removes the key.
///
/// # Errors
/// See [`EditError`].
pub fn set_maps(text: &str, key: &str, maps: &[Vec<(&str, &str)>]) -> Result<String, EditError> {
    if maps.iter().all(Vec::is_empty) {
        return remove(text, key);
    }
    let header = Header::of(text, key)?;
    let wanted = Wanted::Maps(maps);
    if header.says(&header.before, &wanted) {
        return Ok(text.to_owned());
    }
    let mut lines = vec![format!("{key}:")];
    for map in maps {
        let mut sign = "- ";
        for (name, value) in map {
            lines.push(format!("  {sign}{name}: {}", scalar(value, Quotes::None, false)));
            sign = "  ";
        }
    }
    let Some((number, laid)) = header.find()? else {
        return header.insert_lines(&lines, &wanted);
    };
    let at = header.lines_of(number);
    let end = header.line_end_before(at.end);
    let indent = &header.parts.header[header.line_of_key(laid)?..laid.key_at.start];
    let new = lines.iter().map(|line| format!("{indent}{line}{end}")).collect();
    header.apply(vec![(at, new)], &wanted)
}

impl Header<'_> {
    fn texts(&self) -> Result<Vec<String>, EditError> {
        let Some(entry) = self.before.get(self.key) else {
            return Ok(Vec::new());
        };
        texts_of(&entry.value).ok_or_else(|| self.cannot("it holds more than names"))
    }

    fn texts_without(&self, items: &[Item], number: usize) -> Result<Vec<String>, EditError> {
        let others = items.iter().enumerate().filter(|(other, _)| *other != number);
        let texts = others.map(|(_, item)| item.text.clone());
        let texts: Option<Vec<String>> = texts.collect();
        let mut texts = texts.ok_or_else(|| self.cannot("it holds more than names"))?;
        texts.retain(|text| !text.trim().is_empty());
        Ok(texts)
    }

    /// The start of an entry's line, and the part of the line before the entry: blanks, the dash, blanks.
    fn dash_line(&self, item: &Item) -> Result<(usize, &str), EditError> {
        let start = self.line_start(item.at.start);
        let front = &self.parts.header[start..item.at.start];
        let is_dash = front.trim_matches([' ', '\t']) == "-";
        is_dash
            .then_some((start, front))
            .ok_or_else(|| self.cannot("an entry does not stand on its dash's line"))
    }

    fn block_addition(&self, items: &[Item], entry: &str) -> Result<(Range<usize>, String), EditError> {
        let last = items
            .last()
            .filter(|last| last.text.is_some())
            .ok_or_else(|| self.cannot("its last entry is no name on one line"))?;
        let front = self.dash_line(last)?.1;
        let gap = if front.ends_with('-') { " " } else { "" };
        let at = self.line_end(last.at.end);
        let end = self.line_end_before(at);
        let written = scalar(entry, last.quotes, false);
        Ok((at..at, format!("{front}{gap}{written}{end}")))
    }

    fn flow_addition(&self, laid: &Laid, items: &[Item], entry: &str) -> (Range<usize>, String) {
        let Some(last) = items.last() else {
            let at = laid.value_at.start + 1;
            return (at..at, scalar(entry, Quotes::None, true));
        };
        let between = match items {
            [.., before, last] => &self.parts.header[before.at.end..last.at.start],
            _ => ", ",
        };
        let is_bare = between.trim() == ",";
        let divided = if is_bare { between } else { ", " };
        let written = scalar(entry, last.quotes, true);
        (last.at.end..last.at.end, format!("{divided}{written}"))
    }

    /// An entry in brackets is removed together with the comma before it, or after it if it is the first.
    /// Comments stay.
    fn flow_removal(&self, items: &[Item], number: usize) -> Vec<(Range<usize>, String)> {
        let header = self.parts.header;
        let own = items[number].at.clone();
        let nothing = String::new;
        let gap = match (number.checked_sub(1), items.get(number + 1)) {
            (Some(before), _) => items[before].at.end..own.start,
            (None, Some(next)) => own.end..next.at.start,
            (None, None) => {
                let rest = &header[own.end..];
                let comma = rest.trim_start().starts_with(',');
                own.end
                    ..own.end
                        + if comma {
                            rest.find(',').map_or(0, |at| at + 1)
                        } else {
                            0
                        }
            }
        };
        if !header[gap.clone()].contains('#') {
            return vec![(own.start.min(gap.start)..own.end.max(gap.end), nothing())];
        }
        let mut cuts = vec![(own, nothing())];
        // A comma inside a comment does not count.
        let mut at = gap.start;
        for line in header[gap].split_inclusive('\n') {
            let said = line.find('#').unwrap_or(line.len());
            if let Some(comma) = line[..said].find(',') {
                cuts.push((at + comma..at + comma + 1, nothing()));
                break;
            }
            at += line.len();
        }
        cuts
    }
}
