//! The languages that the program has dictionaries for.

/// A language whose spelling can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// The BCP 47 tag.
    pub tag: &'static str,
    /// The name of the language in the language itself.
    pub name: &'static str,
    /// The file names of its dictionaries, without extensions. A word is correct if one of them knows it.
    pub dictionaries: &'static [&'static str],
}

/// The languages in the order in which they are offered. German is missing: its dictionaries are under the
/// GPL alone.
const LANGUAGES: &[Language] = &[
    Language {
        tag: "en",
        name: "English",
        dictionaries: &["en-GB", "en-US"],
    },
    Language {
        tag: "en-GB",
        name: "English (United Kingdom)",
        dictionaries: &["en-GB"],
    },
    Language {
        tag: "en-US",
        name: "English (United States)",
        dictionaries: &["en-US"],
    },
    Language {
        tag: "es",
        name: "Español",
        dictionaries: &["es"],
    },
    Language {
        tag: "fr",
        name: "Français",
        dictionaries: &["fr"],
    },
];

/// All languages.
#[must_use]
pub fn languages() -> &'static [Language] {
    LANGUAGES
}

/// The language with this tag, or else the language that it is a variety of (`fr-CA`). None if there is no
/// dictionary.
#[must_use]
pub fn language_for(tag: &str) -> Option<&'static Language> {
    let tag = tag.trim().replace('_', "-");
    let whole = |wanted: &str| {
        LANGUAGES
            .iter()
            .find(|language| language.tag.eq_ignore_ascii_case(wanted))
    };
    whole(&tag).or_else(|| whole(tag.split('-').next()?))
}
