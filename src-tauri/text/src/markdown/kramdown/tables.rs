//! Tables: rows of cells, separated by each `|` that is not inside code or an HTML tag.

use super::attributes::is_space;
use super::blocks::{BlockReader, Stretch, is_before_boundary};
use super::line;
use super::spans::{Marks, SpanReader};
use super::tree::{Alignment, Block, BlockKind, PartKind, Section, SectionKind, Span, Table};

impl BlockReader<'_> {
    /// A table.
    pub fn table(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let rest = stretch.rest();
        let is_start = line::unindented(rest).is_some_and(|line| !line.starts_with(is_space) && is_row(line));
        if !is_start || !stretch.is_after_boundary() {
            return false;
        }
        let mut rows = TableRows::default();
        let leading_pipe = line::first(rest).trim_start_matches(is_space).starts_with('|');
        let mut length = 0;
        while is_row(&rest[length..]) {
            let line = line::first(&rest[length..]);
            length += line.len();
            rows.read_line(line, &mut |line| self.cells(line, leading_pipe));
        }
        self.limits.spend(4 * length);
        if !is_before_boundary(&rest[length..]) || !self.each_line_has_a_pipe(&rest[..length]) {
            return false;
        }
        let Some(table) = rows.finish() else {
            return false;
        };
        stretch.push(Block::new(BlockKind::Table(table)));
        stretch.at += length;
        true
    }

    /// The cells of a row.
    fn cells(&mut self, line: &str, leading_pipe: bool) -> Vec<String> {
        let mut cells = vec![String::new()];
        let line = line.trim_end_matches([' ', '\t', '\n']);
        let mut rest = line;
        while !rest.is_empty() {
            let code = html_code(rest);
            let (before, code, after) = code.unwrap_or((rest, "", ""));
            for span in self.spans(before, Marks::Code) {
                match span {
                    Span::Words(words) => push_cells(&mut cells, &words),
                    Span::Part {
                        kind: PartKind::Code(text),
                        ..
                    } => push_code(&mut cells, &text),
                    _ => {}
                }
            }
            if let Some(cell) = cells.last_mut() {
                cell.push_str(code);
            }
            rest = after;
        }
        if leading_pipe && cells.first().is_some_and(|cell| line::is_blank(cell)) {
            cells.remove(0);
        }
        cells.pop_if(|cell| line::is_blank(cell));
        cells.iter().map(|cell| cell.trim().to_owned()).collect()
    }

    /// True if each line of a possible table has a `|` outside of code and tags.
    fn each_line_has_a_pipe(&mut self, text: &str) -> bool {
        let mut has_pipe = false;
        for span in self.spans(&text[..text.len() - 1], Marks::CodeAndTags) {
            let (text, is_code) = match &span {
                Span::Words(words) => (words, false),
                Span::Part {
                    kind: PartKind::Code(text),
                    ..
                } => (text, true),
                _ => continue,
            };
            let lines: Vec<&str> = text.trim_end_matches('\n').split('\n').collect();
            let (first, last) = (lines[0], lines[lines.len() - 1]);
            if is_code {
                if lines.len() > 2 || (lines.len() == 2 && !has_pipe) {
                    return false;
                }
                has_pipe = has_pipe && lines.len() < 2;
            } else {
                if lines.len() > 1 && !has_pipe && !has_pipe_in(first) {
                    return false;
                }
                has_pipe = (lines.len() == 1 && has_pipe) || has_pipe_in(last);
            }
        }
        has_pipe
    }

    fn spans(&mut self, text: &str, marks: Marks) -> Vec<Span> {
        SpanReader::new(text, self.definitions, self.limits).read(marks)
    }
}

/// The rows of a table while its lines are parsed.
#[derive(Default)]
struct TableRows {
    table: Table,
    rows: Vec<Vec<String>>,
    has_foot: bool,
    has_rows: bool,
}

impl TableRows {
    fn read_line(&mut self, line: &str, cells: &mut dyn FnMut(&str) -> Vec<String>) {
        let bare = line.trim_end_matches(['\n', ' ', '\t']);
        if bare.contains('-') && is_made_of(bare, "+|: \t-") {
            if self.rows.is_empty() {
                // A line above the first row is only decoration.
            } else if self.table.alignments.is_empty() && !self.has_foot {
                self.close(SectionKind::Head);
                self.table.alignments = alignments(bare);
            } else if !self.has_foot {
                self.close(SectionKind::Body);
            }
        } else if bare.contains('=') && is_made_of(bare, "+|: \t=") {
            if !self.rows.is_empty() {
                self.close(SectionKind::Body);
            }
            self.has_foot = true;
        } else {
            self.rows.push(cells(line));
        }
    }

    fn close(&mut self, kind: SectionKind) {
        let rows = std::mem::take(&mut self.rows);
        self.has_rows |= kind == SectionKind::Body;
        self.table.sections.push(Section { kind, rows });
    }

    /// The table, with the same number of cells in all rows; none if it has no body.
    fn finish(mut self) -> Option<Table> {
        if !self.rows.is_empty() {
            self.close(if self.has_foot {
                SectionKind::Foot
            } else {
                SectionKind::Body
            });
        }
        let rows = || self.table.sections.iter().flat_map(|section| &section.rows);
        let columns = rows().map(Vec::len).max().unwrap_or(0);
        let count = rows().count();
        // One wide row among many short ones would make the table far larger than its text.
        if !self.has_rows || columns * count > 4 * rows().map(Vec::len).sum::<usize>() + 10_000 {
            return None;
        }
        for row in self
            .table
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.rows)
        {
            row.resize(columns, String::new());
        }
        self.table.alignments.resize(columns, Alignment::Default);
        Some(self.table)
    }
}

/// True if the line can belong to a table: it has a `|` at its start or without a backslash before it.
fn is_row(text: &str) -> bool {
    let line = line::first(text);
    line.ends_with('\n') && has_pipe_in(line)
}

fn has_pipe_in(line: &str) -> bool {
    line.match_indices('|')
        .any(|(at, _)| at == 0 || line.as_bytes()[at - 1] != b'\\')
}

fn is_made_of(line: &str, characters: &str) -> bool {
    line.chars().all(|c| characters.contains(c))
}

/// The alignments that a separator line gives to the columns.
fn alignments(line: &str) -> Vec<Alignment> {
    let mut alignments = Vec::new();
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'-' {
            at += 1;
            continue;
        }
        let left = at > 0 && bytes[at - 1] == b':';
        while at < bytes.len() && bytes[at] == b'-' {
            at += 1;
        }
        let right = at < bytes.len() && bytes[at] == b':';
        at += usize::from(right);
        alignments.push(match (left, right) {
            (false, false) => Alignment::Default,
            (true, false) => Alignment::Left,
            (false, true) => Alignment::Right,
            (true, true) => Alignment::Center,
        });
    }
    alignments
}

/// The text before the first `<code>…</code>` in `line`, that element, and the text after it.
fn html_code(line: &str) -> Option<(&str, &str, &str)> {
    let start = line.find("<code")?;
    let end = start + line[start..].find("</code>")? + "</code>".len();
    Some((&line[..start], &line[start..end], &line[end..]))
}

/// Adds words. Each `|` begins a new cell.
fn push_cells(cells: &mut Vec<String>, words: &str) {
    let mut escaped = false;
    for c in words.chars() {
        if c == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            if c == '|' {
                cell.pop();
            }
            cell.push(c);
        }
        escaped = c == '\\';
    }
}

/// Adds code, with as many backticks around it as it needs.
fn push_code(cells: &mut [String], text: &str) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    if let Some(cell) = cells.last_mut() {
        for part in [marks.as_str(), space, text, space, marks.as_str()] {
            cell.push_str(part);
        }
    }
}
