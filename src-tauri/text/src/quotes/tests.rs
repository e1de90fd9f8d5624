//! Tests of quotes, with short texts and with passages of real ones.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;
use crate::markdown::{LINE_IN_PARAGRAPH, Setting, local_link, plain_lines, plain_text, render};
use crate::names::stem_of;
use crate::real_texts;

mod verse;

const PLAIN: &str = "On deference\nCourts should defer to agencies. Expertise is not authority, though it helps.\n\
    The Court did not defer. The Court did decide.\nNotes follow here.";

fn quote_of(exact: &str) -> Quote {
    take(PLAIN, "responses/a.md", exact, "", "").unwrap()
}

fn changed(now: Option<&str>) -> QuoteState {
    QuoteState::Changed {
        now: now.map(String::from),
    }
}

#[test]
fn a_passage_is_found_whatever_white_space_the_page_has() {
    let quote = take(
        PLAIN,
        "responses/a.md",
        " though it\u{A0}helps.\n\n  The Court did\nnot",
        "",
        "",
    )
    .unwrap();
    assert_eq!(quote.exact, "though it helps.\nThe Court did not");
    assert_eq!(quote.before, "es. Expertise is not authority, ");
    assert_eq!(quote.after, " defer. The Court did decide.\nNo");
    assert_eq!(quote.path, "responses/a.md");
    assert!(quote.once);
}

#[test]
fn of_several_places_the_surroundings_choose() {
    assert_eq!(take(PLAIN, "a.md", "The Court", "", ""), None);
    let first = take(PLAIN, "a.md", "The Court", "it helps.", "did not").unwrap();
    let second = take(PLAIN, "a.md", "The Court", "defer. ", " did decide").unwrap();
    assert!(first.after.starts_with(" did not") && second.after.starts_with(" did decide"));
    assert!(!first.once && first.hash != second.hash);
    assert_eq!(
        take(PLAIN, "a.md", "The Court", "", " did"),
        None,
        "both go on like this"
    );
    assert_eq!(
        take(PLAIN, "a.md", "The Court", "agencies. ", " did not"),
        None,
        "no place is like this"
    );
}

#[test]
fn what_is_not_in_the_text_is_no_quote() {
    for exact in ["", " \n", "The court", "defer to agencies, Expertise"] {
        assert_eq!(take(PLAIN, "a.md", exact, "", ""), None, "{exact:?}");
    }
}

#[test]
fn a_passage_that_moved_with_its_surroundings_or_alone_is_as_it_was() {
    let quote = quote_of("Expertise is not authority");
    assert_eq!(state(&quote, Some(PLAIN)), QuoteState::AsItWas);
    assert_eq!(
        state(&quote, Some(&format!("A new beginning.\n{PLAIN}"))),
        QuoteState::AsItWas
    );
    assert_eq!(
        state(
            &quote,
            Some("It remains that Expertise is not authority. So there.")
        ),
        QuoteState::AsItWas
    );
    assert_eq!(
        state(&quote, Some(&PLAIN.replace(' ', "\u{A0} "))),
        QuoteState::AsItWas
    );
}

#[test]
fn of_a_passage_that_stood_there_twice_the_other_one_does_not_stand_in_for_it() {
    let quote = take(PLAIN, "a.md", "The Court", "helps.", "did not").unwrap();
    assert_eq!(state(&quote, Some(PLAIN)), QuoteState::AsItWas);
    let edited = PLAIN.replace("The Court did not", "That bench did not");
    assert_eq!(state(&quote, Some(&edited)), changed(Some("That bench")));
}

#[test]
fn a_word_that_became_a_part_of_another_is_changed() {
    let quote = quote_of("agencies");
    let edited = PLAIN.replace("agencies", "subagencies");
    assert_eq!(state(&quote, Some(&edited)), changed(Some("subagencies")));
}

#[test]
fn what_a_passage_became_is_told_where_both_surroundings_are_left() {
    let quote = quote_of("Expertise is not authority");
    let edited = PLAIN.replace("is not authority", "is no authority at all");
    assert_eq!(
        state(&quote, Some(&edited)),
        changed(Some("Expertise is no authority at all"))
    );
}

#[test]
fn what_a_passage_became_is_not_guessed() {
    let quote = quote_of("Expertise is not authority");
    let edited = PLAIN.replace("is not", "is no");
    let without_after = edited.replace("though it helps", "but helps");
    assert_eq!(state(&quote, Some(&without_after)), changed(None));
    assert_eq!(
        state(&quote, Some(&format!("{edited}\n{edited}"))),
        changed(None),
        "twice"
    );
    let removed = PLAIN.replace("Expertise is not authority", "");
    assert_eq!(state(&quote, Some(&removed)), changed(None));
    let grown = PLAIN.replace("is not authority", &"is no authority ".repeat(8));
    assert_eq!(state(&quote, Some(&grown)), changed(None), "too much");
    assert_eq!(state(&quote, Some("")), changed(None));
}

#[test]
fn a_passage_at_an_end_of_the_text_keeps_that_end_as_its_surroundings() {
    let quote = quote_of("On deference");
    assert_eq!(quote.before, "");
    let edited = PLAIN.replace("On deference", "Against deference");
    assert_eq!(state(&quote, Some(&edited)), changed(Some("Against deference")));
    let quote = quote_of("Notes follow");
    let edited = PLAIN.replace("Notes follow", "Nothing follows");
    assert_eq!(state(&quote, Some(&edited)), changed(Some("Nothing follows")));
    assert_eq!(state(&quote, Some(&format!("{edited}\nMore."))), changed(None));
}

#[test]
fn a_document_that_is_not_there_is_told_apart() {
    assert_eq!(state(&quote_of("agencies"), None), QuoteState::Gone);
}

#[test]
fn a_quote_is_written_with_its_paragraphs_and_its_source() {
    let quote = quote_of("though it helps.\nThe Court did not defer.");
    let names = ["Jane Doe", "John Roe"].map(String::from);
    assert_eq!(
        as_markdown(&quote, &names, "On [deference]", "../responses/a.md"),
        "> though it helps.\n>\n> The Court did not defer.\n>\n> — Jane Doe & John Roe, \
         [“On \\[deference\\]”](../responses/a.md#:~:text=though%20it%20helps.,The%20Court%20did%20not%20defer.)\n"
    );
    assert!(as_markdown(&quote, &[], "T", "a.md").contains("> — [“T”](a.md#"));
}

#[test]
fn the_link_of_a_quote_stays_a_link_in_what_is_shown() {
    let quote = quote_of("Expertise is not authority");
    let written = as_markdown(
        &quote,
        &["Jane Doe".to_owned()],
        "On deference",
        "../responses/a%20b.md",
    );
    let html = render(&written, Setting::default()).html;
    let link = "href=\"../responses/a%20b.md#:~:text=Expertise%20is%20not%20authority\"";
    assert!(html.starts_with("<blockquote>") && html.contains(link), "{html}");
    assert!(html.contains("— Jane Doe, <a "), "{html}");
}

#[test]
fn marks_in_a_passage_are_shown_as_themselves() {
    for exact in [
        "1. First",
        "12) Then",
        "# no heading",
        "- no item",
        "+ no item",
        "> no quote",
        ": no meaning",
        "^",
        "---",
        "***",
        "===",
        "```",
        "~~~ no code",
        "*no* _emphasis_ **none** ~~none~~",
        "[no](link) ![no](image) [^1] [no]: link",
        "<b>no tag</b> & &amp; &#34; AT&T",
        "`no code` $$x$$ \\(x\\) \\",
        "{{ site.url }} {% raw %} {: .class} {::nomarkdown}",
        "\"straight\" 'quotes' ... -- --- << >>",
        "a | b",
        "|a|b|",
        "*[HTML]: no abbreviation",
        "http://example.org",
    ] {
        let quote = take(exact, "a.md", exact, "", "").unwrap();
        let written = as_markdown(&quote, &[], "T", "a.md");
        assert_eq!(plain_text(&written), format!("{exact}\n— “T”"), "{written}");
        let liquid = written.contains("{{") || written.contains("{%");
        assert!(!liquid, "{written}");
    }
}

#[test]
fn a_fragment_holds_both_ends_of_a_long_passage() {
    let quote = quote_of("Courts should defer to agencies. Expertise is not authority, though it helps.");
    assert_eq!(
        fragment_for(&quote).as_deref(),
        Some(":~:text=Courts%20should%20defer%20to%20agencies.,not%20authority%2C%20though%20it%20helps.")
    );
}

#[test]
fn a_fragment_of_a_passage_that_stands_there_twice_holds_its_surroundings() {
    let quote = take(PLAIN, "a.md", "The Court", "defer. ", " did decide").unwrap();
    assert_eq!(
        fragment_for(&quote).as_deref(),
        Some(":~:text=did%20not%20defer.-,The%20Court,-did%20decide.")
    );
}

#[test]
fn a_fragment_holds_whole_words_only_and_hides_its_own_signs() {
    assert_eq!(
        fragment_for(&quote_of("ourts should def")).as_deref(),
        Some(":~:text=should")
    );
    assert_eq!(fragment_for(&quote_of("gencie")), None);
    let plain = "a well-known, so & so";
    let quote = take(plain, "a.md", plain, "", "").unwrap();
    assert_eq!(
        fragment_for(&quote).as_deref(),
        Some(":~:text=a%20well%2Dknown%2C%20so%20%26%20so")
    );
}

#[test]
fn a_link_goes_from_one_document_to_another() {
    for (from, to, link) in [
        ("drafts/d.md", "responses/a b.md", "../responses/a%20b.md"),
        ("responses/d.md", "responses/a.md", "a.md"),
        ("responses/2024/d.md", "responses/a.md", "../a.md"),
        (
            "drafts/d.md",
            "responses/ü(1).md",
            "../responses/%C3%BC%281%29.md",
        ),
        ("d.md", "responses/x/a.md", "responses/x/a.md"),
    ] {
        assert_eq!(link_to(from, to), link, "{from} {to}");
    }
}

#[test]
fn a_link_to_a_document_of_a_jekyll_site_is_its_address_there() {
    for (to, link) in [
        ("_arguendo/2014-12-08-a b.md", "/arguendo/2014-12-08-a%20b/"),
        ("collections/_arguendo/x/a.md", "/arguendo/x/a/"),
        ("_arguendo-questions/q.md", "/arguendo/question/q/"),
        ("_contributors/jane-doe.md", "/contributors/jane-doe/"),
    ] {
        assert_eq!(link_to("_drafts/arguendo/d.md", to), link);
        let found = local_link(link, None).unwrap();
        assert_eq!(found.name, stem_of(to));
    }
    assert_eq!(link_to("_drafts/arguendo/d.md", "_drafts/arguendo/e.md"), "e.md");
}

/// The plain texts of the sample's responses, and of the corpus if it is available.
fn texts() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let corpus = real_texts::folder().map(|folder| folder.join("_arguendo"));
        let folders: Vec<PathBuf> = corpus
            .into_iter()
            .chain([workspace.join("content/responses")])
            .collect();
        let files = folders
            .iter()
            .filter_map(|folder| fs::read_dir(folder).ok())
            .flatten();
        let texts: Vec<String> = files
            .filter_map(|file| fs::read_to_string(file.ok()?.path()).ok())
            .map(|text| plain_text(text.rsplit("\n---").next().unwrap_or(&text)))
            .filter(|plain| plain.split_whitespace().count() > 20)
            .collect();
        assert!(!texts.is_empty());
        texts
    })
}

/// A text, with the start and end of a passage of whole words in it.
fn passage() -> impl Strategy<Value = (&'static str, usize, usize)> {
    (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        1_usize..120,
    )
        .prop_map(|(text, word, length)| {
            let text = text.get(texts()).as_str();
            let words: Vec<usize> = text
                .split_whitespace()
                .map(|word| word.as_ptr() as usize - text.as_ptr() as usize)
                .collect();
            let first = word.index(words.len());
            let end = words.get(first + length).copied().unwrap_or(text.len());
            let passage = text[words[first]..end].trim_end();
            (text, words[first], words[first] + passage.len())
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_passage_is_found_again_and_stands_as_it_did((text, start, end) in passage()) {
        let exact = text[start..end].replace('\n', "\n\n");
        let (before, after) = (last_characters(&text[..start]), first_characters(&text[end..]));
        let Some(quote) = take(text, "a.md", &exact, before, after) else {
            let whole = Laid::bare(&format!("{before}{exact}{after}")).text;
            let times = Laid::bare(text).places_of(&whole).len();
            prop_assert!(times > 1, "not found, though it stands there {times} times");
            return Ok(());
        };
        prop_assert_eq!(&quote.exact, &text[start..end]);
        prop_assert_eq!(&quote.before, before);
        prop_assert_eq!(&quote.after, after);
        prop_assert_eq!(state(&quote, Some(text)), QuoteState::AsItWas);
        let words = &plain_text(&as_markdown(&quote, &[], "T", "a.md"));
        prop_assert_eq!(Laid::bare(words).text, Laid::bare(&format!("{}— “T”", quote.exact)).text);
    }

    #[test]
    fn an_edit_inside_a_passage_is_never_overlooked(
        (text, start, end) in passage(),
        place in any::<prop::sample::Index>(),
        edit in prop_oneof![Just(""), Just("x"), Just(" not"), Just("\n"), Just("Q. ")],
    ) {
        let (before, after) = (last_characters(&text[..start]), first_characters(&text[end..]));
        let Some(quote) = take(text, "a.md", &text[start..end], before, after) else {
            return Ok(());
        };
        let inner: Vec<(usize, char)> = text[start..end].char_indices().skip(1).collect();
        prop_assume!(!inner.is_empty());
        let (at, sign) = inner[place.index(inner.len())];
        // A line end next to another blank changes the source, but not its words.
        prop_assume!(!sign.is_whitespace() && !text[..start + at].ends_with(char::is_whitespace));
        let edited = format!("{}{edit}{}", &text[..start + at], &text[start + at + sign.len_utf8()..]);
        // The edit may create the same passage again, if similar words are beside it.
        prop_assume!(Laid::bare(&edited).places_of(&Laid::bare(&quote.exact).text).is_empty());
        prop_assert_ne!(state(&quote, Some(&edited)), QuoteState::AsItWas);
    }
}
