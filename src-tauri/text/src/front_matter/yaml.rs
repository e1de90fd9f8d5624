//! Reads YAML as a tree of texts with their lines, within a budget. Nothing is converted to a number, a date
//! or a truth value here: `no`, `010` and `2016` are returned as written.

use std::collections::{HashMap, HashSet};

use serde_saphyr::granit_parser::{self, ErrorKind, Event, Parser, ScalarStyle, Span, StrInput, Tag};

use super::LONGEST_HEADER;
use super::aliases::{Size, inherited};
use super::value::{Entry, Mapping, Node, Value};

/// The largest depth of lists and maps inside each other.
const DEEPEST: usize = 16;
/// The largest number of scalars, lists and maps in one header, after aliases are replaced.
const MOST_NODES: usize = 2_000;
/// The largest number of further list entries that are plain texts. It is large because a question's list
/// grows with every response.
const MOST_ENTRIES: usize = 20_000;
/// The largest total size of the texts that aliases stand for, in bytes.
const MOST_REPEATED: usize = LONGEST_HEADER;

/// A key that is written twice in one map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The key.
    pub key: String,
    /// The line of the entry that is ignored.
    pub first_line: u32,
    /// The line of the entry that is used.
    pub last_line: u32,
}

/// Why a text cannot be read as YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// The line in the file, counted from 1.
    pub line: u32,
    /// The column, counted from 1 in characters.
    pub column: u32,
    /// The reason, as part of a sentence.
    pub reason: String,
    /// The text is well-formed, but exceeds the reading budget.
    pub is_too_much: bool,
}

/// Reads `text` as one map. An empty text is an empty map. `first_line` is the line in the file on which
/// `text` begins.
///
/// # Errors
/// It is not YAML, is not a map, or exceeds the budget: 256 KiB, 2,000 nodes and 16 levels including the
/// contents of aliases, and 20,000 list entries.
pub fn parse(text: &str, first_line: u32) -> Result<(Mapping, Vec<Duplicate>), Invalid> {
    if text.len() > LONGEST_HEADER {
        let reason = format!("it is longer than {} KiB", LONGEST_HEADER / 1024);
        return Err(Invalid {
            line: first_line,
            column: 1,
            reason,
            is_too_much: true,
        });
    }
    // The parser's limit is one more, so that the error is ours.
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: DEEPEST + 1,
        block_nesting_limit: DEEPEST + 1,
    };
    let events = Parser::new_from_str_with_options(text, options);
    let mut reader = Reader {
        events,
        first_line,
        nodes: 0,
        entries: 0,
        repeated: 0,
        anchors: HashMap::new(),
        duplicates: Vec::new(),
    };
    let map = reader.document()?;
    Ok((map, reader.duplicates))
}

struct Reader<'a> {
    events: Parser<'a, StrInput<'a>>,
    first_line: u32,
    nodes: usize,
    entries: usize,
    repeated: usize,
    /// The values that aliases stand for.
    anchors: HashMap<usize, Node>,
    duplicates: Vec<Duplicate>,
}

impl<'a> Reader<'a> {
    /// Reads the first document only, as Ruby does.
    fn document(&mut self) -> Result<Mapping, Invalid> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd | Event::DocumentEnd => return Ok(Mapping::default()),
                event => {
                    let root = self.node(event, span, 1)?;
                    let is_null = root.is_null();
                    return match root.value {
                        Value::Map(map) => Ok(map),
                        _ if is_null => Ok(Mapping::default()),
                        _ => Err(self.invalid(span, "keys with values are expected")),
                    };
                }
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Invalid> {
        match self.events.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => {
                let is_too_much = matches!(error.kind(), ErrorKind::RecursionLimitExceeded);
                let invalid = self.invalid(Span::empty(*error.marker()), &error.info());
                Err(Invalid {
                    is_too_much,
                    ..invalid
                })
            }
            None => Err(Invalid {
                line: self.first_line,
                column: 1,
                reason: "it ends too early".into(),
                is_too_much: false,
            }),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Invalid> {
        self.charge(1, span)?;
        self.value(event, span, depth)
    }

    fn value(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Invalid> {
        if depth > DEEPEST {
            return Err(self.too_much(span, &format!("it is nested more than {DEEPEST} levels deep")));
        }
        let line = self.line(span);
        let anchor = event.anchor_id();
        let value = match event {
            Event::Scalar(text, style, _, tag) => {
                let plain = style == ScalarStyle::Plain && !is_text_by_tag(tag.as_deref());
                Value::Scalar {
                    text: text.into_owned(),
                    plain,
                }
            }
            Event::SequenceStart(..) => Value::List(self.list(depth)?),
            Event::MappingStart(..) => Value::Map(self.map(depth)?),
            Event::Alias(meant) => return self.repeated(meant, span, depth),
            _ => return Err(self.invalid(span, "a value is expected")),
        };
        let node = Node { line, value };
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    /// The value that an alias stands for, as if it were written there.
    fn repeated(&mut self, meant: usize, span: Span, depth: usize) -> Result<Node, Invalid> {
        let Some(node) = self.anchors.get(&meant) else {
            return Err(self.too_much(span, "an alias (*name) stands in what it stands for"));
        };
        let mut size = Size::default();
        size.add(node, depth);
        if size.deepest > DEEPEST {
            return Err(self.too_much(span, &format!("it is nested more than {DEEPEST} levels deep")));
        }
        self.repeated = self.repeated.saturating_add(size.bytes);
        if self.repeated > MOST_REPEATED {
            let reason = format!("aliases stand for more than {} KiB", MOST_REPEATED / 1024);
            return Err(self.too_much(span, &reason));
        }
        let node = Node {
            line: self.line(span),
            value: node.value.clone(),
        };
        self.charge(size.nodes, span)?;
        Ok(node)
    }

    fn charge(&mut self, nodes: usize, span: Span) -> Result<(), Invalid> {
        self.nodes = self.nodes.saturating_add(nodes);
        match self.nodes > MOST_NODES {
            true => Err(self.too_much(span, &format!("it has more than {MOST_NODES} values"))),
            false => Ok(()),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, Invalid> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(items),
                (event @ Event::Scalar(..), span) => {
                    self.entries += 1;
                    if self.entries > MOST_ENTRIES {
                        let reason = format!("its lists have more than {MOST_ENTRIES} entries");
                        return Err(self.too_much(span, &reason));
                    }
                    items.push(self.value(event, span, depth + 1)?);
                }
                (event, span) => items.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Mapping, Invalid> {
        let mut entries: Vec<Option<Entry>> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut taken_over: HashSet<String> = HashSet::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                return Ok(Mapping {
                    entries: entries.into_iter().flatten().collect(),
                });
            }
            let key = self.node(event, span, depth + 1)?;
            let (event, span) = self.next()?;
            let value = self.node(event, span, depth + 1)?;
            // Neither this program nor Jekyll gives a meaning to a key that is a list or a map.
            let Value::Scalar { text, .. } = key.value else {
                continue;
            };
            let inherited = match text.as_str() {
                "<<" => inherited(&value),
                _ => None,
            };
            let Some(inherited) = inherited else {
                let entry = Entry {
                    key: text,
                    line: key.line,
                    value,
                };
                let last_line = entry.line;
                let is_own = !taken_over.remove(&entry.key);
                if let Some(earlier) = put(&mut entries, &mut places, entry).filter(|_| is_own) {
                    self.duplicates.push(Duplicate {
                        key: earlier.key,
                        first_line: earlier.line,
                        last_line,
                    });
                }
                continue;
            };
            for entry in inherited {
                taken_over.insert(entry.key.clone());
                put(&mut entries, &mut places, entry);
            }
        }
    }

    fn line(&self, span: Span) -> u32 {
        let line = u32::try_from(span.start.line()).unwrap_or(u32::MAX);
        line.saturating_sub(1).saturating_add(self.first_line)
    }

    fn too_much(&self, span: Span, reason: &str) -> Invalid {
        Invalid {
            is_too_much: true,
            ..self.invalid(span, reason)
        }
    }

    fn invalid(&self, span: Span, reason: &str) -> Invalid {
        let column = u32::try_from(span.start.col())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        Invalid {
            line: self.line(span),
            column,
            reason: reason.to_owned(),
            is_too_much: false,
        }
    }
}

/// Adds an entry at the end. An earlier entry with the same key is removed and returned.
fn put(entries: &mut Vec<Option<Entry>>, places: &mut HashMap<String, usize>, entry: Entry) -> Option<Entry> {
    let earlier = places.insert(entry.key.clone(), entries.len());
    entries.push(Some(entry));
    earlier.and_then(|at| entries[at].take())
}

/// True if the tag makes the value a text, as in `!!str no`. Ruby's own tags do, too.
fn is_text_by_tag(tag: Option<&Tag>) -> bool {
    tag.is_some_and(|tag| match tag.core_suffix() {
        Some(suffix) => suffix == "str",
        None => true,
    })
}
