//! A unified diff: the lines that change, a few lines around them, and their line numbers.

use std::fmt::Write as _;
use std::ops::Range;

use super::differences;
use crate::edits::lines_of;

/// How many lines are shown before and after a change.
const AROUND: usize = 3;

/// The lines that change between two texts, as a unified diff without a header. A different line end is a
/// change, too.
#[must_use]
pub fn lines(before: &str, after: &str) -> String {
    let (before, after) = (lines_of(before), lines_of(after));
    let mut diff = String::new();
    let mut changes = differences(&before, &after).into_iter().peekable();
    while let Some((old, new)) = changes.next() {
        let around = AROUND.min(old.start);
        let (from, mut group) = ((old.start - around, new.start - around), vec![(old, new)]);
        let end = |group: &[(Range<usize>, Range<usize>)]| {
            group.last().map_or((0, 0), |(old, new)| (old.end, new.end))
        };
        while let Some(next) = changes.next_if(|(old, _)| old.start - end(&group).0 <= 2 * AROUND) {
            group.push(next);
        }
        let (old_end, new_end) = end(&group);
        let below = AROUND.min(before.len() - old_end);
        let _ = writeln!(
            diff,
            "@@ -{} +{} @@",
            place(&(from.0..old_end + below)),
            place(&(from.1..new_end + below))
        );
        let mut at = from.0;
        for (old, new) in group {
            before[at..old.start]
                .iter()
                .for_each(|line| write(&mut diff, ' ', line));
            before[old.clone()]
                .iter()
                .for_each(|line| write(&mut diff, '-', line));
            after[new].iter().for_each(|line| write(&mut diff, '+', line));
            at = old.end;
        }
        before[at..old_end + below]
            .iter()
            .for_each(|line| write(&mut diff, ' ', line));
    }
    diff
}

/// The number of the first line, and the number of lines unless it is one. If there are none, the number of
/// the line before.
fn place(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => (lines.start + 1).to_string(),
        length => format!("{},{length}", lines.start + 1),
    }
}

fn write(diff: &mut String, sign: char, line: &str) {
    diff.push(sign);
    diff.push_str(line);
    if !line.ends_with(['\n', '\r']) {
        diff.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_that_changes_is_shown_as_a_change() {
        assert!(lines("a\r\n", "a\n").contains("-a\r\n+a\n"));
        assert_eq!(lines("same\n", "same\n"), "");
    }

    #[test]
    fn a_change_is_shown_with_three_lines_around_it_and_far_ones_apart() {
        let before: Vec<String> = (1..=20).map(|number| format!("{number}\n")).collect();
        let mut after = before.clone();
        after[5] = "six\n".into();
        after[18] = "nineteen\n".into();
        assert_eq!(
            lines(&before.concat(), &after.concat()),
            "@@ -3,7 +3,7 @@\n 3\n 4\n 5\n-6\n+six\n 7\n 8\n 9\n\
             @@ -16,5 +16,5 @@\n 16\n 17\n 18\n-19\n+nineteen\n 20\n"
        );
        after[11] = "twelve\n".into();
        assert_eq!(
            lines(&before.concat(), &after.concat()).matches("@@ -").count(),
            1
        );
    }

    #[test]
    fn a_new_file_a_single_line_and_a_missing_line_end_are_as_everywhere() {
        assert_eq!(lines("", "a\nb\n"), "@@ -0,0 +1,2 @@\n+a\n+b\n");
        assert_eq!(lines("a\n", ""), "@@ -1 +0,0 @@\n-a\n");
        assert_eq!(
            lines("a\n", "a"),
            "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n"
        );
        assert_eq!(lines("a\rb\r", "a\rc\r"), "@@ -1,2 +1,2 @@\n a\r-b\r+c\r");
    }
}
