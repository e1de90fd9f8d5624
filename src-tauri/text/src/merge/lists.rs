//! Merges lists of names: an entry that either side added is in the result, and one that either side removed
//! is not.

use std::collections::HashSet;

/// The merged list. None if both sides have put the common names into a new order, and the two orders differ.
pub(super) fn merge(base: &[String], mine: &[String], theirs: &[String]) -> Option<Vec<String>> {
    let (in_base, in_mine, in_theirs) = (set(base), set(mine), set(theirs));
    let is_kept = |name: &&String| {
        [&in_base, &in_mine, &in_theirs]
            .iter()
            .all(|names| names.contains(name.as_str()))
    };
    let kept = |of: &[String]| of.iter().filter(is_kept).cloned().collect::<Vec<_>>();
    let (base_order, mine_order, theirs_order) = (kept(base), kept(mine), kept(theirs));
    let order = if mine_order == base_order {
        theirs_order
    } else if theirs_order == base_order || theirs_order == mine_order {
        mine_order
    } else {
        return None;
    };
    let is_new = |name: &str| !in_base.contains(name);
    let mut merged: Vec<String> = Vec::new();
    let mut put = |names: Vec<String>| {
        for name in names {
            if !merged.contains(&name) {
                merged.push(name);
            }
        }
    };
    for anchor in std::iter::once(None).chain(order.iter().map(Some)) {
        put(anchor.cloned().into_iter().collect());
        // The added names are sorted, so that everyone who merges the texts gets the same order.
        let mut runs = [mine, theirs].map(|side| run_behind(side, anchor, &order, is_new));
        runs.sort();
        runs.into_iter().for_each(&mut put);
    }
    Some(merged)
}

/// The new names directly after `anchor`. Without an anchor, those before all kept names.
fn run_behind(
    side: &[String],
    anchor: Option<&String>,
    kept: &[String],
    is_new: impl Fn(&str) -> bool,
) -> Vec<String> {
    let start = match anchor {
        Some(anchor) => side
            .iter()
            .position(|name| name == anchor)
            .map_or(side.len(), |at| at + 1),
        None => 0,
    };
    let until_next = side[start..].iter().take_while(|name| !kept.contains(name));
    until_next.filter(|name| is_new(name)).cloned().collect()
}

fn set(names: &[String]) -> HashSet<&str> {
    names.iter().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    fn merged(base: &str, mine: &str, theirs: &str) -> Option<String> {
        let list = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
        super::merge(&list(base), &list(mine), &list(theirs)).map(|merged| merged.join(" "))
    }

    #[test]
    fn what_either_side_put_in_is_in_and_what_either_took_out_is_out() {
        assert_eq!(merged("a b c", "a b c m", "a c t").as_deref(), Some("a c m t"));
        assert_eq!(merged("a b", "m a b", "b").as_deref(), Some("m b"));
        assert_eq!(merged("", "x y", "x z").as_deref(), Some("x y z"));
    }

    #[test]
    fn the_order_is_that_of_the_side_that_changed_it() {
        assert_eq!(merged("a b c", "c b a", "a b c t").as_deref(), Some("c t b a"));
        assert_eq!(merged("a b c", "c b a", "b a c"), None);
    }

    #[test]
    fn both_sides_come_to_the_same_order() {
        assert_eq!(merged("a", "a m", "a t"), merged("a", "a t", "a m"));
    }
}
