//! The tests that were skipped, each with what it wants, and the wants without which there is no pass.

use std::collections::BTreeSet;

/// Names, with commas between them, what must be there: a test that is skipped for want of it is a failure.
pub const MUST_HAVE: &str = "ARGUENDO_MUST_HAVE";

/// The skipped tests of a run, as `tests/src/skipped.rs` lists them: what is wanted, a tab, the test and the reason.
#[derive(Debug, Default)]
pub struct Skipped(BTreeSet<(String, String)>);

impl Skipped {
    /// Reads the list, a test on each line; one that is named twice was skipped once.
    pub fn read(list: &str) -> Self {
        Self(
            list.lines()
                .filter(|line| !line.is_empty())
                .map(|line| line.split_once('\t').unwrap_or(("something", line)))
                .map(|(want, test)| (want.to_owned(), test.to_owned()))
                .collect(),
        )
    }

    /// How many tests.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// One line for each test, those that want the same thing together.
    pub fn lines(&self) -> Vec<String> {
        self.0
            .iter()
            .map(|(want, test)| format!("{want}: {test}"))
            .collect()
    }

    /// An error that names the tests which want something of `must_have`, if there are any.
    pub fn lacks(&self, must_have: &str) -> Option<String> {
        let must_have: Vec<&str> = must_have.split(',').map(str::trim).collect();
        let lacking = self
            .0
            .iter()
            .filter(|(want, _)| must_have.contains(&want.as_str()));
        let lines: Vec<String> = lacking
            .map(|(want, test)| format!("\n  for want of {want}: {test}"))
            .collect();
        (!lines.is_empty()).then(|| {
            format!(
                "{} tests were skipped though {MUST_HAVE} names what they want:{}",
                lines.len(),
                lines.concat()
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "strace\tcrash: strace is not here\nreal texts\treal_folder: not there\nstrace\tcrash: strace is not here\n";

    #[test]
    fn a_test_that_notes_itself_twice_was_skipped_once() {
        let skipped = Skipped::read(LIST);
        assert_eq!(skipped.count(), 2);
        assert_eq!(
            skipped.lines(),
            [
                "real texts: real_folder: not there",
                "strace: crash: strace is not here"
            ]
        );
    }

    #[test]
    fn what_must_be_there_and_is_not_is_a_failure_with_the_tests_names() {
        let error = Skipped::read(LIST).lacks("Syncthing, strace").unwrap();
        assert_eq!(
            error,
            "1 tests were skipped though ARGUENDO_MUST_HAVE names what they want:\n  for want of strace: crash: strace is not here"
        );
    }

    #[test]
    fn what_may_be_lacking_is_no_failure() {
        assert_eq!(Skipped::read(LIST).lacks(""), None);
        assert_eq!(Skipped::read(LIST).lacks("Syncthing"), None);
        assert_eq!(Skipped::read("").lacks("strace"), None);
    }
}
