//! Jekyll's globs: `*`, `?`, `[a-z]`, `[!a-z]` and `\`. Matching never goes back further than the last star.

/// True if the whole of `text` matches `pattern`, as Ruby's `File.fnmatch` without flags: `*` also matches
/// slashes.
#[must_use]
pub fn matches(pattern: &str, text: &str) -> bool {
    if !pattern.contains(['*', '?', '[', '\\']) {
        return pattern == text;
    }
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut read) = (0, 0);
    // After a mismatch the last star takes one more character. Earlier stars need not be tried again.
    let mut last_star: Option<(usize, usize)> = None;
    while read < text.len() {
        if pattern.get(at) == Some(&'*') {
            last_star = Some((at, read));
            at += 1;
        } else if let Some(length) = matches_one(&pattern[at..], text[read]) {
            at += length;
            read += 1;
        } else if let Some((star, taken)) = last_star {
            last_star = Some((star, taken + 1));
            at = star + 1;
            read = taken + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|character| *character == '*')
}

/// True if `path` matches `pattern` part by part, as Ruby's `Dir.glob`: `*` matches within one part, `**` any
/// number of parts.
#[must_use]
pub fn matches_path(pattern: &str, path: &str) -> bool {
    let patterns: Vec<&str> = pattern.split('/').collect();
    // Which of the patterns may match the next part of the path.
    let mut open = vec![false; patterns.len() + 1];
    open[0] = true;
    pass_double_stars(&patterns, &mut open);
    for part in path.split('/') {
        let mut next = vec![false; patterns.len() + 1];
        for (at, pattern) in patterns.iter().enumerate().filter(|(at, _)| open[*at]) {
            if *pattern == "**" {
                next[at] = true;
            } else if matches(pattern, part) {
                next[at + 1] = true;
            }
        }
        pass_double_stars(&patterns, &mut next);
        open = next;
    }
    open[patterns.len()]
}

/// `**` may match no part at all.
fn pass_double_stars(patterns: &[&str], open: &mut [bool]) {
    for at in 0..patterns.len() {
        if open[at] && patterns[at] == "**" {
            open[at + 1] = true;
        }
    }
}

/// The number of pattern characters that match `character`; none if they do not match.
fn matches_one(pattern: &[char], character: char) -> Option<usize> {
    match pattern {
        ['?', ..] => Some(1),
        ['[', set @ ..] => matches_set(set, character).map(|length| length + 1),
        ['\\', escaped, ..] => (*escaped == character).then_some(2),
        [plain, ..] => (*plain == character).then_some(1),
        [] => None,
    }
}

/// Matches a set. `set` is the pattern after `[`. As in Ruby, a set that is not closed matches nothing.
fn matches_set(set: &[char], character: char) -> Option<usize> {
    let negated = matches!(set.first(), Some('!' | '^'));
    let mut at = usize::from(negated);
    let first = at;
    let mut found = false;
    loop {
        match set.get(at..)? {
            [] => return None,
            [']', ..] if at > first => return (found != negated).then_some(at + 1),
            [from, '-', to, ..] if *to != ']' => {
                found |= (*from..=*to).contains(&character);
                at += 3;
            }
            ['\\', escaped, ..] => {
                found |= *escaped == character;
                at += 2;
            }
            [plain, ..] => {
                found |= *plain == character;
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_crosses_slashes_when_a_whole_path_is_matched() {
        assert!(matches("*.bak.md", "questions/old/a.bak.md"));
        assert!(matches("questions/*/a.md", "questions/x/y/a.md"));
        assert!(!matches("*.bak.md", "questions/a.md"));
    }

    #[test]
    fn single_characters_sets_and_escapes_match() {
        assert!(matches("a?c", "abc"));
        assert!(matches("[a-c]x", "bx"));
        assert!(matches("[!a-c]x", "dx"));
        assert!(!matches("[^a-c]x", "ax"));
        assert!(matches("[]]x", "]x"));
        assert!(matches("\\*x", "*x"));
        assert!(!matches("\\*x", "ax"));
        assert!(!matches("[a", "a"));
        assert!(!matches("[a", "[a"));
    }

    #[test]
    fn a_star_stays_within_a_part_and_two_stars_pass_any_number_when_parts_are_matched() {
        assert!(matches_path("_arguendo/*/old", "_arguendo/2016/old"));
        assert!(!matches_path("_arguendo/*", "_arguendo/2016/old"));
        assert!(matches_path("**/old", "_arguendo/2016/old"));
        assert!(matches_path("_arguendo/**/old", "_arguendo/old"));
    }

    #[test]
    fn many_stars_cost_no_more_than_their_number_times_the_length() {
        let pattern = format!("{}b", "*a".repeat(2_000));
        assert!(!matches(&pattern, &"a".repeat(4_000)));
        let parts = format!("{}b", "**/".repeat(2_000));
        assert!(!matches_path(&parts, &"a/".repeat(2_000)));
    }
}
