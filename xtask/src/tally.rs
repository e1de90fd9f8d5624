//! What happened: the seconds of each step, and the tests counted from their runners' closing lines.

use std::time::Duration;

use crate::skipped::Skipped;

/// Tests that ran, as their runners counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
}

impl Count {
    /// Adds what `line` says, if it is the closing line of a Rust test binary or of vitest.
    pub fn read(&mut self, line: &str) {
        let line = plain(line);
        let line = line.trim();
        let closing = line
            .strip_prefix("test result: ")
            .or_else(|| line.strip_prefix("Tests  "));
        let Some(closing) = closing else { return };
        let words: Vec<&str> = closing
            .split([' ', ';', '|', '.'])
            .filter(|word| !word.is_empty())
            .collect();
        for pair in words.windows(2) {
            let Ok(number) = pair[0].parse::<usize>() else {
                continue;
            };
            match pair[1] {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" | "skipped" | "todo" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Takes tests out of those that passed: their runner does not know that they were skipped.
    pub fn skip(&mut self, number: usize) {
        self.passed = self.passed.saturating_sub(number);
        self.skipped += number;
    }

    fn add(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// A step that was taken.
pub struct Step {
    pub name: &'static str,
    pub took: Duration,
    pub error: Option<String>,
    pub count: Count,
    /// Tests that were skipped for want of something.
    pub skipped: Skipped,
}

/// Prints each step with its seconds and why it failed; true if none did.
pub fn close(steps: &[Step]) -> bool {
    println!("\n── summary");
    let mut total = Count::default();
    for step in steps {
        let word = if step.error.is_none() { "ok  " } else { "FAIL" };
        println!("{word} {:7.1} s  {}", step.took.as_secs_f64(), step.name);
        if let Some(error) = &step.error {
            println!("                 {}", error.replace('\n', "\n                 "));
        }
        total.add(step.count);
    }
    let skipped: Vec<String> = steps.iter().flat_map(|step| step.skipped.lines()).collect();
    if !skipped.is_empty() {
        println!("\nSKIPPED, {} tests, for want of:", skipped.len());
        skipped.iter().for_each(|line| println!("  {line}"));
    }
    let failed_steps = steps.iter().filter(|step| step.error.is_some()).count();
    let seconds: f64 = steps.iter().map(|step| step.took.as_secs_f64()).sum();
    println!(
        "{} steps, {failed_steps} failed, {seconds:.0} s; tests:",
        steps.len()
    );
    println!(
        "{} passed, {} failed, {} skipped",
        total.passed, total.failed, total.skipped
    );
    failed_steps == 0 && total.failed == 0
}

/// The line without its colours.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        plain.push_str(&rest[..at]);
        let after = &rest[at..];
        rest = after.find('m').map_or("", |end| &after[end + 1..]);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(lines: &[&str]) -> (usize, usize, usize) {
        let mut count = Count::default();
        lines.iter().for_each(|line| count.read(line));
        (count.passed, count.failed, count.skipped)
    }

    #[test]
    fn closing_lines_are_counted() {
        assert_eq!(
            count(&[
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s",
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s",
                "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[31m1 failed\u{1b}[39m\u{1b}[22m | \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m\u{1b}[90m (8)\u{1b}[39m",
            ]),
            (22, 3, 1)
        );
    }

    #[test]
    fn what_is_skipped_has_not_passed() {
        let mut count = Count {
            passed: 3,
            failed: 0,
            skipped: 1,
        };
        count.skip(2);
        assert_eq!((count.passed, count.skipped), (1, 3));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            count(&["4 passed", " Test Files  2 passed (2)", "test a ... ok"]),
            (0, 0, 0)
        );
    }
}
