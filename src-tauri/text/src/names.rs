//! The three names of a document (path, stem, slug), and how a written reference is compared with them.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

/// The least similarity for a suggestion, from 0 to 1. At 0.6, names with a typing error or an additional
/// word and slugs that were cut off are found. Slugs that only share short common words are not.
const NEAR_ENOUGH: f64 = 0.6;
/// The largest number of suggestions. More than three would be a list to search.
const MOST_SUGGESTED: usize = 3;
/// The longest name that is compared, in bytes. File names have at most 255. The costs are the product of
/// both lengths.
const LONGEST_COMPARED: usize = 512;

/// The name of the file at `path` without its directory and its extension.
#[must_use]
pub fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rfind('.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    }
}

/// The stem of a file name without its `YYYY-MM-DD-` prefix. A stem that consists only of a prefix is
/// returned unchanged, because a slug is never blank.
#[must_use]
pub fn without_date_prefix(stem: &str) -> &str {
    match date_prefix(stem) {
        Some((_, rest)) => rest,
        None => stem,
    }
}

/// The `YYYY-MM-DD` at the start of a stem, and the text after the dash that follows it.
#[must_use]
pub fn date_prefix(stem: &str) -> Option<(&str, &str)> {
    let (date, rest) = stem.split_at_checked("YYYY-MM-DD".len())?;
    let rest = rest.strip_prefix('-')?;
    let looks_like_a_date = date
        .bytes()
        .zip("0000-00-00".bytes())
        .all(|(byte, shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            _ => byte == shape,
        });
    (looks_like_a_date && !rest.is_empty()).then_some((date, rest))
}

/// A name normalised for comparison: NFC, full case folding (`Straße` becomes `strasse`), every dash replaced
/// by `-`.
#[must_use]
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let composed: String = name.nfc().collect();
    let folded = caseless::default_case_fold_str(&composed);
    folded
        .nfc()
        .map(|character| if is_dash(character) { '-' } else { character })
        .collect()
}

/// A hash of a folded name for lookups. Two names may have the same hash, so the names themselves must be
/// compared, too.
#[must_use]
pub fn key(name: &str) -> i64 {
    xxhash_rust::xxh3::xxh3_64(fold(name).as_bytes()).cast_signed()
}

/// A hash of a path for lookups. Two paths may have the same hash.
#[must_use]
pub fn path_key(path: &str) -> i64 {
    xxhash_rust::xxh3::xxh3_64(path.as_bytes()).cast_signed()
}

/// True for Unicode's general category Pd (dash punctuation), and for the minus sign, which word processors
/// use as a dash.
fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{058A}' | '\u{05BE}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{2E17}'
                | '\u{2E1A}'
                | '\u{2E3A}'
                | '\u{2E3B}'
                | '\u{2E40}'
                | '\u{2E5D}'
                | '\u{301C}'
                | '\u{3030}'
                | '\u{30A0}'
                | '\u{FE31}'
                | '\u{FE32}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
                | '\u{10D6E}'
                | '\u{10EAD}'
    )
}

/// A title made from a slug, as in Jekyll (`Utils.titleize_slug`): each word begins with a capital.
#[must_use]
pub fn titleize(slug: &str) -> String {
    let words: Vec<String> = slug.trim_end_matches('-').split('-').map(capitalize).collect();
    words.join(" ")
}

fn capitalize(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) => first
            .to_uppercase()
            .chain(characters.flat_map(char::to_lowercase))
            .collect(),
        None => String::new(),
    }
}

/// The names among `candidates` that may be meant by `wanted`: at most three, the most similar first, and
/// equally similar ones in alphabetical order.
#[must_use]
pub fn near<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    if wanted.len() > LONGEST_COMPARED {
        return Vec::new();
    }
    let wanted = fold(wanted);
    let mut found: Vec<(f64, &str)> = candidates
        .filter(|candidate| !candidate.is_empty() && candidate.len() <= LONGEST_COMPARED)
        .map(|candidate| (likeness(&wanted, &fold(candidate)), candidate))
        .filter(|(likeness, _)| *likeness >= NEAR_ENOUGH)
        .collect();
    found.sort_by(|a, b| {
        b.0.partial_cmp(&a.0)
            .unwrap_or(Ordering::Equal)
            .then_with(|| a.1.cmp(b.1))
    });
    found.dedup_by(|a, b| a.1 == b.1);
    found
        .into_iter()
        .take(MOST_SUGGESTED)
        .map(|(_, name)| name)
        .collect()
}

/// The better of two measures. The edit distance finds typing errors in short names. Shared pairs of letters
/// find long names that were cut off or have their words in another order.
fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(one, other).max(strsim::sorensen_dice(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stem_is_the_file_name_without_directory_and_last_extension() {
        assert_eq!(
            stem_of("_arguendo/a/why-culture-matters.md"),
            "why-culture-matters"
        );
        assert_eq!(stem_of("u.s.-relations.MD"), "u.s.-relations");
        assert_eq!(stem_of("questions/.md"), ".md");
        assert_eq!(stem_of("readme"), "readme");
    }

    #[test]
    fn a_date_in_front_of_a_stem_is_taken_off() {
        assert_eq!(
            without_date_prefix("2016-08-01-why-culture-matters"),
            "why-culture-matters"
        );
    }

    #[test]
    fn what_only_looks_like_a_date_in_front_stays() {
        for stem in [
            "2016-08-01",
            "2016-08-01-",
            "2016-8-1-why",
            "16-08-01-why",
            "2016-08-why",
            "",
            "２０１６-08-01-why",
        ] {
            assert_eq!(without_date_prefix(stem), stem);
        }
    }

    #[test]
    fn names_compare_alike_whatever_their_case_dashes_and_composition() {
        assert_eq!(fold("US\u{2013}ICC"), fold("us-icc"));
        assert_eq!(
            fold("Ze\u{301}lande\u{2212}Neuve"),
            fold("Z\u{e9}lande\u{2014}neuve")
        );
        assert_eq!(fold("STRASSE"), fold("straße"));
        assert_eq!(
            fold("\u{3a3}\u{3af}\u{3c3}\u{3c5}\u{3c6}\u{3bf}\u{3c2}"),
            fold("\u{3c3}\u{3af}\u{3c3}\u{3c5}\u{3c6}\u{3bf}\u{3c3}")
        );
    }

    #[test]
    fn a_soft_hyphen_and_a_space_are_no_dashes() {
        assert_ne!(fold("us\u{ad}icc"), fold("us-icc"));
        assert_ne!(fold("us icc"), fold("us-icc"));
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for name in [
            "\u{130}stanbul",
            "\u{1e9e}",
            "\u{fb03}x",
            "a\u{345}\u{301}",
            "\u{1f80}",
        ] {
            assert_eq!(fold(&fold(name)), fold(name));
        }
    }

    #[test]
    fn a_title_is_made_from_a_slug_as_jekyll_does() {
        assert_eq!(titleize("why-culture-matters"), "Why Culture Matters");
        assert_eq!(titleize("the-US-icc"), "The Us Icc");
        assert_eq!(titleize("u-s--interests"), "U S  Interests");
        assert_eq!(titleize("élan"), "Élan");
        assert_eq!(titleize("ends-"), "Ends");
    }

    #[test]
    fn near_slugs_are_found_for_slips_and_cut_off_slugs_and_the_nearest_comes_first() {
        let slugs = [
            "what-are-the-next-steps-in-the-us-icc-relationship",
            "revisited-what-are-the-next-steps-in-the-us-icc-relationship",
            "the-icc-and-cultural-property",
        ];
        assert_eq!(
            near(
                "what-are-the-next-step-in-the-US\u{2013}ICC-relationship",
                slugs.into_iter()
            ),
            [slugs[0], slugs[1]]
        );
        assert_eq!(near("what-are-the-next-steps", slugs.into_iter()), [slugs[0]]);
    }

    #[test]
    fn slugs_that_share_only_small_words_are_not_suggested() {
        let slugs = ["the-icc-and-cultural-property", "protecting-our-global-culture"];
        assert!(near("time-for-the-african-union-to-choose-a-path", slugs.into_iter()).is_empty());
        assert!(near("", slugs.into_iter()).is_empty());
    }

    #[test]
    fn equally_near_slugs_come_in_the_order_of_their_text_and_three_at_most() {
        assert_eq!(
            near(
                "paper-0",
                ["paper-4", "paper-2", "paper-2", "paper-3", "paper-1"].into_iter()
            ),
            ["paper-1", "paper-2", "paper-3"]
        );
    }
}
