//! What happened: the seconds of each step, and the tests counted from their runners' closing lines.

use std::time::Duration;

use crate::skipped::Skipped;

/// Tests that ran, as their runners counted them.
#[derive(Debug, Default)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
    /// The test binary that runs, and those that have run, with their seconds.
    running: String,
    took: Vec<(f64, String)>,
}

/// So many of the slowest test binaries are named at the end.
const SLOWEST: usize = 12;

impl Count {
    /// Adds what `line` says, if it is the opening or closing line of a Rust test binary, or vitest's closing line.
    pub fn read(&mut self, line: &str) {
        let line = plain(line);
        let line = line.trim();
        if let Some(program) = line
            .strip_prefix("Running ")
            .and_then(|rest| rest.strip_suffix(')'))
        {
            let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
            self.running = name.rsplit_once('-').map_or(name, |(name, _)| name).to_owned();
        }
        let seconds = line
            .rsplit_once("finished in ")
            .map(|(_, took)| took.trim_end_matches('s'));
        if let Some(seconds) = seconds.and_then(|seconds| seconds.parse().ok()) {
            // One that runs itself once more in a namespace closes more than once, the last time for all of it.
            self.took.retain(|(_, target)| *target != self.running);
            self.took.push((seconds, self.running.clone()));
        }
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

    fn add(&mut self, other: &Count) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.took.extend(other.took.iter().cloned());
    }

    /// The slowest test binaries, each in a line.
    fn slowest(&self) -> Vec<String> {
        let mut took: Vec<&(f64, String)> = self
            .took
            .iter()
            .filter(|(_, target)| !target.is_empty())
            .collect();
        took.sort_by(|one, other| other.0.total_cmp(&one.0));
        let lines = took.iter().take(SLOWEST);
        lines
            .map(|(seconds, target)| format!("{seconds:7.1} s  {target}"))
            .collect()
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
        total.add(&step.count);
    }
    let skipped: Vec<String> = steps.iter().flat_map(|step| step.skipped.lines()).collect();
    if !skipped.is_empty() {
        println!("\nSKIPPED, {} tests, for want of:", skipped.len());
        skipped.iter().for_each(|line| println!("  {line}"));
    }
    let slowest = total.slowest();
    if !slowest.is_empty() {
        println!("\nthe slowest tests:");
        slowest.iter().for_each(|line| println!("  {line}"));
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
            skipped: 1,
            ..Count::default()
        };
        count.skip(2);
        assert_eq!((count.passed, count.skipped), (1, 3));
    }

    #[test]
    fn the_slowest_binaries_are_named() {
        let mut count = Count::default();
        for line in [
            "     Running unittests src/lib.rs (target/debug/deps/core-1)",
            "test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.50s",
            "     Running tests/model.rs (target/debug/deps/model-1)",
            // A test that runs itself once more within a namespace closes twice.
            "test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 9 filtered out; finished in 1.00s",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 61.25s",
        ] {
            count.read(line);
        }
        assert_eq!(count.slowest(), ["   61.2 s  model", "    0.5 s  core"]);
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            count(&["4 passed", " Test Files  2 passed (2)", "test a ... ok"]),
            (0, 0, 0)
        );
    }
}
