//! Whatever a text is made of: twice as much of it costs about twice as much, and no more is made of it than it is worth.

#[path = "growth/constructs.rs"]
mod constructs;
#[path = "growth/spent.rs"]
mod spent;

use arguendo_text::markdown::{Setting, digest, render};

/// The length of the shorter texts. The longer ones are four times as long.
fn length() -> usize {
    let kibibytes = if std::env::var_os("ARGUENDO_LONG").is_some() {
        128
    } else {
        32
    };
    kibibytes * 1024
}

/// What a text is made into, by its name.
type Made = (&'static str, fn(&str) -> String);

/// One after the other.
const MADE: &[Made] = &[
    ("page", |source| render(source, Setting::default()).html),
    ("words", |source| {
        let digest = digest(source, None, 300);
        digest.plain + &digest.excerpt
    }),
];

/// Makes it of `source`, and throws it away.
fn made(make: fn(&str) -> String, source: &str) {
    let made = make(source);
    assert!(made.capacity() >= made.len());
}

/// Panics for those constructs whose number leaves `rest` over when it is divided by two.
fn assert_costs_keep_step(rest: usize) {
    let all = constructs::all().into_iter().enumerate();
    for (_, (name, make)) in all.filter(|(number, _)| number % 2 == rest) {
        let (short, long) = (make(length()), make(4 * length()));
        for (what, make) in MADE {
            assert!(
                spent::keeps_step(|| made(*make, &long), || made(*make, &short)),
                "{what} of {name:?} costs too much when there is more of it"
            );
        }
    }
}

#[test]
fn twice_as_much_costs_twice_as_much() {
    assert_costs_keep_step(0);
}

#[test]
fn twice_as_much_of_anything_else_costs_twice_as_much() {
    assert_costs_keep_step(1);
}

#[test]
fn no_more_is_made_of_a_text_than_it_is_worth() {
    for (name, make) in constructs::all() {
        let source = make(length());
        let rendered = render(&source, Setting::default());
        // The sanitiser writes some characters longer than we do.
        let most = 10 * source.len() + 300_000;
        assert!(
            rendered.html.len() <= most,
            "{name:?} made {} bytes",
            rendered.html.len()
        );
        assert!(
            rendered.html.matches('<').count() <= 200_000,
            "{name:?} made too many tags"
        );
        assert!(
            rendered.contents.len() <= 50_000,
            "{name:?} has too long contents"
        );
        let digest = digest(&source, None, 300);
        assert!(
            digest.plain.len() <= 4 * source.len() + 100,
            "{name:?} made {} bytes of words",
            digest.plain.len()
        );
        assert!(digest.excerpt.chars().count() <= 300, "{name:?}");
        if rendered.too_complex.is_some() {
            assert_is_as_written(&rendered.html, name);
        }
    }
}

/// Panics where `html` holds a tag but that of a paragraph.
fn assert_is_as_written(html: &str, name: &str) {
    let tags = html
        .split('<')
        .skip(1)
        .filter(|tag| !tag.starts_with("p>") && !tag.starts_with("/p>"));
    assert_eq!(tags.count(), 0, "{name:?} is not shown as it is written");
}

#[test]
fn what_is_defined_once_and_used_too_often_is_shown_as_it_is_written() {
    let long = "v".repeat(90_000);
    for (definition, used) in [
        ("[a]: /@", "[a] "),
        ("[a]: /@", "![a] "),
        ("[a]: /b \"@\"", "[b][a] "),
        ("*[a]: @", "a "),
    ] {
        let source = format!("{}\n\n{}\n", used.repeat(20_000), definition.replace('@', &long));
        let rendered = render(&source, Setting::default());
        let reason = rendered.too_complex.unwrap_or_default();
        assert!(!reason.is_empty(), "{definition}");
        assert!(
            rendered.html.starts_with(&format!("<p>{}", used.trim())),
            "{definition}"
        );
        assert!(rendered.html.contains(&long), "{definition}");
    }
}

#[test]
fn what_people_define_and_use_often_is_shown_with_its_mark_up() {
    let address =
        "https://example.org/a/rather/long/address/as/the/web/has/them?with=a&query=and-more#and-a-part";
    let source = format!(
        "{}\n\n[report]: {address} \"The report of the committee\"\n*[ICC]: International Criminal Court\n[^1]: See there.\n{{:x: .lead}}\n",
        "The ICC and [the report][report], again.[^1] *So*{:x} it was.\n\n".repeat(400)
    );
    assert_eq!(render(&source, Setting::default()).too_complex, None);
}

#[test]
fn very_many_short_paragraphs_of_a_text_that_is_too_long_stand_together() {
    let source = "a\n\n".repeat(500_000);
    let rendered = render(&source, Setting::default());
    assert!(rendered.html.matches("<p>").count() <= 2_001);
    assert_eq!(rendered.html.matches('a').count(), 500_000);
}
