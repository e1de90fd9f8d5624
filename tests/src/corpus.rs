//! Folders of any size for measuring, mixed from the texts of the real site and of the sample, with realistic
//! lengths, links and defects.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::dice::Dice;
use crate::folder::repository;
use crate::real_texts;

/// The most documents in one directory.
pub const IN_ONE_DIRECTORY: usize = 5_000;
/// One paragraph in this many gets a coined name, because real vocabularies keep growing with the number of
/// texts.
const PARAGRAPHS_TO_A_NAME: usize = 2;

const PLACES: [&str; 6] = [
    "_arguendo-questions",
    "_arguendo",
    "_contributors",
    "questions",
    "responses",
    "contributors",
];

/// The texts that the folders are mixed from.
pub struct Source {
    originals: Vec<Original>,
    paragraphs: Vec<String>,
    /// Whether the real site's texts are among them.
    pub is_real: bool,
}

struct Original {
    place: &'static str,
    stem: String,
    header: String,
    /// Texts about people are kept apart from essays, because they are a tenth as long.
    is_person: bool,
    body: String,
}

impl Source {
    /// Reads the real site's texts, if they are available, and the sample's.
    ///
    /// # Errors
    /// If neither is available.
    pub fn read() -> Result<Self> {
        let site = real_texts::folder();
        let is_real = site.is_some();
        if !is_real {
            println!("the real site's texts are not here; the sample alone is used");
        }
        let mut originals = Vec::new();
        for folder in site.into_iter().chain([repository().join("content")]) {
            for place in PLACES {
                originals.extend(originals_in(&folder.join(place), place)?);
            }
        }
        if originals.is_empty() {
            bail!("there are no documents to mix from");
        }
        let paragraphs = originals
            .iter()
            .filter(|original| !original.is_person)
            .flat_map(|original| original.body.split("\n\n"))
            .map(str::trim)
            .filter(|paragraph| !paragraph.is_empty())
            .map(str::to_owned)
            .collect();
        Ok(Self {
            originals,
            paragraphs,
            is_real,
        })
    }

    /// Writes a folder of this many documents at `root`, always the same for the same number, and returns
    /// their paths.
    ///
    /// # Errors
    /// An error of the system.
    pub fn write(&self, root: &Path, documents: usize) -> Result<Vec<PathBuf>> {
        let mut dice = Dice::new(7);
        let mut files = Vec::with_capacity(documents);
        let mut in_place = PLACES.map(|_| 0_usize);
        for number in 0..documents {
            let original = &self.originals[number % self.originals.len()];
            let copy = number / self.originals.len();
            let place = PLACES
                .iter()
                .position(|place| *place == original.place)
                .unwrap_or(0);
            let volume = in_place[place] / IN_ONE_DIRECTORY;
            in_place[place] += 1;
            let directory = root.join(original.place).join(format!("volume-{volume:03}"));
            if in_place[place] % IN_ONE_DIRECTORY == 1 {
                fs::create_dir_all(&directory)?;
            }
            let file = directory.join(format!("{}-{copy}.md", original.stem));
            let mut text = renamed(&original.header, copy);
            self.mix(original, &mut dice, &mut text);
            fs::write(&file, text)?;
            files.push(file);
        }
        Ok(files)
    }

    /// Mixes a body as long as the original's.
    fn mix(&self, original: &Original, dice: &mut Dice, text: &mut String) {
        if original.is_person || self.paragraphs.is_empty() {
            text.push_str(&original.body);
            return;
        }
        let end = text.len() + original.body.len();
        while text.len() < end {
            let paragraph = &self.paragraphs[dice.roll(self.paragraphs.len())];
            if text.len() + paragraph.len() > end + paragraph.len() / 2 {
                break;
            }
            text.push_str(paragraph);
            if dice.roll(PARAGRAPHS_TO_A_NAME) == 0 {
                text.push_str(&format!(" See *{} v. {}*.", coined(dice), coined(dice)));
            }
            text.push_str("\n\n");
        }
    }
}

/// The documents in one directory of a folder; empty if there is no such directory.
fn originals_in(directory: &Path, place: &'static str) -> Result<Vec<Original>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory).into_iter().flatten() {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path);
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        let body_at = text.match_indices("\n---").next().map_or(0, |(at, found)| {
            let end = at + found.len();
            text[end..].find('\n').map_or(text.len(), |line| end + line + 1)
        });
        Ok(Original {
            place,
            stem: path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            header: text[..body_at].to_owned(),
            is_person: place.ends_with("contributors"),
            body: text[body_at..].to_owned(),
        })
    };
    paths.into_iter().map(read).collect()
}

/// The front matter with every name in it changed to one of this copy.
fn renamed(header: &str, copy: usize) -> String {
    let mut out = String::with_capacity(header.len() + 256);
    for line in header.split_inclusive('\n') {
        let bare = line.trim_end();
        let key = bare.split_once(':').map(|(key, value)| (key, value.trim()));
        let is_name = bare.trim_start().starts_with("- ")
            || matches!(key, Some(("slug" | "arguendo-question", value)) if !value.is_empty() && value != ">-");
        if is_name {
            out.push_str(&format!("{bare}-{copy}\n"));
        } else {
            out.push_str(line);
        }
    }
    out
}

/// An invented name: a few occur often, most hardly ever.
fn coined(dice: &mut Dice) -> String {
    const BEGINNINGS: [&str; 16] = [
        "Ar", "Bel", "Cor", "Dra", "El", "Fen", "Gor", "Hal", "Ir", "Jov", "Kal", "Lor", "Mar", "Nor", "Pro",
        "Tar",
    ];
    const MIDDLES: [&str; 16] = [
        "an", "ber", "chi", "dor", "en", "fa", "gul", "ho", "is", "kov", "la", "mi", "no", "ra", "su", "vel",
    ];
    const ENDS: [&str; 8] = ["dek", "ic", "man", "ov", "ris", "ski", "ta", "wa"];
    let mut name = dice.of(&BEGINNINGS).to_owned();
    for _ in 0..dice.roll(4) {
        name.push_str(dice.of(&MIDDLES));
    }
    name + dice.of(&ENDS)
}
