//! Recovers keys from front matter that cannot be read as a whole: each key that is valid YAML by itself.

use arguendo_text::front_matter::{HEADER_LINE, Mapping, parse_each};

/// The keys in the header of `text` that can be read one by one.
pub(super) fn mapping(text: &str) -> Mapping {
    let lines = text
        .split_inclusive('\n')
        .skip(1)
        .take_while(|line| !matches!(line.trim_end(), "---" | "..."));
    parse_each(&lines.collect::<String>(), HEADER_LINE)
}
