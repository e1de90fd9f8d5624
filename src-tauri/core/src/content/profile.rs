//! A person's own contributor entry: what they write about themselves, and the document that it becomes.
//! Their responses are signed with that document.

use arguendo_text::{file_names, names};

use crate::content::document::LARGEST_BODY;

/// The largest number of characters in a name, a position or a photo's path. It is far more than anybody
/// needs, and far less than front matter may hold.
const LONGEST_LINE: usize = 500;
/// The stem of the file for a person whose name has no letter that a file name can contain.
const NAMELESS: &str = "contributor";

/// What a person writes about themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// The name that is shown under their responses.
    pub name: String,
    /// The name that they are sorted by; may be blank.
    pub last_name: String,
    /// Such as “Professor of Law, York”; may be blank.
    pub position: String,
    /// The photo's path from the top of the folder, such as `/uploads/jane-doe.jpg`; may be blank.
    pub image_path: String,
    /// A short biography in Markdown; may be blank.
    pub bio: String,
}

/// One field of a [`Profile`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// [`Profile::name`]
    Name,
    /// [`Profile::last_name`]
    LastName,
    /// [`Profile::position`]
    Position,
    /// [`Profile::image_path`]
    ImagePath,
    /// [`Profile::bio`]
    Bio,
}

/// A reason why a profile cannot become a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The field that the complaint is about.
    pub field: Field,
    /// A sentence for the person that says what is wrong and what to do.
    pub message: String,
}

/// The reasons why `profile` cannot become a document, in the order of its fields. Empty if it can.
#[must_use]
pub fn complaints(profile: &Profile) -> Vec<Complaint> {
    let mut found = Vec::new();
    let mut say = |field, message: String| found.push(Complaint { field, message });
    if !profile.name.chars().any(char::is_alphabetic) {
        let message = "Please write your name: your answers are signed with it.";
        say(Field::Name, message.to_owned());
    }
    for (field, noun, text) in [
        (Field::Name, "name", &profile.name),
        (Field::LastName, "last name", &profile.last_name),
        (Field::Position, "position", &profile.position),
        (Field::ImagePath, "photo's path", &profile.image_path),
    ] {
        let length = one_line(text).chars().count();
        if length > LONGEST_LINE {
            say(
                field,
                format!("The {noun} has {length} characters. Please shorten it to {LONGEST_LINE} or fewer."),
            );
        }
    }
    if leaves_the_folder(&one_line(&profile.image_path)) {
        let message = "The photo must lie in the folder. Please write its path from the top of the folder, such as \
                       /uploads/jane-doe.jpg.";
        say(Field::ImagePath, message.to_owned());
    }
    // Half of the largest mirrored size, so that the file stays below that size together with its front
    // matter.
    if profile.bio.len() as u64 > LARGEST_BODY / 2 {
        let message = "The text about you is too long to be shown. Please shorten it to a few paragraphs.";
        say(Field::Bio, message.to_owned());
    }
    found
}

/// The contributor document for `profile`: the stem of its file, and its text. The stem is also the slug, and
/// differs from all `existing_slugs`.
///
/// # Errors
/// The [`complaints`], if there are any.
pub fn contributor_file(
    profile: &Profile,
    existing_slugs: &dyn Fn(&str) -> bool,
) -> Result<(String, String), Vec<Complaint>> {
    let complaints = complaints(profile);
    if !complaints.is_empty() {
        return Err(complaints);
    }
    let stem = file_names::free(&file_names::slug_or(&profile.name, NAMELESS), existing_slugs);
    let mut text = String::from("---\n");
    for (key, value) in [
        ("title", &profile.name),
        ("last_name", &profile.last_name),
        ("description", &profile.position),
        ("image_path", &profile.image_path),
    ] {
        push_entry(&mut text, key, &one_line(value));
    }
    if names::date_prefix(&stem).is_some() {
        // Without this line, the slug would be the part after the date.
        push_entry(&mut text, "slug", &stem);
    }
    text.push_str("---\n");
    let bio = profile.bio.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
    let bio = bio.trim();
    if !bio.is_empty() {
        text.push('\n');
        text.push_str(bio);
        text.push('\n');
    }
    Ok((stem, text))
}

/// Adds one entry, always in quotes. Otherwise YAML and Jekyll could read `no`, `007`, `#` or a leading dash
/// as something other than text.
fn push_entry(text: &mut String, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
    text.push_str(&format!("{key}: \"{quoted}\"\n"));
}

/// `text` with one blank in place of each run of white space and of characters that YAML does not allow.
fn one_line(text: &str) -> String {
    let is_gap = |sign: char| {
        sign.is_whitespace() || sign.is_control() || matches!(sign, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
    };
    let words: Vec<&str> = text.split(is_gap).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn leaves_the_folder(path: &str) -> bool {
    path.starts_with("//") || path.contains([':', '\\']) || path.split('/').any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::document::{self, Document, Reading};
    use crate::content::kind::Kind;
    use crate::content::site_config::SiteConfig;
    use proptest::prelude::*;

    fn jane() -> Profile {
        Profile {
            name: "Jane Doe".to_owned(),
            last_name: "Doe".to_owned(),
            position: "Professor of Law,\nYork".to_owned(),
            image_path: "/uploads/jane-doe.jpg".to_owned(),
            bio: "Jane *writes*.\r\n\r\nAnd reads.\n".to_owned(),
        }
    }

    fn read(stem: &str, text: &str) -> Document {
        let path = format!("contributors/{stem}.md");
        let config = SiteConfig::default();
        match document::read(
            Kind::Contributor,
            &path,
            text.len() as u64,
            text.as_bytes(),
            &config,
        ) {
            Reading::Document(document) => *document,
            Reading::NoFrontMatter(problem) => panic!("{problem:?}"),
        }
    }

    fn fields(profile: &Profile) -> Vec<Field> {
        complaints(profile)
            .iter()
            .map(|complaint| complaint.field)
            .collect()
    }

    #[test]
    fn a_profile_becomes_a_contributors_document() {
        let (stem, text) = contributor_file(&jane(), &|_| false).unwrap();
        assert_eq!(stem, "jane-doe");
        assert_eq!(
            text,
            "---\ntitle: \"Jane Doe\"\nlast_name: \"Doe\"\ndescription: \"Professor of Law, York\"\n\
             image_path: \"/uploads/jane-doe.jpg\"\n---\n\nJane *writes*.\n\nAnd reads.\n"
        );
    }

    #[test]
    fn what_is_left_blank_is_left_out() {
        let profile = Profile {
            name: "شيرين عبد الله".to_owned(),
            ..Profile::default()
        };
        let (stem, text) = contributor_file(&profile, &|_| false).unwrap();
        assert!(stem.len() > 4 && stem.is_ascii(), "{stem}");
        assert_eq!(text, "---\ntitle: \"شيرين عبد الله\"\n---\n");
    }

    #[test]
    fn a_second_person_of_one_name_gets_a_slug_of_her_own() {
        let (stem, _) = contributor_file(&jane(), &|slug| slug == "jane-doe").unwrap();
        assert_eq!(stem, "jane-doe-2");
    }

    #[test]
    fn a_name_that_looks_like_a_dated_file_keeps_its_whole_slug() {
        let profile = Profile {
            name: "2021-05-24 Group".to_owned(),
            ..Profile::default()
        };
        let (stem, text) = contributor_file(&profile, &|_| false).unwrap();
        assert_eq!(read(&stem, &text).slug, "2021-05-24-group");
    }

    #[test]
    fn what_keeps_a_profile_from_becoming_a_document_is_said_entry_by_entry() {
        let profile = Profile {
            name: " 12 ".to_owned(),
            position: "x".repeat(501),
            image_path: "../photo.jpg".to_owned(),
            ..jane()
        };
        assert_eq!(fields(&profile), [Field::Name, Field::Position, Field::ImagePath]);
        let complaints = contributor_file(&profile, &|_| false).unwrap_err();
        assert_eq!(
            complaints[0].message,
            "Please write your name: your answers are signed with it."
        );
        assert!(complaints[1].message.contains("501 characters"));
        assert!(fields(&jane()).is_empty());
    }

    #[test]
    fn a_photo_lies_in_the_folder() {
        for (path, is_fine) in [
            ("uploads/a.jpg", true),
            ("/uploads/a..b.jpg", true),
            ("https://example.org/a.jpg", false),
            ("//example.org/a.jpg", false),
            ("C:\\a.jpg", false),
            ("/uploads/../../a.jpg", false),
        ] {
            let profile = Profile {
                image_path: path.to_owned(),
                ..jane()
            };
            assert_eq!(complaints(&profile).is_empty(), is_fine, "{path}");
        }
    }

    /// Text that YAML, Jekyll or the file system might misread.
    fn nasty() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            Just("no".to_owned()),
            Just("007".to_owned()),
            Just("- a: b # c".to_owned()),
            Just("\"Jane\" 'O’Neil' \\n \\".to_owned()),
            Just("---\n...\n---".to_owned()),
            Just("👩🏽‍⚖️ {{ site.url }} {% raw %}".to_owned()),
            Just("\u{202E}شيرين\u{2069}\u{85}\u{2028}x".to_owned()),
            Just("~ & *a !b |\n>\n%c @d `e`".to_owned()),
            Just("\u{FEFF}\u{0}\u{7F}\u{FFFF}\t".to_owned()),
            "[a-z:#'\"\\\\ \n{}\\[\\],&*!|>%@`-]{0,40}",
        ]
    }

    fn written(text: &str) -> Option<String> {
        Some(one_line(text)).filter(|text| !text.is_empty())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn whatever_is_written_is_read_again(
            name in nasty(), last_name in nasty(), position in nasty(), bio in nasty(),
        ) {
            let profile = Profile {
                name: format!("{name}a"),
                last_name,
                position,
                image_path: "/uploads/a \"b\" #c.jpg".to_owned(),
                bio,
            };
            let (stem, text) = contributor_file(&profile, &|_| false).unwrap();
            let document = read(&stem, &text);
            prop_assert_eq!(&document.problems, &[]);
            prop_assert!(document.published && !document.broken);
            prop_assert_eq!(&document.title, &one_line(&profile.name));
            prop_assert_eq!(&document.last_name, &written(&profile.last_name));
            prop_assert_eq!(&document.description, &written(&profile.position));
            prop_assert_eq!(document.image.as_deref(), Some("/uploads/a \"b\" #c.jpg"));
            prop_assert_eq!(&document.slug, &stem);
            let bio = profile.bio.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
            prop_assert_eq!(document.body.trim(), bio.trim());
        }
    }
}
