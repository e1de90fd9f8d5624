//! Merges the front matter of two texts key by key, and writes it without touching a byte that nobody
//! changed.

use std::collections::BTreeMap;

use super::lists;
use super::parts::{Field, FieldValue, MergeError, MergeState, Unmergeable, head_of};
use super::regions::{Three, Who};
use crate::front_matter::editing::{self, remove, set, set_list, set_plain, take};
use crate::front_matter::{HEADER_LINE, Mapping, Split, Value, is_text, parse, split};

/// A merged front matter.
pub(super) struct Header {
    pub fields: Vec<Field>,
    base: Option<String>,
    mine: String,
    theirs: String,
}

impl Header {
    pub fn of(base: Option<&str>, mine: &str, theirs: &str) -> Result<Self, Unmergeable> {
        let own = Read::of(mine)?;
        let others = Read::of(theirs)?;
        if own.head.is_empty() != others.head.is_empty() {
            return Err(Unmergeable("one has none".to_owned()));
        }
        // If the front matter of the base is broken, it is treated as unknown.
        let known = base
            .and_then(|base| Read::of(base).ok())
            .filter(|read| !read.head.is_empty());
        let mut keys: Vec<&str> = Vec::new();
        for read in [Some(&own), Some(&others)].into_iter().flatten() {
            for entry in &read.map.entries {
                if !keys.contains(&entry.key.as_str()) {
                    keys.push(&entry.key);
                }
            }
        }
        let fields = keys
            .into_iter()
            .map(|key| field(key, known.as_ref(), &own, &others));
        Ok(Self {
            fields: fields.collect(),
            base: known.as_ref().map(|read| read.head.to_owned()),
            mine: own.head.to_owned(),
            theirs: others.head.to_owned(),
        })
    }

    /// The front matter with `choices` in place, including its fences.
    pub fn settled(&self, choices: &BTreeMap<String, FieldValue>) -> Result<String, MergeError> {
        let wanted = |field: &Field| choices.get(&field.key).cloned().or_else(|| field.merged.clone());
        let wanted: Vec<(&Field, FieldValue)> = self
            .fields
            .iter()
            .filter_map(|field| Some((field, wanted(field)?)))
            .collect();
        let is_it = |head: &str| {
            Read::of(head).is_ok_and(|read| {
                let says = |(field, value): &(&Field, FieldValue)| read.value(&field.key) == *value;
                let is_known = |key: &str| self.fields.iter().any(|field| field.key == key);
                wanted.iter().all(says) && read.map.entries.iter().all(|entry| is_known(&entry.key))
            })
        };
        // If possible, the text of one side or the merged lines of both are used. They also keep the
        // comments.
        if self.base.as_ref() == Some(&self.mine) && is_it(&self.theirs) {
            return Ok(self.theirs.clone());
        }
        if self.base.as_ref() != Some(&self.theirs)
            && let Some(lines) = self.by_lines()
            && is_it(&lines)
        {
            return Ok(lines);
        }
        let mut head = self.mine.clone();
        for (field, value) in wanted {
            if value != field.mine {
                head = self.written(&head, field, &value)?;
            }
        }
        Ok(head)
    }

    /// `head` with `value` for the field's key. If one of the texts has this value, it is written as it is
    /// there.
    fn written(&self, head: &str, field: &Field, value: &FieldValue) -> Result<String, MergeError> {
        let key = field.key.as_str();
        let of_theirs = (*value == field.theirs).then_some(self.theirs.as_str());
        let of_base = (*value == field.base).then_some(self.base.as_deref()).flatten();
        let taken = match of_theirs.or(of_base) {
            Some(from) if *value != FieldValue::Absent => Some(take(head, key, from)),
            _ => None,
        };
        if let Some(Ok(taken)) = taken {
            return Ok(taken);
        }
        // A date or a truth value is written without quotes, so that it does not become a text.
        let special = [&self.mine, &self.theirs]
            .into_iter()
            .any(|head| is_special(head, key));
        let done = match value {
            FieldValue::Absent => remove(head, key),
            FieldValue::Text { text } if special && !is_text(text) => set_plain(head, key, text),
            FieldValue::Text { text } => set(head, key, text),
            FieldValue::List { items } => set_list(head, key, items),
            FieldValue::Written { .. } => match taken {
                Some(Err(error)) => Err(error),
                _ => return Err(MergeError::NotWritten(key.to_owned())),
            },
        };
        Ok(done?)
    }

    /// The merged lines of both sides, if no two changes touch.
    fn by_lines(&self) -> Option<String> {
        let lines = |head: &'_ str| -> Vec<String> { head.split_inclusive('\n').map(String::from).collect() };
        let (base, mine, theirs) = (lines(self.base.as_ref()?), lines(&self.mine), lines(&self.theirs));
        let three = Three::of(
            base.iter().map(String::as_str),
            mine.iter().map(String::as_str),
            theirs.iter().map(String::as_str),
        );
        // Each line counts by itself. Nearby lines are not grouped.
        let regions = three.regions(|_| false, |_, range| range.len() * 3);
        let mut merged = String::new();
        for region in regions {
            let lines = match region.who {
                Who::Both => return None,
                Who::Theirs => &theirs[region.theirs],
                Who::Nobody | Who::Mine | Who::Alike => &mine[region.mine],
            };
            lines.iter().for_each(|line| merged.push_str(line));
        }
        Some(merged)
    }
}

/// A readable front matter.
struct Read<'a> {
    head: &'a str,
    map: Mapping,
}

impl<'a> Read<'a> {
    fn of(text: &'a str) -> Result<Self, Unmergeable> {
        let map = match split(text) {
            Split::Parts(parts) => parse(parts.header, HEADER_LINE).map(|(map, _)| map),
            Split::Absent => Ok(Mapping::default()),
            Split::Unclosed => return Err(Unmergeable("nothing closes it".to_owned())),
        };
        let map = map.map_err(|error| {
            Unmergeable(format!(
                "line {}, column {}: {}",
                error.line, error.column, error.reason
            ))
        })?;
        Ok(Self {
            head: head_of(text),
            map,
        })
    }

    fn value(&self, key: &str) -> FieldValue {
        let Some(entry) = self.map.get(key) else {
            return FieldValue::Absent;
        };
        let texts = |items: &[crate::front_matter::Node]| -> Option<Vec<String>> {
            let texts = items.iter().map(|item| match &item.value {
                Value::Scalar { text, .. } => Some(text.clone()),
                Value::List(_) | Value::Map(_) => None,
            });
            texts.collect()
        };
        match &entry.value.value {
            Value::Scalar { .. } if entry.value.is_null() => FieldValue::Text { text: String::new() },
            Value::Scalar { text, .. } => FieldValue::Text { text: text.clone() },
            Value::List(items) => match texts(items) {
                Some(items) => FieldValue::List { items },
                None => self.written(key),
            },
            Value::Map(_) => self.written(key),
        }
    }

    fn written(&self, key: &str) -> FieldValue {
        FieldValue::Written {
            text: editing::lines(self.head, key).unwrap_or_default(),
        }
    }
}

fn is_special(head: &str, key: &str) -> bool {
    let Ok(read) = Read::of(head) else {
        return false;
    };
    let entry = read.map.get(key);
    entry.is_some_and(
        |entry| matches!(&entry.value.value, Value::Scalar { text, plain } if *plain && !is_text(text)),
    )
}

fn field(key: &str, base: Option<&Read>, mine: &Read, theirs: &Read) -> Field {
    let has_base = base.is_some();
    let base = base.map_or(FieldValue::Absent, |base| base.value(key));
    let (mine, theirs) = (mine.value(key), theirs.value(key));
    let (state, merged) = if mine == theirs {
        let state = if has_base && mine != base {
            MergeState::Both
        } else {
            MergeState::Same
        };
        (state, Some(mine.clone()))
    } else if !has_base {
        (MergeState::Conflict, None)
    } else if mine == base {
        (MergeState::Theirs, Some(theirs.clone()))
    } else if theirs == base {
        (MergeState::Mine, Some(mine.clone()))
    } else {
        match merged_lists(&base, &mine, &theirs) {
            Some(items) => (MergeState::Both, Some(FieldValue::List { items })),
            None => (MergeState::Conflict, None),
        }
    };
    Field {
        key: key.to_owned(),
        state,
        base,
        mine,
        theirs,
        merged,
    }
}

/// Merges two lists. A key that the base does not have counts as an empty list.
fn merged_lists(base: &FieldValue, mine: &FieldValue, theirs: &FieldValue) -> Option<Vec<String>> {
    fn items(value: &FieldValue) -> Option<&[String]> {
        match value {
            FieldValue::List { items } => Some(items),
            FieldValue::Absent => Some(&[]),
            FieldValue::Text { .. } | FieldValue::Written { .. } => None,
        }
    }
    let is_gone = [mine, theirs].contains(&&FieldValue::Absent);
    if is_gone {
        return None;
    }
    lists::merge(items(base)?, items(mine)?, items(theirs)?)
}
