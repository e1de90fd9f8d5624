//! Finds git's conflict markers in a text, and separates the texts between them.

/// A text with git's conflict markers, separated into its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The version above the middle markers.
    pub above: String,
    /// The version below the middle markers.
    pub below: String,
    /// The common base of both versions, if git has written it in every conflict.
    pub base: Option<String>,
    /// git's name for the version above: a branch, or `HEAD`.
    pub above_name: Option<String>,
    /// git's name for the version below.
    pub below_name: Option<String>,
    /// The line of the first marker, counted from 1.
    pub line: u32,
}

const OPENS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const DIVIDES: &str = "=======";
const CLOSES: &str = ">>>>>>>";

/// The place of a line relative to the markers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    Above,
    Base,
    Below,
}

/// The versions in a file with conflict markers. None if there is no complete set of markers: a single marker
/// is an ordinary line.
#[must_use]
pub fn read(text: &str) -> Option<Marked> {
    if !text.contains(OPENS) || !text.contains(CLOSES) {
        return None;
    }
    let mut marked = Marked {
        above: String::new(),
        below: String::new(),
        base: None,
        above_name: None,
        below_name: None,
        line: 0,
    };
    let (mut base, mut has_base) = (String::new(), true);
    let (mut place, mut found_base) = (Place::Outside, false);
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        match (place, mark_of(line)) {
            (Place::Outside, Some((OPENS, name))) => {
                if marked.line == 0 {
                    marked.line = number;
                    marked.above_name = name;
                }
                (place, found_base) = (Place::Above, false);
            }
            (Place::Above, Some((BASE, _))) => (place, found_base) = (Place::Base, true),
            (Place::Above | Place::Base, Some((DIVIDES, None))) => place = Place::Below,
            (Place::Below, Some((CLOSES, name))) => {
                marked.below_name = marked.below_name.or(name);
                has_base &= found_base;
                place = Place::Outside;
            }
            // Markers inside markers cannot be separated.
            (Place::Above | Place::Base | Place::Below, Some((OPENS | CLOSES, _))) => return None,
            (Place::Above, _) => marked.above.push_str(line),
            (Place::Base, _) => base.push_str(line),
            (Place::Below, _) => marked.below.push_str(line),
            (Place::Outside, _) => {
                for text in [&mut marked.above, &mut base, &mut marked.below] {
                    text.push_str(line);
                }
            }
        }
    }
    if marked.line == 0 || place != Place::Outside {
        return None;
    }
    marked.base = has_base.then_some(base);
    Some(marked)
}

/// The marker that this line is, and the name after it.
fn mark_of(line: &str) -> Option<(&'static str, Option<String>)> {
    let line = line.trim_end();
    let mark = [OPENS, BASE, DIVIDES, CLOSES]
        .into_iter()
        .find(|mark| line.starts_with(mark))?;
    match &line[mark.len()..] {
        "" => Some((mark, None)),
        rest => Some((mark, Some(rest.strip_prefix(' ')?.trim().to_owned()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_texts_are_read_from_between_the_marks() {
        let text = "---\ntitle: A\n---\nOne.\n<<<<<<< HEAD\nMine.\n=======\nTheirs.\nMore.\n>>>>>>> anna/main\nLast.\n";
        let marked = read(text).unwrap();
        assert_eq!(marked.above, "---\ntitle: A\n---\nOne.\nMine.\nLast.\n");
        assert_eq!(marked.below, "---\ntitle: A\n---\nOne.\nTheirs.\nMore.\nLast.\n");
        assert_eq!((marked.base, marked.line), (None, 5));
        assert_eq!(marked.above_name.as_deref(), Some("HEAD"));
        assert_eq!(marked.below_name.as_deref(), Some("anna/main"));
    }

    #[test]
    fn what_both_came_from_is_read_where_git_has_written_it_down() {
        let text = "<<<<<<< a\r\nMine\r\n||||||| 1234\r\nOld\r\n=======\r\nTheirs\r\n>>>>>>> b\r\nEnd\r\n";
        let marked = read(text).unwrap();
        assert_eq!(marked.base.as_deref(), Some("Old\r\nEnd\r\n"));
        assert_eq!(marked.above, "Mine\r\nEnd\r\n");
    }

    #[test]
    fn lines_that_only_look_like_a_mark_are_lines() {
        for text in [
            "Title\n=======\n\ntext\n",
            "<<<<<<< HEAD\nno end\n",
            ">>>>>>> b\n=======\n<<<<<<< a\n",
            "<<<<<<<< a\nx\n========\ny\n>>>>>>>> b\n",
            " <<<<<<< a\nx\n=======\ny\n >>>>>>> b\n",
            "<<<<<<< a\n<<<<<<< b\nx\n=======\ny\n>>>>>>> b\n>>>>>>> a\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_heading_underlined_below_the_middle_stays_in_the_text() {
        let marked = read("<<<<<<< a\nx\n=======\nTitle\n=======\n>>>>>>> b\n").unwrap();
        assert_eq!(marked.below, "Title\n=======\n");
    }
}
