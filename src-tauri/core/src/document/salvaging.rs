//! What a front matter still says that cannot be read as a whole: each of its keys that is YAML by itself.

use crate::front_matter::{HEADER_LINE, LONGEST_HEADER, Mapping, parse};

/// The keys of the header of `text` that can be read one by one.
pub(super) fn mapping(text: &str) -> Mapping {
    let lines = text
        .split_inclusive('\n')
        .skip(1)
        .take_while(|line| !matches!(line.trim_end(), "---" | "..."));
    let mut blocks: Vec<String> = Vec::new();
    let mut length = 0;
    for line in lines {
        length += line.len();
        if length > LONGEST_HEADER {
            break;
        }
        let begins_a_key = line.starts_with(|first: char| !first.is_whitespace() && !"-#]}".contains(first));
        match blocks.last_mut() {
            Some(block) if !begins_a_key => block.push_str(line),
            _ => blocks.push(line.to_owned()),
        }
    }
    blocks.retain(|block| parse(block, HEADER_LINE).is_ok());
    let whole = blocks.concat();
    parse(&whole, HEADER_LINE).map(|(map, _)| map).unwrap_or_default()
}
